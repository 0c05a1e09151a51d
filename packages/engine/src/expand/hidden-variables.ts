import type { Auxiliary, Conveyor, Definition, TableDefinition, Variable } from '../model/model.ts';
import { toId } from '../model/names.ts';
import type { PreparedMacro } from './macro-definitions.ts';

/** A hidden variable while its definitions are gathered, one or more for each definition of its owner that calls the macro. */
export interface HiddenVariable {
  readonly name: string;
  /** What it is a copy of; absent for an argument and for the value of a call. */
  readonly source?: Variable;
  readonly units?: string;
  readonly dimensions: readonly string[];
  readonly definitions: Definition[];
  readonly net: Definition[];
  /** Of a conveyor, its equations: one, the same for all elements. */
  readonly conveyors: Conveyor[];
}

/**
 * The variables of one call. The calls at the same position of an array's definitions share them, each giving the equations
 * of its own elements, so that an array written element by element does not multiply them.
 */
export interface Instance {
  /** `#owner>MACRO#`, as Vensim names what it makes for a macro. */
  readonly prefix: string;
  /** By the canonical name inside the macro. */
  readonly variables: Map<string, HiddenVariable>;
  readonly group: string | undefined;
}

/** Hands out names for hidden variables that nothing else in the model has. */
export class HiddenNames {
  readonly #taken: Set<string>;
  readonly #prefixes = new Map<string, number>();

  constructor(taken: Iterable<string>) {
    this.#taken = new Set(taken);
  }

  /** Different for every call, since the path of a call inside another starts with the other's. */
  prefix(path: string): string {
    const count = (this.#prefixes.get(toId(path)) ?? 0) + 1;
    this.#prefixes.set(toId(path), count);
    return count === 1 ? `#${path}#` : `#${path} ${count}#`;
  }

  name(wanted: string): string {
    let name = wanted;
    for (let count = 2; this.#taken.has(toId(name)); count++) name = `${wanted} ${count}`;
    this.#taken.add(toId(name));
    return name;
  }
}

/** The hidden variable as the check takes it. */
export function finish(
  hidden: HiddenVariable,
  { group, rename }: { group: string | undefined; rename: (local: string) => string },
): Variable {
  const { name, source, units, dimensions, definitions, net, conveyors } = hidden;
  const base = {
    name,
    dimensions,
    documentation: source?.documentation ?? '',
    ...(units === undefined ? {} : { units }),
    ...(group === undefined ? {} : { group }),
    ...(source?.place === undefined ? {} : { place: source.place }),
    hidden: true,
    // It has values for the elements whose equation calls the macro.
    ...(dimensions.length === 0 ? {} : ({ partial: true } as const)),
  } as const;
  switch (source?.kind) {
    case 'stock':
      return {
        ...base,
        kind: 'stock',
        initial: definitions,
        inflows: source.inflows.map(rename),
        outflows: source.outflows.map(rename),
        ...(source.net === undefined ? {} : { net }),
        nonNegative: source.nonNegative,
        ...(conveyors[0] === undefined ? {} : { conveyor: conveyors[0] }),
        ...(source.queue === undefined ? {} : { queue: source.queue }),
      };
    case 'flow':
      return {
        ...base,
        kind: 'flow',
        definitions,
        nonNegative: source.nonNegative,
        ...(source.leak === undefined ? {} : { leak: source.leak }),
        ...(source.overflow === undefined ? {} : { overflow: source.overflow }),
        ...(source.spread === undefined ? {} : { spread: source.spread }),
      };
    case 'lookup': {
      const tables: readonly TableDefinition[] = source.definitions;
      return { ...base, kind: 'lookup', definitions: tables };
    }
    default: {
      const auxiliary: Auxiliary = { ...base, kind: 'auxiliary', definitions };
      return auxiliary;
    }
  }
}

/**
 * Units inside a macro may be the name of a parameter, which stands for the units of the argument (Vensim's manual, "Defining
 * Macros"). Units that mention one in any other way are left out.
 */
export function unitsInCall(
  units: string | undefined,
  { macro, unitsOf }: { macro: PreparedMacro; unitsOf: (parameter: string) => string | undefined },
): string | undefined {
  if (units === undefined) return undefined;
  if (macro.parameters.has(toId(units))) return unitsOf(toId(units));
  return units.split(/[^\p{L}\p{N}_ ]+/u).some((word) => macro.parameters.has(toId(word))) ? undefined : units;
}

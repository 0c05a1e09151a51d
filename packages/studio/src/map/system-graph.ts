import type { Model, Variable, VariableId } from '@weir/engine';
import { toId } from '@weir/engine';
import type { LinkSign } from './diagram.ts';

/** One variable acting on another. */
export interface SystemLink {
  readonly from: VariableId;
  readonly to: VariableId;
  /** Absent until the model has been run to find it. */
  readonly sign?: LinkSign;
}

/** A variable as maps and lists show it. */
export interface SystemVariable {
  readonly id: VariableId;
  readonly name: string;
  /** `constant`: an auxiliary that depends on nothing. */
  readonly kind: Variable['kind'] | 'constant';
  /** Its sector; `Other` where the author gave none. */
  readonly sector: string;
  readonly units?: string;
  readonly source: Variable;
  /** Links into it and out of it, nearest first in the order of the document. */
  readonly causes: readonly SystemLink[];
  readonly effects: readonly SystemLink[];
}

/** What is counted moving: out of `from` and into `to`; absent at the boundary of the model. */
export interface SystemPipe {
  readonly flow: VariableId;
  readonly from?: VariableId;
  readonly to?: VariableId;
}

/** A model as a network, for the maps, the tables and the workings. */
export interface SystemGraph {
  readonly variables: ReadonlyMap<VariableId, SystemVariable>;
  readonly links: readonly SystemLink[];
  readonly pipes: readonly SystemPipe[];
  /** In the document's order; a sector with no variables is left out. */
  readonly sectors: readonly { readonly name: string; readonly documentation: string; readonly size: number }[];
}

/** The sector of variables whose author named none. */
export const NO_SECTOR = 'Other';

/**
 * Joins a document and the links between its variables into one network. Links between names that the document does
 * not define are left out.
 */
export function systemGraph(model: Model, links: readonly SystemLink[]): SystemGraph {
  const known = new Set(model.variables.map((variable) => toId(variable.name)));
  const kept = links.filter((link) => known.has(link.from) && known.has(link.to));
  const causes = groupBy(kept, (link) => link.to);
  const effects = groupBy(kept, (link) => link.from);

  const variables = new Map<VariableId, SystemVariable>();
  for (const source of model.variables) {
    const id = toId(source.name);
    const into = causes.get(id) ?? [];
    variables.set(id, {
      id,
      name: source.name,
      kind: source.kind === 'auxiliary' && into.length === 0 && !variesWithTime(source) ? 'constant' : source.kind,
      sector: source.group ?? NO_SECTOR,
      ...(source.units === undefined ? {} : { units: source.units }),
      source,
      causes: into,
      effects: effects.get(id) ?? [],
    });
  }
  return { variables, links: kept, pipes: pipesOf(model), sectors: sectorsOf(model) };
}

function variesWithTime(variable: Variable): boolean {
  if (variable.kind !== 'auxiliary') return false;
  return variable.definitions.some(({ equation }) => /\b(time|step|pulse|ramp)\b/i.test(equation));
}

function pipesOf(model: Model): SystemPipe[] {
  const into = new Map<VariableId, VariableId[]>();
  const outOf = new Map<VariableId, VariableId[]>();
  for (const stock of model.variables) {
    if (stock.kind !== 'stock') continue;
    for (const flow of stock.inflows) append(into, toId(flow), toId(stock.name));
    for (const flow of stock.outflows) append(outOf, toId(flow), toId(stock.name));
  }
  const flows = new Set([...outOf.keys(), ...into.keys()]);
  return [...flows].flatMap((flow) => {
    const sources = outOf.get(flow) ?? [];
    const targets = into.get(flow) ?? [];
    const count = Math.max(sources.length, targets.length);
    return Array.from({ length: count }, (_, index): SystemPipe => {
      const from = sources[index];
      const to = targets[index];
      return { flow, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
    });
  });
}

function sectorsOf(model: Model): SystemGraph['sectors'] {
  const sizes = new Map<string, number>();
  for (const { group = NO_SECTOR } of model.variables) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  const documented = model.groups.map(({ name, documentation }) => ({ name, documentation }));
  const named = new Set(documented.map(({ name }) => name));
  const rest = [...sizes.keys()].filter((name) => !named.has(name)).map((name) => ({ name, documentation: '' }));
  return [...documented, ...rest]
    .map((sector) => ({ ...sector, size: sizes.get(sector.name) ?? 0 }))
    .filter(({ size }) => size > 0);
}

function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) append(groups, keyOf(item), item);
  return groups;
}

function append<K, T>(groups: Map<K, T[]>, key: K, item: T): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [item]);
  else group.push(item);
}

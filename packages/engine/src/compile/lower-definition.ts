import {
  positionsOf,
  type CheckedDimension,
  type CheckedModel,
  type CheckedVariable,
  type DefinitionCase,
  type DefinitionSet,
} from '../check/checked-model.ts';
import type { Expression } from '../equation/expression.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { VariableId } from '../model/model.ts';
import { toId } from '../model/names.ts';
import type { Builder } from './builder.ts';
import { code } from './code.ts';
import { lowerExpression } from './lower-expression.ts';
import type { Code } from './program.ts';
import type { Bound, Scope } from './scope.ts';

/** What lowering leaves: rules for all slots, and where each variable's slots begin. */
export interface Lowered {
  readonly builder: Builder;
  readonly bases: ReadonlyMap<VariableId, number>;
}

/** What the lowering of a model's variables shares. */
export interface ModelContext extends Lowered {
  readonly checked: CheckedModel;
  /** By the slot of a conveyor's leak: its rates from each slat, from the exit on, where another conveyor asks for them. */
  readonly leakRows: Map<number, { readonly base: number; readonly slats: number; readonly open: boolean }>;
  /** By the slot of a queue's outflow into a conveyor: how the conveyor takes from the queue. */
  readonly admissions: Map<number, Admission>;
  readonly report: (diagnostic: Diagnostic) => void;
}

/** How a conveyor takes from a queue. */
export interface Admission {
  /** The rate for which it has room. */
  readonly room: Code;
  readonly oneAtATime: boolean;
  readonly batchIntegrity: boolean;
}

/** One element of a variable while its definition is lowered. */
export interface ElementContext {
  readonly variable: CheckedVariable;
  readonly index: number;
  /** As messages and results name it. */
  readonly name: string;
  readonly context: ModelContext;
}

/** The names of a variable's elements in row-major order. */
export function namesOf({ variable, dimensions, size }: CheckedVariable): string[] {
  if (dimensions.length === 0) return size === 1 ? [variable.name] : [];
  let lists: readonly string[] = [''];
  for (const { elements } of dimensions) {
    lists = lists.flatMap((list) => elements.map((element) => (list === '' ? element : `${list},${element}`)));
  }
  return lists.map((list) => `${variable.name}[${list}]`);
}

/** The slot of a variable's first element. */
export function baseOf(variable: CheckedVariable, { bases }: ModelContext): number {
  const base = bases.get(variable.id);
  if (base === undefined) throw new RangeError(`Cannot find the slots of "${variable.variable.name}"`);
  return base;
}

/**
 * The slots of each of the flows that belong to one element of a stock; those that could not be resolved are left out. Of a flow over more
 * dimensions than the stock, all that share the stock's element.
 */
export function slotsOf(
  names: readonly string[],
  { variable: stock, index }: Pick<ElementContext, 'variable' | 'index'>,
  { checked, bases }: ModelContext,
): number[] {
  return names.flatMap((name) => {
    const flow = checked.variables.get(toId(name));
    const base = bases.get(toId(name));
    if (flow === undefined || base === undefined || flow.variable.kind === 'stock') return [];
    return elementsAt(flow, { stock, index }).map((element) => base + element);
  });
}

function elementsAt(flow: CheckedVariable, { stock, index }: { stock: CheckedVariable; index: number }): number[] {
  const isSame = flow.dimensions.every(({ id }, axis) => id === stock.dimensions[axis]?.id);
  if (isSame && flow.dimensions.length === stock.dimensions.length) return index < flow.size ? [index] : [];
  const at = positionsOf(index, stock.dimensions);
  return flow.dimensions.reduce(
    (found, { id, elements }) => {
      const fixed = at[stock.dimensions.findIndex((each) => each.id === id)];
      const places = fixed === undefined ? [...elements.keys()] : [fixed];
      return found.flatMap((before) => places.map((place) => before * elements.length + place));
    },
    [0],
  );
}

/** The definition that an element follows. */
export function caseAt(set: DefinitionSet, index: number): DefinitionCase | undefined {
  return set.cases[set.caseOf[index] ?? -1];
}

/** The number that an equation is, signs included; undefined for anything else. */
export function numberOf({ expression, table }: DefinitionCase): number | undefined {
  if (table !== undefined) return undefined;
  const value = (node: Expression | undefined): number | undefined => {
    if (node?.kind === 'number') return node.value;
    if (node?.kind !== 'unary' || node.operator === 'not') return undefined;
    const operand = value(node.operand);
    if (operand === undefined) return undefined;
    return node.operator === '-' ? -operand : operand;
  };
  return value(expression);
}

/** The code of a definition for one element; undefined where it could not be read. */
export function lowerCase(own: DefinitionCase, { variable, index, name, context }: ElementContext): Code | undefined {
  if (own.expression === undefined) return undefined;
  const scope: Scope = {
    builder: context.builder,
    model: context.checked,
    bases: context.bases,
    variable,
    owner: name,
    text: own.text,
    place: own.place,
    ...bindingsOf(own, { variable, index, checked: context.checked }),
    iterated: nothingBound,
    report: context.report,
  };
  const node = lowerExpression(own.expression, scope);
  return own.table === undefined ? node : code.lookup(context.builder.table(own.table), node);
}

const nothingBound: ReadonlyMap<string, Bound> = new Map();
const ofScalar: Pick<Scope, 'bindings' | 'own' | 'repeated'> = { bindings: nothingBound, own: [], repeated: new Set() };

/** What each dimension name means in the definition of one element: the variable's own dimensions, their roots, and subranges named. */
function bindingsOf(
  own: DefinitionCase,
  { variable, index, checked }: { variable: CheckedVariable; index: number; checked: CheckedModel },
): Pick<Scope, 'bindings' | 'own' | 'repeated'> {
  if (variable.dimensions.length + own.subscripts.length === 0) return ofScalar;
  const bindings = new Map<string, Bound>();
  const positions = positionsOf(index, variable.dimensions);
  const bind = (idOf: (dimension: CheckedDimension, axis: number) => string | undefined): void => {
    for (const [axis, dimension] of variable.dimensions.entries()) {
      const id = idOf(dimension, axis);
      if (id !== undefined && !bindings.has(id)) bindings.set(id, { dimension, position: positions[axis] ?? 0 });
    }
  };
  // A root is bound only where no dimension of that name is on the left: of two names for one list each means its own.
  bind((_, axis) => {
    const named = toId(own.subscripts[axis] ?? '');
    return checked.dimensions.has(named) ? named : undefined;
  });
  bind((dimension) => dimension.id);
  bind((dimension) => dimension.root);
  const names = own.subscripts.length === 0 ? variable.dimensions.map(({ id }) => id) : own.subscripts.map(toId);
  return {
    bindings,
    own: variable.dimensions.map((dimension, axis) => ({ dimension, position: positions[axis] ?? 0 })),
    repeated: new Set(names.filter((id, axis) => checked.dimensions.has(id) && names.indexOf(id) !== axis)),
  };
}

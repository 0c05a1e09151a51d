import {
  elementName,
  positionsOf,
  type CheckedModel,
  type CheckedVariable,
  type DefinitionCase,
  type DefinitionSet,
} from '../check/checked-model.ts';
import type { Expression } from '../equation/expression.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { VariableId } from '../model/model.ts';
import { toId } from '../model/names.ts';
import { Builder } from './builder.ts';
import { code } from './code.ts';
import { lowerExpression } from './lower-expression.ts';
import type { Code } from './program.ts';
import type { Bound, Scope } from './scope.ts';

/** What lowering leaves: rules for all slots, and where each variable's slots begin. */
export interface Lowered {
  readonly builder: Builder;
  readonly bases: ReadonlyMap<VariableId, number>;
}

interface Context extends Lowered {
  readonly checked: CheckedModel;
  readonly report: (diagnostic: Diagnostic) => void;
}

/** Gives every variable its slots and every slot its rule; whatever an equation gets wrong is reported. */
export function lowerModel(checked: CheckedModel, report: (diagnostic: Diagnostic) => void): Lowered {
  const builder = new Builder();
  const bases = new Map<VariableId, number>();
  for (const variable of checked.variables.values()) {
    if (variable.variable.kind !== 'lookup') bases.set(variable.id, builder.allocate(namesOf(variable)));
  }
  const context: Context = { builder, bases, checked, report: once(report) };
  for (const variable of checked.variables.values()) {
    if (variable.variable.kind === 'stock') lowerStock(variable, context);
    else if (variable.variable.kind !== 'lookup') lowerFormulas(variable, context);
  }
  for (const variable of checked.variables.values()) limitOutflows(variable, context);
  builder.finish();
  return { builder, bases };
}

/** The names of a variable's elements in row-major order. */
export function namesOf({ variable, dimensions, size }: CheckedVariable): string[] {
  return Array.from({ length: size }, (_, index) => elementName(variable.name, index, dimensions));
}

/** Passes on each problem once, though an array's equation is lowered for every element. */
function once(report: (diagnostic: Diagnostic) => void): (diagnostic: Diagnostic) => void {
  const seen = new Set<string>();
  return (diagnostic) => {
    const key = JSON.stringify(diagnostic);
    if (seen.has(key)) return;
    seen.add(key);
    report(diagnostic);
  };
}

function baseOf(variable: CheckedVariable, { bases }: Context): number {
  const base = bases.get(variable.id);
  if (base === undefined) throw new RangeError(`Cannot find the slots of "${variable.variable.name}"`);
  return base;
}

/** Constants, converters and flows. A plain number is a parameter. */
function lowerFormulas(variable: CheckedVariable, context: Context): void {
  const base = baseOf(variable, context);
  const { builder } = context;
  const nonNegative = variable.variable.kind === 'flow' && variable.variable.nonNegative;
  for (const [index, name] of namesOf(variable).entries()) {
    const own = caseAt(variable.value, index);
    if (own === undefined) continue;
    const value = numberOf(own);
    if (value !== undefined && !nonNegative) {
      builder.parameter(base + index, { name, value });
      continue;
    }
    const node = lowerCase(own, { variable, index, name, context });
    if (node === undefined) continue;
    builder.set(base + index, {
      kind: 'formula',
      code: nonNegative ? code.binary('max', code.constant(0), node) : node,
    });
  }
}

/** A stock's initial value, where it is a plain number, is a parameter of the stock's own name. */
function lowerStock(variable: CheckedVariable, context: Context): void {
  const base = baseOf(variable, context);
  const { builder } = context;
  if (variable.variable.kind !== 'stock') return;
  const { inflows, outflows } = variable.variable;
  for (const [index, name] of namesOf(variable).entries()) {
    const own = caseAt(variable.value, index);
    const value = own === undefined ? undefined : numberOf(own);
    let initial: Code = code.constant(Number.NaN);
    if (value !== undefined) {
      const slot = builder.allocate([name]);
      builder.parameter(slot, { name, value });
      initial = code.slot(slot);
    } else if (own !== undefined) {
      initial = lowerCase(own, { variable, index, name, context }) ?? initial;
    }
    const net = variable.net === undefined ? undefined : caseAt(variable.net, index);
    const rate =
      net === undefined
        ? balance(slotsOf(inflows, index, context), slotsOf(outflows, index, context))
        : (lowerCase(net, { variable, index, name, context }) ?? code.constant(Number.NaN));
    builder.set(base + index, { kind: 'integrator', initial, rate: builder.slotOf(name, rate) });
  }
}

function balance(inflows: readonly number[], outflows: readonly number[]): Code {
  const gain = inflows
    .map(code.slot)
    .reduce<Code | undefined>((sum, each) => (sum === undefined ? each : code.add(sum, each)), undefined);
  return outflows.map(code.slot).reduce((rest, each) => code.subtract(rest, each), gain ?? code.constant(0));
}

/** The slots of one element of each of the flows; those that could not be resolved are left out. */
function slotsOf(names: readonly string[], index: number, { checked, bases }: Context): number[] {
  return names.flatMap((name) => {
    const flow = checked.variables.get(toId(name));
    const base = bases.get(toId(name));
    return flow === undefined || base === undefined || index >= flow.size || flow.variable.kind === 'stock'
      ? []
      : [base + index];
  });
}

/**
 * Holds back the outflows of a non-negative stock: in the order in which they are listed, each takes at most what the
 * stock has left for this step. Inflows of the same step do not count towards what is there.
 */
function limitOutflows(variable: CheckedVariable, context: Context): void {
  if (variable.variable.kind !== 'stock' || !variable.variable.nonNegative) return;
  const base = baseOf(variable, context);
  const { builder } = context;
  for (const [index, name] of namesOf(variable).entries()) {
    let left: Code = code.binary('max', code.constant(0), code.divide(code.slot(base + index), code.timeStep));
    for (const slot of slotsOf(variable.variable.outflows, index, context)) {
      const rule = builder.rules[slot];
      const owner = builder.owners[slot] ?? name;
      if (rule === undefined || (rule.kind !== 'formula' && rule.kind !== 'parameter')) continue;
      const wanted = builder.allocate([owner]);
      builder.set(wanted, rule);
      if (rule.kind === 'parameter') builder.moveParameter(slot, wanted);
      const available = builder.shared(name, left);
      builder.set(slot, { kind: 'formula', code: code.binary('min', code.slot(wanted), available) });
      left = code.subtract(available, code.slot(slot));
    }
  }
}

function caseAt(set: DefinitionSet, index: number): DefinitionCase | undefined {
  return set.cases[set.caseOf[index] ?? -1];
}

/** The number that an equation is, signs included; undefined for anything else. */
function numberOf({ expression, table }: DefinitionCase): number | undefined {
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

function lowerCase(
  own: DefinitionCase,
  { variable, index, name, context }: { variable: CheckedVariable; index: number; name: string; context: Context },
): Code | undefined {
  if (own.expression === undefined) return undefined;
  const scope: Scope = {
    builder: context.builder,
    model: context.checked,
    bases: context.bases,
    variable,
    owner: name,
    text: own.text,
    place: own.place,
    bindings: bindingsOf(own, { variable, index, checked: context.checked }),
    iterated: new Map(),
    report: context.report,
  };
  const node = lowerExpression(own.expression, scope);
  return own.table === undefined ? node : code.lookup(context.builder.table(own.table), node);
}

/** What each dimension name means in the definition of one element: the variable's own dimensions, their roots, and subranges named. */
function bindingsOf(
  own: DefinitionCase,
  { variable, index, checked }: { variable: CheckedVariable; index: number; checked: CheckedModel },
): ReadonlyMap<string, Bound> {
  const bindings = new Map<string, Bound>();
  const positions = positionsOf(index, variable.dimensions);
  for (const [axis, dimension] of variable.dimensions.entries()) {
    const bound: Bound = { dimension, position: positions[axis] ?? 0 };
    const named = own.subscripts[axis];
    const ids = [
      dimension.id,
      dimension.root,
      ...(named === undefined || !checked.dimensions.has(toId(named)) ? [] : [toId(named)]),
    ];
    for (const id of ids) if (!bindings.has(id)) bindings.set(id, bound);
  }
  return bindings;
}

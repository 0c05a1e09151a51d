import { nodesOf } from '../equation/map-expression.ts';
import type { VariableId } from '../model/model.ts';
import { toId } from '../model/names.ts';
import type { CheckedModel, CheckedVariable, DefinitionCase } from './checked-model.ts';
import { inferUnits, text, type UnitContext } from './infer-units.ts';
import { divide, multiply, type Units } from './units.ts';

/** The units of a variable that declares none. */
export interface UndeclaredUnits {
  readonly units: Units;
  /** What they follow from, in words: `its equation "a / t"`, `the stock "S" that it changes`. */
  readonly from: string;
}

/**
 * Works out the units of variables that declare none, from what they are computed from: equations, a flow's stock, a stock's
 * initial value, rate or flows. Variables whose units are declared, but cannot be read, stay unknown, as do constants and lookups.
 *
 * Variables are visited after those that their equations name, so one round settles all that is not circular; rounds go on for
 * as long as one settles something. Each costs as much as the equations are long.
 */
export function inferUndeclared(
  model: CheckedModel,
  given: { readonly declared: ReadonlyMap<string, Units>; readonly time: Units | undefined },
): ReadonlyMap<VariableId, UndeclaredUnits> {
  const found = new Map<VariableId, UndeclaredUnits>();
  let open = inOrder(model).filter(({ variable }) => variable.kind !== 'lookup');
  if (open.length === 0) return found;
  const known = new Map(given.declared);
  const context: UnitContext = { model, known, time: given.time, report: () => undefined };
  const stockOf = stocksOfFlows(model);
  for (let before = -1; before !== open.length;) {
    before = open.length;
    open = open.filter((checked) => {
      const units = unitsOf(checked, { context, stocks: stockOf.get(checked.id) ?? [] });
      if (units === undefined) return true;
      found.set(checked.id, units);
      known.set(checked.id, units.units);
      return false;
    });
  }
  return found;
}

/** Whether the author says nothing of a variable's units. */
function isUndeclared({ variable }: CheckedVariable): boolean {
  return variable.units === undefined || variable.units.trim() === '';
}

/** The undeclared variables, each after those that its equations name as far as that can be. */
function inOrder(model: CheckedModel): CheckedVariable[] {
  const order: CheckedVariable[] = [];
  const seen = new Set<string>();
  for (const start of model.variables.values()) {
    if (!isUndeclared(start) || seen.has(start.id)) continue;
    seen.add(start.id);
    const path = [{ checked: start, next: namesIn(start) }];
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const id = top.next.pop();
      const checked = id === undefined ? undefined : model.variables.get(id);
      if (id === undefined) {
        order.push(top.checked);
        path.pop();
      } else if (checked !== undefined && isUndeclared(checked) && !seen.has(id)) {
        seen.add(id);
        path.push({ checked, next: namesIn(checked) });
      }
    }
  }
  return order;
}

function namesIn({ value, net }: CheckedVariable): VariableId[] {
  return [...value.cases, ...(net?.cases ?? [])].flatMap(({ expression }) =>
    expression === undefined
      ? []
      : nodesOf(expression).flatMap((node) =>
          node.kind === 'reference' || node.kind === 'call' ? [toId(node.name)] : [],
        ),
  );
}

function stocksOfFlows(model: CheckedModel): ReadonlyMap<VariableId, readonly CheckedVariable[]> {
  const stocks = new Map<VariableId, CheckedVariable[]>();
  for (const checked of model.variables.values()) {
    const { variable } = checked;
    if (variable.kind !== 'stock') continue;
    for (const name of [...variable.inflows, ...variable.outflows]) {
      const list = stocks.get(toId(name));
      if (list === undefined) stocks.set(toId(name), [checked]);
      else list.push(checked);
    }
  }
  return stocks;
}

function unitsOf(
  { variable, value, net }: CheckedVariable,
  { context, stocks }: { readonly context: UnitContext; readonly stocks: readonly CheckedVariable[] },
): UndeclaredUnits | undefined {
  const { known, time } = context;
  if (variable.kind !== 'stock') {
    for (const stock of time === undefined ? [] : stocks) {
      const units = known.get(stock.id);
      if (units !== undefined && time !== undefined) {
        return { units: divide(units, time), from: `the stock "${stock.variable.name}" that it changes` };
      }
    }
    return fromCases(value.cases, context, 'its equation');
  }
  const initial = fromCases(value.cases, context, 'its initial value');
  if (initial !== undefined || time === undefined) return initial;
  const rate = fromCases(net?.cases ?? [], context, 'its rate');
  if (rate !== undefined) return { ...rate, units: multiply(rate.units, time) };
  for (const name of [...variable.inflows, ...variable.outflows]) {
    const units = known.get(toId(name));
    if (units !== undefined) return { units: multiply(units, time), from: `the flow "${name}" that changes it` };
  }
  return undefined;
}

/** The units of the first equation that tells; one whose value goes through a graphical function does not. */
function fromCases(cases: readonly DefinitionCase[], context: UnitContext, what: string): UndeclaredUnits | undefined {
  for (const { expression, table } of cases) {
    if (expression === undefined || table !== undefined) continue;
    const inferred = inferUnits(expression, context);
    if (inferred.kind === 'known') return { units: inferred.units, from: `${what} "${text(expression)}"` };
  }
  return undefined;
}

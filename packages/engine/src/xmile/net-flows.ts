import type { Expression, Reference } from '../equation/expression.ts';
import { parseEquation } from '../equation/parse.ts';
import type { Model, Stock, VariableName } from '../model/model.ts';
import { toId } from '../model/names.ts';

/** What a stock's flows are in the file. */
export interface StockFlows {
  readonly inflows: readonly VariableName[];
  readonly outflows: readonly VariableName[];
}

/** How single net rates are written as flows. */
export interface FlowPlan {
  /** By the stock's canonical name: the variables that its net rate adds and subtracts, where it is that simple. */
  readonly stocks: ReadonlyMap<string, StockFlows>;
  /** Canonical names of what must be a flow in the file, whatever it is in the document. */
  readonly flows: ReadonlySet<string>;
  /** Names of flows that fill or drain more than one stock, which XMILE does not know. */
  readonly shared: readonly VariableName[];
}

/**
 * Finds the stocks whose net rate is nothing but named auxiliaries added and subtracted, each at most once: then these are its flows.
 * XMILE has a flow fill one stock and drain one, so a variable that would do more is none, and neither is one that a diagram shows as
 * a plain variable. All other rates stay whole. The sum is the same; with an inflow after an outflow it is taken in another order,
 * which may change the last bit.
 */
export function planFlows(model: Model): FlowPlan {
  const variables = new Map(model.variables.map((variable) => [toId(variable.name) as string, variable]));
  const plain = new Set(
    (model.views ?? []).flatMap(({ objects }) =>
      objects.flatMap((object) => (object.kind === 'variable' ? [toId(object.variable) as string] : [])),
    ),
  );
  const couldFlow = (name: string, stock: Stock): boolean => {
    const variable = variables.get(name);
    const same =
      variable?.dimensions.length === stock.dimensions.length &&
      variable.dimensions.every((each, axis) => toId(each) === toId(stock.dimensions[axis] ?? ''));
    const kind = variable?.kind === 'flow' || (variable?.kind === 'auxiliary' && !plain.has(name));
    return same && kind;
  };
  const stocks = new Map<string, StockFlows>();
  const used = model.variables.flatMap((stock) => (stock.kind === 'stock' ? [{ stock, flows: flowsOf(stock) }] : []));
  const counts = new Map<string, number>();
  const keys = ({ inflows, outflows }: StockFlows): string[] => [
    ...inflows.map((name) => `+${toId(name)}`),
    ...outflows.map((name) => `-${toId(name)}`),
  ];
  for (const { flows } of used) for (const key of flows ? keys(flows) : []) counts.set(key, (counts.get(key) ?? 0) + 1);
  const flows = new Set<string>();
  const shared = used.flatMap(({ stock, flows: own }) =>
    stock.net === undefined && own !== undefined
      ? [...own.inflows, ...own.outflows].filter((_, index) => (counts.get(keys(own)[index] ?? '') ?? 0) > 1)
      : [],
  );
  for (const { stock, flows: own } of used) {
    if (stock.net === undefined) for (const name of [...stock.inflows, ...stock.outflows]) flows.add(toId(name));
    if (stock.net === undefined || own === undefined) continue;
    const names = [...own.inflows, ...own.outflows].map((name) => toId(name) as string);
    const single = keys(own).every((key) => counts.get(key) === 1) && new Set(names).size === names.length;
    if (!single || !names.every((name) => couldFlow(name, stock))) continue;
    stocks.set(toId(stock.name), own);
    for (const name of names) flows.add(name);
  }
  return { stocks, flows, shared: [...new Set(shared)] };
}

/** The flows that a stock has, or that its net rate consists of; undefined where that is not so simple. */
function flowsOf(stock: Stock): StockFlows | undefined {
  if (stock.net === undefined) return stock;
  const [only, ...others] = stock.net;
  const whole = only?.subscripts.every((each, axis) => toId(each) === toId(stock.dimensions[axis] ?? '')) ?? false;
  if (only === undefined || others.length > 0 || !whole || only.except !== undefined || only.table !== undefined) {
    return undefined;
  }
  const { expression } = parseEquation(only.equation);
  const inflows: VariableName[] = [];
  const outflows: VariableName[] = [];
  const collect = (node: Expression, sign: 1 | -1): boolean => {
    if (node.kind === 'reference') {
      (sign === 1 ? inflows : outflows).push(node.name);
      return isSameElement(node, stock);
    }
    if (node.kind === 'unary' && node.operator !== 'not') {
      return collect(node.operand, node.operator === '-' ? (-sign as 1 | -1) : sign);
    }
    if (node.kind !== 'binary' || (node.operator !== '+' && node.operator !== '-')) return false;
    return collect(node.left, sign) && collect(node.right, node.operator === '-' ? (-sign as 1 | -1) : sign);
  };
  return expression !== undefined && collect(expression, 1) ? { inflows, outflows } : undefined;
}

function isSameElement({ subscripts }: Reference, { dimensions }: Stock): boolean {
  return (
    subscripts.length === dimensions.length &&
    subscripts.every((each, axis) => each.kind === 'name' && toId(each.name) === toId(dimensions[axis] ?? ''))
  );
}

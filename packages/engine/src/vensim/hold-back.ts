import { parseEquation } from '../equation/parse.ts';
import { nodesOf } from '../equation/map-expression.ts';
import type { Expression } from '../equation/expression.ts';
import type { Model, Stock, Variable } from '../model/model.ts';
import { toId } from '../model/names.ts';
import { NotInVensim } from './not-in-vensim.ts';
import { mdlName } from './print-mdl.ts';

/**
 * How the outflows of the model's non-negative stocks are held back. Vensim has no such stocks; that outflows take at most what is there and
 * what flows in meanwhile, in their order, is said in their equations. The rule is that of `compile/limit-flows.ts`.
 */
export interface HoldBack {
  /** The value of a flow, held back as its stock needs; `at` are the subscripts of the left side, as they are written. */
  readonly flow: (name: string, value: string, at: string) => string;
  /** Whether a flow is held back. */
  readonly isHeld: (name: string) => boolean;
  /** What a stock loses by one of its outflows; of one that it shares with another stock, as much as there is. */
  readonly loss: (stock: Stock, name: string, at: string) => string;
  /** Refuses a stock whose outflows cannot be held back in this way. */
  readonly check: (stock: Stock) => void;
}

interface Limits {
  readonly stock: Stock;
  /** The inflows that count towards what is there. */
  readonly gains: readonly string[];
  readonly losses: readonly string[];
}

export function planHoldBack(model: Model): HoldBack {
  const variables = new Map(model.variables.map((variable) => [toId(variable.name) as string, variable]));
  const stocks = model.variables.filter((variable) => variable.kind === 'stock');
  const drained = new Map<string, number>();
  for (const stock of stocks) {
    for (const id of new Set(stock.outflows.map(toId))) drained.set(id, (drained.get(id) ?? 0) + 1);
  }
  const isShared = (name: string): boolean => (drained.get(toId(name)) ?? 0) > 1;
  const limits = new Map(
    stocks.filter(needsIt).map((stock) => [toId(stock.name) as string, limitsOf(stock, variables)]),
  );
  const held = new Map(
    [...limits.values()].flatMap((each) =>
      each.losses.flatMap((name) => (isShared(name) ? [] : [[toId(name) as string, each] as const])),
    ),
  );
  const left = (own: Limits, name: string, at: string): string => {
    const [first = '', ...rest] = [own.stock.name, ...own.gains].map((each) => `${mdlName(each)}${at}`);
    const there = [`${first} / TIME STEP`, ...rest].join(' + ');
    const before = own.losses.slice(0, own.losses.indexOf(name));
    return [`MAX(0, ${there})`, ...before.map((each) => taken(own, each, at))].join(' - ');
  };
  const taken = (own: Limits, name: string, at: string): string => {
    const flow = `${mdlName(name)}${at}`;
    return isShared(name) ? `MIN(${flow}, ${left(own, name, at)})` : flow;
  };
  return {
    isHeld: (name) => held.has(toId(name)),
    flow: (name, value, at) => {
      const own = held.get(toId(name));
      const listed = own?.losses.find((each) => toId(each) === toId(name));
      return own === undefined || listed === undefined ? value : `MIN(${value}, ${left(own, listed, at)})`;
    },
    loss: (stock, name, at) => {
      const own = limits.get(toId(stock.name));
      return own === undefined ? `${mdlName(name)}${at}` : taken(own, name, at);
    },
    check: (stock) => {
      const own = limits.get(toId(stock.name));
      if (own !== undefined) checkLimits(own, variables);
    },
  };
}

function needsIt(stock: Stock): boolean {
  return stock.nonNegative && stock.net === undefined && stock.outflows.length > 0;
}

/** Inflows that read an outflow do not count, and an outflow that reads another comes after it. */
function limitsOf(stock: Stock, variables: ReadonlyMap<string, Variable>): Limits {
  const outflows = new Set<string>(stock.outflows.map(toId));
  const gains = stock.inflows.filter((name) => !reads(name, outflows, { variables, memory: false }));
  const rest = [...stock.outflows];
  const losses: string[] = [];
  while (rest.length > 0) {
    const free = rest.findIndex((name) => {
      const others = new Set<string>(rest.filter((each) => each !== name).map(toId));
      return !reads(name, others, { variables, memory: false });
    });
    losses.push(...rest.splice(Math.max(0, free), 1));
  }
  return { stock, gains, losses };
}

function checkLimits({ stock, gains, losses }: Limits, variables: ReadonlyMap<string, Variable>): void {
  const refuse = (name: string): never => {
    throw new NotInVensim(`a stock that is held at zero or above, with the flow "${name}"`);
  };
  for (const name of losses) {
    const kind = variables.get(toId(name))?.kind;
    if (kind !== 'flow') refuse(name);
  }
  for (const name of [...gains, ...losses]) {
    const { dimensions } = variables.get(toId(name)) ?? stock;
    const same = dimensions.every((each, axis) => toId(each) === toId(stock.dimensions[axis] ?? ''));
    if (dimensions.length !== stock.dimensions.length || !same) refuse(name);
  }
  // Whether a flow reads another is told by names alone: not which element, nor what a function with memory reads at once.
  const outflows = new Set<string>(losses.map(toId));
  for (const name of [...stock.inflows, ...losses]) {
    const others = new Set([...outflows].filter((id) => id !== toId(name)));
    const sure = reads(name, others, { variables, memory: false });
    if (sure !== reads(name, others, { variables, memory: true })) refuse(name);
    if (sure && stock.dimensions.length > 0) refuse(name);
  }
}

/** Functions whose value in a step is what they remember. */
const remembering = /^(?:SMTH|SMOOTH|DELAY|PREVIOUS$|INIT)/;

/** Whether a variable depends in the same step on one of the targets; `memory`: also by way of what functions remember. */
function reads(
  name: string,
  targets: ReadonlySet<string>,
  { variables, memory }: { variables: ReadonlyMap<string, Variable>; memory: boolean },
): boolean {
  const seen = new Set<string>();
  const open: string[] = [toId(name)];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const variable = variables.get(next);
    if (variable === undefined || variable.kind === 'stock' || variable.kind === 'lookup') continue;
    for (const { equation } of variable.definitions) {
      const { expression } = parseEquation(equation);
      for (const id of expression === undefined ? [] : mentioned(expression, memory)) {
        if (targets.has(id)) return true;
        if (!seen.has(id)) open.push(id);
        seen.add(id);
      }
    }
  }
  return false;
}

function mentioned(expression: Expression, memory: boolean): string[] {
  const inside = nodesOf(expression).flatMap((node) => {
    const remembers = node.kind === 'call' && remembering.test(node.name.toUpperCase());
    return remembers && !memory ? node.arguments.flatMap(nodesOf) : [];
  });
  const skipped = new Set<Expression>(inside);
  return nodesOf(expression).flatMap((node) =>
    node.kind === 'reference' && !skipped.has(node) ? [toId(node.name) as string] : [],
  );
}

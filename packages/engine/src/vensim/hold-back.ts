import type { Model, Stock } from '../model/model.ts';
import { toId } from '../model/names.ts';
import { mdlName } from './print-mdl.ts';
import { NotInVensim } from './not-in-vensim.ts';

/** What an outflow of a non-negative stock may take: what the stock has, less what the outflows before it take. */
export interface Limits {
  readonly stock: Stock;
  readonly before: readonly string[];
}

/**
 * The outflows of the model's non-negative stocks, by canonical name. Vensim has no such stocks; that outflows take at most what is
 * there, in the order in which they are listed, is said in the equations of the outflows (`compile/lower-model.ts` has the rule).
 */
export function limitsOf(model: Model): Map<string, Limits> {
  const limits = new Map<string, Limits>();
  for (const stock of model.variables) {
    if (stock.kind !== 'stock' || !stock.nonNegative || stock.net !== undefined) continue;
    stock.outflows.forEach((name, index) => {
      limits.set(toId(name), { stock, before: stock.outflows.slice(0, index) });
    });
  }
  return limits;
}

/** Refuses a non-negative stock whose outflows cannot be held back by an equation of their own. */
export function checkHoldBack(stock: Stock, model: Model): void {
  if (!stock.nonNegative || stock.net !== undefined) return;
  for (const name of stock.outflows) {
    const drained = model.variables.filter(
      (other) => other.kind === 'stock' && other.outflows.some((each) => toId(each) === toId(name)),
    );
    const flow = model.variables.find((other) => toId(other.name) === toId(name));
    const same =
      flow?.dimensions.length === stock.dimensions.length &&
      flow.dimensions.every((each, axis) => toId(each) === toId(stock.dimensions[axis] ?? ''));
    if (flow?.kind !== 'flow' || !same || drained.length > 1) {
      throw new NotInVensim(`a stock that is held at zero or above, with the outflow "${name}"`);
    }
  }
}

/** The value held back as its stock needs; `subscripts` are those of the left side, as they are written. */
export function heldBack(
  value: string,
  { limits, subscripts }: { readonly limits: Limits | undefined; readonly subscripts: string },
): string {
  if (limits === undefined) return value;
  const at = (name: string): string => `${mdlName(name)}${subscripts}`;
  const there = `MAX(0, ${at(limits.stock.name)} / TIME STEP)`;
  return `MIN(${value}, ${[there, ...limits.before.map(at)].join(' - ')})`;
}

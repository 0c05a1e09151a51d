import type { BinaryOperator } from './expression.ts';

/** How tightly an operator binds; higher is tighter. The order is that of XMILE 1.0, section 3.3.1; MOD stands below `*`, as in Stella. */
export const binaryPrecedence: Readonly<Record<BinaryOperator, number>> = {
  or: 1,
  and: 2,
  '=': 3,
  '<>': 3,
  '<': 4,
  '<=': 4,
  '>': 4,
  '>=': 4,
  '+': 5,
  '-': 5,
  mod: 6,
  '*': 7,
  '/': 7,
  '^': 9,
};

/** Signs and NOT bind tighter than `*` and looser than `^`: `-2^2` is -4, and `NOT a = b` is `(NOT a) = b`. */
export const unaryPrecedence = 8;

/** Whether a text is one of the binary operators. */
export function isBinaryOperator(text: string): text is BinaryOperator {
  return Object.hasOwn(binaryPrecedence, text);
}

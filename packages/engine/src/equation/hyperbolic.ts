import type { Expression, Span } from './expression.ts';

/** SINH or COSH, which the engine does not have, as (e^x ± e^-x) / 2. */
export function hyperbolic(operator: '+' | '-', x: Expression, span: Span): Expression {
  const exp = (of: Expression): Expression => ({ kind: 'call', name: 'EXP', subscripts: [], arguments: [of], span });
  const left = exp(x);
  const right = exp({ kind: 'unary', operator: '-', operand: x, span });
  const sum: Expression = { kind: 'binary', operator, left, right, span };
  return { kind: 'binary', operator: '/', left: sum, right: { kind: 'number', value: 2, span }, span };
}

/** TANH as 1 - 2 / (e^2x + 1), which stays finite for large x of either sign. */
export function hyperbolicTangent(x: Expression, span: Span): Expression {
  const value = (number: number): Expression => ({ kind: 'number', value: number, span });
  const doubled: Expression = { kind: 'binary', operator: '*', left: value(2), right: x, span };
  const exp: Expression = { kind: 'call', name: 'EXP', subscripts: [], arguments: [doubled], span };
  const below: Expression = { kind: 'binary', operator: '+', left: exp, right: value(1), span };
  const share: Expression = { kind: 'binary', operator: '/', left: value(2), right: below, span };
  return { kind: 'binary', operator: '-', left: value(1), right: share, span };
}

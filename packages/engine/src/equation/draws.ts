import type { Expression } from './expression.ts';
import { nodesOf } from './map-expression.ts';

const drawing =
  /RANDOM|UNIFORM|NORMAL|POISSON|EXPRND|GAMMA\b|BETA|BINOM|GEOMETRIC|LOGISTIC|PARETO|TRIANGULAR|WEIBULL|MONTECARLO/;

/** Whether an expression draws random numbers, so that writing it twice would mean two draws. */
export function drawsNumbers(expression: Expression): boolean {
  return nodesOf(expression).some((node) => node.kind === 'call' && drawing.test(node.name.toUpperCase()));
}

import { kernel } from '../../numeric/kernel.ts';
import type { Draws } from '../draws.ts';
import { normalDraw } from './continuous.ts';
import { mostAttempts } from './most-attempts.ts';

/**
 * A gamma distribution of mean `shape`: Marsaglia and Tsang 2000, "A simple method for generating gamma variables"; a shape below 1 by
 * way of the shape one greater, as they say. NaN for a shape that is not above 0.
 */
export function gammaDraw(draws: Draws, shape: number): number {
  if (!(shape > 0 && shape < Number.POSITIVE_INFINITY)) return Number.NaN;
  if (shape < 1) return gammaDraw(draws, shape + 1) * kernel.power(draws.next(), 1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const x = normalDraw(draws, 0, 1);
    const root = 1 + c * x;
    const v = root * root * root;
    if (root <= 0) continue;
    if (kernel.ln(draws.next()) < 0.5 * x * x + d - d * v + d * kernel.ln(v)) return d * v;
  }
  return Number.NaN;
}

/**
 * A beta distribution: from two gamma draws, or where both parameters are at most 1 by Jöhnk's method (1964), in logarithms so that
 * small parameters do not vanish. NaN for parameters that are not above 0.
 */
export function betaDraw(draws: Draws, alpha: number, beta: number): number {
  if (!(alpha > 0 && beta > 0)) return Number.NaN;
  if (alpha > 1 || beta > 1) {
    const first = gammaDraw(draws, alpha);
    return first / (first + gammaDraw(draws, beta));
  }
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const logX = kernel.ln(draws.next()) / alpha;
    const logY = kernel.ln(draws.next()) / beta;
    const greater = Math.max(logX, logY);
    const logSum = greater + kernel.ln(kernel.exp(logX - greater) + kernel.exp(logY - greater));
    if (logSum <= 0) return kernel.exp(logX - logSum);
  }
  return Number.NaN;
}

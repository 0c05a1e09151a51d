import { kernel } from '../../numeric/kernel.ts';
import type { Draws } from '../draws.ts';
import { logGamma } from '../log-gamma.ts';
import { normalQuantile } from '../normal-quantile.ts';
import { triangularQuantile } from '../triangular.ts';

/*
 * Continuous distributions by inversion of their distribution functions: one number each. A parameter that makes no sense gives NaN.
 */

/** Even between `low` and `high`, ends left out; with equal ends that number. */
export function uniformDraw(draws: Draws, low: number, high: number): number {
  return low <= high ? low + (high - low) * draws.next() : Number.NaN;
}

/** With a deviation of 0 the mean. */
export function normalDraw(draws: Draws, mean: number, deviation: number): number {
  return deviation >= 0 ? mean + deviation * normalQuantile(draws.next()) : Number.NaN;
}

export function exponentialDraw(draws: Draws, mean: number): number {
  return mean >= 0 ? -mean * kernel.ln(draws.next()) : Number.NaN;
}

/** The exponential of a normal draw: `mean` and `deviation` are those of the logarithm. */
export function lognormalDraw(draws: Draws, mean: number, deviation: number): number {
  return kernel.exp(normalDraw(draws, mean, deviation));
}

export function weibullDraw(draws: Draws, shape: number, scale: number): number {
  if (!(shape > 0 && scale >= 0)) return Number.NaN;
  return scale * kernel.power(-kernel.ln(draws.next()), 1 / shape);
}

/** A Weibull distribution of a given shape whose mean is 1. */
export function unitWeibullDraw(draws: Draws, shape: number): number {
  return weibullDraw(draws, shape, kernel.exp(-logGamma(1 + 1 / shape)));
}

/** Between `low` and `high`, most often near `mode`. */
export function triangularDraw(draws: Draws, [low, mode, high]: readonly [number, number, number]): number {
  return low <= mode && mode <= high ? triangularQuantile({ low, mode, high }, draws.next()) : Number.NaN;
}

/** At least `scale`; beyond x with probability (scale / x)^shape. */
export function paretoDraw(draws: Draws, shape: number, scale: number): number {
  return shape > 0 && scale > 0 ? scale / kernel.power(draws.next(), 1 / shape) : Number.NaN;
}

export function logisticDraw(draws: Draws, mean: number, scale: number): number {
  if (!(scale >= 0)) return Number.NaN;
  const share = draws.next();
  return mean + scale * kernel.ln(share / (1 - share));
}

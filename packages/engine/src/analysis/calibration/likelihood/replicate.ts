import { kernel } from '../../../numeric/kernel.ts';
import type { Draws } from '../../../random/draws.ts';
import { normalDraw } from '../../../random/distributions/continuous.ts';
import { binomialDraw, poissonDraw } from '../../../random/distributions/counts.ts';
import { betaDraw, gammaDraw } from '../../../random/distributions/gamma.ts';
import type { Expectation } from './figure-density.ts';
import type { ErrorKind } from './observation.ts';

/**
 * A figure as it might have been: drawn from the error model about what the model expects. For counts a Poisson draw about a gamma draw, for shares a binomial draw with a beta
 * draw as its probability.
 *
 * @param error the mean and deviation of the standardised error, where one before it is known
 */
export function replicate(
  draws: Draws,
  {
    kind,
    expectation,
    error = { mean: 0, deviation: 1 },
  }: {
    kind: ErrorKind;
    expectation: Expectation;
    error?: { readonly mean: number; readonly deviation: number };
  },
): number {
  const { expected, dispersion, outOf } = expectation;
  if (!Number.isFinite(expected)) return Number.NaN;
  switch (kind) {
    case 'count':
      if (dispersion < 1e-14 || expected === 0) return poissonDraw(draws, expected);
      return poissonDraw(draws, gammaDraw(draws, 1 / dispersion) * dispersion * expected);
    case 'share': {
      if (dispersion < 1e-14 || expected <= 0 || expected >= 1) return binomialDraw(draws, outOf, expected) / outOf;
      const size = (1 - dispersion) / dispersion;
      return binomialDraw(draws, outOf, betaDraw(draws, size * expected, size * (1 - expected))) / outOf;
    }
    case 'absolute':
      return expected + dispersion * normalDraw(draws, error.mean, error.deviation);
    case 'relative':
      return expected + dispersion * Math.abs(expected) * normalDraw(draws, error.mean, error.deviation);
    case 'logarithmic':
      return expected * kernel.exp(dispersion * normalDraw(draws, error.mean, error.deviation));
  }
}

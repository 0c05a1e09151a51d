import { kernel } from '../../numeric/kernel.ts';
import { gammaShares } from '../incomplete-gamma.ts';
import { logGamma } from '../log-gamma.ts';
import { normalQuantile } from '../normal-quantile.ts';
import { invertShares } from './invert-shares.ts';
import type { WholeShape } from './shape.ts';

/** A gamma distribution of mean `shape` × `scale`. Its quantiles are found in logarithms, where both tails are mild. */
export function gammaShape({ shape, scale }: { readonly shape: number; readonly scale: number }): WholeShape {
  const logOfGamma = logGamma(shape);
  const logDensityOfUnit = (x: number): number => (shape - 1) * kernel.ln(x) - x - logOfGamma;
  return {
    quantile: (probability) => {
      if (probability <= 0) return 0;
      if (probability >= 1) return Number.POSITIVE_INFINITY;
      const log = invertShares(probability, {
        sharesAt: (place) => gammaShares(shape, kernel.exp(place)),
        slopeAt: (place) => kernel.exp(place + logDensityOfUnit(kernel.exp(place))),
        ends: { low: -745 / Math.min(1, shape), start: startOf(shape, probability), high: 709 },
      });
      return scale * kernel.exp(log);
    },
    share: (value) => gammaShares(shape, value / scale).below,
    logDensity: (value) => (value > 0 ? logDensityOfUnit(value / scale) - kernel.ln(scale) : Number.NEGATIVE_INFINITY),
  };
}

/** Wilson and Hilferty 1931, and where that is below 0 the first term of the series. */
function startOf(shape: number, probability: number): number {
  const ninth = 1 / (9 * shape);
  const root = 1 - ninth + normalQuantile(probability) * Math.sqrt(ninth);
  if (root > 0.1) return kernel.ln(shape) + 3 * kernel.ln(root);
  return (kernel.ln(probability) + logGamma(shape + 1)) / shape;
}

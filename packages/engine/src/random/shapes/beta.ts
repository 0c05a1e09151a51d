import { kernel } from '../../numeric/kernel.ts';
import { betaShares } from '../incomplete-beta.ts';
import { logGamma } from '../log-gamma.ts';
import { invertShares } from './invert-shares.ts';
import type { Shape } from './shape.ts';

/** A beta distribution stretched from `low` to `high`. Its quantiles are found in logits, where both tails are mild. */
export function betaShape({
  alpha,
  beta,
  low,
  high,
}: {
  readonly alpha: number;
  readonly beta: number;
  readonly low: number;
  readonly high: number;
}): Shape {
  const logOfBeta = logGamma(alpha) + logGamma(beta) - logGamma(alpha + beta);
  const width = high - low;
  const logDensity = (x: number): number =>
    (alpha === 1 ? 0 : (alpha - 1) * kernel.ln(x)) + (beta === 1 ? 0 : (beta - 1) * kernel.ln(1 - x)) - logOfBeta;
  const shareOf = (logit: number): number => 1 / (1 + kernel.exp(-logit));
  return {
    quantile: (probability) => {
      if (probability <= 0) return low;
      if (probability >= 1) return high;
      const logit = invertShares(probability, {
        sharesAt: (place) => betaShares({ alpha, beta }, shareOf(place)),
        slopeAt: (place) => {
          const x = shareOf(place);
          return x * (1 - x) * kernel.exp(logDensity(x));
        },
        ends: { low: -700, start: kernel.ln(alpha / beta), high: 36.7 },
      });
      return low + width * shareOf(logit);
    },
    logDensity: (value) =>
      value >= low && value <= high ? logDensity((value - low) / width) - kernel.ln(width) : Number.NEGATIVE_INFINITY,
  };
}

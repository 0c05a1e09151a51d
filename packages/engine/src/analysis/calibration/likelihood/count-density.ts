import { kernel } from '../../../numeric/kernel.ts';
import { logGamma } from '../../../random/log-gamma.ts';
import { logOnePlus, logRising } from './log-rising.ts';

/**
 * The logarithm of the probability of a count where `mean` are expected: the negative binomial distribution in the form whose variance is mean + dispersion × mean²
 * (NB2: Cameron and Trivedi 1986; Hilbe 2011, chapter 8), which is Poisson at a dispersion of 0. Minus infinity where the count is impossible. A
 * count that is no whole number, as after rounding of a rate, is taken through the gamma function.
 */
export function logCountProbability(count: number, { mean, dispersion }: { mean: number; dispersion: number }): number {
  if (!(count >= 0 && mean >= 0 && dispersion >= 0)) return Number.NEGATIVE_INFINITY;
  if (mean === 0) return count === 0 ? 0 : Number.NEGATIVE_INFINITY;
  if (mean === Number.POSITIVE_INFINITY) return Number.NEGATIVE_INFINITY;
  if (dispersion < 1e-14) return count * kernel.ln(mean) - mean - logGamma(count + 1);
  const size = 1 / dispersion;
  return (
    logRising(size, count) -
    logGamma(count + 1) -
    size * logOnePlus(mean / size) +
    count * kernel.ln(mean / (size + mean))
  );
}

/**
 * The logarithm of the probability that `count` of `of` have a trait that each has with probability `share`: the beta-binomial distribution (Skellam 1948) in the form whose
 * variance is of × share × (1 - share) × (1 + (of - 1) × dispersion), where dispersion is the correlation between two of them, from 0 up to 1;
 * binomial at 0. Minus infinity where the count is impossible.
 */
export function logShareProbability(
  count: number,
  { of, share, dispersion }: { of: number; share: number; dispersion: number },
): number {
  if (!(count >= 0 && count <= of && share >= 0 && share <= 1 && dispersion >= 0 && dispersion < 1))
    return Number.NEGATIVE_INFINITY;
  const rest = of - count;
  if (share === 0 || share === 1) return (share === 0 ? count : rest) === 0 ? 0 : Number.NEGATIVE_INFINITY;
  const choices = logRising(count + 1, rest) - logGamma(rest + 1);
  if (dispersion < 1e-14) return choices + count * kernel.ln(share) + rest * logOnePlus(-share);
  const size = (1 - dispersion) / dispersion;
  return choices + logRising(size * share, count) + logRising(size * (1 - share), rest) - logRising(size, of);
}

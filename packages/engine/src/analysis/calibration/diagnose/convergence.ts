import { kernel } from '../../../numeric/kernel.ts';
import { quantile } from '../../quantiles.ts';
import { at } from '../at.ts';
import { momentsOf, pooled, rankNormalised, splitHalves } from './rank-normalise.ts';

/*
 * All of it after Vehtari, Gelman, Simpson, Carpenter and Bürkner 2021, "Rank-normalization, folding, and localization: an improved R̂ for assessing convergence of MCMC". A list of
 * chains has an array of equal length for each, in the order in which it was drawn.
 */

/** How well chains of one number have mixed. */
export interface Convergence {
  /** The greater of the rank-normalised split R-hat of the values and of their distances from the median; near 1 where the chains agree. NaN where nothing varies. */
  readonly rHat: number;
  /** Independent draws that the sample is worth for its middle. */
  readonly bulkSize: number;
  /** The same for the 5 % and 95 % quantiles, the lesser of the two. */
  readonly tailSize: number;
  /** The Monte Carlo standard error of the mean. */
  readonly meanError: number;
}

/** Up to here chains count as settled, as its authors recommend. */
export const settledRHat = 1.01;
/** The size that R-hat and its like need to be trusted: 100 a chain, or 400 in all with the usual four. */
export const settledSize = 400;

export function convergenceOf(chains: readonly Float64Array[]): Convergence {
  const halves = splitHalves(chains);
  const median = quantile(pooled(chains), 0.5);
  const folded = halves.map((half) => half.map((value) => Math.abs(value - median)));
  const rHat = Math.max(potentialReduction(rankNormalised(halves)), potentialReduction(rankNormalised(folded)));
  const sorted = pooled(chains);
  const tail = (share: number): number => {
    const cut = quantile(sorted, share);
    return effectiveSize(halves.map((half) => half.map((value) => (value <= cut ? 1 : 0))));
  };
  const { variance } = momentsOf(sorted);
  return {
    rHat,
    bulkSize: effectiveSize(rankNormalised(halves)),
    tailSize: Math.min(tail(0.05), tail(0.95)),
    meanError: Math.sqrt(variance / effectiveSize(halves)),
  };
}

/** √(variance between and within chains over variance within): Gelman and Rubin 1992. */
function potentialReduction(chains: readonly Float64Array[]): number {
  const length = chains[0]?.length ?? 0;
  const moments = chains.map(momentsOf);
  const within = mean(moments.map(({ variance }) => variance));
  const between = momentsOf(Float64Array.from(moments, (each) => each.mean)).variance;
  return Math.sqrt((length - 1) / length + between / within);
}

/**
 * The number of independent draws that chains are worth for their mean: from their autocorrelations up to the first pair whose sum is negative, made to fall (Geyer 1992), within and between chains.
 * NaN where nothing varies or a chain has fewer than four.
 */
export function effectiveSize(chains: readonly Float64Array[]): number {
  const length = chains[0]?.length ?? 0;
  const count = chains.length * length;
  if (length < 4) return Number.NaN;
  const moments = chains.map(momentsOf);
  const within = mean(moments.map(({ variance }) => variance));
  const between = chains.length < 2 ? 0 : momentsOf(Float64Array.from(moments, (each) => each.mean)).variance;
  const whole = ((length - 1) / length) * within + between;
  if (!(whole > 0)) return Number.NaN;
  const correlation = (lag: number): number => {
    const covariances = chains.map((chain, index) =>
      autocovariance(chain, { lag, mean: moments[index]?.mean ?? Number.NaN }),
    );
    return 1 - (within - mean(covariances)) / whole;
  };
  let sum = 0;
  let last = Number.POSITIVE_INFINITY;
  let cut = 0;
  for (let lag = 0; ; lag += 2) {
    const [even, odd] = [lag === 0 ? 1 : correlation(lag), correlation(lag + 1)];
    if (!(even + odd > 0) || lag + 4 >= length) {
      cut = Math.max(0, even);
      break;
    }
    last = Math.min(last, even + odd);
    sum += last;
  }
  // Chains that alternate about their mean can be worth more than their count, but not without end.
  const time = Math.max(-1 + 2 * sum + cut, Math.LN10 / kernel.ln(count));
  return count / time;
}

function autocovariance(chain: Float64Array, { lag, mean: middle }: { lag: number; mean: number }): number {
  let sum = 0;
  for (let place = 0; place + lag < chain.length; place++)
    sum += (at(chain, place) - middle) * (at(chain, place + lag) - middle);
  return sum / chain.length;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, each) => sum + each, 0) / values.length;
}

import { kernel } from '../../../numeric/kernel.ts';
import { Draws } from '../../../random/draws.ts';
import { logGamma } from '../../../random/log-gamma.ts';
import { at } from '../at.ts';

/** Whether ranks look as if each were as likely as any other. */
export interface RankUniformity {
  /** The share of even samples of that size that stray at least as far at their worst place. Small: the ranks are not even. */
  readonly pValue: number;
  /** For each z of `places` equal steps: the share of ranks up to it, and the ends of the band that holds all of the course of 95 of 100 even samples. */
  readonly shares: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/**
 * Simulation-based calibration asks whether the rank of the truth among posterior draws is even (Cook, Gelman and Rubin 2006; Talts and others 2018). Here their cumulative shares are held against a band for the
 * whole course at once, whose level comes from simulated even samples (Säilynoja, Bürkner and Vehtari 2022, algorithm 2): no bins to choose.
 *
 * @param ranks shares of draws below the truth, from 0 to 1
 */
export function rankUniformity(
  ranks: Float64Array,
  { places = 20, simulations = 1000, seed = 1 }: { places?: number; simulations?: number; seed?: number } = {},
): RankUniformity {
  const count = ranks.length;
  const z = Array.from({ length: places - 1 }, (_, index) => (index + 1) / places);
  const below = z.map((share) => cumulativeBinomial(count, share));
  /** The least two-sided probability over the course. */
  const worst = (shares: readonly number[]): number =>
    shares.reduce((least, share, index) => {
      const hits = Math.round(share * count);
      const list = below[index] ?? new Float64Array(0);
      const [lower, upper] = [at(list, hits), 1 - (hits === 0 ? 0 : at(list, hits - 1))];
      return Math.min(least, 2 * Math.min(lower, upper));
    }, 1);
  const sharesOf = (values: Float64Array): number[] =>
    z.map((share) => values.filter((each) => each <= share).length / count);
  const levels = Float64Array.from({ length: simulations }, (_, member) => {
    const draws = new Draws({ key: [seed, 0x53424352], member, stream: 0, step: 0 });
    return worst(sharesOf(Float64Array.from({ length: count }, () => draws.next())));
  }).sort();
  const found = sharesOf(ranks);
  const own = worst(found);
  const level = at(levels, Math.floor(0.05 * simulations));
  const quantileOf = (list: Float64Array, share: number): number => list.findIndex((each) => each >= share) / count;
  return {
    pValue: levels.filter((each) => each <= own).length / simulations,
    shares: Float64Array.from(found),
    low: Float64Array.from(below, (list) => quantileOf(list, level / 2)),
    high: Float64Array.from(below, (list) => quantileOf(list, 1 - level / 2)),
  };
}

/** The probabilities of at most 0, 1, … `count` hits. */
function cumulativeBinomial(count: number, share: number): Float64Array {
  let sum = 0;
  return Float64Array.from({ length: count + 1 }, (_, hits) => {
    const logChoices = logGamma(count + 1) - logGamma(hits + 1) - logGamma(count - hits + 1);
    sum += kernel.exp(logChoices + hits * kernel.ln(share) + (count - hits) * kernel.ln(1 - share));
    return Math.min(1, sum);
  });
}

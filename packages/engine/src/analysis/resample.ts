import { uniform } from '../random/uniform.ts';
import { quantile } from './quantiles.ts';

/**
 * How often each of `count` cases is in one resample drawn with replacement (Efron 1979, "Bootstrap methods: another look at the
 * jackknife"). The same for every use of a seed, so that what is compared is resampled together.
 */
export function resample({ seed, count, round }: { seed: number; count: number; round: number }): Int32Array {
  const times = new Int32Array(count);
  for (let draw = 0; draw < count; draw++) {
    const drawn = Math.floor(uniform({ seed, member: draw, variable: round, step: 0x626f6f74 }) * count);
    times[drawn] = (times[drawn] ?? 0) + 1;
  }
  return times;
}

/** A number with the band that holds 95 of 100 resampled ones, by their quantiles. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** An estimate from what the resamples gave; those without a number are left out. */
export function estimateFrom(value: number, resampled: Float64Array): Estimate {
  const sorted = resampled.filter(Number.isFinite).toSorted();
  return { value, low: quantile(sorted, 0.025), high: quantile(sorted, 0.975) };
}

import type { Estimate } from '../resample.ts';

/**
 * A share of `count` independent members with the band that holds the true one in 95 of 100 cases: the score interval of
 * Wilson 1927 ("Probable inference, the law of succession, and statistical inference"), which holds for few members and near 0 and 1 too.
 */
export function shareBand(reached: number, count: number): Estimate {
  if (count === 0) return { value: Number.NaN, low: 0, high: 1 };
  const z = 1.959963984540054;
  const value = reached / count;
  const weight = 1 + (z * z) / count;
  const centre = (value + (z * z) / (2 * count)) / weight;
  const half = (z / weight) * Math.sqrt((value * (1 - value)) / count + (z * z) / (4 * count * count));
  return { value, low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}

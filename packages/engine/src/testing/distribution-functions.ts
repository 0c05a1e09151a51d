import { logGamma } from '../random/log-gamma.ts';

/*
 * What tests hold random draws against: distribution functions worked out another way than the draws are. Series and continued fractions
 * after Abramowitz and Stegun 6.5.29, 6.5.31 and 26.5.8.
 */

/** The share of a gamma distribution of shape `a` below `x`. */
export function incompleteGamma(a: number, x: number): number {
  if (x <= 0) return 0;
  const scale = Math.exp(a * Math.log(x) - x - logGamma(a));
  if (x < a + 1) {
    let [term, sum] = [1 / a, 1 / a];
    for (let n = 1; n < 1000 && term > sum * 1e-16; n++) {
      term *= x / (a + n);
      sum += term;
    }
    return scale * sum;
  }
  let fraction = 0;
  for (let n = 200; n > 0; n--) fraction = (n * (n - a)) / (x + 2 * n + 1 - a - fraction);
  return 1 - scale / (x + 1 - a - fraction);
}

/** The share of a beta distribution below `x`. */
export function incompleteBeta(a: number, b: number, x: number): number {
  if (x <= 0 || x >= 1) return x <= 0 ? 0 : 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(b, a, 1 - x);
  let fraction = 1;
  for (let m = 200; m > 0; m--) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = (-(a + m - 1) * (a + b + m - 1) * x) / ((a + 2 * m - 2) * (a + 2 * m - 1));
    fraction = 1 + odd / (1 + even / fraction);
  }
  const logScale = a * Math.log(x) + b * Math.log(1 - x) + logGamma(a + b) - logGamma(a) - logGamma(b);
  return Math.exp(logScale) / a / fraction;
}

/** The share of the standard normal distribution below `x`. */
export function normalShare(x: number): number {
  const half = incompleteGamma(0.5, (x * x) / 2) / 2;
  return x < 0 ? 0.5 - half : 0.5 + half;
}

/**
 * How likely a sample would be at least so far from a continuous distribution if it came from it: the Kolmogorov–Smirnov test, by its
 * limit for large samples.
 */
export function kolmogorovSmirnov(sample: readonly number[], share: (x: number) => number): number {
  const sorted = sample.toSorted((a, b) => a - b);
  const distance = Math.max(
    ...sorted.map((x, index) => {
      const expected = share(x);
      return Math.max(expected - index / sorted.length, (index + 1) / sorted.length - expected);
    }),
  );
  const scaled = distance * (Math.sqrt(sorted.length) + 0.12 + 0.11 / Math.sqrt(sorted.length));
  let sum = 0;
  for (let k = 1; k <= 100; k++) sum += (k % 2 === 1 ? 2 : -2) * Math.exp(-2 * k * k * scaled * scaled);
  return Math.min(1, Math.max(0, sum));
}

/** The same for counts, by Pearson's chi-square; neighbouring counts are put together until at least 20 are expected. */
export function chiSquare(sample: readonly number[], probability: (count: number) => number): number {
  const found = new Map<number, number>();
  for (const count of sample) found.set(count, (found.get(count) ?? 0) + 1);
  let [statistic, bins, expected, seen, left] = [0, 0, 0, 0, sample.length];
  const greatest = Math.max(...sample);
  for (let count = 0; count <= greatest + 1; count++) {
    expected += sample.length * probability(count);
    seen += found.get(count) ?? 0;
    if (expected < 20 || left - expected < 20) continue;
    statistic += (seen - expected) ** 2 / expected;
    bins++;
    left -= expected;
    [expected, seen] = [0, 0];
  }
  const rest = sample.length - [...found].reduce((sum, [, many]) => sum + many, 0) + seen;
  if (left > 0) statistic += (rest - left) ** 2 / left;
  return 1 - incompleteGamma(bins / 2, statistic / 2);
}

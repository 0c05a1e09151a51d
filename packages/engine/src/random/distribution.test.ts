import { describe, expect, test } from 'vitest';
import { logDensityOf, quantileOf, type Distribution } from './distribution.ts';

const distributions: readonly Distribution[] = [
  { kind: 'uniform', low: -2, high: 3 },
  { kind: 'logUniform', low: 0.01, high: 100 },
  { kind: 'triangular', low: 0, mode: 1, high: 5 },
  { kind: 'triangular', low: 0, mode: 5, high: 5 },
  { kind: 'normal', mean: 10, deviation: 2 },
  { kind: 'normal', mean: 10, deviation: 2, low: 9, high: 15 },
  { kind: 'logNormal', median: 3, deviation: 0.5 },
  { kind: 'logNormal', median: 3, deviation: 0.5, low: 1, high: 4 },
  { kind: 'pert', low: 1, mode: 2, high: 8 },
  { kind: 'pert', low: 1, mode: 1, high: 8 },
  { kind: 'beta', alpha: 2, beta: 5 },
  { kind: 'beta', alpha: 0.4, beta: 0.7, low: -3, high: 2 },
  { kind: 'gamma', shape: 0.5, scale: 2 },
  { kind: 'gamma', shape: 12, scale: 0.3, low: 2, high: 4 },
];

describe('quantileOf and logDensityOf', () => {
  test.each(distributions)('agree for $kind from $low to $high: density is share over width', (distribution) => {
    for (const probability of [0.02, 0.3, 0.5, 0.77, 0.99]) {
      const half = 1e-5;
      const width = quantileOf(distribution, probability + half) - quantileOf(distribution, probability - half);
      const density = Math.exp(logDensityOf(distribution, quantileOf(distribution, probability)));
      expect((density * width) / (2 * half), `${probability}`).toBeCloseTo(1, 4);
    }
  });

  test('quantileOf finds the published quantiles of a normal distribution', () => {
    expect(quantileOf({ kind: 'normal', mean: 0, deviation: 1 }, 0.975)).toBeCloseTo(1.959963984540054, 12);
    expect(quantileOf({ kind: 'logNormal', median: 1, deviation: 1 }, 0.5)).toBe(1);
  });

  test('logDensityOf rules out what is beyond the ends', () => {
    for (const distribution of distributions) {
      if (distribution.low === undefined) continue;
      expect(logDensityOf(distribution, distribution.low - 0.001)).toBe(-Infinity);
    }
  });

  // scipy 1.17.1: stats.gamma.ppf(p, shape), stats.beta.ppf(p, alpha, beta).
  test.each([
    [0.05, 1e-12, 5.8446320572868056e-241],
    [0.05, 0.5, 5.573878440746256e-7],
    [0.05, 0.9999999999, 17.298040924980757],
    [0.5, 0.001, 7.853985746312461e-7],
    [1, 0.3, 0.3566749439387324],
    [3.7, 1e-12, 0.0011969005574048435],
    [3.7, 0.9, 6.278922321022635],
    [3.7, 0.9999999999, 30.953627564053814],
    [200, 0.001, 159.12980117448907],
    [200, 0.5, 199.6667656124657],
    [200, 0.9999999999, 303.5061389390585],
  ])(
    'quantileOf finds the quantiles of a gamma distribution that scipy gives: shape %d at %d',
    (shape, probability, value) => {
      const found = quantileOf({ kind: 'gamma', shape, scale: 1 }, probability);
      expect(Math.abs(found / value - 1)).toBeLessThan(1e-11);
      expect(quantileOf({ kind: 'gamma', shape, scale: 8 }, probability)).toBe(8 * found);
    },
  );

  test.each([
    [0.1, 0.2, 1e-9, 4.39887475419436e-89],
    [0.1, 0.2, 0.5, 0.04165249555559618],
    [1, 1, 0.8, 0.8],
    [2, 5, 1e-9, 8.165054699768939e-6],
    [2, 5, 0.5, 0.26444998329566005],
    [2, 5, 0.999999999, 0.9889037391360324],
    [30, 4, 0.01, 0.7265132635612903],
    [0.5, 300, 0.01, 2.620313305931035e-7],
    [0.5, 300, 0.999999999, 0.06036121372535517],
  ])(
    'quantileOf finds the quantiles of a beta distribution that scipy gives: %d and %d at %d',
    (alpha, beta, probability, value) => {
      const found = quantileOf({ kind: 'beta', alpha, beta }, probability);
      expect(Math.abs(found / value - 1)).toBeLessThan(1e-11);
      expect(quantileOf({ kind: 'beta', alpha, beta, low: 2, high: 4 }, probability)).toBeCloseTo(2 + 2 * found, 14);
    },
  );

  test('quantileOf gives a PERT distribution the mean (low + 4 mode + high) / 6', () => {
    const pert: Distribution = { kind: 'pert', low: 1, mode: 2, high: 8 };
    const sum = Array.from({ length: 4000 }, (_, part) => quantileOf(pert, (part + 0.5) / 4000)).reduce(
      (a, b) => a + b,
    );
    expect(sum / 4000).toBeCloseTo(17 / 6, 4);
  });

  test('quantileOf and logDensityOf take a choice by its weights, in rising order', () => {
    const choice: Distribution = { kind: 'choice', values: [3, 1, 2], weights: [1, 2, 0] };
    const shares = [0, 0.6, 0.6667, 1];
    expect(shares.map((probability) => quantileOf(choice, probability))).toEqual([1, 1, 3, 3]);
    expect(logDensityOf(choice, 3)).toBeCloseTo(Math.log(1 / 3), 14);
    expect(logDensityOf(choice, 2)).toBe(-Infinity);
    expect(quantileOf({ kind: 'choice', values: [5, 7] }, 0.49)).toBe(5);
  });

  test('quantileOf rises and keeps within the ends out to the last digits', () => {
    for (const distribution of distributions) {
      const shares = [2 ** -53, 1e-9, 1e-3, 0.1, 0.5, 0.9, 0.999, 1 - 1e-9, 1 - 2 ** -53];
      const values = shares.map((probability) => quantileOf(distribution, probability));
      expect(values).toEqual(values.toSorted((a, b) => a - b));
      expect(values.every(Number.isFinite)).toBe(true);
      if (distribution.low !== undefined) expect(values[0]).toBeGreaterThanOrEqual(distribution.low);
      if (distribution.high !== undefined) expect(values.at(-1)).toBeLessThanOrEqual(distribution.high);
    }
  });

  test('quantileOf says what is wrong with a distribution that makes no sense', () => {
    expect(() => quantileOf({ kind: 'uniform', low: 3, high: 3 }, 0.5)).toThrow(
      'the low end must lie below the high end',
    );
    expect(() => quantileOf({ kind: 'triangular', low: 0, mode: 9, high: 3 }, 0.5)).toThrow(
      'its peak, 9, must lie within it',
    );
    expect(() => quantileOf({ kind: 'normal', mean: 0, deviation: 0 }, 0.5)).toThrow('deviation must lie above 0');
    expect(() => quantileOf({ kind: 'normal', mean: 0, deviation: 1, low: 50 }, 0.5)).toThrow(
      'Cannot draw from a normal distribution from 50 to Infinity: it has nothing to speak of between its ends',
    );
    expect(() => quantileOf({ kind: 'gamma', shape: -1, scale: 1 }, 0.5)).toThrow('the shape must lie above 0');
    expect(() => quantileOf({ kind: 'choice', values: [1, 1] }, 0.5)).toThrow('each value may stand in it once');
    expect(() => quantileOf({ kind: 'choice', values: [1, 2], weights: [1] }, 0.5)).toThrow('2 values and 1 weights');
  });
});

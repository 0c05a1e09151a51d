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

  test('quantileOf says what is wrong with a distribution that makes no sense', () => {
    expect(() => quantileOf({ kind: 'uniform', low: 3, high: 3 }, 0.5)).toThrow(
      'the low end must lie below the high end',
    );
    expect(() => quantileOf({ kind: 'triangular', low: 0, mode: 9, high: 3 }, 0.5)).toThrow(
      'its peak, 9, must lie within it',
    );
    expect(() => quantileOf({ kind: 'normal', mean: 0, deviation: 0 }, 0.5)).toThrow('deviation must lie above 0');
  });
});

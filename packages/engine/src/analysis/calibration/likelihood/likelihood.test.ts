import { describe, expect, test } from 'vitest';
import { Draws } from '../../../random/draws.ts';
import { logCountProbability, logShareProbability } from './count-density.ts';
import { logFigureDensity, type Expectation } from './figure-density.ts';
import { logRising } from './log-rising.ts';
import type { ErrorKind, Observation, Observed } from './observation.ts';
import { replicate } from './replicate.ts';
import { logSeriesDensity } from './series-density.ts';

const about = (expected: number, dispersion = 0, outOf = Number.NaN): Expectation => ({ expected, dispersion, outOf });

describe('logCountProbability', () => {
  // scipy.stats.poisson and nbinom; below 1e-8 by mpmath to 50 digits.
  test.each([
    [82, 80.5, 0, -3.1372035648200267],
    [80_000, 79_500, 0, -8.132871619425714],
    [7, 4.2, 0.3, -2.7964167986716264],
    [80_000, 79_500, 0.001, -8.780588419792366],
    [80_000, 79_500, 1e-9, -8.132786627688672],
    [80_000, 79_500, 1e-12, -8.132871534331048],
  ])(
    'gives %f where %f are expected with dispersion %f the published log-probability',
    (count, mean, dispersion, wanted) => {
      expect(logCountProbability(count, { mean, dispersion })).toBeCloseTo(wanted, 8);
    },
  );

  test('has the mean and the variance that it says', () => {
    const [mean, dispersion] = [6.5, 0.4];
    let [all, first, second] = [0, 0, 0];
    for (let count = 0; count < 400; count++) {
      const probability = Math.exp(logCountProbability(count, { mean, dispersion }));
      all += probability;
      first += probability * count;
      second += probability * count * count;
    }
    expect(all).toBeCloseTo(1, 10);
    expect(first).toBeCloseTo(mean, 9);
    expect(second - first * first).toBeCloseTo(mean + dispersion * mean * mean, 7);
  });

  test('holds what cannot be impossible', () => {
    expect(logCountProbability(0, { mean: 0, dispersion: 0.2 })).toBe(0);
    for (const [count, mean] of [
      [1, 0],
      [-1, 3],
      [1, Number.NaN],
      [1, Number.POSITIVE_INFINITY],
    ] as const)
      expect(logCountProbability(count, { mean, dispersion: 0.2 })).toBe(Number.NEGATIVE_INFINITY);
  });
});

describe('logShareProbability', () => {
  // scipy.stats.binom and betabinom; the last by mpmath.
  test.each([
    [3, 20, 0.2, 0, -1.5829705682553268],
    [3, 20, 0.2, 0.05, -1.81709496406798],
    [2000, 10_000, 0.21, 0.001, -6.071300859690382],
    [2000, 10_000, 0.21, 1e-10, -7.657788521993759],
  ])(
    'gives %f of %f at share %f with dispersion %f the published log-probability',
    (count, of, share, dispersion, wanted) => {
      expect(logShareProbability(count, { of, share, dispersion })).toBeCloseTo(wanted, 8);
    },
  );

  test('has the mean and the variance that it says', () => {
    const [of, share, dispersion] = [30, 0.3, 0.1];
    let [all, first, second] = [0, 0, 0];
    for (let count = 0; count <= of; count++) {
      const probability = Math.exp(logShareProbability(count, { of, share, dispersion }));
      all += probability;
      first += probability * count;
      second += probability * count * count;
    }
    expect(all).toBeCloseTo(1, 11);
    expect(first).toBeCloseTo(of * share, 10);
    expect(second - first * first).toBeCloseTo(of * share * (1 - share) * (1 + (of - 1) * dispersion), 9);
  });

  test('knows the ends', () => {
    expect(logShareProbability(0, { of: 5, share: 0, dispersion: 0.1 })).toBe(0);
    expect(logShareProbability(4, { of: 5, share: 1, dispersion: 0.1 })).toBe(Number.NEGATIVE_INFINITY);
    expect(logShareProbability(6, { of: 5, share: 0.5, dispersion: 0 })).toBe(Number.NEGATIVE_INFINITY);
  });
});

test('logRising keeps its digits where the logarithms of the gamma function lose theirs', () => {
  expect(logRising(1e12, 80_000) / 2_210_481.692474243).toBeCloseTo(1, 14);
  expect(logRising(3, 4)).toBeCloseTo(Math.log(3 * 4 * 5 * 6), 13);
  expect(logRising(20.5, 2)).toBeCloseTo(Math.log(20.5 * 21.5), 13);
});

describe('logFigureDensity', () => {
  // scipy.stats.norm and lognorm.
  test.each<[ErrorKind, Observed, Expectation, number]>([
    ['absolute', 10.5, about(10, 0.4), -0.7838978013305177],
    ['relative', 10.5, about(10, 0.04), -0.7838978013305177],
    ['logarithmic', 10.5, about(10, 0.1), -1.0867527033581115],
    ['absolute', { low: 8, high: 9 }, about(0, 1), -35.01361859343716],
    ['absolute', { low: -9, high: -8 }, about(0, 1), -35.01361859343716],
    ['count', { low: 1, high: 5 }, about(2.3), -0.13953168691927814],
    ['count', { low: 1, high: 5 }, about(2.3, 0.4), -0.32345318198893735],
    ['share', 0.15, about(0.2, 0.05, 20), -1.81709496406798],
  ])('of %s error at %o', (kind, figure, expectation, wanted) => {
    expect(logFigureDensity(kind, figure, expectation)).toBeCloseTo(wanted, 9);
  });

  test('takes an interval of shares for its whole numbers', () => {
    const logs = [3, 4].map((count) => logShareProbability(count, { of: 20, share: 0.2, dispersion: 0.05 }));
    const wanted = Math.log(logs.reduce((sum, each) => sum + Math.exp(each), 0));
    expect(logFigureDensity('share', { low: 0.15, high: 0.2 }, about(0.2, 0.05, 20))).toBeCloseTo(wanted, 12);
  });

  test('is minus infinity for what cannot be, and for a run that failed', () => {
    for (const kind of ['count', 'share', 'absolute', 'relative', 'logarithmic'] as const)
      expect(logFigureDensity(kind, 0.5, about(Number.NaN, 0.1, 20))).toBe(Number.NEGATIVE_INFINITY);
    expect(logFigureDensity('logarithmic', -1, about(2, 0.1))).toBe(Number.NEGATIVE_INFINITY);
    expect(logFigureDensity('logarithmic', 1, about(-2, 0.1))).toBe(Number.NEGATIVE_INFINITY);
  });
});

describe('logSeriesDensity', () => {
  const series: Observation = {
    name: 'a',
    variables: ['a'],
    times: [0, 1, 3],
    values: [1, 2.5, 2],
    error: 'absolute',
  };
  const expected = [1.5, 1.9, 2.6];

  test('adds up figures and counts them by weight, without those missing or held out', () => {
    const spread = { dispersion: 0.5, autocorrelation: 0 };
    const single = (place: number): number =>
      logFigureDensity('absolute', series.values[place] ?? 0, about(expected[place] ?? 0, 0.5));
    expect(logSeriesDensity(series, { expected, spread })).toBeCloseTo(single(0) + single(1) + single(2), 12);
    expect(
      logSeriesDensity({ ...series, weight: 0.5 }, { expected, spread, fitted: (place) => place < 2 }),
    ).toBeCloseTo(0.5 * (single(0) + single(1)), 12);
    const gap = { ...series, values: [1, Number.NaN, 2] };
    expect(logSeriesDensity(gap, { expected, spread })).toBeCloseTo(single(0) + single(2), 12);
  });

  test('with autocorrelation is the joint normal density of the errors', () => {
    // Errors of correlation φ^|Δt|: scipy.stats.multivariate_normal, φ = 0.6, deviation 0.5.
    const found = logSeriesDensity(series, { expected, spread: { dispersion: 0.5, autocorrelation: 0.6 } });
    expect(found).toBeCloseTo(jointNormal(), 10);
  });

  /** By Gauss elimination of the covariance matrix, independent of the code under test. */
  function jointNormal(): number {
    const times = [0, 1, 3];
    const errors = [-0.5, 0.6, -0.6];
    const matrix = times.map((a) => times.map((b) => 0.25 * 0.6 ** Math.abs(a - b)));
    const right = [...errors];
    let logDeterminant = 0;
    for (let pivot = 0; pivot < 3; pivot++) {
      const row = matrix[pivot] ?? [];
      logDeterminant += Math.log(row[pivot] ?? 0);
      for (let other = pivot + 1; other < 3; other++) {
        const factor = (matrix[other]?.[pivot] ?? 0) / (row[pivot] ?? 1);
        matrix[other] = (matrix[other] ?? []).map((each, column) => each - factor * (row[column] ?? 0));
        right[other] = (right[other] ?? 0) - factor * (right[pivot] ?? 0);
      }
    }
    const solution = [0, 0, 0];
    for (let row = 2; row >= 0; row--) {
      let rest = right[row] ?? 0;
      for (let column = row + 1; column < 3; column++) rest -= (matrix[row]?.[column] ?? 0) * (solution[column] ?? 0);
      solution[row] = rest / (matrix[row]?.[row] ?? 1);
    }
    const distance = errors.reduce((sum, each, place) => sum + each * (solution[place] ?? 0), 0);
    return -0.5 * distance - 0.5 * logDeterminant - 1.5 * Math.log(2 * Math.PI);
  }
});

describe('replicate', () => {
  test.each<[ErrorKind, Expectation, number, number]>([
    ['count', about(40, 0.1), 40, Math.sqrt(40 + 160)],
    ['count', about(40), 40, Math.sqrt(40)],
    ['share', about(0.3, 0.02, 50), 0.3, Math.sqrt((0.21 / 50) * (1 + 49 * 0.02))],
    ['absolute', about(40, 3), 40, 3],
    ['relative', about(40, 0.05), 40, 2],
    ['logarithmic', about(40, 0.1), 40 * Math.exp(0.005), 40 * Math.exp(0.005) * Math.sqrt(Math.exp(0.01) - 1)],
  ])('of %s errors has the mean and the deviation of its model', (kind, expectation, mean, deviation) => {
    const count = 20_000;
    const values = Array.from({ length: count }, (_, member) =>
      replicate(new Draws({ key: [5, 6], member, stream: 0, step: 0 }), { kind, expectation }),
    );
    const found = values.reduce((sum, each) => sum + each, 0) / count;
    const spread = Math.sqrt(values.reduce((sum, each) => sum + (each - found) ** 2, 0) / count);
    expect(Math.abs(found - mean)).toBeLessThan((4 * deviation) / Math.sqrt(count));
    expect(Math.abs(spread / deviation - 1)).toBeLessThan(0.03);
  });
});

import { describe, expect, test } from 'vitest';
import type { Experiment } from '../experiment.ts';
import { calibrationOf } from './calibration.ts';
import { findMode } from './mode.ts';
import { samplePosterior, summarisePosterior } from './posterior.ts';

const at = (values: ArrayLike<number>, place: number): number => values[place] ?? Number.NaN;

/** Two numbers in, and for each time what a formula makes of them. */
function experiment(times: readonly number[], give: (a: number, b: number, time: number) => number): Experiment {
  return {
    inputs: ['a', 'b'],
    outputs: times.map((time) => `y at ${time}`),
    run: async (points) =>
      Float64Array.from(
        Array.from({ length: points.length / 2 }, (_, row) =>
          times.map((time) => give(at(points, 2 * row), at(points, 2 * row + 1), time)),
        ).flat(),
      ),
  };
}

const times = Array.from({ length: 8 }, (_, index) => index);
const values = times.map((time) => 2 + 0.7 * time + Math.sin(5 * time));
const priors = [
  { name: 'a', prior: { kind: 'normal', mean: 1, deviation: 2 } },
  { name: 'b', prior: { kind: 'normal', mean: 0, deviation: 0.5 } },
] as const;

/** Of a line under these priors with errors of deviation 0.8 and correlation φ from each to the next: by the normal equations. */
function lineByHand(phi: number): { mean: readonly number[]; covariance: readonly number[] } {
  let [aa, ab, bb, ya, yb] = [1 / 4, 0, 4, 1 / 4, 0];
  times.forEach((time, place) => {
    const spread = place === 0 ? 0.8 : 0.8 * Math.sqrt(1 - phi * phi);
    const kept = place === 0 ? 0 : phi;
    const one = (1 - kept) / spread;
    const slope = (time - kept * (time - 1)) / spread;
    const y = (at(values, place) - kept * (place === 0 ? 0 : at(values, place - 1))) / spread;
    aa += one * one;
    ab += one * slope;
    bb += slope * slope;
    ya += one * y;
    yb += slope * y;
  });
  const determinant = aa * bb - ab * ab;
  return {
    mean: [(bb * ya - ab * yb) / determinant, (aa * yb - ab * ya) / determinant],
    covariance: [bb / determinant, -ab / determinant, aa / determinant],
  };
}

describe('findMode', () => {
  test.each([0, 0.6])('gives the posterior of a line in closed form, with autocorrelation %f', async (phi) => {
    const observations = [
      { name: 'y', variables: ['y'], times, values, error: 'absolute', dispersion: 0.8, autocorrelation: phi },
    ] as const;
    const calibration = calibrationOf(
      experiment(times, (a, b, time) => a + b * time),
      { observations, parameters: priors },
    );
    const mode = await findMode(calibration);
    const { mean, covariance } = lineByHand(phi);
    expect(mode.converged).toBe(true);
    expect(at(mode.values, 0)).toBeCloseTo(at(mean, 0), 6);
    expect(at(mode.values, 1)).toBeCloseTo(at(mean, 1), 6);
    // Scores are in units of the priors' deviations, 2 and 0.5.
    const { factor } = mode.approximation;
    expect(4 * at(factor, 0) ** 2).toBeCloseTo(at(covariance, 0), 6);
    expect(at(factor, 0) * at(factor, 2)).toBeCloseTo(at(covariance, 1), 6);
    expect(0.25 * (at(factor, 2) ** 2 + at(factor, 3) ** 2)).toBeCloseTo(at(covariance, 2), 6);
  });

  test('finds the most probable rate and start of a growth whose logarithm is a line, and an unknown dispersion', async () => {
    const grown = times.map((time) => 50 * Math.exp(0.1 * time + 0.05 * Math.sin(7 * time)));
    const dispersion = { kind: 'logNormal', median: 0.05, deviation: 1 } as const;
    const calibration = calibrationOf(
      experiment(times, (a, b, time) => a * Math.exp(b * time)),
      {
        observations: [{ name: 'y', variables: ['y'], times, values: grown, error: 'logarithmic', dispersion }],
        parameters: [
          { name: 'a', prior: { kind: 'logNormal', median: 20, deviation: 2 } },
          { name: 'b', prior: { kind: 'normal', mean: 0, deviation: 1 } },
        ],
      },
    );
    const mode = await findMode(calibration, { tolerance: 1e-9 });
    // No point beside it is more probable, along any of the axes: by trying.
    const density = async (scores: Float64Array): Promise<number> =>
      (await findMode(calibration, { from: scores, mostRounds: 1, tolerance: Number.POSITIVE_INFINITY })).logDensity;
    expect(await density(mode.scores)).toBeCloseTo(mode.logDensity, 6);
    expect(at(mode.values, 1)).toBeCloseTo(0.1, 1);
    // Where the dispersion is most probable, u = ln dispersion solves n - S exp(-2u) + (u - ln 0.05) = 0, S being the sum of squares.
    const [a, b, found] = mode.values;
    const squares = grown.reduce((sum, y, time) => sum + Math.log(y / ((a ?? 0) * Math.exp((b ?? 0) * time))) ** 2, 0);
    const u = Math.log(found ?? 0);
    expect(grown.length - squares * Math.exp(-2 * u) + (u - Math.log(0.05))).toBeCloseTo(0, 2);
  });

  test('gives samplePosterior an approximation that takes the place of its search', async () => {
    const observations = [{ name: 'y', variables: ['y'], times, values, error: 'absolute', dispersion: 0.8 }] as const;
    const calibration = calibrationOf(
      experiment(times, (a, b, time) => a + b * time),
      { observations, parameters: priors },
    );
    const { approximation } = await findMode(calibration);
    const summary = summarisePosterior(await samplePosterior(calibration, { seed: 1, approximation }));
    const { mean, covariance } = lineByHand(0);
    summary.forEach(({ mean: found, deviation, rHat }, place) => {
      const own = Math.sqrt(at(covariance, 2 * place));
      expect(Math.abs(found - at(mean, place)) / own).toBeLessThan(0.1);
      expect(Math.abs(deviation / own - 1)).toBeLessThan(0.06);
      expect(rHat).toBeLessThan(1.02);
    });
  });

  test('refuses to begin where a run fails', async () => {
    const failing = experiment(times, () => Number.NaN);
    const observations = [{ name: 'y', variables: ['y'], times, values, error: 'absolute', dispersion: 1 }] as const;
    await expect(findMode(calibrationOf(failing, { observations, parameters: priors }))).rejects.toThrow(
      'Cannot search from the first point',
    );
  });
});

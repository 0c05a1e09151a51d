import { describe, expect, test } from 'vitest';
import type { Distribution } from '../../random/distribution.ts';
import type { Experiment } from '../experiment.ts';
import { calibrationOf, type Calibration } from './calibration.ts';
import { calibrate } from './fit.ts';
import type { Observation } from './likelihood/observation.ts';
import { samplePosterior, summarisePosterior } from './posterior.ts';

/** An experiment that computes its outputs from its inputs by a formula. */
function formula(inputs: readonly string[], count: number, give: (x: Float64Array) => readonly number[]): Experiment {
  return {
    inputs,
    outputs: Array.from({ length: count }, (_, index) => `y at ${index}`),
    run: async (points) => {
      const size = inputs.length;
      const rows = Array.from({ length: points.length / size }, (_, row) =>
        give(points.subarray(row * size, (row + 1) * size)),
      );
      return Float64Array.from(rows.flat());
    },
  };
}

const x = (values: Float64Array, place: number): number => values[place] ?? Number.NaN;
const normal = (mean: number, deviation: number): Distribution => ({ kind: 'normal', mean, deviation });
const series = (more: Partial<Observation> & Pick<Observation, 'values' | 'error'>): Observation => ({
  name: 'y',
  variables: ['y'],
  times: more.values.map((_, index) => index),
  ...more,
});

/** Each summary within some standard errors of what is known. */
function expectNear(found: number, wanted: number, error: number): void {
  expect(Math.abs(found - wanted), `${found} is ${wanted}`).toBeLessThan(error);
}

describe('samplePosterior', () => {
  test('gives the posterior of a normal mean under a normal prior', async () => {
    const values = [4.1, 5.3, 4.8, 6.2, 5.1];
    const calibration = calibrationOf(
      formula(['m'], 5, (p) => values.map(() => x(p, 0))),
      {
        observations: [series({ values, error: 'absolute', dispersion: 1.5 })],
        parameters: [{ name: 'm', prior: normal(3, 2) }],
      },
    );
    const precision = 1 / 4 + 5 / 2.25;
    const mean = (3 / 4 + 25.5 / 2.25) / precision;
    const [found] = summarisePosterior(await samplePosterior(calibration, { seed: 1, draws: 500 }));
    expectNear(found?.mean ?? 0, mean, 0.05);
    expectNear((found?.deviation ?? 0) * Math.sqrt(precision), 1, 0.05);
    expectNear(found?.high ?? 0, mean + 1.6449 / Math.sqrt(precision), 0.07);
    expect(found?.rHat).toBeLessThan(1.01);
  });

  test('gives the posterior of a Poisson rate under a flat prior, which is a gamma distribution', async () => {
    const values = [3, 5, 2, 6, 4, 7];
    const calibration = calibrationOf(
      formula(['rate'], 6, (p) => values.map(() => x(p, 0))),
      {
        observations: [series({ values, error: 'count' })],
        parameters: [{ name: 'rate', prior: { kind: 'uniform', low: 0, high: 50 } }],
      },
    );
    const [found] = summarisePosterior(await samplePosterior(calibration, { seed: 2, draws: 500 }));
    expectNear(found?.mean ?? 0, 28 / 6, 0.06);
    expectNear(found?.deviation ?? 0, Math.sqrt(28) / 6, 0.05);
    // scipy.stats.gamma(28, scale=1/6).ppf([0.05, 0.95])
    expectNear(found?.low ?? 0, 3.3168, 0.08);
    expectNear(found?.high ?? 0, 6.2057, 0.12);
  });

  test('gives the joint posterior of intercept, slope and deviation of a line', async () => {
    // Normal priors and known deviation: closed form by the normal equations; here with a flat prior wide enough not to matter.
    const times = Array.from({ length: 12 }, (_, index) => index);
    const values = times.map((time) => 2 + 0.7 * time + Math.sin(5 * time));
    const calibration = calibrationOf(
      formula(['a', 'b'], 12, (p) => times.map((time) => x(p, 0) + x(p, 1) * time)),
      {
        observations: [series({ values, error: 'absolute', dispersion: 0.8 })],
        parameters: [
          { name: 'a', prior: normal(0, 100) },
          { name: 'b', prior: normal(0, 100) },
        ],
      },
    );
    const meanTime = 5.5;
    const spread = times.reduce((sum, time) => sum + (time - meanTime) ** 2, 0);
    const slope = times.reduce((sum, time, i) => sum + (time - meanTime) * (values[i] ?? 0), 0) / spread;
    const intercept = values.reduce((sum, each) => sum + each, 0) / 12 - slope * meanTime;
    const [a, b] = summarisePosterior(await samplePosterior(calibration, { seed: 3, draws: 500 }));
    expectNear(a?.mean ?? 0, intercept, 0.03);
    expectNear(b?.mean ?? 0, slope, 0.005);
    expectNear((b?.deviation ?? 0) / (0.8 / Math.sqrt(spread)), 1, 0.06);
    expectNear((a?.deviation ?? 0) / (0.8 * Math.sqrt(1 / 12 + meanTime ** 2 / spread)), 1, 0.06);
  });

  test('estimates a dispersion: the deviation of normal figures about a known mean', async () => {
    const values = [0.3, -1.2, 0.8, 2.1, -0.4, -1.9, 0.6, 1.3, -0.7, 0.2];
    const calibration = calibrationOf(
      formula(['shift'], 10, () => values.map(() => 0)),
      {
        observations: [series({ values, error: 'absolute', dispersion: { kind: 'logUniform', low: 0.01, high: 100 } })],
        parameters: [{ name: 'shift', prior: normal(0, 1) }],
      },
    );
    // Under a prior flat in the logarithm the precision is gamma with shape n/2 and rate Σy²/2.
    const half = values.reduce((sum, each) => sum + each * each, 0) / 2;
    const [shift, found] = summarisePosterior(await samplePosterior(calibration, { seed: 4, draws: 500 }));
    expect(found?.name).toBe('dispersion of y');
    // Median of the precision: scipy.stats.gamma(5).ppf(0.5) = 4.6709; 5 % 1.9701, 95 % 9.1535.
    expectNear(found?.median ?? 0, Math.sqrt(half / 4.6709), 0.04);
    expectNear(found?.high ?? 0, Math.sqrt(half / 1.9701), 0.12);
    expectNear(shift?.deviation ?? 0, 1, 0.06);
  });

  test('samples 15 correlated parameters', async () => {
    const { calibration, wanted } = correlated(15);
    const summary = summarisePosterior(await samplePosterior(calibration, { seed: 5 }));
    for (const [place, { mean, deviation, rHat, bulkSize }] of summary.entries()) {
      expect(rHat).toBeLessThan(1.03);
      expect(bulkSize).toBeGreaterThan(300);
      const own = wanted[place];
      expectNear((mean - (own?.mean ?? 0)) / (own?.deviation ?? 1), 0, 0.2);
      expectNear(deviation / (own?.deviation ?? 1), 1, 0.12);
    }
  });

  test('samples a bent ridge with the moments that it has', async () => {
    // y = x + x² seen exactly but for 0.5; z is free: x ~ N(0, 1), z | x ~ N(x² - 1, 0.5), by construction.
    const calibration = calibrationOf(
      formula(['x', 'z'], 1, (p) => [x(p, 1) - x(p, 0) ** 2 + 1]),
      {
        observations: [series({ values: [0], error: 'absolute', dispersion: 0.5 })],
        parameters: [
          { name: 'x', prior: normal(0, 1) },
          { name: 'z', prior: { kind: 'uniform', low: -20, high: 40 } },
        ],
      },
    );
    const [a, b] = summarisePosterior(await samplePosterior(calibration, { seed: 6, draws: 1000, thin: 4 }));
    expectNear(a?.mean ?? 0, 0, 0.12);
    expectNear(a?.deviation ?? 0, 1, 0.1);
    expectNear(b?.mean ?? 0, 0, 0.2);
    expectNear(b?.deviation ?? 0, Math.sqrt(2 + 0.25), 0.25);
  });

  test('finds both of two answers that lie apart, in the shares that they have', async () => {
    const calibration = calibrationOf(
      formula(['x'], 1, (p) => [x(p, 0) ** 2]),
      {
        observations: [series({ values: [2], error: 'absolute', dispersion: 0.3 })],
        parameters: [{ name: 'x', prior: normal(0, 1) }],
      },
    );
    const posterior = await samplePosterior(calibration, { seed: 7, draws: 500 });
    const right = posterior.draws.filter((each) => each > 0).length / posterior.draws.length;
    expectNear(right, 0.5, 0.1);
  });

  test('is resumed to the same bytes as if it had not stopped', async () => {
    const { calibration } = correlated(4);
    const options = { seed: 8, chains: 4, warmUp: 60, draws: 40 };
    const whole = await samplePosterior(calibration, options);
    const control = new AbortController();
    let kept: Parameters<NonNullable<Parameters<typeof samplePosterior>[1]['onState']>>[0] | undefined;
    const stopped = samplePosterior(calibration, {
      ...options,
      signal: control.signal,
      onState: (state) => {
        kept = state;
        if (state.updates >= 80) control.abort();
      },
    });
    await expect(stopped).rejects.toThrow('abort');
    if (kept === undefined) throw new Error('nothing was kept');
    const copy = structuredClone(kept);
    const resumed = await samplePosterior(calibration, { seed: 8, resume: copy });
    expect(resumed.draws).toEqual(whole.draws);
    expect(resumed.state).toEqual(whole.state);
  });
});

describe('calibrate', () => {
  test.each(['cma-es', 'nelder-mead', 'powell'] as const)(
    'finds the most probable point by %s, the same again',
    async (method) => {
      const { calibration, wanted } = correlated(5);
      const fit = await calibrate(calibration, { seed: 1, method, mostRuns: 20_000 });
      wanted.forEach(({ mean, deviation }, place) => expectNear((x(fit.values, place) - mean) / deviation, 0, 0.02));
      expect(fit.converged).toBe(true);
      expect(await calibrate(calibration, { seed: 1, method, mostRuns: 20_000 })).toEqual(fit);
    },
  );

  test('refuses a model that cannot give the figures', async () => {
    const calibration = calibrationOf(
      formula(['x'], 1, () => [Number.NaN]),
      {
        observations: [series({ values: [2], error: 'count' })],
        parameters: [{ name: 'x', prior: normal(0, 1) }],
      },
    );
    await expect(calibrate(calibration, { seed: 1 })).rejects.toThrow('every run that was tried failed');
  });
});

/**
 * A normal posterior: parameter i has the prior N(0, 1), and running sums of the parameters are seen with error. Its exact moments come from the normal equations, solved here by
 * Gauss–Jordan elimination.
 */
function correlated(size: number): { calibration: Calibration; wanted: { mean: number; deviation: number }[] } {
  const design = Array.from({ length: size }, (_, row) => Array.from({ length: size }, (__, i) => (i <= row ? 1 : 0)));
  const values = design.map((_, row) => Math.sin(row + 1));
  const dispersion = 0.2;
  const calibration = calibrationOf(
    formula(
      Array.from({ length: size }, (_, i) => `p${i}`),
      size,
      (p) => design.map((row) => row.reduce<number>((sum, each, i) => sum + each * x(p, i), 0)),
    ),
    {
      observations: [series({ values, error: 'absolute', dispersion })],
      parameters: Array.from({ length: size }, (_, i) => ({ name: `p${i}`, prior: normal(0, 1) })),
    },
  );
  const rows = Array.from({ length: size }, (_, i) => [
    ...Array.from(
      { length: size },
      (__, j) =>
        (i === j ? 1 : 0) + design.reduce((sum, row) => sum + (row[i] ?? 0) * (row[j] ?? 0), 0) / dispersion ** 2,
    ),
    ...Array.from({ length: size }, (__, j) => (i === j ? 1 : 0)),
    design.reduce((sum, row, k) => sum + (row[i] ?? 0) * (values[k] ?? 0), 0) / dispersion ** 2,
  ]);
  for (let pivot = 0; pivot < size; pivot++) {
    const by = rows[pivot]?.[pivot] ?? 1;
    rows[pivot] = (rows[pivot] ?? []).map((each) => each / by);
    for (let other = 0; other < size; other++) {
      if (other === pivot) continue;
      const factor = rows[other]?.[pivot] ?? 0;
      rows[other] = (rows[other] ?? []).map((each, column) => each - factor * (rows[pivot]?.[column] ?? 0));
    }
  }
  const wanted = rows.map((row, i) => ({ mean: row[2 * size] ?? 0, deviation: Math.sqrt(row[size + i] ?? 0) }));
  return { calibration, wanted };
}

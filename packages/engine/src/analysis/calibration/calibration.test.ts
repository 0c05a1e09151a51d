import { describe, expect, test } from 'vitest';
import { interpreter } from '../../interpret/interpreter.ts';
import { createProblem } from '../../run/problem.ts';
import { runManyHere } from '../../run/run-many.ts';
import { InputError } from '../../run/input-error.ts';
import { model } from '../../testing/model-notation.ts';
import { wasmBackend } from '../../wasm/backend.ts';
import { createCalibration, type CalibrationOptions } from './calibration.ts';
import { calibrate } from './fit.ts';
import type { Observation } from './likelihood/observation.ts';

const runMany = runManyHere(wasmBackend);
const decay = createProblem(
  model`stock S = start { -out }; flow out = S * rate; rate = 0.1; start = 1000; time 0 10 0.25`,
);
const series = (more: Partial<Observation>): Observation => ({
  name: 'S',
  variables: ['S'],
  times: [0, 1, 2],
  values: [1000, 900, 800],
  error: 'count',
  ...more,
});
const uniform = (name: string, low: number, high: number) => ({ name, prior: { kind: 'uniform', low, high } }) as const;
type All = CalibrationOptions & { readonly runMany: typeof runMany };
const options = (more: Partial<All> = {}): All => ({
  observations: [series({})],
  parameters: [uniform('rate', 0, 1)],
  runMany,
  ...more,
});

describe('createCalibration', () => {
  test('reads values at times, totals of flows and ratios of sums from a run', async () => {
    const observations = [
      series({ times: [0, 1.125, 2] }),
      series({ name: 'left', variables: ['out'], total: 1, times: [1, 2], values: [90, 80] }),
      series({
        name: 'ratio',
        variables: ['out', 'out'],
        per: ['S'],
        scale: 100,
        times: [3],
        values: [20],
        error: 'relative',
        dispersion: 0.1,
      }),
    ];
    const { experiment } = createCalibration(
      decay,
      options({ observations, parameters: [uniform('rate', 0, 1), uniform('start', 1, 2000)] }),
    );
    expect(experiment.outputs).toEqual(['S at 0', 'S at 1.125', 'S at 2', 'left at 1', 'left at 2', 'ratio at 3']);
    const found = await experiment.run(Float64Array.of(0.2, 500));
    const after = (steps: number): number => 500 * 0.95 ** steps;
    const wanted = [500, (after(4) + after(5)) / 2, after(8), 500 - after(4), after(4) - after(8), 40];
    wanted.forEach((each, place) => expect(found[place]).toBeCloseTo(each, 9));
  });

  test('adds up a flow by the trapezium rule under Runge–Kutta', async () => {
    const observations = [series({ variables: ['out'], total: 2, times: [2], values: [90] })];
    const { experiment } = createCalibration({ ...decay, method: 'rk4' }, options({ observations }));
    const found = await experiment.run(Float64Array.of(0.1));
    expect(found[0]).toBeCloseTo(1000 * (1 - Math.exp(-0.2)), 1);
  });

  test('adds up the elements of an array', async () => {
    const problem = createProblem(model`dim A = a, b; x[A] = k; k = 2; time 0 1 1`);
    const observations = [
      series({ variables: ['x'], times: [0], values: [4] }),
      series({ name: 'b', variables: ['x[b]'], times: [0], values: [4] }),
    ];
    const { experiment } = createCalibration(problem, options({ observations, parameters: [uniform('k', 0, 5)] }));
    expect([...(await experiment.run(Float64Array.of(3)))]).toEqual([6, 3]);
  });

  test('ends runs with the last figure, unless an equation looks at the end of the run', async () => {
    for (const [equation, steps] of [
      ['k', 3],
      ['k + 0 * STOPTIME', 9],
    ] as const) {
      const seen: number[] = [];
      const problem = createProblem(model`x = ${equation}; k = 2; time 0 9 1`);
      const observations = [series({ variables: ['x'], times: [1, 3], values: [2, 2] })];
      const { experiment } = createCalibration(problem, {
        ...options({ observations, parameters: [uniform('k', 0, 5)] }),
        runMany: (runs, work) => {
          seen.push(runs.request.steps);
          return runMany(runs, work);
        },
      });
      expect([...(await experiment.run(Float64Array.of(3)))]).toEqual([3, 3]);
      expect(seen).toEqual([steps]);
    }
  });

  test('gives the same with both back ends', async () => {
    const found = await Promise.all(
      [interpreter, wasmBackend].map((backend) =>
        createCalibration(decay, options({ runMany: runManyHere(backend) })).experiment.run(
          Float64Array.of(0.1, 0.2, 0.3),
        ),
      ),
    );
    expect(found[0]).toEqual(found[1]);
  });

  test('leaves out figures that the run does not reach, and says so', () => {
    const { observations, notes } = createCalibration(
      decay,
      options({ observations: [series({ times: [-1, 5, 11] })] }),
    );
    expect(observations[0]?.times).toEqual([5]);
    expect(notes[0]).toContain('without 2 of its 3 figures (-1, 11): the run is from 0 to 10');
  });

  test.each<[string, Partial<CalibrationOptions>, string]>([
    [
      'an unknown variable',
      { observations: [series({ variables: ['Stok'] })] },
      'Cannot compare "Stok": the model has no such variable',
    ],
    ['an unknown constant', { parameters: [uniform('rat', 0, 1)] }, '"rat"'],
    ['what is computed', { parameters: [uniform('out', 0, 1)] }, 'not a constant'],
    ['no overlap of times', { observations: [series({ times: [20, 21, 22] })] }, 'there is no figure to fit'],
    ['nothing before the end of the fit', { until: -1 }, 'no figure to fit up to -1'],
    [
      'missing figures alone',
      { observations: [series({ values: [Number.NaN, Number.NaN, Number.NaN] })] },
      'no figure to fit',
    ],
    ['a negative count', { observations: [series({ values: [1, -3, 2] })] }, 'the figure -3 of "S" at 1'],
    [
      'an interval without a whole number',
      { observations: [series({ values: [1, { low: 2.2, high: 2.8 }, 2] })] },
      '2.2 to 2.8',
    ],
    ['two of one name', { observations: [series({}), series({})] }, 'both called "S"'],
    ['times that fall', { observations: [series({ times: [2, 1, 3] })] }, 'do not rise'],
    ['a list that is too short', { observations: [series({ values: [1] })] }, '3 times and 1 figures'],
    [
      'shares of an unknown number',
      { observations: [series({ error: 'share', values: [0.1, 0.2, 0.3] })] },
      'how many each is a part of',
    ],
    ['a measure without error', { observations: [series({ error: 'relative' })] }, 'their size is not given'],
    ['an error of 0', { observations: [series({ error: 'absolute', dispersion: 0 })] }, 'dispersion of 0'],
    ['counts that remember', { observations: [series({ autocorrelation: 0.5 })] }, 'autocorrelation of 0.5'],
    ['a range the wrong way round', { parameters: [uniform('rate', 2, 1)] }, 'the range of "rate"'],
    ['a constant twice', { parameters: [uniform('rate', 0, 1), uniform('rate', 0, 1)] }, 'twice'],
    ['a choice', { parameters: [{ name: 'rate', prior: { kind: 'choice', values: [0.1, 0.2] } }] }, 'as a choice'],
    ['no parameter', { parameters: [] }, 'without a parameter'],
  ])('refuses %s', (_, more, words) => {
    expect(() => createCalibration(decay, options(more))).toThrow(InputError);
    expect(() => createCalibration(decay, options(more))).toThrow(words);
  });
});

test('calibrate finds the constants that counts were made with, and tells held-out figures apart', async () => {
  const truth = (time: number): number => 800 * 0.96 ** (4 * time);
  const times = [1, 2, 3, 4, 5, 6, 7, 8];
  const observations = [series({ times, values: times.map((time) => Math.round(truth(time))) })];
  const calibration = createCalibration(
    decay,
    options({ observations, parameters: [uniform('rate', 0, 1), uniform('start', 100, 3000)], until: 5 }),
  );
  const fit = await calibrate(calibration, { seed: 1 });
  expect(fit.values[0]).toBeCloseTo(0.16, 2);
  expect((fit.values[1] ?? 0) / 800).toBeCloseTo(1, 2);
  expect(fit.series[0]?.fittedError).toBeLessThan(0.002);
  expect(fit.series[0]?.heldOutError).toBeLessThan(0.02);
  expect(fit.remarks[0]).toMatch(/^The search ended after \d+ runs/);
});

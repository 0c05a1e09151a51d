import { describe, expect, it, test } from 'vitest';
import { interpreter } from '../interpret/interpreter.ts';
import { integrationMethods, type IntegrationMethod, type Model } from '../model/model.ts';
import { createProblem, type ProblemOptions } from '../run/problem.ts';
import type { Results } from '../run/results.ts';
import { columnOf, run } from '../run/run.ts';
import { model } from '../testing/model-notation.ts';
import { wasmBackend } from '../wasm/backend.ts';

/** Runs in both back ends, which must agree to the bit. */
function both(text: Model, options: ProblemOptions = {}): Results {
  const problem = createProblem(text, options);
  const meant = run(problem, interpreter);
  expect(run(problem, wasmBackend)).toEqual(meant);
  return meant;
}

/** How far a variable is from what it should be, at its worst. */
function errorOf(results: Results, name: string, truth: (time: number) => number): number {
  const values = columnOf(results, name) ?? new Float64Array();
  return Math.max(...Array.from(values, (value, row) => Math.abs(value - truth(results.times[row] ?? 0))));
}

/** By how many powers of the step the error falls, from one halving to the next. */
function orderOf(error: (step: number) => number): number {
  return Math.log2(error(1 / 16) / error(1 / 32));
}

const oscillator = model`stock x = 1 { net: v }; stock v = 0 { net: -x }; time 0 8 0.25`;
const logistic = model`stock p = 0.1 { net: p * (1 - p) }; time -4 6 0.25`;
const logisticAt = (time: number): number => 1 / (1 + 9 * Math.exp(-(time + 4)));

const orders: readonly [IntegrationMethod, number][] = [
  ['euler', 1],
  ['rk2', 2],
  ['midpoint', 2],
  ['rk4', 4],
];

describe.each(orders)('method %s', (method, order) => {
  it(`has order ${order} on an oscillator and on logistic growth`, () => {
    expect(orderOf((step) => errorOf(both(oscillator, { method, step, saveEvery: 1 }), 'x', Math.cos))).toBeCloseTo(
      order,
      0.4,
    );
    expect(orderOf((step) => errorOf(both(logistic, { method, step, saveEvery: 1 }), 'p', logisticAt))).toBeCloseTo(
      order,
      0.4,
    );
  });
});

test('method rk2 is Heun’s and midpoint is the midpoint method', () => {
  // For a rate of t² the one takes the mean of the ends of a step, the other its middle.
  const text = model`stock s = 0 { net: TIME * TIME }; time 0 1 1`;
  expect(columnOf(both(text, { method: 'rk2' }), 's')?.at(-1)).toBe(0.5);
  expect(columnOf(both(text, { method: 'midpoint' }), 's')?.at(-1)).toBe(0.25);
});

test('test inputs are held over a step where the model says so, under every method but not Euler’s alone', () => {
  const text = model`stock s = 0 { net: STEP(1, 1) + RAMP(1, 0) + VENSIM PULSE(2, 1) }; time 0 4 1`;
  const held: Model = { ...text, time: { ...text.time, testInputs: 'held' } };
  const euler = columnOf(both(text, { method: 'euler' }), 's');
  for (const method of integrationMethods)
    columnOf(both(held, { method }), 's')?.forEach((each, row) => expect(each).toBeCloseTo(euler?.[row] ?? 0, 9));
  expect(columnOf(both(text, { method: 'rk4' }), 's')).not.toEqual(euler);
});

describe('method dormand-prince', () => {
  const method = 'dormand-prince';
  const within = (relative: number): ProblemOptions => ({ method, tolerance: { relative, absolute: relative / 1000 } });

  it('keeps near its tolerance, whatever DT is', () => {
    for (const step of [0.25, 1, 4]) {
      expect(errorOf(both(oscillator, { ...within(1e-8), step, saveEvery: step }), 'x', Math.cos)).toBeLessThan(3e-7);
      expect(errorOf(both(logistic, { ...within(1e-8), step, saveEvery: step }), 'p', logisticAt)).toBeLessThan(1e-7);
    }
  });

  it('is the more exact, the less the tolerance', () => {
    const errors = [1e-4, 1e-6, 1e-8, 1e-10].map((relative) =>
      errorOf(both(oscillator, { ...within(relative), step: 8, saveEvery: 8 }), 'x', Math.cos),
    );
    errors.slice(1).forEach((error, index) => expect(error).toBeLessThan((errors[index] ?? 0) / 10));
  });

  it('follows a stiff decay for which DT is a thousand times too long', () => {
    const text = model`stock s = 1 { net: -1000 * (s - COS(TIME)) - SIN(TIME) }; time 0 3 1`;
    expect(errorOf(both(text, within(1e-7)), 's', Math.cos)).toBeLessThan(1e-6);
    expect(both(text, { method: 'rk4' }).status.kind === 'done').toBe(true);
  });

  it('stops at a step input between two DT and goes on from there', () => {
    const text = model`stock s = 0 { net: IF TIME >= 1.3 THEN 5 ELSE 0 }; time 0 4 1`;
    expect(errorOf(both(text, within(1e-6)), 's', (time) => 5 * Math.max(0, time - 1.3))).toBeLessThan(1e-8);
    const stepped = model`stock s = 0 { net: STEP(5, 1.3) }; time 0 4 1`;
    // STEP begins a millionth of a step early, for the sake of the other methods.
    expect(errorOf(both(stepped, within(1e-6)), 's', (time) => 5 * Math.max(0, time - 1.3))).toBeLessThan(1e-5);
  });

  it('finds where a stock comes to a threshold', () => {
    // It falls as exp(-t) to 1/2, and from then on linearly.
    const text = model`stock s = 1 { net: IF s > 0.5 THEN -s ELSE -0.1 }; time 0 3 1`;
    const turn = Math.log(2);
    const truth = (time: number): number => (time < turn ? Math.exp(-time) : 0.5 - 0.1 * (time - turn));
    expect(errorOf(both(text, within(1e-9)), 's', truth)).toBeLessThan(1e-8);
  });

  it('finds bends: MIN, MAX, ABS and points of a table', () => {
    const bent = model`stock s = 0 { net: MAX(TIME - 1.3, 0) + MIN(TIME, 0.7) + ABS(TIME - 2.1) }; time 0 4 1`;
    const integral = (t: number): number =>
      Math.max(t - 1.3, 0) ** 2 / 2 +
      (t < 0.7 ? (t * t) / 2 : 0.245 + 0.7 * (t - 0.7)) +
      (t < 2.1 ? 2.1 * t - (t * t) / 2 : 2.205 + (t - 2.1) ** 2 / 2);
    expect(errorOf(both(bent, within(1e-6)), 's', integral)).toBeLessThan(1e-8);
    const tabled = model`stock s = 0 { net: x }; x = TABLE(TIME) (0,0) (1.5,3) (2.5,0); time 0 4 1`;
    const area = (t: number): number => (t < 1.5 ? t * t : t < 2.5 ? 2.25 + 1.5 - 1.5 * (2.5 - t) ** 2 : 3.75);
    expect(errorOf(both(tabled, within(1e-6)), 's', area)).toBeLessThan(1e-8);
  });

  it('finds rounding and remainders', () => {
    const text = model`stock s = 0 { net: INT(TIME / 0.7) + MOD(TIME, 1.1) }; time 0 4 1`;
    const truth = (t: number): number => {
      const [n, m] = [Math.floor(t / 0.7 + 1e-12), Math.floor(t / 1.1 + 1e-12)];
      return 0.35 * n * (n - 1) + n * (t - 0.7 * n) + m * 0.605 + (t - 1.1 * m) ** 2 / 2;
    };
    expect(errorOf(both(text, within(1e-6)), 's', truth)).toBeLessThan(1e-7);
  });

  it('makes no events of rounding where a model rests at a bend', () => {
    const text = model`stock s = 10 { net: MIN(s / 3, 10 / 3) - 10 / 3 + effect(s / 10) - 1 }; lookup effect = (0,0) (1,1) (2,1.5); time 0 100 1`;
    expect(errorOf(both(text, within(1e-6)), 's', () => 10)).toBeLessThan(1e-9);
  });

  it('moves held states and random numbers once a DT', () => {
    const text = model`stock s = 0 { net: x + PREVIOUS(s, 0) }; x = UNIFORM(0, 1); time 0 5 1`;
    const [euler, adaptive] = ['euler', method] as const;
    const sums = [euler, adaptive].map((each) => columnOf(both(text, { method: each }), 's') ?? []);
    sums[0]?.forEach((value, row) => expect(sums[1]?.[row]).toBeCloseTo(value, 9));
  });

  it('runs delays as the other methods do', () => {
    const text = model`stock s = 0 { net: DELAY(TIME, 1, 0) + DELAY3(1, 2, 0) }; time 0 6 0.5`;
    expect(both(text, { method }).status.kind).toBe('done');
  });

  it('says where it can go no further', () => {
    const singular = both(model`stock s = 1 { net: s * s }; time 0 2 0.5`, { method });
    expect(singular.status).toMatchObject({ kind: 'stalled', variable: 's' });
    if (singular.status.kind === 'stalled') expect(singular.status.time).toBeCloseTo(1, 6);
    expect(singular.columns[0]?.values.slice(-1)).toEqual(Float64Array.of(Number.NaN));
    const hovering = both(model`stock s = 1 { net: x }; x = IF s > 1.5 THEN -1 ELSE 1; time 0 2 1`, { method });
    expect(hovering.status).toMatchObject({ kind: 'stalled', variable: 'x' });
    if (hovering.status.kind === 'stalled') expect(hovering.status.time).toBeCloseTo(0.5, 5);
  });
});

test('createProblem refuses a tolerance that means nothing', () => {
  const tolerance = { relative: 0, absolute: 0 };
  expect(() => createProblem(oscillator, { tolerance })).toThrow(
    'Cannot keep to a tolerance of 0 relative and 0 absolute',
  );
});

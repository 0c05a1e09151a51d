import { describe, expect, it, test } from 'vitest';
import { interpreter } from '../interpret/interpreter.ts';
import type { Model } from '../model/model.ts';
import { createProblem, type ProblemOptions } from '../run/problem.ts';
import { columnOf, run } from '../run/run.ts';
import { incompleteGamma, kolmogorovSmirnov, normalShare } from '../testing/distribution-functions.ts';
import { model } from '../testing/model-notation.ts';
import { wasmBackend } from '../wasm/backend.ts';
import { random } from '../check/functions/random.ts';

const values = (text: Model, name: string, options: ProblemOptions = {}): number[] => [
  ...(columnOf(run(createProblem(text, options), interpreter), name) ?? []),
];
const mean = (list: readonly number[]): number => list.reduce((sum, each) => sum + each, 0) / list.length;
const deviation = (list: readonly number[]): number => {
  const middle = mean(list);
  return Math.sqrt(mean(list.map((each) => (each - middle) ** 2)));
};
const correlation = (a: readonly number[], b: readonly number[]): number => {
  const [middleA, middleB] = [mean(a), mean(b)];
  return mean(a.map((each, index) => (each - middleA) * ((b[index] ?? 0) - middleB))) / deviation(a) / deviation(b);
};

/** Every function of the catalogue once, with arguments that make sense. */
const calls: Readonly<Record<string, string>> = {
  'RANDOM 0 1': 'RANDOM 0 1()',
  'RANDOM UNIFORM': 'RANDOM UNIFORM(2, 5, 0)',
  'RANDOM NORMAL': 'RANDOM NORMAL(-1, 6, 2, 3, 0)',
  'RANDOM EXPONENTIAL': 'RANDOM EXPONENTIAL(0, 9, 1, 2, 0)',
  'RANDOM POISSON': 'RANDOM POISSON(0, 100, 12, 0, 1, 0)',
  'RANDOM GAMMA': 'RANDOM GAMMA(0, 100, 3, 0, 2, 0)',
  'RANDOM BETA': 'RANDOM BETA(0, 1, 2, 3, 0, 1, 0)',
  'RANDOM BINOMIAL': 'RANDOM BINOMIAL(0, 9, 0.3, 9, 0, 1, 0)',
  'RANDOM NEGATIVE BINOMIAL': 'RANDOM NEGATIVE BINOMIAL(0, 99, 0.3, 3, 0, 1, 0)',
  'RANDOM LOOKUP': 'RANDOM LOOKUP(density, 0, 9, 1, 2, 0)',
  'RANDOM WEIBULL': 'RANDOM WEIBULL(0, 9, 2, 0, 1, 0)',
  'RANDOM TRIANGULAR': 'RANDOM TRIANGULAR(0, 9, 1, 3, 10, 0)',
  'RANDOM PINK NOISE': 'RANDOM PINK NOISE(5, 2, 4, 0)',
  UNIFORM: 'UNIFORM(2, 5)',
  NORMAL: 'NORMAL(2, 3, 7)',
  LOGNORMAL: 'LOGNORMAL(0, 1)',
  EXPRND: 'EXPRND(4)',
  POISSON: 'POISSON(3)',
  GAMMA: 'GAMMA(3, 2)',
  BETA: 'BETA(2, 3)',
  BINOMIAL: 'BINOMIAL(30, 0.9)',
  GEOMETRIC: 'GEOMETRIC(0.2)',
  NEGBINOMIAL: 'NEGBINOMIAL(3, 0.4)',
  TRIANGULAR: 'TRIANGULAR(0, 1, 4)',
  WEIBULL: 'WEIBULL(2, 3)',
  PARETO: 'PARETO(2, 3)',
  LOGISTIC: 'LOGISTIC(1, 2)',
  MONTECARLO: 'MONTECARLO(30)',
};

describe('a random function', () => {
  it.each(random.map(({ name }) => name))('%s gives the same bits in both back ends, under every seed', (name) => {
    const text = model`stock level = 0 { net: x }; x = ${calls[name] ?? ''}; lookup density = (0,0) (1,2) (3,0); time 0 20 0.25 rk4`;
    const [first, second] = [1, 2].map((seed) => {
      const problem = createProblem(text, { seed, member: 3 });
      const meant = run(problem, interpreter);
      expect(meant.status.kind).toBe('done');
      expect(meant.seed).toBe(seed);
      expect(run(problem, wasmBackend)).toEqual(meant);
      return [...(columnOf(meant, 'x') ?? [])];
    });
    expect(new Set(first).size).toBeGreaterThan(1);
    // Stella's NORMAL is given a seed of its own, which no seed of the run changes.
    if (name === 'NORMAL') expect(second).toEqual(first);
    else expect(second).not.toEqual(first);
  });

  it('draws by itself for each element, call, member, seed and step', () => {
    const text = model`dim Age = young, old; a[Age] = NORMAL(0, 1); b = NORMAL(0, 1); c = NORMAL(0, 1) + 0 * NORMAL(0, 1); time 0 4000 1`;
    const series = [
      values(text, 'a[young]'),
      values(text, 'a[old]'),
      values(text, 'b'),
      values(text, 'c'),
      values(text, 'b', { member: 1 }),
      values(text, 'b', { seed: 1 }),
      values(text, 'b').slice(1),
    ];
    for (const [index, one] of series.entries()) {
      expect(kolmogorovSmirnov(one, normalShare)).toBeGreaterThan(1e-3);
      for (const other of series.slice(index + 1))
        expect(Math.abs(correlation(one.slice(0, 4000), other))).toBeLessThan(0.05);
    }
  });

  it('does not change when another variable or call is added', () => {
    const alone = values(model`a = UNIFORM(0, 1)`, 'a');
    expect(values(model`b = UNIFORM(0, 1); z = 5; a = UNIFORM(0, 1)`, 'a')).toEqual(alone);
  });

  it('keeps its number at the inner points of a step', () => {
    const text = (method: string): Model =>
      model`stock level = 0 { net: x }; x = UNIFORM(0, 1); time 0 10 0.5 ${method}`;
    const euler = values(text('euler'), 'level');
    values(text('rk4'), 'level').forEach((each, index) => expect(each).toBeCloseTo(euler[index] ?? 0, 12));
  });

  it('RANDOM NORMAL is cut off at its bounds, as a normal distribution is', () => {
    const found = values(model`x = RANDOM NORMAL(1, 4, 2, 3, 0); time 0 20000 1`, 'x');
    const share = (x: number): number => normalShare((x - 2) / 3);
    expect(kolmogorovSmirnov(found, (x) => (share(x) - share(1)) / (share(4) - share(1)))).toBeGreaterThan(1e-3);
  });

  it('RANDOM LOOKUP draws from the density that a table gives, between the bounds', () => {
    const text = model`x = RANDOM LOOKUP(density, 1, 100, 5, 2, 0); lookup density = (0,0) (1,2) (3,0); time 0 20000 1`;
    const share = (x: number): number => (x < 1 ? (x * x) / 3 : 1 - (3 - x) ** 2 / 6);
    expect(kolmogorovSmirnov(values(text, 'x'), (x) => share((x - 5) / 2))).toBeGreaterThan(1e-3);
  });

  it('RANDOM GAMMA is stretched and then shifted', () => {
    const found = values(model`x = RANDOM GAMMA(0, 1000, 3, 5, 2, 0); time 0 20000 1`, 'x');
    expect(kolmogorovSmirnov(found, (x) => incompleteGamma(3, (x - 5) / 2))).toBeGreaterThan(1e-3);
  });

  it('RANDOM UNIFORM follows NOISE SEED in stream 0 and nothing in another', () => {
    const text = (noise: number): Model =>
      model`NOISE SEED = ${noise}; a = RANDOM UNIFORM(0, 1, 0); b = RANDOM UNIFORM(0, 1, 7)`;
    expect(values(text(2), 'a')).not.toEqual(values(text(1), 'a'));
    expect(values(text(2), 'a')).toEqual(values(text(1), 'a', { parameters: { 'NOISE SEED': 2 } }));
    expect(values(text(2), 'b')).toEqual(values(text(1), 'b', { seed: 5, member: 6 }));
  });

  it('NORMAL takes NAN for a seed or bound that is not wanted', () => {
    const nan = '(0 / 0)';
    const free = values(model`x = NORMAL(0, 1, ${nan}, ${nan}, ${nan})`, 'x');
    expect(free).toEqual(values(model`x = NORMAL(0, 1)`, 'x'));
    const positive = values(model`x = NORMAL(0, 1, ${nan}, 0); time 0 500 1`, 'x');
    expect(Math.min(...positive)).toBeGreaterThanOrEqual(0);
  });

  it('UNIFORM keeps a number for as long as its sample says', () => {
    const found = values(model`x = UNIFORM(0, 1, 5, (0 / 0), (0 / 0), 1); time 0 3 0.25`, 'x');
    expect(new Set(found.slice(0, 4)).size).toBe(1);
    expect(new Set(found).size).toBe(4);
  });

  it('MONTECARLO strikes percentage × DT times in a hundred', () => {
    expect(mean(values(model`x = MONTECARLO(40); time 0 5000 0.25`, 'x'))).toBeCloseTo(0.1, 1.5);
  });

  it('RANDOM NORMAL gives NaN where its bounds leave nothing', () => {
    expect(values(model`x = RANDOM NORMAL(5, 4, 0, 1, 0); time 0 1 1`, 'x')).toEqual([Number.NaN, Number.NaN]);
  });
});

test('RANDOM PINK NOISE has its mean, deviation and correlation time whatever the step', () => {
  for (const step of [0.25, 1]) {
    const found = values(model`x = RANDOM PINK NOISE(5, 2, 4, 0); time 0 ${step * 40_000} ${step}`, 'x');
    expect(mean(found)).toBeCloseTo(5, 0.5);
    expect(Math.abs(deviation(found) - 2)).toBeLessThan(0.15);
    expect(correlation(found.slice(0, -1), found.slice(1))).toBeCloseTo(1 - step / 4, 1.5);
  }
});

test('createProblem refuses a seed that is no whole number', () => {
  expect(() => createProblem(model`x = 1`, { seed: 1.5 })).toThrow('Cannot draw random numbers for the seed 1.5');
});

import { describe, expect, test } from 'vitest';
import { compileModel } from '../../compile/compile-model.ts';
import type { Program } from '../../compile/program.ts';
import { interpreter } from '../../interpret/interpreter.ts';
import type { Model } from '../../model/model.ts';
import { quantileOf } from '../../random/distribution.ts';
import { InputError } from '../../run/input-error.ts';
import { createProblem } from '../../run/problem.ts';
import { runManyHere, type RunMany } from '../../run/run-many.ts';
import { columnOf, run } from '../../run/run.ts';
import { model } from '../../testing/model-notation.ts';
import { wasmBackend } from '../../wasm/backend.ts';
import { runEnsemble, type EnsembleOptions } from './run-ensemble.ts';
import { sampleInputs } from './sample-inputs.ts';

const programOf = (source: Model): Program => {
  const { program } = compileModel(source);
  if (program === undefined) throw new Error('the test model does not compile');
  return program;
};
const program = programOf(
  model`dim A = p, q; stock S = 100 { -out }; flow out = S * rate; rate = 0.1; noise = NORMAL(0, 1); x[A] = share[A] * S; share[A] = 1; time 0 10 0.5`,
);
const problem = createProblem(program, { save: ['S', 'x'] });
const inputs = [{ parameter: 'rate', distribution: { kind: 'uniform', low: 0.05, high: 0.3 } }] as const;
const options = { inputs, count: 500, seed: 3, runMany: runManyHere(wasmBackend) } as const;

/** The same runs in portions of other lengths. */
const cutUp = (length: number): RunMany =>
  async function* portions(runs, work) {
    for (let from = 0; from < runs.count; from += length) {
      const to = Math.min(from + length, runs.count);
      const part = {
        ...runs,
        count: to - from,
        parametersOf: (run: number) => runs.parametersOf(from + run),
        memberOf: (run: number) => from + run,
      };
      for await (const portion of runManyHere(interpreter)(part, work))
        yield { ...portion, from: from + portion.from, to: from + portion.to };
    }
  };
const said = async (changes: Partial<EnsembleOptions>, own = problem): Promise<string> => {
  try {
    await runEnsemble(own, { ...options, ...changes });
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  return '';
};

describe('runEnsemble', () => {
  test('runEnsemble finds the quantiles, mean and deviation that a known answer has', async () => {
    // The stock at the end falls with the rate alone, so that its quantiles are those of the rate, the other way about.
    const { series, times, failed } = await runEnsemble(problem, { ...options, at: [0, 10], method: 'sobol' });
    expect([...times]).toEqual([0, 10]);
    expect(failed).toEqual({ count: 0, first: [] });
    const [stock] = series;
    const endOf = (rate: number): number => 100 * (1 - 0.5 * rate) ** 20;
    stock?.quantiles.forEach(({ probability, values, low, high }) => {
      const truth = endOf(quantileOf(inputs[0].distribution, 1 - probability));
      expect(values[0]).toBe(100);
      expect(Math.abs((values[1] ?? 0) / truth - 1)).toBeLessThan(0.01);
      expect(low[1]).toBeLessThan(truth);
      expect(high[1]).toBeGreaterThan(truth);
    });
    // ∫ 100 (1 - r/2)^20 dr / 0.25 over 0.05 … 0.3.
    const mean = ((100 * 2) / (21 * 0.25)) * ((1 - 0.025) ** 21 - (1 - 0.15) ** 21);
    expect(stock?.mean[1]).toBeCloseTo(mean, 1);
    expect(stock?.counts[1]).toBe(500);
    expect(stock?.meanError[1]).toBeCloseTo((stock?.deviation[1] ?? 0) / Math.sqrt(500), 12);
    expect(stock?.lowest[1]).toBeGreaterThan(endOf(0.3));
    expect(stock?.highest[1]).toBeLessThan(endOf(0.05));
    expect(series.map(({ name }) => name)).toEqual(['S', 'x[p]', 'x[q]']);
    expect(series[1]?.mean).toEqual(stock?.mean);
  });

  test('runEnsemble gives the same bytes whatever its portions and its back end', async () => {
    const correlated = {
      inputs: [...inputs, { parameter: 'share[p]', distribution: { kind: 'normal', mean: 1, deviation: 0.2 } }],
      correlations: [{ between: ['rate', 'share[p]'], rank: 0.6 }],
      thresholds: [{ variable: 'X[ P ]', value: 40 }],
    } as const;
    const whole = await runEnsemble(problem, { ...options, ...correlated });
    for (const length of [1, 7, 500])
      expect(await runEnsemble(problem, { ...options, ...correlated, runMany: cutUp(length) })).toEqual(whole);
    expect(await runEnsemble(problem, { ...options, ...correlated, seed: 4 })).not.toEqual(whole);
  });

  test('runEnsemble runs members that can be had again alone', async () => {
    const noisy = { ...problem, save: ['noise', 'S'], seed: 5 };
    const { series } = await runEnsemble(noisy, { ...options, count: 40, at: [10], probabilities: [0, 1] });
    const sample = sampleInputs({ ...options, count: 40 });
    const alone = Array.from({ length: 40 }, (_, member) => {
      const [rate = 0] = sample.valuesOf(member);
      const results = run({ ...noisy, member, parameters: { rate } }, interpreter);
      return { noise: columnOf(results, 'noise')?.at(-1) ?? 0, S: columnOf(results, 'S')?.at(-1) ?? 0 };
    });
    expect(series[0]?.lowest[0]).toBe(Math.min(...alone.map(({ noise }) => noise)));
    expect(series[1]?.highest[0]).toBe(Math.max(...alone.map(({ S }) => S)));
    expect(new Set(alone.map(({ noise }) => noise)).size).toBe(40);
  });

  test.each(['latin-hypercube', 'sobol', 'random'] as const)(
    'runEnsemble measures the error of a mean between replicates: %s',
    async (method) => {
      const truth = ((100 * 2) / (21 * 0.25)) * ((1 - 0.025) ** 21 - (1 - 0.15) ** 21);
      let held = 0;
      const ratios: number[] = [];
      for (let seed = 0; seed < 40; seed++) {
        const asked = { ...options, method, count: 160, seed, at: [10], replicates: 10 };
        const { series } = await runEnsemble({ ...problem, save: ['S'] }, asked);
        const { mean, meanError, deviation } = series[0] ?? {};
        const error = meanError?.[0] ?? Number.NaN;
        // Student's t of 9 degrees of freedom at 95 %.
        if (Math.abs((mean?.[0] ?? 0) - truth) <= 2.262 * error) held += 1;
        ratios.push(error / ((deviation?.[0] ?? 0) / Math.sqrt(160)));
      }
      expect(held).toBeGreaterThanOrEqual(33);
      const ratio = ratios.toSorted((a, b) => a - b)[20] ?? 0;
      if (method === 'random') expect(Math.abs(ratio - 1)).toBeLessThan(0.15);
      else expect(ratio).toBeLessThan(0.2);
    },
  );

  test('runEnsemble counts members below and above a threshold', async () => {
    const thresholds = [{ variable: 'S', value: 100 * (1 - 0.5 * 0.1) ** 20 }];
    const { series } = await runEnsemble(problem, { ...options, at: [10], thresholds });
    const [course] = series[0]?.thresholds ?? [];
    // Rates above 0.1 are four of five, to one member of a Latin hypercube.
    expect(Math.abs((course?.below[0] ?? 0) - 0.8)).toBeLessThanOrEqual(1 / 500);
    expect((course?.below[0] ?? 0) + (course?.above[0] ?? 0)).toBeCloseTo(1, 12);
  });

  test('runEnsemble takes values that were drawn before in turn, so that what goes together in them stays together', async () => {
    const sum = createProblem(programOf(model`a = 0; b = 0; c = 0; x = a + b + c; time 0 0 1`), { save: ['x'] });
    const draws = {
      names: ['a', 'b'],
      memberCount: 3,
      values: [Float64Array.of(1, 2, 3), Float64Array.of(-1, -2, -3)],
    };
    const alone = { ...options, inputs: [], count: 6, draws };
    const [together] = (await runEnsemble(sum, alone)).series;
    expect([together?.lowest[0], together?.highest[0]]).toEqual([0, 0]);
    const apart = { ...draws, values: [Float64Array.of(1, 2, 3), Float64Array.of(0, 0, 0)] };
    const [first] = (await runEnsemble(sum, { ...alone, draws: apart })).series;
    expect([first?.lowest[0], first?.mean[0], first?.highest[0]]).toEqual([1, 2, 3]);
    const distribution = { kind: 'uniform', low: 10, high: 20 } as const;
    const beside = { ...alone, draws: apart, inputs: [{ parameter: 'c', distribution }] };
    expect((await runEnsemble(sum, beside)).series[0]?.mean[0]).toBeCloseTo(17, 0);
  });

  test('runEnsemble reports members that diverge apart, and none silently', async () => {
    const fragile = createProblem(programOf(model`stock S = 1 { +in }; flow in = S ^ power; power = 1; time 0 20 1`));
    const distribution = { kind: 'uniform', low: 0, high: 4 } as const;
    const { series, failed } = await runEnsemble(
      { ...fragile, save: ['S'] },
      { ...options, inputs: [{ parameter: 'power', distribution }] },
    );
    expect(failed.count).toBeGreaterThan(100);
    expect(failed.first.length).toBe(20);
    expect(failed.first[0]?.status.kind).toBe('diverged');
    expect(series[0]?.counts.at(-1)).toBe(500 - failed.count);
    expect(series[0]?.quantiles.every(({ values }) => values.every(Number.isFinite))).toBe(true);
  });

  test('runEnsemble keeps no more of a million members than of ten thousand and one', async () => {
    // A run that costs nothing stands for the model's.
    const instant: RunMany = async function* portions({ count, parametersOf }) {
      for (let from = 0; from < count; from += 1000) {
        const to = Math.min(count, from + 1000);
        const rows = Float64Array.from({ length: to - from }, (_, index) => parametersOf(from + index)[0] ?? 0);
        yield { from, to, rows, rowCount: 1, statuses: Array.from(rows, () => ({ kind: 'done' }) as const) };
        await Promise.resolve();
      }
    };
    const one = createProblem(programOf(model`x = 1; time 0 0 1`));
    const distribution = { kind: 'normal', mean: 0, deviation: 1 } as const;
    const { series, rankError } = await runEnsemble(one, {
      inputs: [{ parameter: 'x', distribution }],
      count: 200_000,
      seed: 1,
      runMany: instant,
    });
    expect(rankError).toBeGreaterThan(0);
    for (const { probability, values, low, high } of series[0]?.quantiles ?? []) {
      expect(values[0]).toBeCloseTo(quantileOf(distribution, probability), 1);
      expect(low[0]).toBeLessThan(quantileOf(distribution, probability));
      expect(high[0]).toBeGreaterThan(quantileOf(distribution, probability));
    }
  });

  test('runEnsemble stops when it is told to', async () => {
    const control = new AbortController();
    const work = runEnsemble(problem, { ...options, signal: control.signal, onProgress: () => control.abort() });
    await expect(work).rejects.toThrow('abort');
  });

  test('runEnsemble says what it cannot do', async () => {
    expect(await said({ at: [-1] })).toContain('Cannot summarise the ensemble at -1: the run starts at 0');
    expect(await said({ at: [99] })).toContain('Cannot summarise the ensemble at 99: the run ends at ');
    const draws = { names: ['rate'], memberCount: 1, values: [Float64Array.of(0.1)] };
    expect(await said({ draws })).toContain('Cannot draw "rate" twice');
    expect(await said({ inputs: [{ ...inputs[0], parameter: 'rat' }] })).toContain('did you mean "rate"');
    expect(await said({ inputs: [{ ...inputs[0], parameter: 'out' }] })).toContain('it is not a constant');
    expect(await said({ thresholds: [{ variable: 'noise', value: 1 }] })).toContain('it is not among what is saved');
    expect(await said({ count: 0 })).toContain('Cannot draw 0 members');
    expect(await said({ replicates: 501 })).toContain('Cannot cut 500 members into 501 replicates');
    const long = { ...problem, step: 1 / 1024, saveEvery: 1 / 1024, save: ['S', 'x'] };
    expect(await said({ count: 10_000 }, long)).toContain('give fewer times');
  });
});

import { describe, expect, it } from 'vitest';
import { interpreter } from '../interpret/interpreter.ts';
import type { Model } from '../model/model.ts';
import { createProblem, type ProblemOptions } from '../run/problem.ts';
import { columnOf, run } from '../run/run.ts';
import { model } from '../testing/model-notation.ts';
import { wasmBackend } from '../wasm/backend.ts';
import { compileModel } from './compile-model.ts';

describe.each([interpreter, wasmBackend])('memory in $name', (backend) => {
  const series = (source: Model, name: string, options: ProblemOptions = {}): number[] => {
    const results = run(createProblem(source, options), backend);
    expect(results.status).toEqual({ kind: 'done' });
    return [...(columnOf(results, name) ?? [])];
  };

  it('DELAY keeps as many values as it needs, goes round, and runs again from the start', () => {
    const source = model`d = DELAY(TIME, lag, -1); lag = 1.5; time 0 4 0.5`;
    const problem = createProblem(source);
    const prepared = backend.prepare(problem.program);
    const expected = [-1, -1, -1, 0, 0.5, 1, 1.5, 2, 2.5];
    expect(series(source, 'd')).toEqual(expected);
    const request = { start: 0, step: 0.5, steps: 8, saveEvery: 1, method: 'euler', save: [0] } as const;
    const parameters = Float64Array.from(problem.program.parameters, ({ value }) => value);
    for (let again = 0; again < 2; again++)
      expect([...prepared.run({ ...request, parameters }).rows]).toEqual(expected);
  });

  it('DELAY with fewer steps than it was compiled for reads fewer places back, and with more it says so', () => {
    const problem = createProblem(
      model`d = DELAY(TIME, lag, -1); stock S = 0 { +in }; flow in = d; lag = 3; time 0 5 1`,
    );
    const shorter = run({ ...problem, parameters: { lag: 2 } }, backend);
    expect([...(columnOf(shorter, 'd') ?? [])]).toEqual([-1, -1, 0, 1, 2, 3]);
    expect(run({ ...problem, parameters: { lag: 4 } }, backend).status).toMatchObject({
      kind: 'diverged',
      variable: 'in',
    });
  });

  it('DELAY gives the same at the inner points of RK4 as at the step', () => {
    const source = model`stock S = 0 { +in }; flow in = DELAY(S + 1, 2, 1); time 0 6 1 rk4`;
    expect(series(source, 'in')).toEqual([1, 1, 1, 2, 3, 4, 6]);
    expect(series(source, 'S')).toEqual([0, 1, 2, 3, 5, 8, 12]);
  });

  it('DELAY FIXED is never shorter than a step, DELAY is the input itself where its time is 0', () => {
    const source = model`v = DELAY FIXED(TIME, lag, 9); s = DELAY(TIME, lag, 9); lag = 0; time 0 3 1`;
    expect(series(source, 'v')).toEqual([9, 0, 1, 2]);
    expect(series(source, 's')).toEqual([0, 1, 2, 3]);
    expect(series(source, 's', { parameters: { lag: 2 } })).toEqual([9, 9, 0, 1]);
  });

  it('VENSIM DELAY N and VENSIM SMOOTH N change once a step, also with RK4', () => {
    const source = model`d = VENSIM DELAY N(in, 4, 1, 2); s = VENSIM SMOOTH N(in, 4, 1, 2); in = 1 + TIME; time 0 4 1`;
    const [delayed, smoothed] = [series(source, 'd'), series(source, 's')];
    // Two levels of 2 at first, each emptied by half a step: d is half the second level.
    expect(delayed).toEqual([1, 1, 1, 1.25, 1.75]);
    expect(smoothed).toEqual([1, 1, 1, 1.25, 1.75]);
    const rungeKutta = { ...source, time: { ...source.time, method: 'rk4' as const } };
    expect(series(rungeKutta, 'd')).toEqual(delayed);
    expect(series(rungeKutta, 's')).toEqual(smoothed);
  });

  it('VENSIM DELAY N has no stage shorter than a step', () => {
    const source = model`d = VENSIM DELAY N(TIME, 2, 0, order); e = VENSIM DELAY N(TIME, 2, 0, 2); order = 9; time 0 6 1`;
    expect(series(source, 'd')).toEqual(series(source, 'e'));
    expect(series(source, 'd', { parameters: { order: 1 } })).toEqual(
      series(model`d = DELAYN(TIME, 2, 1, 0); time 0 6 1`, 'd'),
    );
  });

  it('HISTORY gives the value at a time: 0 before the start and in the future', () => {
    const source = model`a = TIME * 10; first = HISTORY(a + 1, 1); moving = HISTORY(a, TIME - 1); ahead = HISTORY(a, 3)
      lag = 0.5; between = HISTORY(a, TIME - lag); time 1 4 0.5`;
    expect(series(source, 'first')).toEqual([11, 11, 11, 11, 11, 11, 11]);
    expect(series(source, 'moving')).toEqual([0, 0, 10, 15, 20, 25, 30]);
    expect(series(source, 'ahead')).toEqual([0, 0, 0, 0, 30, 30, 30]);
    expect(series(source, 'between', { parameters: { lag: 1 } })).toEqual([0, 0, 10, 15, 20, 25, 30]);
  });

  it('HISTORY of the past may stand in a loop', () => {
    const source = model`x = 1 + HISTORY(x, TIME - 1); time 0 4 1`;
    expect(series(source, 'x')).toEqual([1, 2, 3, 4, 5]);
    const present = compileModel(model`x = 1 + HISTORY(x, TIME); time 0 4 1`);
    expect(present.diagnostics.map(({ code }) => code)).toEqual(['circular-definition']);
  });

  it('SMTHN and DELAYN take their order from a constant, also from one that a run changes', () => {
    const source = model`s = SMTHN(TIME, 4, order, 0); d = DELAYN(TIME, 4, order + 0, 0); order = 1
      s1 = SMTHN(TIME, 4, 1, 0); s3 = SMTHN(TIME, 4, 3, 0); d1 = DELAYN(TIME, 4, 1, 0); d3 = DELAYN(TIME, 4, 3, 0); time 0 8 0.5`;
    for (const order of [1, 3]) {
      const options = { parameters: { order } };
      expect(series(source, 's', options)).toEqual(series(source, `s${order}`));
      expect(series(source, 'd', options)).toEqual(series(source, `d${order}`));
    }
    const { diagnostics } = compileModel(model`d = DELAYN(TIME, 4, TIME + 1, 0)`);
    expect(diagnostics.map(({ code }) => code)).toEqual(['bad-order']);
  });

  it('FORCST is FORECAST under the name that Stella has for it', () => {
    const source = model`a = FORCST(TIME, 4, 2, 0.1); b = FORECAST(TIME, 4, 2, 0.1); time 1 5 1`;
    expect(series(source, 'a')).toEqual(series(source, 'b'));
  });
});

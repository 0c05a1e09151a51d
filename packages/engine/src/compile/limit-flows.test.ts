import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { interpreter } from '../interpret/interpreter.ts';
import type { Model } from '../model/model.ts';
import { createProblem } from '../run/problem.ts';
import { columnOf, run } from '../run/run.ts';
import { model } from '../testing/model-notation.ts';
import { wasmBackend } from '../wasm/backend.ts';
import { compileModel } from './compile-model.ts';

describe.each([interpreter, wasmBackend])('limitOutflows in $name', (backend) => {
  const seriesOf = (source: Model): ((name: string) => number[]) => {
    const results = run(createProblem(source), backend);
    expect(results.status).toEqual({ kind: 'done' });
    return (name) => [...(columnOf(results, name) ?? [])];
  };

  it('limitOutflows counts what flows in during the same step, down a chain of stocks', () => {
    const series = seriesOf(
      model`stock! C = 0 { +v -w }; stock! B = 1 { +u -v }; stock! A = 5 { -u }; flow u = 9; flow v = 9; flow w = 2; time 0 3 0.5`,
    );
    // A gives 5 in the first step, at a rate of 9; all of it is passed on at once.
    expect(series('u')).toEqual([9, 1, 0, 0, 0, 0, 0]);
    expect(series('v')).toEqual([9, 3, 0, 0, 0, 0, 0]);
    expect(series('C')).toEqual([0, 3.5, 4, 3, 2, 1, 0]);
  });

  it('limitOutflows starts a stock from what is wanted of it, and counts its inflow, as Stella does', () => {
    // Stella's figures, from the ASDM project's Non-negative_stocks_with_flows.
    const series = seriesOf(
      model`stock! S = u + v - 20 { +in -u -v }; flow in = 30; flow! u = 50; flow! v = 10; was = INIT(S); time 1 5 1`,
    );
    expect(series('S')).toEqual([40, 10, 0, 0, 0]);
    expect(series('u')).toEqual([50, 40, 30, 30, 30]);
    expect(series('v')).toEqual([10, 0, 0, 0, 0]);
    expect(series('was')).toEqual([40, 40, 40, 40, 40]);
    const three = seriesOf(
      model`stock! S = 20 { +in -u -v -w }; flow in = 20; flow! u = 10; flow! v = 20; flow! w = 30; time 1 3 1`,
    );
    expect([three('u'), three('v'), three('w')]).toEqual([
      [10, 10, 10],
      [20, 10, 10],
      [10, 0, 0],
    ]);
  });

  it('limitOutflows lets an outflow that reads another come after it', () => {
    const series = seriesOf(model`stock! S = 5 { -half -whole }; flow half = whole / 2; flow whole = 4; time 0 2 1`);
    expect(series('whole')).toEqual([4, 0, 0]);
    expect(series('half')).toEqual([1, 0, 0]);
  });

  it('limitOutflows does not count an inflow that depends on the outflow, so that stocks may stand in a circle', () => {
    const series = seriesOf(
      model`stock! A = 5 { +back -there }; stock! B = 1 { +there -back }; flow there = 2; flow back = 9; time 0 2 1`,
    );
    expect(series('there')).toEqual([2, 2, 2]);
    expect(series('back')).toEqual([1, 2, 2]);
    expect(series('A').map((value, step) => value + (series('B')[step] ?? 0))).toEqual([6, 6, 6]);
  });

  it('limitOutflows leaves alone a flow that leaves two stocks, and lets each non-negative one lose what it has', () => {
    const source = model`stock! A = 5 { -out }; stock B = 5 { -out }; stock! C = 9 { -out }; flow out = 4; time 0 3 1`;
    const series = seriesOf(source);
    expect(series('out')).toEqual([4, 4, 4, 4]);
    expect(series('A')).toEqual([5, 1, 0, 0]);
    expect(series('B')).toEqual([5, 1, -3, -7]);
    expect(series('C')).toEqual([9, 5, 1, 0]);
    expect(compileModel(source).diagnostics.map(({ code, severity }) => `${severity} ${code}`)).toEqual([
      'warning shared-outflow',
    ]);
  });

  it('limitOutflows keeps stocks at zero or above and loses nothing', () => {
    const rate = fc.integer({ min: 0, max: 9 });
    fc.assert(
      fc.property(
        fc.array(rate, { minLength: 5, maxLength: 5 }),
        fc.array(rate, { minLength: 3, maxLength: 3 }),
        (into, wanted) => {
          const points = into.map((value, x) => `(${x},${value})`).join(' ');
          const [u = 0, v = 0, w = 0] = wanted;
          const series = seriesOf(
            model`stock! A = 1 { +in -u -v }; stock! B = 0 { +u -w }; stock gone = 0 { +v +w }; stock come = 1 { +in }
            flow in = TABLE(TIME) ${points}; flow u = ${u}; flow v = ${v}; flow w = ${w}; time 0 4 0.5`,
          );
          const come = series('come');
          const [held, passed, gone] = ['A', 'B', 'gone'].map(series);
          for (const [step, total] of come.entries()) {
            const all = (held?.[step] ?? 0) + (passed?.[step] ?? 0) + (gone?.[step] ?? 0);
            expect(all).toBeCloseTo(total, 9);
          }
          expect(Math.min(...(held ?? []), ...(passed ?? []))).toBeGreaterThanOrEqual(-1e-12);
        },
      ),
      { numRuns: 40 },
    );
  });
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { interpreter } from '../interpret/interpreter.ts';
import { model } from '../testing/model-notation.ts';
import { wasmBackend } from '../wasm/backend.ts';
import { timeOf } from './clock.ts';
import { createProblem } from './problem.ts';
import { columnOf, run } from './run.ts';

test('timeOf comes to every whole time exactly where a whole number of steps makes one', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5000 }),
      fc.integer({ min: -3000, max: 3000 }),
      fc.nat(2000),
      (parts, start, whole) => {
        expect(timeOf({ start, step: 1 / parts }, parts * whole)).toBe(start + whole);
      },
    ),
  );
});

test('timeOf gives the decimal that is meant', () => {
  expect([3, 7, 33].map((number) => timeOf({ start: 0, step: 0.1 }, number))).toEqual([0.3, 0.7, 3.3]);
  expect(timeOf({ start: 10, step: 2.5 }, 3)).toBe(17.5);
});

test.each([
  ['0 100', 1 / 3],
  ['-50 50', 1 / 7],
  ['2000 2010', 0.1],
  ['-5 200', 2.5],
])('run keeps the time of %s in steps of %d, in the model as in the results', (bounds, step) => {
  for (const method of ['euler', 'rk4', 'dormand-prince']) {
    const text = model`stock s = 0 { net: 1 }; t = TIME; late = IF TIME >= STOPTIME THEN 1 ELSE 0; time ${bounds} ${step} ${method}`;
    for (const backend of [interpreter, wasmBackend]) {
      const results = run(createProblem(text), backend);
      expect(columnOf(results, 't')).toEqual(results.times);
      expect(results.times.at(-1)).toBe(text.time.stop);
      expect(columnOf(results, 'late')?.at(-1)).toBe(1);
    }
  }
});

test('run stops at the last whole step where the stop is none', () => {
  expect([...run(createProblem(model`x = 1; time 0 1 0.3`), wasmBackend).times]).toEqual([
    0, 0.3, 0.6, 0.8999999999999999,
  ]);
});

test('run saves control variables by name, as Vensim lists them with its results', () => {
  const problem = createProblem(model`x = 1; time 1 3 0.5`, {
    save: ['TIME STEP', 'x', 'final_time', 'Time'],
    saveEvery: 1,
  });
  const { columns } = run(problem, interpreter);
  expect(columns).toEqual([
    { name: 'TIME STEP', values: Float64Array.of(0.5, 0.5, 0.5) },
    { name: 'x', values: Float64Array.of(1, 1, 1) },
    { name: 'FINAL TIME', values: Float64Array.of(3, 3, 3) },
    { name: 'Time', values: Float64Array.of(1, 2, 3) },
  ]);
});

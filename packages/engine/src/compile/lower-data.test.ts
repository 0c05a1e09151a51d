import { expect, test } from 'vitest';
import { interpreter } from '../interpret/interpreter.ts';
import { InputError } from '../run/input-error.ts';
import { createProblem } from '../run/problem.ts';
import { columnOf, run } from '../run/run.ts';
import { model } from '../testing/model-notation.ts';
import { wasmBackend } from '../wasm/backend.ts';
import { notAvailable } from './primitives.ts';

const na = notAvailable;

/** The values of x at times 0 to 5, with data at 1, 2 and 4. */
function values(equation: string, backend = interpreter): number[] {
  const source = model`d = TABLE(TIME) (1,10) (2,20) (4,60); m = 0; x = ${equation}; time 0 5 1`;
  return [...(columnOf(run(createProblem(source), backend), 'x') ?? [])];
}

test.each([
  ['GET DATA BETWEEN TIMES(d, TIME, 0)', [na, 10, 20, 40, 60, na]],
  ['GET DATA BETWEEN TIMES(d, TIME + 1, m)', [10, 20, 40, 60, na, na]],
  ['GET DATA BETWEEN TIMES(d, TIME, 1)', [na, 10, 20, 60, 60, na]],
  // At a point, the one before it.
  ['GET DATA BETWEEN TIMES(d, TIME, -1)', [na, 10, 10, 20, 20, na]],
  ['GET DATA AT TIME(d, TIME)', [na, 10, 20, na, 60, na]],
  [
    'GET DATA FIRST TIME(d) + 10 * GET DATA LAST TIME(d) + 100 * GET DATA TOTAL POINTS(d)',
    [341, 341, 341, 341, 341, 341],
  ],
])('%s is the same on both back ends', (equation, expected) => {
  expect(values(equation)).toEqual(expected);
  expect(values(equation, wasmBackend)).toEqual(expected);
});

test.each([
  'GET DATA AT TIME(m, 1)',
  'GET DATA AT TIME(nothing, 1)',
  'GET DATA AT TIME(d + 1, 1)',
  'GET DATA AT TIME(w, 1)',
])('%s is refused, since its first argument is not data', (equation) => {
  const source = model`d = TABLE(TIME) (1,10) (2,20); m = 0; w = TABLE(m) (1,10) (2,20); x = ${equation}; time 0 5 1`;
  expect(() => createProblem(source)).toThrow(InputError);
  expect(() => createProblem(source)).toThrow(/first argument is not data/);
});

import { expect, test } from 'vitest';
import { createProblem } from '../run/problem.ts';
import { columnOf, run } from '../run/run.ts';
import { interpreter } from '../interpret/interpreter.ts';
import { model } from '../testing/model-notation.ts';

test('order sorts a chain of any length', () => {
  const links = Array.from({ length: 5000 }, (_, index) => `x${index} = x${index + 1} + 1`).join(';');
  const results = run(createProblem(model`${links}; x5000 = TIME; time 0 1 1`, { save: ['x0'] }), interpreter);
  expect([...(columnOf(results, 'x0') ?? [])]).toEqual([5000, 5001]);
});

test('order sorts a sum over thousands of elements', () => {
  const elements = Array.from({ length: 3000 }, (_, index) => `e${index}`).join(', ');
  const results = run(
    createProblem(model`dim Child = ${elements}; x[Child] = Child; total = SUM(x[*]); time 0 0 1`, { save: ['total'] }),
    interpreter,
  );
  expect([...(columnOf(results, 'total') ?? [])]).toEqual([(3000 * 3001) / 2]);
});

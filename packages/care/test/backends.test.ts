import { compileModel, createProblem, interpreter, run, wasmBackend, integrationMethods } from '@weir/engine';
import { expect, test } from 'vitest';
import { generalModel } from '../src/index.ts';

test.each(integrationMethods)('generalModel gives the same bits on both back ends with %s', (method) => {
  const { program } = compileModel(generalModel.model);
  if (program === undefined) throw new Error('the general model does not compile');
  const problem = createProblem(program, { method, stop: method === 'euler' ? 2035 : 2012 });
  const meant = run(problem, interpreter);
  expect(meant.status).toEqual({ kind: 'done' });
  expect(meant.columns.length).toBeGreaterThan(1000);
  expect(run(problem, wasmBackend)).toEqual(meant);
});

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

test.each(['euler', 'rk4'] as const)(
  'generalModel gives in a batch the bits that it gives run by run with %s',
  (method) => {
    const { program } = compileModel(generalModel.model);
    if (program === undefined) throw new Error('the general model does not compile');
    const prepared = wasmBackend.prepare(program);
    const members = [0, 1, 2, 3, 4];
    const parameters = members.map((member) =>
      Float64Array.from(program.parameters, ({ value }, index) => value * (1 + 0.02 * member * Math.sin(index))),
    );
    const { start, step } = program.time;
    const save = Array.from({ length: program.slotCount }, (_, slot) => slot);
    const shared = { start, step, steps: method === 'euler' ? 1600 : 200, saveEvery: 50, method, save };
    const { rows, rowCount, statuses } = prepared.runBatch({ ...shared, parameters, members });
    expect(rowCount).toBe(shared.steps / shared.saveEvery + 1);
    for (const member of members) {
      const alone = prepared.run({ ...shared, parameters: parameters[member] ?? new Float64Array(), member });
      expect(statuses[member]).toEqual(alone.status);
      const found = rows.subarray(member * alone.rows.length, (member + 1) * alone.rows.length);
      expect(found.every((value, index) => Object.is(value, alone.rows[index]))).toBe(true);
    }
    expect(statuses.some(({ kind }) => kind === 'done')).toBe(true);
  },
);

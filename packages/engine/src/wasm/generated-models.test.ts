import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileModel } from '../compile/compile-model.ts';
import { interpreter } from '../interpret/interpreter.ts';
import { readDocument } from '../model/read-document.ts';
import { createProblem } from '../run/problem.ts';
import { run } from '../run/run.ts';
import { generatedModels } from '../testing/generated-models.ts';
import { wasmBackend } from './backend.ts';

test('wasmBackend gives the same bits as the interpreter for generated models', () => {
  let ran = 0;
  fc.assert(
    fc.property(generatedModels, (data) => {
      const { model, diagnostics } = readDocument([{ file: 'generated', data }]);
      if (model === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
      const { program, diagnostics: problems } = compileModel(model);
      if (program === undefined) throw new Error(problems.map(({ message }) => message).join('\n'));
      const problem = createProblem(program);
      const meant = run(problem, interpreter);
      if (meant.status.kind === 'done') ran += 1;
      expect(run(problem, wasmBackend)).toEqual(meant);
    }),
    { numRuns: 200, seed: 7 },
  );
  // Models that diverge are compared too, but not they alone.
  expect(ran).toBeGreaterThan(60);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Program } from '../compile/program.ts';
import { compileModel } from '../compile/compile-model.ts';
import { interpreter } from '../interpret/interpreter.ts';
import type { Model } from '../model/model.ts';
import type { Backend, RunOutput } from '../run/backend.ts';
import { anyCode, edges, everyOperation, fourNumbers, programOf } from '../testing/generated-codes.ts';
import { model } from '../testing/model-notation.ts';
import { wasmBackend } from './backend.ts';

function compute(backend: Backend, program: Program, parameters: readonly number[]): number[] {
  const save = program.step.map(({ slot }) => slot);
  const request = {
    start: 0,
    step: 1,
    steps: 0,
    saveEvery: 1,
    method: 'euler',
    parameters: Float64Array.from(parameters),
    save,
  } as const;
  return [...backend.prepare(program).run(request).rows];
}

function runBoth(source: Model, method: 'euler' | 'rk4' = 'euler'): RunOutput[] {
  const { program, diagnostics } = compileModel(source);
  if (program === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  const { start, stop, step } = program.time;
  const save = Array.from({ length: program.slotCount }, (_, slot) => slot);
  const parameters = Float64Array.from(program.parameters, ({ value }) => value);
  const request = { start, step, steps: Math.round((stop - start) / step), saveEvery: 1, method, parameters, save };
  return [interpreter, wasmBackend].map((backend) => backend.prepare(program).run(request));
}

describe('wasmBackend', () => {
  test('gives the same bits as the interpreter for every operation on edge values', () => {
    const program = programOf(everyOperation, 2);
    const prepared = [interpreter, wasmBackend];
    for (const a of edges) {
      for (const b of edges) {
        const [meant, found] = prepared.map((backend) => compute(backend, program, [a, b]));
        expect(found, `${a}, ${b}`).toEqual(meant);
      }
    }
  });

  test('gives the same bits as the interpreter for generated expressions', () => {
    fc.assert(
      fc.property(fc.array(anyCode, { minLength: 1, maxLength: 5 }), fourNumbers, (codes, parameters) => {
        const program = programOf(codes, 4);
        expect(compute(wasmBackend, program, parameters)).toEqual(compute(interpreter, program, parameters));
      }),
      { numRuns: 500, seed: 20 },
    );
  });

  const small = model`
    dim Age = young, old
    stock S[Age] = 10 { +in -out }; flow in[young] = 3; flow in[old] = SUM(S[*]) * 0.1; flow out[Age] = S[Age] / life
    life = 4 + SIN(TIME); late = DELAY3(in[old], 2); fixed = DELAY(late, 1.5); was = PREVIOUS(late, 7); slow = SMTH1(fixed, 3)
    look = TABLE(late) (0,0) (2,5) (9,1); time 0 12 0.25`;

  test.each(['euler', 'rk4'] as const)('gives the same bits as the interpreter for whole runs with %s', (method) => {
    const [meant, found] = runBoth(small, method);
    expect(meant?.status).toEqual({ kind: 'done' });
    expect(found).toEqual(meant);
  });

  test('says where and when a run diverges, as the interpreter does', () => {
    const [meant, found] = runBoth(model`stock S = 1 { +in }; flow in = S ^ 3; time 0 9 0.5`);
    expect(meant?.status.kind).toBe('diverged');
    expect(found).toEqual(meant);
  });

  test('runs again with other parameters as if for the first time', () => {
    const { program } = compileModel(small);
    if (program === undefined) throw new Error('the test model does not compile');
    const prepared = wasmBackend.prepare(program);
    const parameters = Float64Array.from(program.parameters, ({ value }) => value);
    const request = {
      start: 0,
      step: 0.25,
      steps: 40,
      saveEvery: 4,
      method: 'rk4',
      parameters,
      save: [0, 1, 2],
    } as const;
    const first = prepared.run(request);
    prepared.run({ ...request, steps: 4000, parameters: parameters.map((value) => value * 1.1) });
    expect(prepared.run(request)).toEqual(first);
  });
});

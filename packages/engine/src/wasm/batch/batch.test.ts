import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { code } from '../../compile/code.ts';
import { compileModel } from '../../compile/compile-model.ts';
import type { Program } from '../../compile/program.ts';
import { integrationMethods, type IntegrationMethod, type Model } from '../../model/model.ts';
import { readDocument } from '../../model/read-document.ts';
import type { BatchRequest } from '../../run/backend.ts';
import { batchDifferences } from '../../testing/batch-differences.ts';
import { anyCode, edges, everyOperation, fourNumbers, programOf } from '../../testing/generated-codes.ts';
import { generatedModels } from '../../testing/generated-models.ts';
import { model } from '../../testing/model-notation.ts';
import { wasmBackend } from '../backend.ts';
import { BatchRuns } from './run-batch.ts';

function compiled(source: Model): Program {
  const { program, diagnostics } = compileModel(source);
  if (program === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return program;
}

/** Runs of a program that differ in all parameters, each of its own size; every slot is saved. */
function batchOf(
  program: Program,
  options: { count: number; method?: IntegrationMethod; spread?: number },
): BatchRequest {
  const { start, stop, step } = program.time;
  const { count, method = program.time.method, spread = 0.05 } = options;
  const runs = Array.from({ length: count }, (_, run) => run);
  return {
    start,
    step,
    steps: Math.round((stop - start) / step),
    saveEvery: 3,
    method,
    seed: 11,
    save: Array.from({ length: program.slotCount }, (_, slot) => slot),
    members: runs.map((run) => 7 * run),
    parameters: runs.map((run) =>
      Float64Array.from(program.parameters, ({ value }, index) => value * (1 + spread * run * Math.sin(index + 1))),
    ),
  };
}

const small = model`
  dim Age = young, old
  stock S[Age] = 10 { +in -out }; flow in[young] = 3; flow in[old] = SUM(S[*]) * 0.1; flow out[Age] = S[Age] / life
  life = 4 + SIN(TIME); late = DELAY3(in[old], 2); fixed = DELAY(late, 1.5); was = PREVIOUS(late, 7); slow = SMTH1(fixed, 3)
  look = TABLE(late) (0,0) (2,5) (9,1); noise = NORMAL(5, 1); rank = RANK(S[*], 1); season = MODULO(TIME, 3) + STEP(1, 4)
  stock x = 1 { net: v }; stock v = 0 { net: -x * life }; kept = IF late > 3 THEN EXP(-ABS(noise)) ^ look ELSE slow ^ 1.5; time 0 12 0.25`;

describe('runBatch gives the bits of single runs', () => {
  const cases = integrationMethods.flatMap((method) =>
    (method === 'dormand-prince' ? [2] : [1, 2, 3, 7, 32]).map((count) => [method, count] as const),
  );
  test.each(cases)('with %s and %i members', (method, count) => {
    const program = compiled(small);
    const [prepared, batch] = [wasmBackend.prepare(program), batchOf(program, { count, method })];
    expect(batchDifferences(prepared, batch)).toEqual([]);
    expect(prepared.runBatch(batch).statuses).toEqual(batch.members.map(() => ({ kind: 'done' })));
  });

  test.each([1, 2, 3, 4])('with %i pairs at once', (pairs) => {
    const program = compiled(small);
    for (const method of ['euler', 'rk4'] as const) {
      const alone = wasmBackend.prepare(program);
      const runs = new BatchRuns(program, { method, pairs, runAlone: (request) => alone.run(request) });
      const prepared = { ...alone, runBatch: (batch: BatchRequest) => runs.run(batch) };
      expect(batchDifferences(prepared, batchOf(program, { count: 9, method }))).toEqual([]);
    }
  });

  test('for every operation on edge values', () => {
    // The least and the greatest of a constant and another are written in a way of their own.
    const constants = edges.flatMap((value) => [
      [code.slot(0), code.constant(value)] as const,
      [code.constant(value), code.slot(0)] as const,
    ]);
    const extremes = constants.flatMap((each) => [code.binary('min', ...each), code.binary('max', ...each)]);
    const program = programOf([...everyOperation, ...extremes], 2);
    const parameters = edges.flatMap((a) => edges.map((b) => Float64Array.of(a, b)));
    const members = parameters.map((_, run) => run);
    const save = program.step.map(({ slot }) => slot);
    const batch = { start: 0, step: 1, steps: 0, saveEvery: 1, method: 'euler', parameters, members, save } as const;
    expect(batchDifferences(wasmBackend.prepare(program), batch)).toEqual([]);
  });

  test('for generated expressions', () => {
    const runs = fc.array(fourNumbers, { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(fc.array(anyCode, { minLength: 1, maxLength: 5 }), runs, (codes, values) => {
        const program = programOf(codes, 4);
        const parameters = values.map((each) => Float64Array.from(each));
        const members = values.map((_, run) => run);
        const save = program.step.map(({ slot }) => slot);
        const batch = {
          start: 2,
          step: 0.1,
          steps: 1,
          saveEvery: 1,
          method: 'euler',
          parameters,
          members,
          save,
        } as const;
        expect(batchDifferences(wasmBackend.prepare(program), batch)).toEqual([]);
      }),
      { numRuns: 400, seed: 21 },
    );
  });

  test('for generated models, of which some members diverge and others not', () => {
    const seen = { done: 0, diverged: 0, mixed: 0 };
    fc.assert(
      fc.property(generatedModels, fc.integer({ min: 2, max: 9 }), (data, count) => {
        const { model: source, diagnostics } = readDocument([{ file: 'generated', data }]);
        if (source === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
        const program = compiled(source);
        const prepared = wasmBackend.prepare(program);
        const method = program.time.method === 'dormand-prince' ? 'rk4' : program.time.method;
        const batch = batchOf(program, { count, method, spread: 0.7 });
        expect(batchDifferences(prepared, batch)).toEqual([]);
        const kinds = new Set(
          prepared.runBatch(batch).statuses.map(({ kind }) => (kind === 'done' ? kind : 'diverged')),
        );
        for (const kind of kinds) seen[kind] += 1;
        if (kinds.size > 1) seen.mixed += 1;
      }),
      { numRuns: 150, seed: 8 },
    );
    expect(seen.done).toBeGreaterThan(40);
    expect(seen.diverged).toBeGreaterThan(10);
    expect(seen.mixed).toBeGreaterThan(2);
  });
});

test('runBatch says of each member when and where it diverged, and lets the others go on', () => {
  const program = compiled(
    model`stock S = 1 { +in }; flow in = rate * S ^ 3; other = 1 / (S - limit); rate = 1; limit = 50; time 0 9 0.5`,
  );
  const rates = [0.001, 2, 0.002, 0.5, 1, 0.003, 0.9];
  const batch = {
    ...batchOf(program, { count: rates.length }),
    parameters: rates.map((rate) =>
      Float64Array.from(program.parameters, ({ name, value }) => (name === 'rate' ? rate : value)),
    ),
  };
  const prepared = wasmBackend.prepare(program);
  expect(batchDifferences(prepared, batch)).toEqual([]);
  const { statuses } = prepared.runBatch(batch);
  expect(statuses.map(({ kind }) => kind)).toEqual([
    'done',
    'diverged',
    'done',
    'diverged',
    'diverged',
    'done',
    'diverged',
  ]);
  expect(new Set(statuses.map((status) => (status.kind === 'done' ? 0 : status.time))).size).toBeGreaterThan(2);
});

test('runBatch runs again with other parameters as if for the first time', () => {
  const program = compiled(small);
  const prepared = wasmBackend.prepare(program);
  const batch = batchOf(program, { count: 5 });
  const first = prepared.runBatch(batch);
  prepared.runBatch({ ...batchOf(program, { count: 8, spread: 0.5 }), steps: 400, saveEvery: 1 });
  expect(prepared.runBatch(batch)).toEqual(first);
});

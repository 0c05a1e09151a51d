import { describe, expect, test } from 'vitest';
import { code } from '../compile/code.ts';
import { compileModel } from '../compile/compile-model.ts';
import type { Code, Program } from '../compile/program.ts';
import { interpreter } from '../interpret/interpreter.ts';
import { integrationMethods, type Model } from '../model/model.ts';
import type { RunOutput } from '../run/backend.ts';
import { model } from '../testing/model-notation.ts';
import { wasmBackend } from './backend.ts';

function runBoth(program: Program, saveEvery: number, method = program.time.method): RunOutput[] {
  const { start, stop, step } = program.time;
  const save = Array.from({ length: program.slotCount }, (_, slot) => slot);
  const parameters = Float64Array.from(program.parameters, ({ value }) => value);
  const request = { start, step, steps: Math.round((stop - start) / step), saveEvery, method, parameters, save };
  return [interpreter, wasmBackend].map((backend) => backend.prepare(program).run(request));
}

function compile(source: Model): Program {
  const { program, diagnostics } = compileModel(source);
  if (program === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return program;
}

/** A program of `size` flows that go nowhere, made of the time, beside a stock that is always sound. */
function aside(size: number, flow: (index: number) => Code): Program {
  return {
    name: 'aside',
    slotCount: size + 2,
    time: { start: 0, stop: 20, step: 1, units: 'year', method: 'euler' },
    layout: [],
    tables: [],
    parameters: [],
    constants: [],
    initial: [],
    step: [
      ...Array.from({ length: size }, (_, index) => ({ slot: 2 + index, code: flow(index) })),
      { slot: 1, code: code.constant(1) },
    ],
    integrators: [{ slot: 0, rate: 1 }],
    held: [],
    updates: [],
    shapedByValues: false,
    eulerOnly: [],
    watched: [
      { slot: 0, name: 'stock' },
      ...Array.from({ length: size }, (_, index) => ({ slot: 2 + index, name: `flow ${index}` })),
    ],
  };
}

describe('wasmBackend', () => {
  const growing = compile(model`
    stock S = 1 { +in }; stock T = 5 { +other }; flow in = S ^ 3; flow other = 1 / (T - 7) + 0 * share; share = in / (T + 1)
    time 0 9 0.5`);

  test.each(integrationMethods.filter((method) => method !== 'dormand-prince'))(
    'says where and when a run by %s diverges however seldom it saves',
    (method) => {
      for (const saveEvery of [1, 2, 5, 1000]) {
        const [meant, found] = runBoth(growing, saveEvery, method);
        expect(meant?.status.kind).toBe('diverged');
        expect(found).toEqual(meant);
      }
    },
  );

  test('notices a flow that goes nowhere and is infinite in one step between saved rows', () => {
    for (const size of [1, 3, 40]) {
      for (const at of [0, 3, 10, 20]) {
        // All flows at once, or the last alone.
        for (const first of [0, size - 1]) {
          const program = aside(size, (index) =>
            code.divide(code.constant(index + 1), code.subtract(code.time, code.constant(index >= first ? at : 99))),
          );
          for (const saveEvery of [1, 7]) {
            const [meant, found] = runBoth(program, saveEvery);
            expect(meant?.status).toEqual({ kind: 'diverged', time: at, variable: `flow ${first}` });
            expect(found).toEqual(meant);
          }
        }
      }
    }
  });

  test('does not take for diverged what is infinite at the middle of a step alone', () => {
    const program = aside(20, (index) =>
      code.divide(code.constant(index), code.subtract(code.time, code.constant(4.5))),
    );
    const [meant, found] = runBoth(program, 3, 'rk4');
    expect(meant?.status).toEqual({ kind: 'done' });
    expect(found).toEqual(meant);
  });
});

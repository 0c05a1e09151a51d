import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BinaryCode, Code, Program, UnaryCode } from '../compile/program.ts';
import { compileModel } from '../compile/compile-model.ts';
import { interpreter } from '../interpret/interpreter.ts';
import { tableModes, type Model } from '../model/model.ts';
import type { Backend, RunOutput } from '../run/backend.ts';
import { model } from '../testing/model-notation.ts';
import { wasmBackend } from './backend.ts';

const unaryCodes: readonly UnaryCode[] = [
  'negate',
  'not',
  'abs',
  'exp',
  'ln',
  'sqrt',
  'sin',
  'cos',
  'tan',
  'arcsin',
  'arccos',
  'arctan',
  'floor',
  'ceil',
  'truncate',
  'round',
];
const binaryCodes: readonly BinaryCode[] = [
  'add',
  'subtract',
  'multiply',
  'divide',
  'power',
  'modulo',
  'remainder',
  'min',
  'max',
  'equal',
  'unequal',
  'less',
  'lessOrEqual',
  'greater',
  'greaterOrEqual',
  'and',
  'or',
];
const edges = [
  0,
  -0,
  1,
  -1,
  0.5,
  -0.5,
  1.5,
  2.5,
  1 - 1e-12,
  1 + 1e-12,
  1 - 1e-6,
  1 + 1e-6,
  -2.5,
  3,
  1e-320,
  -1e-320,
  1e308,
  -1e308,
  745,
  -745,
  Math.PI,
  Infinity,
  -Infinity,
  NaN,
];

const slotOf = (slot: number): Code => ({ op: 'slot', slot });

/** A program that computes `codes` from the parameters in slots 0, 1, … and does nothing else. */
function programOf(codes: readonly Code[], parameterCount: number): Program {
  const names = Array.from({ length: parameterCount }, (_, slot) => ({ name: `p${slot}`, slot, value: 0 }));
  return {
    name: 'codes',
    slotCount: parameterCount + codes.length,
    time: { start: 0, stop: 1, step: 1, units: 'year', method: 'euler' },
    layout: [],
    tables: [
      ...tableModes.map((mode) => ({ x: [0, 1, 3], y: [0, 10, -5], mode })),
      ...tableModes.map((mode) => ({ x: [1], y: [7], mode })),
    ],
    parameters: names,
    constants: [],
    initial: [],
    step: codes.map((code, index) => ({ slot: parameterCount + index, code })),
    integrators: [],
    held: [],
    updates: [],
    shapedByValues: false,
    eulerOnly: [],
    watched: [],
  };
}

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
    const unary = unaryCodes.map((name): Code => ({ op: 'unary', function: name, operand: slotOf(0) }));
    const binary = binaryCodes.map((name): Code => ({
      op: 'binary',
      function: name,
      left: slotOf(0),
      right: slotOf(1),
    }));
    const tables = Array.from({ length: 2 * tableModes.length }, (_, table): Code => ({
      op: 'lookup',
      table,
      input: slotOf(0),
    }));
    const program = programOf([...unary, ...binary, ...tables], 2);
    const prepared = [interpreter, wasmBackend];
    for (const a of edges) {
      for (const b of edges) {
        const [meant, found] = prepared.map((backend) => compute(backend, program, [a, b]));
        expect(found, `${a}, ${b}`).toEqual(meant);
      }
    }
  });

  test('gives the same bits as the interpreter for generated expressions', () => {
    const { code } = fc.letrec<{ code: Code }>((tie) => ({
      code: fc.oneof(
        { maxDepth: 5, depthSize: 'medium' },
        fc.oneof(
          fc.double({ noDefaultInfinity: true }).map((value): Code => ({ op: 'constant', value })),
          fc.nat(3).map(slotOf),
          fc.constantFrom<Code>({ op: 'time' }, { op: 'timeStep' }, { op: 'stopTime' }),
        ),
        fc
          .tuple(fc.constantFrom(...unaryCodes), tie('code'))
          .map(([name, operand]): Code => ({ op: 'unary', function: name, operand })),
        fc
          .tuple(fc.constantFrom(...binaryCodes), tie('code'), tie('code'))
          .map(([name, left, right]): Code => ({ op: 'binary', function: name, left, right })),
        fc
          .tuple(tie('code'), tie('code'), tie('code'))
          .map(([t, then, otherwise]): Code => ({ op: 'select', test: t, then, otherwise })),
        fc
          .tuple(fc.nat(2 * tableModes.length - 1), tie('code'))
          .map(([table, input]): Code => ({ op: 'lookup', table, input })),
        tie('code').map((index): Code => ({ op: 'element', base: 0, size: 4, index })),
      ),
    }));
    const values = fc.array(fc.oneof(fc.double({ min: -1e3, max: 1e3 }), fc.constantFrom(...edges)), {
      minLength: 4,
      maxLength: 4,
    });
    fc.assert(
      fc.property(fc.array(code, { minLength: 1, maxLength: 5 }), values, (codes, parameters) => {
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

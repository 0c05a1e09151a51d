import { describe, expect, it } from 'vitest';
import { interpreter } from '../interpret/interpreter.ts';
import { wasmBackend } from '../wasm/backend.ts';
import { Builder } from './builder.ts';
import { code } from './code.ts';
import { order } from './order.ts';
import type { Program } from './program.ts';

/** A program of three numbers and the order in which they are sorted at each step; the first number is the time. */
function sortingProgram(): Program {
  const builder = new Builder();
  const values = [code.time, code.constant(2), code.constant(1)];
  const base = builder.procedure('order', { procedure: 'sortOrder', inputs: [code.constant(1), ...values], size: 3 });
  builder.hidden('second', { kind: 'formula', code: code.slot(base + 1) });
  const { cycles: _cycles, ...ordered } = order(builder);
  return {
    name: 'sorting',
    slotCount: builder.rules.length,
    time: { start: 0, stop: 3, step: 1, units: '', method: 'euler' },
    layout: [],
    tables: [],
    parameters: [],
    watched: [],
    ...ordered,
  };
}

describe.each([interpreter, wasmBackend])('a procedure in $name', (backend) => {
  it('callProcedure fills all its results before they are read', () => {
    const request = {
      start: 0,
      step: 1,
      steps: 3,
      saveEvery: 1,
      method: 'euler',
      parameters: new Float64Array(),
    } as const;
    const { rows } = backend.prepare(sortingProgram()).run({ ...request, save: [0, 1, 2] });
    expect(rows.slice(0, 3)).toEqual(Float64Array.of(0, 2, 1));
    expect(rows.slice(9)).toEqual(Float64Array.of(2, 1, 0));
  });
});

describe('order', () => {
  it('order emits no assignment for the further results of a procedure, and reports a cycle through them', () => {
    const builder = new Builder();
    const held = builder.allocate(['x']);
    const base = builder.procedure('x', {
      procedure: 'sortOrder',
      inputs: [code.constant(1), code.slot(held), code.time],
      size: 2,
    });
    builder.set(held, { kind: 'formula', code: code.slot(base + 1) });
    expect(order(builder).cycles).toHaveLength(1);
  });
});

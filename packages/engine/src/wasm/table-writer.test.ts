import fc from 'fast-check';
import { expect, test } from 'vitest';
import { code } from '../compile/code.ts';
import type { Program } from '../compile/program.ts';
import { interpreter } from '../interpret/interpreter.ts';
import { tableModes, type GraphicalFunction } from '../model/model.ts';
import { wasmBackend } from './backend.ts';

/** A program that looks all tables up for a parameter, and for the elements of an array of them. */
function programOf(tables: readonly GraphicalFunction[], inputs: readonly number[]): Program {
  const count = inputs.length;
  return {
    name: 'tables',
    slotCount: count * (1 + tables.length),
    time: { start: 0, stop: 1, step: 1, units: 'year', method: 'euler' },
    layout: [],
    tables,
    parameters: inputs.map((value, slot) => ({ name: `p${slot}`, slot, value })),
    constants: [],
    initial: [],
    // An input that is a parameter would be looked up once, before the steps.
    step: tables.flatMap((_, table) =>
      inputs.map((__, index) => ({
        slot: count * (1 + table) + index,
        code: code.lookup(table, code.add(code.slot(index), code.multiply(code.time, code.constant(0)))),
      })),
    ),
    integrators: [],
    held: [],
    updates: [],
    shapedByValues: false,
    eulerOnly: [],
    watched: [],
  };
}

function expectSame(tables: readonly GraphicalFunction[], inputs: readonly number[]): void {
  const program = programOf(tables, inputs);
  const parameters = Float64Array.from(inputs);
  const save = Array.from({ length: program.slotCount }, (_, slot) => slot);
  const request = { start: 0, step: 1, steps: 1, saveEvery: 1, method: 'rk4', parameters, save } as const;
  const [meant, found] = [interpreter, wasmBackend].map((backend) => backend.prepare(program).run(request));
  expect(found).toEqual(meant);
}

/** Numbers at and about the points of a table, and beyond its ends. */
function about(points: readonly number[]): number[] {
  const near = points.flatMap((point) => {
    const ulp = Math.max(Math.abs(point) * 2 ** -52, Number.MIN_VALUE);
    return [point - ulp, point, point + ulp, point + 1e-10, point - 1e-7];
  });
  const between = points.slice(1).map((point, index) => (point + (points[index] ?? 0)) / 2);
  const beyond = [-1e300, 1e300, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN, 0, -0];
  return [...near, ...between, ...beyond];
}

const points = fc
  .array(fc.oneof(fc.integer({ min: -40, max: 40 }), fc.double({ min: -3, max: 3, noNaN: true })), {
    minLength: 1,
    maxLength: 70,
    size: 'max',
  })
  .map((values) => [...new Set(values.map((value) => value + 0))].toSorted((a, b) => a - b));

test('TableWriter looks up to the bit what lookUp does, in tables of any length and spacing', () => {
  fc.assert(
    fc.property(
      points,
      fc.array(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: 70, maxLength: 70 }),
      (x, y) => {
        expectSame(
          tableModes.map((mode) => ({ x, y: y.slice(0, x.length), mode })),
          about(x),
        );
      },
    ),
    { numRuns: 60, seed: 5 },
  );
});

test('TableWriter looks up to the bit what lookUp does, in evenly spaced tables', () => {
  for (const [from, width, count] of [
    [0, 1, 11],
    [0, 0.1, 41],
    [-1, 1 / 3, 100],
    [1990, 5, 33],
  ] as const) {
    const x = Array.from({ length: count }, (_, index) => from + width * index);
    const y = x.map((value, index) => Math.abs(value) * (index % 3) - 1);
    expectSame(
      tableModes.map((mode) => ({ x, y, mode })),
      about(x),
    );
  }
});

test('TableWriter leaves tables that a difference of numbers would not serve to the general function', () => {
  const odd: readonly GraphicalFunction[] = [
    { x: [0, 1], y: [-0, -0], mode: 'continuous' },
    { x: [-1e308, 1e308], y: [0, 1], mode: 'continuous' },
    { x: [0, 1], y: [-1e308, 1e308], mode: 'extrapolate' },
    { x: [3], y: [2], mode: 'extrapolate' },
  ];
  expectSame(odd, about([-1e308, 0, 1, 3]));
});

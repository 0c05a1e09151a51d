import { expect, test } from 'vitest';
import { code } from '../compile/code.ts';
import type { Assignment, Code, Program } from '../compile/program.ts';
import { toId } from '../model/names.ts';
import { fuseLoops } from './fuse-loops.ts';

const count = 20;
const program: Program = {
  name: 'arrays',
  slotCount: 400,
  time: { start: 0, stop: 1, step: 1, units: 'year', method: 'euler' },
  layout: [],
  tables: [],
  parameters: [],
  constants: [],
  initial: [],
  step: [],
  integrators: [],
  held: [],
  updates: [],
  shapedByValues: false,
  eulerOnly: [],
  watched: [],
};

/** Twenty elements from slot `base` on. */
const over = (base: number, of: (index: number) => Code): Assignment[] =>
  Array.from({ length: count }, (_, index) => ({ slot: base + index, code: of(index) }));

/** Each block as the first slots that it fills, in order; loops with their rounds. */
function shape(assignments: readonly Assignment[]): string[] {
  return fuseLoops(assignments, { program }).map((block) =>
    block.kind === 'straight'
      ? `straight ${block.assignments.map(({ slot }) => slot).join()}`
      : `${block.rounds}: ${block.parts.map(({ first }) => first.map(({ slot }) => slot).join('+')).join()}`,
  );
}

test('fuseLoops makes one loop of equations that read no more than their own elements of the others', () => {
  const twice = over(20, (index) => code.add(code.slot(index), code.slot(index)));
  const square = over(40, (index) => code.multiply(code.slot(20 + index), code.slot(350)));
  const last: Assignment = { slot: 60, code: code.multiply(code.slot(59), code.time) };
  const after = over(80, (index) => code.add(code.slot(40 + index), code.slot(60)));
  expect(shape([...twice, ...square, last, ...after])).toEqual(['10: 20+21,40+41', 'straight 60', '10: 80+81']);
});

test('fuseLoops begins another loop where an equation reads other elements', () => {
  const own = over(20, (index) => code.add(code.slot(index), code.slot(index)));
  const shifted = over(40, (index) => code.multiply(code.slot(20 + ((index + 1) % count)), code.time));
  // The last element reads the first, and so is none of the loop; of what remains one is left over by pairs.
  expect(shape([...own, ...shifted])).toEqual(['10: 20+21', '9: 40+41', 'straight 58,59']);
});

test('fuseLoops leaves alone what is worked out from itself, and what runs backwards', () => {
  const chain = over(20, (index) => code.multiply(code.slot(19 + index), code.time));
  const backwards = over(40, (index) => code.multiply(code.slot(119 - index), code.time));
  expect(fuseLoops([...chain, ...backwards], { program }).map(({ kind }) => kind)).toEqual(['straight']);
});

test('fuseLoops runs over the rows of arrays that have them', () => {
  const names = (size: number): string[] => Array.from({ length: size }, (_, index) => String(index));
  const layout = [
    { id: toId('v'), name: 'v', kind: 'stock' as const, extents: [names(10), names(2)], base: 0, size: 20 },
  ];
  const each = over(20, (index) => code.add(code.slot(index), code.time));
  const sums = Array.from({ length: 10 }, (_, row) => ({
    slot: 40 + row,
    code: code.add(code.slot(20 + 2 * row), code.slot(21 + 2 * row)),
  }));
  const blocks = fuseLoops([...each, ...sums], { program: { ...program, layout } });
  expect(blocks.map((block) => (block.kind === 'loop' ? [block.rounds, block.parts.length] : []))).toEqual([[10, 2]]);
});

import { expect, test } from 'vitest';
import { rollLoops, type Line } from './roll-loops.ts';

const line = (...slots: number[]): Line => ({ slots, text: (names) => names.join(' = ') });
const other = (...slots: number[]): Line => ({ slots, text: (names) => names.join(' = -') });

/** The lines that loops stand for, in order. */
function unroll(lines: readonly Line[]): number[][] {
  return rollLoops(lines).flatMap(({ line, counts, strides }) =>
    counts.reduce<number[][]>(
      (found, count, depth) =>
        found.flatMap((slots) =>
          Array.from({ length: count }, (_, round) =>
            slots.map((slot, index) => slot + round * (strides[depth]?.[index] ?? Number.NaN)),
          ),
        ),
      [[...line.slots]],
    ),
  );
}

test('rollLoops makes one loop of lines whose slots advance evenly', () => {
  const rolled = rollLoops([0, 1, 2, 3, 4].map((index) => line(10 + index, 20 + 3 * index, 7)));
  expect(rolled).toHaveLength(1);
  expect(rolled[0]).toMatchObject({ counts: [5], strides: [[1, 3, 0]] });
});

test('rollLoops nests loops where rows advance evenly too', () => {
  const rows = [0, 1, 2].flatMap((row) =>
    [0, 1, 2, 3].map((column) => line(100 + 4 * row + column, row, 50 + 10 * column)),
  );
  const rolled = rollLoops(rows);
  expect(rolled.map(({ counts }) => counts)).toEqual([[3, 4]]);
  expect(rolled[0]?.strides).toEqual([
    [4, 1, 0],
    [1, 0, 10],
  ]);
});

test('rollLoops keeps every line and their order, and lines of different forms apart', () => {
  const lines = [line(1, 2), line(3, 4), other(5, 6), other(6, 7), other(7, 8), other(8, 9), other(11, 12), line(9, 9)];
  const rolled = rollLoops(lines);
  expect(rolled.map(({ counts }) => counts)).toEqual([[], [], [4], [], []]);
  expect(unroll(lines)).toEqual(lines.map(({ slots }) => slots));
});

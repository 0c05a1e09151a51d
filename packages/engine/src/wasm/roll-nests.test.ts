import { expect, test } from 'vitest';
import { code } from '../compile/code.ts';
import type { Assignment, Code } from '../compile/program.ts';
import { rollNests } from './roll-nests.ts';

const half = code.constant(0.5);

function assignments(from: number, codes: readonly Code[]): Assignment[] {
  return codes.map((each, index) => ({ slot: from + index, code: each }));
}

test('rollNests finds equations over elements, dimension by dimension', () => {
  const flat = [0, 1, 2, 3].map((index) => code.multiply(code.slot(index), half));
  const rows = [0, 1, 2].flatMap((row) =>
    [0, 1].map((column) => code.add(code.slot(10 + row), code.slot(20 + column))),
  );
  const list = [...assignments(30, flat), ...assignments(40, rows), ...assignments(50, [code.time])];
  expect(rollNests(list).map(({ first, counts }) => [first, counts])).toEqual([
    [0, [4]],
    [4, [3, 2]],
    [10, []],
  ]);
});

test('rollNests keeps apart what differs in a number, in an operation, or in how a slot advances', () => {
  const differing = [
    code.multiply(code.slot(0), half),
    code.multiply(code.slot(1), code.constant(0.25)),
    code.divide(code.slot(2), half),
    code.divide(code.slot(3), half),
    code.divide(code.slot(7), half),
    code.constant(0),
    code.constant(-0),
  ];
  expect(rollNests(assignments(10, differing)).map(({ counts }) => counts)).toEqual([[], [], [2], [], [], []]);
});

test('rollNests leaves procedures and computed subscripts one by one', () => {
  const element = (base: number): Code => ({ op: 'element', base, size: 2, index: half });
  expect(rollNests(assignments(10, [element(0), element(1), element(2)]))).toHaveLength(3);
});

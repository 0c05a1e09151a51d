import { expect, test } from 'vitest';
import { code } from '../compile/code.ts';
import type { Assignment, Code } from '../compile/program.ts';
import { batchCalls } from './batch-calls.ts';

const exp = (of: Code): Code => code.unary('exp', of);

test('batchCalls puts calls together that do not wait for one another, everything after what it reads', () => {
  const list: Assignment[] = [
    { slot: 1, code: exp(code.slot(0)) },
    { slot: 2, code: code.add(code.slot(1), code.slot(0)) },
    { slot: 3, code: exp(code.slot(2)) },
    { slot: 4, code: code.add(code.slot(0), code.slot(0)) },
    { slot: 5, code: code.add(exp(code.slot(4)), exp(exp(code.slot(0)))) },
    { slot: 6, code: code.select(code.slot(0), exp(code.slot(0)), code.slot(3)) },
  ];
  expect(batchCalls(list).map(({ calls, assignments }) => [calls.length, assignments.map(({ slot }) => slot)])).toEqual(
    [
      [0, [4]],
      [3, [1, 5]],
      [0, [2]],
      [1, [3]],
      [0, [6]],
    ],
  );
});

test('batchCalls keeps the order where there is no more than one call, and where a circle has none', () => {
  const plain: Assignment[] = [
    { slot: 2, code: exp(code.slot(1)) },
    { slot: 1, code: code.slot(0) },
  ];
  expect(batchCalls(plain)).toEqual([{ calls: [], assignments: plain }]);
});

import { expect, test } from 'vitest';
import type { TableMode } from '../model/model.ts';
import { lookUp, notAvailable } from './primitives.ts';

const inputs = [-1, 0, 1, 2, 3, 5];

test.each<[TableMode, readonly number[]]>([
  ['continuous', [10, 10, 15, 20, 50, 50]],
  ['extrapolate', [5, 10, 15, 20, 50, 110]],
  ['discrete', [10, 10, 10, 20, 50, 50]],
  ['forward', [10, 10, 20, 20, 50, 50]],
  ['raw', [notAvailable, 10, notAvailable, 20, 50, notAvailable]],
])('lookUp between and beyond points: %s', (mode, values) => {
  const table = { x: [0, 2, 3], y: [10, 20, 50], mode };
  expect(inputs.map((input) => lookUp(table, input))).toEqual(values);
});

test('lookUp takes a time that differs from a point by rounding as at the point', () => {
  const [early, late] = [3 * 0.3, 35 * 0.01];
  expect([early < 0.9, late > 0.35]).toEqual([true, true]);
  const at = (mode: TableMode, point: number, input: number) => lookUp({ x: [0, point, 1], y: [1, 2, 3], mode }, input);
  expect([at('discrete', 0.9, early), at('forward', 0.35, late), at('raw', 0.9, early), at('raw', 0.35, late)]).toEqual(
    [2, 2, 2, 2],
  );
});

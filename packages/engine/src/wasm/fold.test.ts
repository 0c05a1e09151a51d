import { expect, test } from 'vitest';
import { binaryOperations } from '../compile/primitives.ts';
import type { BinaryCode } from '../compile/program.ts';
import { exactReciprocal, foldBinary, foldUnary } from './fold.ts';
import type { Value } from './value.ts';

const node = { id: 0, steady: false, moving: false, uses: 0 };
const number = (value: number): Value => ({ ...node, kind: 'constant', number: value });
const x: Value = { ...node, kind: 'slot', slot: 0, stride: 0 };
const edges = [0, -0, 1, -1, 0.5, 3, 1e308, 5e-324, Infinity, -Infinity, Number.NaN];

test('foldBinary gives a number for two, and an operand only where every value of it gives the same bits', () => {
  for (const name of Object.keys(binaryOperations) as BinaryCode[]) {
    for (const constant of edges) {
      for (const [left, right] of [
        [x, number(constant)],
        [number(constant), x],
      ] as const) {
        const folded = foldBinary(name, left, right);
        if (folded === undefined) continue;
        expect(folded).toBe(x);
        for (const value of edges) {
          const [one, other] = left === x ? [value, constant] : [constant, value];
          expect(binaryOperations[name](one, other), `${name} ${one} ${other}`).toBe(value);
        }
      }
      expect(foldBinary(name, number(constant), number(3))).toBe(binaryOperations[name](constant, 3));
    }
  }
  expect(foldUnary('sqrt', number(9))).toBe(3);
  expect(foldUnary('sqrt', x)).toBeUndefined();
});

test('exactReciprocal is there for powers of two whose reciprocal is a number, and for nothing else', () => {
  expect([2, -0.25, 2 ** 1022, 2 ** -1022].map(exactReciprocal)).toEqual([0.5, -4, 2 ** -1022, 2 ** 1022]);
  expect([3, 0, -0, 2 ** -1074, Infinity, Number.NaN, 1 + 2 ** -52].map(exactReciprocal)).toEqual(
    Array.from({ length: 7 }, () => undefined),
  );
  for (const value of edges) expect(value * (exactReciprocal(8) ?? 0)).toBe(value / 8);
});

import { expect, test } from 'vitest';
import fc from 'fast-check';
import { latinHypercube } from './latin-hypercube.ts';
import { philox } from './philox.ts';
import { triangularQuantile } from './triangular.ts';
import { uniform } from './uniform.ts';

const hex = (words: readonly number[]): string => words.map((word) => word.toString(16).padStart(8, '0')).join(' ');

test('philox gives the three vectors published with Random123', () => {
  expect(hex(philox([0, 0, 0, 0], [0, 0]))).toBe('6627e8d5 e169c58d bc57ac4c 9b00dbd8');
  const ones = 0xffffffff;
  expect(hex(philox([ones, ones, ones, ones], [ones, ones]))).toBe('408f276d 41c83b0e a20bc7c6 6d5451fd');
  expect(hex(philox([0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], [0xa4093822, 0x299f31d0]))).toBe(
    'd16cfe09 94fdcceb 5001e420 24126ea1',
  );
});

test('uniform has the mean and variance of a uniform distribution', () => {
  const values = Array.from({ length: 20_000 }, (_, member) => uniform({ seed: 7, member, variable: 2, step: 0 }));
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  expect(mean).toBeCloseTo(0.5, 2);
  expect(variance).toBeCloseTo(1 / 12, 2);
});

test('latinHypercube puts one draw into each stratum, whatever the seed', () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(500), fc.integer({ min: 1, max: 60 }), (seed, variable, memberCount) => {
      const strata = [...latinHypercube({ seed, variable, memberCount })].map((value) =>
        Math.floor(value * memberCount),
      );
      expect(strata.toSorted((a, b) => a - b)).toEqual(Array.from({ length: memberCount }, (_, index) => index));
    }),
  );
});

test('triangularQuantile inverts the triangular distribution', () => {
  expect(triangularQuantile({ low: 0, mode: 1, high: 2 }, 0.5)).toBe(1);
  expect(triangularQuantile({ low: 3, mode: 3, high: 3 }, 0.9)).toBe(3);
  expect(triangularQuantile({ low: 0, mode: 0, high: 1 }, 0.75)).toBeCloseTo(0.5, 12);
  expect(() => triangularQuantile({ low: 0, mode: 3, high: 2 }, 0.5)).toThrow(/must lie within/);
});

import { expect, test } from 'vitest';
import { everyPolicy, policyCount, requireLevers, snapped } from './lever.ts';

test('snapped gives the nearest value that a lever can have', () => {
  const lever = { name: 'x', low: 1, high: 2, step: 0.3 };
  expect([0, 1.1, 1.2, 1.97, 9].map((value) => snapped(lever, value))).toEqual([1, 1, 1.3, 1.9, 1.9]);
  expect(snapped({ name: 'x', low: 0, high: 1 }, 0.123)).toBe(0.123);
  expect(snapped({ name: 'x', low: 0, high: 0.3, step: 0.1 }, 0.3)).toBeCloseTo(0.3, 12);
});

test('policyCount and everyPolicy count and list what levers with steps allow', () => {
  const levers = [
    { name: 'a', low: 0, high: 1, step: 1 },
    { name: 'b', low: 5, high: 5 },
    { name: 'c', low: 0, high: 0.3, step: 0.1 },
  ];
  expect(policyCount(levers)).toBe(8);
  expect(everyPolicy(levers)).toHaveLength(8);
  expect([...(everyPolicy(levers)[5] ?? [])]).toEqual([1, 5, 0.1]);
  expect(policyCount([{ name: 'a', low: 0, high: 1 }])).toBe(Infinity);
});

test('requireLevers refuses what cannot be set', () => {
  expect(() => requireLevers([])).toThrow('without a lever');
  expect(() => requireLevers([{ name: 'a', low: 2, high: 1 }])).toThrow('"a" from 2 to 1');
  expect(() => requireLevers([{ name: 'a', low: 0, high: 1, step: 0 }])).toThrow('in steps of 0');
});

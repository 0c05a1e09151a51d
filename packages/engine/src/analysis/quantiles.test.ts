import { expect, test } from 'vitest';
import { quantile, quantileBands, shareBelow } from './quantiles.ts';

test('quantile interpolates as R does by default', () => {
  expect(quantile(Float64Array.of(1, 2, 3, 4), 0.25)).toBe(1.75);
  expect(quantile(Float64Array.of(5), 0.95)).toBe(5);
  expect(quantile(new Float64Array(), 0.5)).toBeNaN();
});

test('quantileBands works time by time', () => {
  const bands = quantileBands(Float64Array.of(1, 10, 3, 30, 2, 20), 2);
  expect([...bands.median]).toEqual([2, 20]);
  expect([...bands.low50]).toEqual([1.5, 15]);
});

test('shareBelow counts a tie as half and refuses members that do not pair', () => {
  expect(shareBelow(Float64Array.of(1, 2, 3, 4), Float64Array.of(2, 2, 2, 9))).toBe(0.625);
  expect(() => shareBelow(Float64Array.of(1), Float64Array.of(1, 2))).toThrow('Cannot pair 1 members with 2');
});

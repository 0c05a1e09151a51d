import { expect, test } from 'vitest';
import { rangeOf, rangesOf, valueWithin } from './input-range.ts';

test('rangeOf runs from end to end, and leaves out a share where there is no end', () => {
  expect(rangeOf({ kind: 'uniform', low: 2, high: 6 })).toEqual({ low: 2, central: 4, high: 6, byRatio: false });
  expect(rangeOf({ kind: 'triangular', low: 0, mode: 1, high: 5 }).central).toBe(1);
  const normal = rangeOf({ kind: 'normal', mean: 10, deviation: 2 });
  expect(normal.low).toBeCloseTo(10 - 2 * 1.959963984540054, 10);
  expect(normal.high).toBeCloseTo(10 + 2 * 1.959963984540054, 10);
  expect(rangeOf({ kind: 'normal', mean: 10, deviation: 2, low: 11 })).toMatchObject({ low: 11, central: 11 });
  expect(rangeOf({ kind: 'logNormal', median: 3, deviation: 1 })).toMatchObject({ central: 3, byRatio: true });
});

test('valueWithin steps by ratios where the range is one of magnitudes, and meets the ends', () => {
  const range = rangeOf({ kind: 'logUniform', low: 0.01, high: 100 });
  expect(range.central).toBeCloseTo(1, 12);
  expect(valueWithin(range, 0.25)).toBeCloseTo(0.1, 12);
  expect([valueWithin(range, 0), valueWithin(range, 1)]).toEqual([0.01, 100]);
});

test('rangesOf wants one distribution an input', () => {
  expect(() => rangesOf(['a', 'b'], [{ kind: 'uniform', low: 0, high: 1 }])).toThrow(RangeError);
  expect(() => rangesOf([], [])).toThrow('nothing is varied');
});

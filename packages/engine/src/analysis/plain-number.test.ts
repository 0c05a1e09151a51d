import { expect, test } from 'vitest';
import { listOf, plainNumber, shareOfRuns } from './plain-number.ts';

test.each([
  [0, '0'],
  [0.1234, '0.123'],
  [12.345, '12.3'],
  [-83451.7, '−83,500'],
  [999.9, '1,000'],
  [1234567, '1,230,000'],
  [-0.0000012, '−1.2e−6'],
  [3.5e15, '3.5e15'],
  [-0, '0'],
  [Number.NaN, 'no number'],
])('plainNumber writes %d as %s', (value, text) => {
  expect(plainNumber(value)).toBe(text);
});

test.each([
  [1, 'every run'],
  [0.996, 'nearly every run'],
  [0.97, '97 of 100 runs'],
  [0.8, '8 of 10 runs'],
  [0.04, '4 of 100 runs'],
  [0.001, 'hardly any run'],
  [0, 'no run'],
])('shareOfRuns writes %d as %s', (share, text) => {
  expect(shareOfRuns(share)).toBe(text);
});

test('listOf joins names', () => {
  expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(listOf)).toEqual(['', 'a', 'a and b', 'a, b and c']);
});

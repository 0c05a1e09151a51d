import { expect, test } from 'vitest';
import { cholesky } from '../numeric/cholesky.ts';
import { nearestCorrelation } from './nearest-correlation.ts';

test('nearestCorrelation finds the nearest of the example of Higham 2002, by the margin that makes it possible', () => {
  const found = nearestCorrelation(Float64Array.of(1, 1, 0, 1, 1, 1, 0, 1, 1), 3);
  // 0.7607 and 0.1573 for the matrix that is just possible.
  expect(found[1]).toBeCloseTo(0.7607, 3);
  expect(found[2]).toBeCloseTo(0.1573, 3);
  expect(found[1]).toBeCloseTo(found[5] ?? 0, 9);
  expect([found[0], found[4], found[8]]).toEqual([1, 1, 1]);
  expect(cholesky(found, 3)).toBeDefined();
});

test('nearestCorrelation leaves alone what is possible', () => {
  const possible = Float64Array.of(1, 0.5, 0.2, 0.5, 1, -0.3, 0.2, -0.3, 1);
  nearestCorrelation(possible, 3).forEach((value, place) => expect(value).toBeCloseTo(possible[place] ?? 0, 12));
});

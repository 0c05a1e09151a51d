import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cholesky } from './cholesky.ts';
import { symmetricEigen } from './symmetric-eigen.ts';

/** Symmetric matrices of up to 8 rows. */
const symmetric = fc.integer({ min: 1, max: 8 }).chain((size) =>
  fc
    .array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: size * size, maxLength: size * size })
    .map((numbers) => ({
      size,
      matrix: Float64Array.from(numbers, (_, place) => {
        const [row, column] = [Math.floor(place / size), place % size];
        return numbers[Math.max(row, column) * size + Math.min(row, column)] ?? 0;
      }),
    })),
);

/** Rows of one times rows of the other. */
const product = (a: Float64Array, b: Float64Array, size: number): Float64Array =>
  a.map((_, place) => {
    const [row, column] = [Math.floor(place / size), place % size];
    let sum = 0;
    for (let k = 0; k < size; k++) sum += (a[row * size + k] ?? 0) * (b[column * size + k] ?? 0);
    return sum;
  });

const distance = (a: Float64Array, b: Float64Array): number =>
  a.reduce((most, value, place) => Math.max(most, Math.abs(value - (b[place] ?? Number.NaN))), 0);

describe('symmetricEigen', () => {
  test('symmetricEigen takes a matrix apart so that it can be put together again, with unit vectors at right angles', () => {
    fc.assert(
      fc.property(symmetric, ({ size, matrix }) => {
        const { values, vectors } = symmetricEigen(matrix, size);
        const turned = vectors.map((_, place) => vectors[(place % size) * size + Math.floor(place / size)] ?? 0);
        const scaled = turned.map((value, place) => value * (values[place % size] ?? 0));
        expect(distance(product(scaled, turned, size), matrix)).toBeLessThan(1e-12);
        const identity = matrix.map((_, place) => (place % (size + 1) === 0 ? 1 : 0));
        expect(distance(product(vectors, vectors, size), identity)).toBeLessThan(1e-13);
      }),
    );
  });

  test('symmetricEigen finds the values of a matrix that is known', () => {
    // The second difference: 2 - 2 cos(k π / 5).
    const matrix = Float64Array.of(2, -1, 0, 0, -1, 2, -1, 0, 0, -1, 2, -1, 0, 0, -1, 2);
    const found = symmetricEigen(matrix, 4).values.toSorted();
    [1, 2, 3, 4].forEach((k, place) => expect(found[place]).toBeCloseTo(2 - 2 * Math.cos((k * Math.PI) / 5), 14));
  });
});

describe('cholesky', () => {
  test('cholesky gives the triangle whose square is the matrix, and refuses what has none', () => {
    fc.assert(
      fc.property(symmetric, ({ size, matrix }) => {
        const least = Math.min(...symmetricEigen(matrix, size).values);
        fc.pre(Math.abs(least) > 1e-3);
        const factor = cholesky(matrix, size);
        expect(factor === undefined).toBe(least < 0);
        if (factor !== undefined) expect(distance(product(factor, factor, size), matrix)).toBeLessThan(1e-12);
      }),
    );
  });
});

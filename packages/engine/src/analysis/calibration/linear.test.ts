import { expect, test } from 'vitest';
import { cholesky } from '../../numeric/cholesky.ts';
import { logDeterminant, solveLower, timesLower } from './triangular.ts';
import { symmetricEigen } from '../../numeric/symmetric-eigen.ts';

const matrix = Float64Array.from({ length: 36 }, (_, place) => {
  const [i, j] = [Math.floor(place / 6), place % 6];
  return 1 / (i + j + 1) + (i === j ? 0.1 : 0);
});

test('cholesky gives a triangle whose product with itself is the matrix', () => {
  const factor = cholesky(matrix, 6) ?? new Float64Array(36);
  for (let i = 0; i < 6; i++) {
    const row = timesLower(
      factor,
      Float64Array.from({ length: 6 }, (_, k) => factor[i * 6 + k] ?? 0),
    );
    row.forEach((each, j) => expect(each).toBeCloseTo(matrix[j * 6 + i] ?? 0, 14));
  }
  const x = Float64Array.of(1, -2, 3, 0.5, 4, 2);
  solveLower(factor, timesLower(factor, x)).forEach((each, i) => expect(each).toBeCloseTo(x[i] ?? 0, 13));
  expect(cholesky(Float64Array.of(1, 2, 2, 1), 2)).toBeUndefined();
});

test('symmetricEigen gives the eigenvalues of the second difference matrix, which are known', () => {
  const size = 12;
  const second = Float64Array.from({ length: size * size }, (_, place) => {
    const distance = Math.abs(Math.floor(place / size) - (place % size));
    return distance === 0 ? 2 : distance === 1 ? -1 : 0;
  });
  const { values, vectors } = symmetricEigen(second, size);
  values.forEach((value, k) =>
    expect(value).toBeCloseTo(4 * Math.sin(((size - k) * Math.PI) / (2 * (size + 1))) ** 2, 13),
  );
  for (let k = 0; k < size; k++) {
    const vector = vectors.subarray(k * size, (k + 1) * size);
    for (let i = 0; i < size; i++) {
      const image = vector.reduce((sum, each, j) => sum + (second[i * size + j] ?? 0) * each, 0);
      expect(image).toBeCloseTo((values[k] ?? 0) * (vector[i] ?? 0), 12);
    }
  }
});

test('symmetricEigen and cholesky agree on a determinant', () => {
  const product = symmetricEigen(matrix, 6).values.reduce((sum, each) => sum + Math.log(each), 0);
  expect(logDeterminant(cholesky(matrix, 6) ?? new Float64Array(36), 6)).toBeCloseTo(product, 11);
});

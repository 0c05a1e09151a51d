import { symmetricEigen } from '../numeric/symmetric-eigen.ts';

const mostRounds = 500;
/** Eigenvalues are brought up to this, so that what comes of them is possible by some margin. */
const leastEigenvalue = 1e-4;

/**
 * The correlation matrix nearest to a symmetric one by the sum of squared differences: projections in turn onto matrices without negative eigenvalues and onto
 * those with a diagonal of 1, with Dykstra's correction (Higham 2002).
 *
 * @param matrix row-major
 */
export function nearestCorrelation(matrix: Float64Array, size: number): Float64Array {
  let nearest = matrix.slice();
  let correction = new Float64Array(matrix.length);
  for (let round = 0; round < mostRounds; round++) {
    const shifted = nearest.map((value, place) => value - (correction[place] ?? 0));
    const positive = withoutNegative(shifted, size);
    correction = positive.map((value, place) => value - (shifted[place] ?? 0));
    const next = positive.map((value, place) => (place % (size + 1) === 0 ? 1 : value));
    const moved = next.reduce((most, value, place) => Math.max(most, Math.abs(value - (nearest[place] ?? 0))), 0);
    nearest = next;
    if (moved < 1e-9) break;
  }
  return nearest;
}

function withoutNegative(matrix: Float64Array, size: number): Float64Array {
  const { values, vectors } = symmetricEigen(matrix, size);
  const out = new Float64Array(matrix.length);
  values.forEach((value, index) => {
    const kept = Math.max(value, leastEigenvalue);
    const vector = vectors.subarray(index * size, (index + 1) * size);
    for (let row = 0; row < size; row++) {
      for (let column = 0; column < size; column++) {
        const place = row * size + column;
        out[place] = (out[place] ?? 0) + kept * (vector[row] ?? 0) * (vector[column] ?? 0);
      }
    }
  });
  return out;
}

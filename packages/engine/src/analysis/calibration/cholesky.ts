import { kernel } from '../../numeric/kernel.ts';
import { at } from './at.ts';

/*
 * Square matrices are row-major; of triangular ones the other half is 0.
 */

/** The lower triangle L with L Lᵀ = matrix; undefined where the matrix is not positive definite. */
export function cholesky(matrix: Float64Array, size: number): Float64Array | undefined {
  const factor = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let rest = at(matrix, row * size + column);
      for (let k = 0; k < column; k++) rest -= at(factor, row * size + k) * at(factor, column * size + k);
      if (row === column && !(rest > 0)) return undefined;
      factor[row * size + column] = row === column ? Math.sqrt(rest) : rest / at(factor, column * size + column);
    }
  }
  return factor;
}

/** x with L x = b. */
export function solveLower(factor: Float64Array, b: Float64Array): Float64Array {
  const size = b.length;
  const x = new Float64Array(size);
  for (let row = 0; row < size; row++) {
    let rest = at(b, row);
    for (let k = 0; k < row; k++) rest -= at(factor, row * size + k) * at(x, k);
    x[row] = rest / at(factor, row * size + row);
  }
  return x;
}

/** L x. */
export function timesLower(factor: Float64Array, x: Float64Array): Float64Array {
  const size = x.length;
  return Float64Array.from({ length: size }, (_, row) => {
    let sum = 0;
    for (let k = 0; k <= row; k++) sum += at(factor, row * size + k) * at(x, k);
    return sum;
  });
}

/** ln det(L Lᵀ). */
export function logDeterminant(factor: Float64Array, size: number): number {
  let sum = 0;
  for (let row = 0; row < size; row++) sum += 2 * kernel.ln(at(factor, row * size + row));
  return sum;
}

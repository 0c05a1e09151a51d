import { kernel } from '../../numeric/kernel.ts';
import { at } from './at.ts';

/*
 * Square matrices are row-major; of triangular ones the other half is 0.
 */

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

/** x with Lᵀ x = b. */
export function solveUpper(factor: Float64Array, b: Float64Array): Float64Array {
  const size = b.length;
  const x = new Float64Array(size);
  for (let row = size - 1; row >= 0; row--) {
    let rest = at(b, row);
    for (let k = row + 1; k < size; k++) rest -= at(factor, k * size + row) * at(x, k);
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

/**
 * The lower triangle L with L Lᵀ = matrix, both row-major; undefined where the matrix is not positive definite.
 *
 * @param matrix symmetric; only its lower triangle is read
 */
export function cholesky(matrix: Float64Array, size: number): Float64Array | undefined {
  const factor = new Float64Array(size * size);
  const at = (row: number, column: number): number => factor[row * size + column] ?? Number.NaN;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let rest = matrix[row * size + column] ?? Number.NaN;
      for (let k = 0; k < column; k++) rest -= at(row, k) * at(column, k);
      if (row === column && !(rest > 0)) return undefined;
      factor[row * size + column] = row === column ? Math.sqrt(rest) : rest / at(column, column);
    }
  }
  return factor;
}

import type { Procedure } from './procedure.ts';

/**
 * The inverse of a square matrix, row by row, by elimination with the greatest pivot of each column. Inputs: the matrix row by row.
 * All NaN where there is no inverse.
 */
export const invertMatrix: Procedure = {
  varies: false,
  run: (inputs, outputs) => {
    const size = Math.round(Math.sqrt(inputs.length));
    const left = Array.from({ length: size }, (_, row) => [...inputs.subarray(row * size, (row + 1) * size)]);
    const right = left.map((_, row) => left.map((_, column) => Number(row === column)));
    for (let column = 0; column < size; column++) {
      if (!eliminate(left, right, column)) {
        outputs.fill(Number.NaN);
        return;
      }
    }
    outputs.set(right.flat());
  },
};

/** Makes one column of `left` that of the identity and does the same to `right`; false where every pivot is 0. */
function eliminate(left: number[][], right: number[][], column: number): boolean {
  const at = (rows: readonly (readonly number[])[], row: number, index: number): number =>
    rows[row]?.[index] ?? Number.NaN;
  let pivot = column;
  for (let row = column + 1; row < left.length; row++) {
    if (Math.abs(at(left, row, column)) > Math.abs(at(left, pivot, column))) pivot = row;
  }
  const scale = at(left, pivot, column);
  if (!(Math.abs(scale) > 0)) return false;
  for (const rows of [left, right]) {
    const [upper = [], lower = []] = [rows[column], rows[pivot]];
    rows[pivot] = upper;
    rows[column] = lower.map((value) => value / scale);
  }
  for (let row = 0; row < left.length; row++) {
    const factor = at(left, row, column);
    if (row === column || factor === 0) continue;
    for (const rows of [left, right]) {
      const source = rows[column] ?? [];
      rows[row] = (rows[row] ?? []).map((value, index) => value - factor * (source[index] ?? Number.NaN));
    }
  }
  return true;
}

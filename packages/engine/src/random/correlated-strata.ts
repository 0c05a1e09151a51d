import { cholesky } from '../numeric/cholesky.ts';
import { normalQuantile } from './normal-quantile.ts';

/**
 * Orders of strata that go together: for each of several variables, the stratum of each member, every stratum once, so that their ranks are correlated as asked
 * (Iman and Conover 1982). The strata given are taken as independent orders; what they are correlated by chance is taken out first.
 *
 * @param strata for each variable, the stratum of each member
 * @param factor the triangle that makes independent normal numbers correlated, row-major
 * @throws RangeError where there are not more members than variables
 */
export function correlatedStrata(strata: readonly Uint32Array[], factor: Float64Array): Uint32Array[] {
  const size = strata.length;
  const count = strata[0]?.length ?? 0;
  const scores = Float64Array.from({ length: count }, (_, stratum) => normalQuantile((stratum + 1) / (count + 1)));
  const columns = strata.map((own) => Float64Array.from(own, (stratum) => scores[stratum] ?? Number.NaN));
  const chance = cholesky(correlationsOf(columns), size);
  if (count <= size || chance === undefined)
    throw new RangeError(
      `Cannot correlate ${size} variables over ${count} members: it takes more members than variables`,
    );
  const independent = columns.map((column) => column.slice());
  // Forward substitution with the triangle of the chance correlations, then the wanted triangle.
  independent.forEach((column, row) => {
    for (let before = 0; before < row; before++)
      subtract(column, independent[before], chance[row * size + before] ?? 0);
    const own = chance[row * size + row] ?? 1;
    for (let member = 0; member < count; member++) column[member] = (column[member] ?? 0) / own;
  });
  return independent.map((_, row) => {
    const mixed = new Float64Array(count);
    for (let from = 0; from <= row; from++) subtract(mixed, independent[from], -(factor[row * size + from] ?? 0));
    return ranksOf(mixed);
  });
}

function subtract(column: Float64Array, other: Float64Array | undefined, weight: number): void {
  if (weight === 0 || other === undefined) return;
  for (let member = 0; member < column.length; member++)
    column[member] = (column[member] ?? 0) - weight * (other[member] ?? 0);
}

/** Of columns that hold the same numbers in different orders, whose mean is 0. */
function correlationsOf(columns: readonly Float64Array[]): Float64Array {
  const dot = (one: Float64Array, other: Float64Array): number =>
    one.reduce((sum, value, member) => sum + value * (other[member] ?? 0), 0);
  const square = columns[0] === undefined ? 1 : dot(columns[0], columns[0]);
  return Float64Array.from(
    columns.flatMap((one, row) => columns.map((other, column) => (row === column ? 1 : dot(one, other) / square))),
  );
}

/** The rank of each number from 0; of equal ones the first is lower. */
function ranksOf(numbers: Float64Array): Uint32Array {
  const order = Uint32Array.from(numbers, (_, index) => index).sort(
    (a, b) => (numbers[a] ?? 0) - (numbers[b] ?? 0) || a - b,
  );
  const ranks = new Uint32Array(numbers.length);
  order.forEach((member, rank) => (ranks[member] = rank));
  return ranks;
}

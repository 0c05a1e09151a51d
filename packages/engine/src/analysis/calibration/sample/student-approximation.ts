import { kernel } from '../../../numeric/kernel.ts';
import { at } from '../at.ts';
import { cholesky } from '../../../numeric/cholesky.ts';
import { solveLower } from '../triangular.ts';

/** A multivariate Student t distribution that stands for the posterior: its middle, and the lower triangle of its scale matrix. */
export interface StudentApproximation {
  readonly middle: Float64Array;
  /** Row-major. */
  readonly factor: Float64Array;
}

/**
 * Degrees of freedom. Heavier tails than the posterior's cost little, lighter ones would leave regions that chains hardly come out of; with 10 the
 * density ratio to a normal distribution is flat where its mass lies in any number of dimensions.
 */
export const freedom = 10;

/**
 * Fits the approximation to points by their mean and covariance, which is drawn towards its diagonal the more the fewer the points are (a linear shrinkage in the manner of Ledoit and Wolf
 * 2004, with a weight fixed by the counts).
 *
 * @param points row-major
 * @param anchor what is known of the posterior already: it counts as five independent points for each parameter
 */
export function fitApproximation(
  points: Float64Array,
  { dimension, anchor }: { dimension: number; anchor?: StudentApproximation },
): StudentApproximation {
  const count = points.length / dimension;
  const middle = new Float64Array(dimension);
  for (const [place, each] of points.entries())
    middle[place % dimension] = at(middle, place % dimension) + each / count;
  const covariance = new Float64Array(dimension * dimension);
  for (let k = 0; k < count; k++) {
    for (let row = 0; row < dimension; row++) {
      const away = at(points, k * dimension + row) - at(middle, row);
      for (let column = 0; column <= row; column++)
        covariance[row * dimension + column] =
          at(covariance, row * dimension + column) +
          (away * (at(points, k * dimension + column) - at(middle, column))) / count;
    }
  }
  const drawn = Math.min(0.5, (0.5 * dimension) / count);
  for (let row = 0; row < dimension; row++) {
    for (let column = 0; column < row; column++)
      covariance[row * dimension + column] = (1 - drawn) * at(covariance, row * dimension + column);
    // Where all points are alike in a direction, a small share of the prior's width stands in.
    covariance[row * (dimension + 1)] = at(covariance, row * (dimension + 1)) * (1 + 1e-9) + 1e-12;
  }
  if (anchor !== undefined) {
    const share = (anchorPoints * dimension) / (anchorPoints * dimension + count / 4);
    const wanted = product(anchor.factor, dimension);
    for (const [place, each] of covariance.entries())
      covariance[place] = (1 - share) * each + share * at(wanted, place);
  }
  const factor = cholesky(covariance, dimension);
  return { middle, factor: factor ?? diagonal(covariance, dimension) };
}

/** What an anchor counts for: independent points for each parameter. */
const anchorPoints = 5;

/** Squared distance of a point from the middle, in units of the scale. */
export function distanceOf({ middle, factor }: StudentApproximation, point: Float64Array): number {
  const free = solveLower(
    factor,
    Float64Array.from(point, (each, i) => each - at(middle, i)),
  );
  return free.reduce((sum, each) => sum + each * each, 0);
}

/** The logarithm of the density at a squared distance, but for a constant. */
export function logStudent(distance: number, dimension: number): number {
  return -0.5 * (freedom + dimension) * kernel.ln(1 + distance / freedom);
}

function diagonal(covariance: Float64Array, dimension: number): Float64Array {
  return covariance.map((each, place) => (place % (dimension + 1) === 0 ? Math.sqrt(each) : 0));
}

/** The lower triangle of L Lᵀ. */
function product(factor: Float64Array, size: number): Float64Array {
  return factor.map((_, place) => {
    const [row, column] = [Math.floor(place / size), place % size];
    if (column > row) return 0;
    let sum = 0;
    for (let k = 0; k <= column; k++) sum += at(factor, row * size + k) * at(factor, column * size + k);
    return sum;
  });
}

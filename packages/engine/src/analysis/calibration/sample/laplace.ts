import type { WorkOptions } from '../../../run/work.ts';
import { at } from '../at.ts';
import { cholesky } from '../../../numeric/cholesky.ts';
import { symmetricEigen } from '../../../numeric/symmetric-eigen.ts';
import type { LogDensity } from './sample.ts';
import type { StudentApproximation } from './student-approximation.ts';

/** Rounds in which a step is drawn towards the one over which the log-density falls by a half. */
const rounds = 4;
/** The widest that the approximation may be in a direction: the prior's own width is 1. */
const widest = 1.5;

/**
 * The normal approximation about the most probable point (Laplace; Tierney and Kadane 1986): curvature by differences, whose steps are chosen so that the log-density falls by about a half over each, and
 * which are measured once more along the axes of the ellipse that they give. Some 14 evaluations a parameter and one for each pair and sign.
 *
 * @param point where the density is greatest, as scores
 */
export async function laplaceApproximation(
  density: LogDensity,
  point: Float64Array,
  options: WorkOptions = {},
): Promise<{ approximation: StudentApproximation; evaluations: number }> {
  const size = point.length;
  let evaluations = 0;
  const valuesAt = async (points: readonly Float64Array[]): Promise<Float64Array> => {
    const batch = new Float64Array(points.length * size);
    points.forEach((each, row) => batch.set(each, row * size));
    evaluations += points.length;
    return density(batch, options);
  };
  const top = at(await valuesAt([point]), 0);
  const fallsAlong = async (directions: readonly Float64Array[], steps: Float64Array): Promise<Float64Array> => {
    const found = await valuesAt(
      directions.flatMap((direction, k) => [
        moved(point, direction, at(steps, k)),
        moved(point, direction, -at(steps, k)),
      ]),
    );
    return steps.map((_, k) => top - (at(found, 2 * k) + at(found, 2 * k + 1)) / 2);
  };
  const halfWidths = async (directions: readonly Float64Array[], first: Float64Array): Promise<Float64Array> => {
    let steps = first;
    for (let round = 0; round < rounds; round++) {
      const falls = await fallsAlong(directions, steps);
      steps = steps.map((step, k) => {
        const fall = at(falls, k);
        const factor = fall > 0 ? Math.sqrt(0.5 / fall) : fall <= 0 ? 10 : 0.1;
        return Math.min(widest, Math.max(1e-7, step * Math.min(10, Math.max(0.05, factor))));
      });
    }
    return steps;
  };
  const axes = Array.from({ length: size }, (_, i) =>
    Float64Array.from({ length: size }, (__, j) => (i === j ? 1 : 0)),
  );
  const steps = await halfWidths(axes, new Float64Array(size).fill(0.1));
  const falls = await fallsAlong(axes, steps);
  const pairs = axes.flatMap((_, i) => Array.from({ length: i }, (__, j) => [i, j] as const));
  const both = await valuesAt(
    pairs.flatMap(([i, j]) => {
      const direction = point.map((_, k) => (k === i || k === j ? at(steps, k) : 0));
      return [moved(point, direction, 1), moved(point, direction, -1)];
    }),
  );
  const curvature = new Float64Array(size * size);
  for (let i = 0; i < size; i++) curvature[i * (size + 1)] = Math.max(0, 2 * at(falls, i));
  pairs.forEach(([i, j], index) => {
    const fall = top - (at(both, 2 * index) + at(both, 2 * index + 1)) / 2;
    const value = fall - at(falls, i) - at(falls, j);
    curvature[i * size + j] = Number.isFinite(value) ? value : 0;
    curvature[j * size + i] = at(curvature, i * size + j);
  });
  const { values, vectors } = symmetricEigen(curvature, size);
  const directions = axes.map((_, k) =>
    Float64Array.from({ length: size }, (__, i) => at(vectors, k * size + i) * at(steps, i)),
  );
  const lengths = directions.map((direction) => Math.sqrt(direction.reduce((sum, each) => sum + each * each, 0)));
  const units = directions.map((direction, k) => direction.map((each) => each / Math.max(at(lengths, k), 1e-300)));
  const guesses = Float64Array.from(values, (value, k) => at(lengths, k) / Math.sqrt(Math.max(value, 1e-6)));
  const widths = await halfWidths(
    units,
    guesses.map((guess) => Math.min(widest, guess)),
  );
  const covariance = new Float64Array(size * size);
  units.forEach((unit, k) => {
    for (let i = 0; i < size; i++)
      for (let j = 0; j < size; j++)
        covariance[i * size + j] = at(covariance, i * size + j) + at(widths, k) ** 2 * at(unit, i) * at(unit, j);
  });
  const factor =
    cholesky(covariance, size) ??
    axes.reduce((whole, _, i) => whole.with(i * (size + 1), at(steps, i)), new Float64Array(size * size));
  return { approximation: { middle: point, factor }, evaluations };
}

function moved(point: Float64Array, direction: Float64Array, by: number): Float64Array {
  return Float64Array.from(point, (each, i) => each + by * at(direction, i));
}

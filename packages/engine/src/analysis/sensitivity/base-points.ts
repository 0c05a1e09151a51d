import { latinHypercube } from '../../random/latin-hypercube.ts';

/**
 * Points that fill the unit cube evenly, from which the samples of sensitivity analysis and policy search are made.
 *
 * @returns one array a dimension, a number strictly between 0 and 1 a point
 */
export function basePoints({
  count,
  dimensions,
  seed,
}: {
  readonly count: number;
  readonly dimensions: number;
  readonly seed: number;
}): readonly Float64Array[] {
  return Array.from({ length: dimensions }, (_, variable) => latinHypercube({ seed, variable, memberCount: count }));
}

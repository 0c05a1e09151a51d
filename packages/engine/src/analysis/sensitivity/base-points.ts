import { latinHypercube } from '../../random/latin-hypercube.ts';
import { mostDimensions } from '../../random/joe-kuo.ts';
import { scrambledSobol } from '../../random/sobol-sequence.ts';

/**
 * Points that fill the unit cube evenly, from which the samples of sensitivity analysis and policy search are made: of a scrambled Sobol sequence,
 * whose first dimensions are the best; a Latin hypercube where there are more dimensions than the sequence has.
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
  if (dimensions > mostDimensions)
    return Array.from({ length: dimensions }, (_, variable) => latinHypercube({ seed, variable, memberCount: count }));
  const pointOf = scrambledSobol({ dimensions, seed });
  return Array.from({ length: dimensions }, (_, dimension) =>
    Float64Array.from({ length: count }, (__, member) => pointOf(member, dimension)),
  );
}

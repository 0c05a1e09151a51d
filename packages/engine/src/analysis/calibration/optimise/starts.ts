import { latinHypercube } from '../../../random/latin-hypercube.ts';
import { normalQuantile } from '../../../random/normal-quantile.ts';
import { at } from '../at.ts';
import type { ParameterSpace } from '../parameter-space.ts';

/**
 * Scores spread over the prior: a Latin hypercube of its shares (McKay, Beckman and Conover 1979).
 *
 * @returns row-major
 */
export function spreadStarts(space: ParameterSpace, { seed, count }: { seed: number; count: number }): Float64Array {
  const { dimension } = space;
  const columns = Array.from({ length: dimension }, (_, variable) =>
    latinHypercube({ seed, variable, memberCount: count }),
  );
  const scores = new Float64Array(count * dimension);
  for (let member = 0; member < count; member++) {
    const normals = Float64Array.from(columns, (column) => normalQuantile(at(column, member)));
    scores.set(space.priorScores(normals), member * dimension);
  }
  return scores;
}

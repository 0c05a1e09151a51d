import { latinHypercube } from '../random/latin-hypercube.ts';
import { triangularQuantile } from '../random/triangular.ts';

/** A constant that is not known exactly: a triangular distribution over low…high with its peak at `mode`. */
export interface Draw {
  /** As in `program.parameters`: `name`, or `name[a,b]`. */
  readonly parameter: string;
  readonly low: number;
  readonly mode: number;
  readonly high: number;
}

/** The drawn values of an ensemble; `values[d][m]` is draw `d` of member `m`. */
export interface Sample {
  readonly draws: readonly Draw[];
  readonly memberCount: number;
  readonly values: readonly Float64Array[];
}

/**
 * Draws every uncertain constant for every member, stratified (Latin hypercube). A draw depends on the seed, its place in
 * `draws` and the number of members alone, so scenarios that share these are paired member by member.
 */
export function sampleDraws(
  draws: readonly Draw[],
  { seed, memberCount }: { seed: number; memberCount: number },
): Sample {
  const values = draws.map((draw, variable) =>
    latinHypercube({ seed, variable, memberCount }).map((probability) => triangularQuantile(draw, probability)),
  );
  return { draws, memberCount, values };
}

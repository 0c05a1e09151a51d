import type { Distribution } from '../../random/distribution.ts';
import { elementId } from '../../run/element-names.ts';

/** A constant that is not known exactly. */
export interface UncertainInput {
  /** `name`, which draws one value for all elements of an array, or `name[a,b]`. */
  readonly parameter: string;
  readonly distribution: Distribution;
}

/** That two inputs go together: their ranks are correlated so (Spearman), from above -1 to below 1. Pairs that are not named are independent. */
export interface InputCorrelation {
  readonly between: readonly [string, string];
  readonly rank: number;
}

/**
 * - `random`: independent draws.
 * - `latin-hypercube`: of as many equal parts of each input's distribution as there are members, each holds one (McKay, Beckman and Conover 1979): good
 *   for any number of inputs.
 * - `sobol`: a scrambled Sobol sequence, even in several inputs at a time: best for up to a dozen that matter, named first; see `scrambledSobol`.
 */
export type SamplingMethod = 'random' | 'latin-hypercube' | 'sobol';

/** What is to be drawn. */
export interface SampleOptions {
  readonly inputs: readonly UncertainInput[];
  /** How many members, from 1. */
  readonly count: number;
  /** A whole number from 0 to 2^32 - 1. */
  readonly seed: number;
  /** By default Latin hypercube. */
  readonly method?: SamplingMethod;
  readonly correlations?: readonly InputCorrelation[];
  /**
   * Into how many samples of their own, one after another and drawn independently of each other, the members are cut; by default 1. From 2 on the error
   * of a mean is measured between them, which is right for every method (Owen 2013, section 17.5); 10 are a good number.
   */
  readonly replicates?: number;
}

/** The places of the inputs that are correlated, and the correlations between places of that list. */
export function grouped(inputs: readonly UncertainInput[], correlations: readonly InputCorrelation[]) {
  const ids = inputs.map(({ parameter }) => elementId(parameter));
  const placeOf = (name: string): number => ids.indexOf(elementId(name));
  const named = correlations.flatMap(({ between }) => between.map(placeOf));
  const places = [...new Set(named)].toSorted((a, b) => a - b);
  const inGroup = (name: string): number => places.indexOf(placeOf(name));
  const among = correlations.map(({ between: [one, other], rank }) => ({
    between: [inGroup(one), inGroup(other)] as const,
    rank,
  }));
  return { places, among };
}

/** Where the members of a replicate begin; behind the last replicate, the count. */
export function startOfReplicate(replicate: number, { count, replicates = 1 }: SampleOptions): number {
  return Math.floor((replicate * count) / replicates);
}

import { kernel } from '../../numeric/kernel.ts';
import { quantileOf, type Distribution } from '../../random/distribution.ts';

/** The values over which an input is moved, and the one that it has while others move. */
export interface InputRange {
  readonly low: number;
  readonly central: number;
  readonly high: number;
  /** Whether equal steps are equal ratios, as of a number known by its order of magnitude. */
  readonly byRatio: boolean;
}

/** Of what lies beyond an end that a distribution does not have, this share is left out on that side. */
const leftOut = 0.025;

/**
 * The range of a distribution: from end to end, and where there is no end, to the value beyond which one case in 40 lies. Central is what a
 * distribution is written about: the peak of a triangle, the mean or median of a normal or log-normal distribution (brought
 * within the range where it is cut off), the middle of what is alike throughout.
 *
 * @throws RangeError where the distribution makes no sense
 */
export function rangeOf(distribution: Distribution): InputRange {
  const bounded = distribution.kind === 'beta' || distribution.kind === 'choice';
  const low = distribution.low ?? quantileOf(distribution, bounded ? 0 : leftOut);
  const high = distribution.high ?? quantileOf(distribution, bounded ? 1 : 1 - leftOut);
  const within = (value: number): number => Math.min(high, Math.max(low, value));
  const middle = quantileOf(distribution, 0.5);
  switch (distribution.kind) {
    case 'triangular':
    case 'pert':
      return { low, central: distribution.mode, high, byRatio: false };
    case 'normal':
      return { low, central: within(distribution.mean), high, byRatio: false };
    case 'logNormal':
      return { low, central: within(distribution.median), high, byRatio: low > 0 };
    case 'uniform':
    case 'beta':
    case 'gamma':
    case 'choice':
      return { low, central: middle, high, byRatio: false };
    case 'logUniform':
      return { low, central: middle, high, byRatio: true };
  }
}

/** The value at a share of the way from low (0) to high (1), in equal steps or equal ratios; the ends exactly. */
export function valueWithin({ low, high, byRatio }: InputRange, share: number): number {
  if (share <= 0) return low;
  if (share >= 1) return high;
  return byRatio ? low * kernel.power(high / low, share) : low + share * (high - low);
}

/**
 * The ranges of the inputs of an experiment.
 *
 * @throws RangeError unless there is one distribution an input
 */
export function rangesOf(inputs: readonly string[], distributions: readonly Distribution[]): readonly InputRange[] {
  requireOneEach(inputs, distributions);
  return distributions.map(rangeOf);
}

/** @throws RangeError unless there is one distribution an input, and an input at all */
export function requireOneEach(inputs: readonly string[], distributions: readonly Distribution[]): void {
  if (inputs.length === 0) throw new RangeError('Cannot ask what matters: nothing is varied');
  if (inputs.length !== distributions.length) {
    throw new RangeError(`Cannot vary ${inputs.length} inputs by ${distributions.length} distributions: give one each`);
  }
}

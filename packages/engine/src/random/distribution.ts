import { kernel } from '../numeric/kernel.ts';
import { normalCdf } from '../numeric/normal.ts';
import { normalQuantile } from './normal-quantile.ts';
import { triangularQuantile } from './triangular.ts';

/**
 * What is known of a number. Every kind may be cut off at `low` and `high`: what lies beyond is impossible, and the rest counts for more.
 *
 * - `uniform`: any value from low to high alike; `logUniform`: any order of magnitude alike, low above 0.
 * - `triangular`: rising from low to `mode` and falling to high.
 * - `normal`: by `mean` and `deviation`; `logNormal`: its logarithm is normal, by `median` and the deviation of the logarithm.
 */
export type Distribution =
  | { readonly kind: 'uniform' | 'logUniform'; readonly low: number; readonly high: number }
  | { readonly kind: 'triangular'; readonly low: number; readonly mode: number; readonly high: number }
  | ({ readonly kind: 'normal'; readonly mean: number; readonly deviation: number } & Cut)
  | ({ readonly kind: 'logNormal'; readonly median: number; readonly deviation: number } & Cut);

/** By default no end. */
interface Cut {
  readonly low?: number;
  readonly high?: number;
}

/**
 * The value below which a share `probability` of a distribution lies. Strictly rising, so that stratified and low-discrepancy
 * samples of 0…1 stay so.
 *
 * @throws RangeError where the distribution makes no sense
 * @example
 * ```ts
 * quantileOf({ kind: 'uniform', low: 2, high: 4 }, 0.5); // 3
 * ```
 */
export function quantileOf(distribution: Distribution, probability: number): number {
  requireSense(distribution);
  switch (distribution.kind) {
    case 'uniform':
      return distribution.low + probability * (distribution.high - distribution.low);
    case 'logUniform':
      return distribution.low * kernel.power(distribution.high / distribution.low, probability);
    case 'triangular':
      return triangularQuantile(distribution, probability);
    case 'normal':
    case 'logNormal': {
      const { below, share } = kept(distribution);
      const z = normalQuantile(below + probability * share);
      const value =
        distribution.kind === 'normal'
          ? distribution.mean + distribution.deviation * z
          : distribution.median * kernel.exp(distribution.deviation * z);
      return Math.min(Math.max(value, distribution.low ?? -Infinity), distribution.high ?? Infinity);
    }
  }
}

/** The logarithm of the density at a value; minus infinity where the value is impossible. */
export function logDensityOf(distribution: Distribution, value: number): number {
  requireSense(distribution);
  const { low = Number.NEGATIVE_INFINITY, high = Number.POSITIVE_INFINITY } = distribution;
  if (!(value >= low && value <= high)) return Number.NEGATIVE_INFINITY;
  switch (distribution.kind) {
    case 'uniform':
      return -kernel.ln(high - low);
    case 'logUniform':
      return -kernel.ln(value) - kernel.ln(kernel.ln(high / low));
    case 'triangular': {
      const { mode } = distribution;
      const [rise, fall] = [mode - low, high - mode];
      const height = value < mode || fall === 0 ? (value - low) / rise : (high - value) / fall;
      return kernel.ln((2 * height) / (high - low));
    }
    case 'normal':
      return (
        logNormalDensity((value - distribution.mean) / distribution.deviation) -
        kernel.ln(distribution.deviation * kept(distribution).share)
      );
    case 'logNormal': {
      if (value <= 0) return Number.NEGATIVE_INFINITY;
      const z = kernel.ln(value / distribution.median) / distribution.deviation;
      return logNormalDensity(z) - kernel.ln(value * distribution.deviation * kept(distribution).share);
    }
  }
}

function logNormalDensity(z: number): number {
  return -0.5 * z * z - 0.9189385332046727;
}

/** Of the normal distribution underneath: the share cut off below, and the share that is left. */
function kept(distribution: Extract<Distribution, { kind: 'normal' | 'logNormal' }>): { below: number; share: number } {
  const { low = Number.NEGATIVE_INFINITY, high = Number.POSITIVE_INFINITY } = distribution;
  const z = (value: number): number =>
    distribution.kind === 'normal'
      ? (value - distribution.mean) / distribution.deviation
      : (value <= 0 ? Number.NEGATIVE_INFINITY : kernel.ln(value / distribution.median)) / distribution.deviation;
  const below = normalCdf(z(low));
  return { below, share: normalCdf(z(high)) - below };
}

function requireSense(distribution: Distribution): void {
  const { low = Number.NEGATIVE_INFINITY, high = Number.POSITIVE_INFINITY, kind } = distribution;
  const refuse = (need: string): never => {
    throw new RangeError(`Cannot draw from a ${kind} distribution from ${low} to ${high}: ${need}`);
  };
  if (!(low < high)) refuse('the low end must lie below the high end');
  if (kind === 'logUniform' && !(low > 0)) refuse('the low end must lie above 0');
  if (kind === 'triangular' && !(low <= distribution.mode && distribution.mode <= high))
    refuse(`its peak, ${distribution.mode}, must lie within it`);
  if ((kind === 'normal' || kind === 'logNormal') && !(distribution.deviation > 0))
    refuse('the deviation must lie above 0');
  if (kind === 'logNormal' && !(distribution.median > 0)) refuse('the median must lie above 0');
}

import { betaShape } from './shapes/beta.ts';
import { gammaShape } from './shapes/gamma.ts';
import { logNormalShape, normalShape } from './shapes/normal.ts';
import { cutOff, type Cut, type Shape } from './shapes/shape.ts';
import { choiceShape, logUniformShape, triangularShape, uniformShape } from './shapes/simple.ts';

/**
 * What is known of a number.
 *
 * - `uniform`: any value from low to high alike; `logUniform`: any order of magnitude alike, low above 0.
 * - `triangular`: rising from low to `mode` and falling to high; `pert`: the same in a curve, four times as sure of its mode as of its ends (a beta
 *   distribution; Malcolm, Roseboom, Clark and Fazar 1959).
 * - `beta`: by `alpha` and `beta`, from 0 to 1 or stretched from low to high.
 * - `normal`: by `mean` and `deviation`; `logNormal`: its logarithm is normal, by `median` and the deviation of the logarithm; `gamma`: by `shape` and
 *   `scale`, whose product is the mean. These three may be cut off at `low` and `high`: what lies beyond is impossible, and the rest counts for more.
 * - `choice`: one of a few `values`, as likely as their `weights` say, by default all alike.
 */
export type Distribution =
  | { readonly kind: 'uniform' | 'logUniform'; readonly low: number; readonly high: number }
  | { readonly kind: 'triangular' | 'pert'; readonly low: number; readonly mode: number; readonly high: number }
  | ({ readonly kind: 'beta'; readonly alpha: number; readonly beta: number } & Cut)
  | ({ readonly kind: 'normal'; readonly mean: number; readonly deviation: number } & Cut)
  | ({ readonly kind: 'logNormal'; readonly median: number; readonly deviation: number } & Cut)
  | ({ readonly kind: 'gamma'; readonly shape: number; readonly scale: number } & Cut)
  | ({ readonly kind: 'choice'; readonly values: readonly number[]; readonly weights?: readonly number[] } & NoCut);

/** The values of a choice are its ends. */
interface NoCut {
  readonly low?: undefined;
  readonly high?: undefined;
}

/**
 * The value below which a share `probability` of a distribution lies. Strictly rising but for a choice, so that stratified and low-discrepancy
 * samples of 0…1 stay so.
 *
 * @throws RangeError where the distribution makes no sense
 * @example
 * ```ts
 * quantileOf({ kind: 'uniform', low: 2, high: 4 }, 0.5); // 3
 * ```
 */
export function quantileOf(distribution: Distribution, probability: number): number {
  return shapeOf(distribution).quantile(probability);
}

/**
 * The logarithm of the density at a value, of a choice the logarithm of the probability; minus infinity where the value is impossible.
 *
 * @throws RangeError where the distribution makes no sense
 */
export function logDensityOf(distribution: Distribution, value: number): number {
  return shapeOf(distribution).logDensity(value);
}

/**
 * A distribution made ready once for many draws.
 *
 * @throws RangeError where it makes no sense
 */
export function shapeOf(distribution: Distribution): Shape {
  const fault = faultOf(distribution);
  if (fault !== undefined) throw new RangeError(`Cannot draw from a ${describe(distribution)}: ${fault}`);
  try {
    return made(distribution);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new RangeError(`Cannot draw from a ${describe(distribution)}: ${error.message}`, { cause: error });
  }
}

function made(distribution: Distribution): Shape {
  switch (distribution.kind) {
    case 'uniform':
      return uniformShape(distribution);
    case 'logUniform':
      return logUniformShape(distribution);
    case 'triangular':
      return triangularShape(distribution);
    case 'pert': {
      const { low, mode, high } = distribution;
      const [rise, fall] = [(mode - low) / (high - low), (high - mode) / (high - low)];
      return betaShape({ alpha: 1 + 4 * rise, beta: 1 + 4 * fall, low, high });
    }
    case 'beta':
      return betaShape({ low: 0, high: 1, ...distribution });
    case 'normal':
      return cutOff(normalShape(distribution), distribution);
    case 'logNormal':
      return cutOff(logNormalShape(distribution), distribution);
    case 'gamma':
      return cutOff(gammaShape(distribution), distribution);
    case 'choice':
      return choiceShape(distribution.values, distribution.weights ?? distribution.values.map(() => 1));
  }
}

function describe({ kind, low = Number.NEGATIVE_INFINITY, high = Number.POSITIVE_INFINITY }: Distribution): string {
  return kind === 'choice' ? 'choice' : `${kind} distribution from ${low} to ${high}`;
}

function faultOf(distribution: Distribution): string | undefined {
  const { low = Number.NEGATIVE_INFINITY, high = Number.POSITIVE_INFINITY } = distribution;
  const above0 = (numbers: Readonly<Record<string, number>>): string | undefined => {
    const [name] = Object.entries(numbers).find(([, number]) => !(number > 0 && number < Infinity)) ?? [];
    return name === undefined ? undefined : `the ${name} must lie above 0`;
  };
  if (!(low < high)) return 'the low end must lie below the high end';
  switch (distribution.kind) {
    case 'uniform':
      return undefined;
    case 'logUniform':
      return low > 0 ? undefined : 'the low end must lie above 0';
    case 'triangular':
    case 'pert': {
      const { mode } = distribution;
      return low <= mode && mode <= high ? undefined : `its peak, ${mode}, must lie within it`;
    }
    case 'beta':
      return above0({ alpha: distribution.alpha, beta: distribution.beta });
    case 'normal':
      return above0({ deviation: distribution.deviation });
    case 'logNormal':
      return above0({ deviation: distribution.deviation, median: distribution.median });
    case 'gamma':
      return above0({ shape: distribution.shape, scale: distribution.scale });
    case 'choice':
      return faultOfChoice(distribution.values, distribution.weights);
  }
}

function faultOfChoice(values: readonly number[], weights: readonly number[] | undefined): string | undefined {
  if (values.length === 0) return 'it has no values';
  if (!values.every(Number.isFinite)) return 'every value must be a finite number';
  if (new Set(values).size < values.length) return 'each value may stand in it once';
  if (weights === undefined) return undefined;
  if (weights.length !== values.length) return `it has ${values.length} values and ${weights.length} weights`;
  const sound = weights.every((weight) => weight >= 0 && weight < Infinity) && weights.some((weight) => weight > 0);
  return sound ? undefined : 'weights must be 0 or above, and not all 0';
}

import { normalCdf } from '../../numeric/normal.ts';
import { shapeOf, type Distribution } from '../../random/distribution.ts';
import { at } from './at.ts';
import { cholesky } from '../../numeric/cholesky.ts';
import { logDeterminant, solveLower, timesLower } from './triangular.ts';

/** A number that is to be estimated, and what is known of it beforehand. */
export interface CalibrationParameter {
  /** A constant of the model: `name`, or `name[a,b]`; of a stock, its initial value. */
  readonly name: string;
  readonly prior: Distribution;
}

/**
 * Parameters on a scale without ends, where search and sampling go on: each value is the quantile of its prior at the share Φ(score), so that under the prior the scores
 * are standard normal. This takes the place of a logarithm or logit for each kind of range, and needs no Jacobian beside the normal density; scores of all parameters
 * are alike in size. With `correlation` the scores are normal with that correlation (a Gaussian copula: Sklar 1959, Song 2000), so that the prior can be the joint
 * posterior of another calibration.
 */
export interface ParameterSpace {
  readonly names: readonly string[];
  readonly dimension: number;
  /** Values of the parameters for scores. */
  valuesOf(scores: Float64Array): Float64Array;
  /** Scores for values, the inverse; within ±`farthest`. */
  scoresOf(values: Float64Array): Float64Array;
  /** The logarithm of the prior density of scores: what sampling needs. */
  logPriorOfScores(scores: Float64Array): number;
  /** The logarithm of the prior density of the values themselves: what the most probable point needs. */
  logPriorOfValues(scores: Float64Array): number;
  /** Scores drawn from the prior, from as many standard normal numbers. */
  priorScores(normals: Float64Array): Float64Array;
}

/** Beyond this score nothing changes any more: a share of 1e-14 of the prior. */
export const farthest = 7.6;

const halfLogTwoPi = 0.9189385332046727;

/**
 * The space of some parameters.
 *
 * @param correlation row-major, of the scores; by default they are independent
 * @throws RangeError where the correlation is not that of any distribution
 */
export function parameterSpace(
  parameters: readonly CalibrationParameter[],
  { correlation }: { correlation?: Float64Array } = {},
): ParameterSpace {
  const dimension = parameters.length;
  const priors = parameters.map(({ prior }) => shapeOf(prior));
  const factor = correlation === undefined ? undefined : cholesky(correlation, dimension);
  if (correlation !== undefined && factor === undefined)
    throw new RangeError('Cannot use the correlation of the priors: it is not positive definite');
  const halfLog = factor === undefined ? 0 : 0.5 * logDeterminant(factor, dimension);
  const valueOf = (score: number, place: number): number => {
    const prior = priors[place];
    return prior === undefined ? Number.NaN : prior.quantile(normalCdf(Math.max(-farthest, Math.min(farthest, score))));
  };
  const logNormal = (scores: Float64Array): number => {
    const free = factor === undefined ? scores : solveLower(factor, scores);
    return -0.5 * squares(free) - halfLog - dimension * halfLogTwoPi;
  };
  return {
    names: parameters.map(({ name }) => name),
    dimension,
    valuesOf: (scores) => Float64Array.from({ length: dimension }, (_, place) => valueOf(at(scores, place), place)),
    scoresOf: (values) =>
      Float64Array.from({ length: dimension }, (_, place) =>
        rising((score) => valueOf(score, place), at(values, place)),
      ),
    logPriorOfScores: logNormal,
    logPriorOfValues: (scores) => {
      const marginal = priors.reduce(
        (sum, prior, place) => sum + prior.logDensity(valueOf(at(scores, place), place)),
        0,
      );
      return factor === undefined
        ? marginal
        : marginal + logNormal(scores) + 0.5 * squares(scores) + dimension * halfLogTwoPi;
    },
    priorScores: (normals) => (factor === undefined ? normals.slice() : timesLower(factor, normals)),
  };
}

function squares(values: Float64Array): number {
  return values.reduce((sum, each) => sum + each * each, 0);
}

/** Where a rising function of a score takes a value, by halving. */
function rising(valueOf: (score: number) => number, value: number): number {
  let [low, high] = [-farthest, farthest];
  for (let round = 0; round < 64; round++) {
    const middle = (low + high) / 2;
    if (valueOf(middle) < value) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

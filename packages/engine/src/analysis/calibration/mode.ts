import { cholesky } from '../../numeric/cholesky.ts';
import { kernel } from '../../numeric/kernel.ts';
import type { WorkOptions } from '../../run/work.ts';
import { at } from './at.ts';
import type { Calibration } from './calibration.ts';
import { whitenedErrors } from './likelihood/whitened-errors.ts';
import { farthest } from './parameter-space.ts';
import { expectedAt, logLikelihoodOf, spreadOf } from './posterior-density.ts';
import type { StudentApproximation } from './sample/student-approximation.ts';
import { solveLower, solveUpper } from './triangular.ts';

/** Where the posterior of the scores is densest, and how it falls off about it. */
export interface Mode {
  /** On the scale of `ParameterSpace`. */
  readonly scores: Float64Array;
  readonly values: Float64Array;
  readonly logLikelihood: number;
  /** Of likelihood and prior of the scores together. */
  readonly logDensity: number;
  /** The normal approximation: its covariance is the inverse of the information. */
  readonly approximation: StudentApproximation;
  readonly rounds: number;
  readonly runs: number;
  readonly converged: boolean;
}

/** How far to search. */
export interface ModeOptions extends WorkOptions {
  /** Scores that the search begins from; by default the model's own values, and where there are none the middle of the prior. */
  readonly from?: Float64Array;
  /** By default 40. */
  readonly mostRounds?: number;
  /** The search ends when a round gains less of the log-density; by default 0.001. */
  readonly tolerance?: number;
}

/** Half the distance of the two points of a difference. */
const difference = 1e-3;
/** Shares of the information's diagonal that are added to it: all are tried side by side. */
const dampings: readonly number[] = [0, 0.003, 0.03, 0.3, 3, 30, 300];
/** A score beyond this is nearly at the end of what can be told apart. */
const bound = farthest - 1.6;
/** No score moves farther in a round. */
const longestStep = 1.5;

/**
 * The most probable scores by Fisher scoring (Fisher 1925; Osborne 1992), damped as by Levenberg (1944) and Marquardt (1963): the gradient of the log-density by central differences, the curvature by the information
 * of the error models, for which the same runs serve. With many parameters it needs thousands of runs where a search that knows no derivatives needs hundreds of thousands, but it finds the nearest mode, and the
 * densest one only where there are no others. The scores' own density is meant, so that the point may differ a little from that of `calibrate`, which looks at the density of values.
 *
 * @throws RangeError where the first point has no probability
 */
export async function findMode(calibration: Calibration, options: ModeOptions = {}): Promise<Mode> {
  const { space, initial } = calibration;
  const { mostRounds = 40, tolerance = 1e-3, onProgress } = options;
  const work: WorkOptions = options.signal === undefined ? {} : { signal: options.signal };
  const start = options.from ?? (initial === undefined ? new Float64Array(space.dimension) : space.scoresOf(initial));
  let [best] = await pointsAt(calibration, [start.map(bounded)], work);
  if (best === undefined || !Number.isFinite(best.logDensity))
    throw new RangeError(
      'Cannot search from the first point: its run failed, or gave what the figures cannot come from',
    );
  const prior = priorInformation(calibration);
  let runs = 1;
  for (let round = 1; ; round++) {
    const { gradient, information } = await slopesAt(calibration, best, { prior, work });
    runs += 2 * space.dimension;
    const steps = dampings.flatMap((damping) => stepOf(gradient, { information, damping }) ?? []);
    const from: Point = best;
    const tried = await pointsAt(
      calibration,
      steps.map((step) => from.scores.map((score, i) => bounded(score + at(step, i)))),
      work,
    );
    runs += tried.length;
    for (const point of tried) if (point.logDensity > best.logDensity) best = point;
    const gain = best.logDensity - from.logDensity;
    onProgress?.({ done: round, total: mostRounds, phase: 'search' });
    if (gain >= tolerance && round < mostRounds) continue;
    // The curvature is that of the round's first point, which differs by next to nothing once the search has come to its end.
    const { scores, logDensity, logLikelihood } = best;
    return {
      scores,
      values: space.valuesOf(scores),
      logLikelihood,
      logDensity,
      approximation: { middle: scores, factor: factorOfInverse(information, space.dimension) },
      rounds: round,
      runs,
      converged: gain < tolerance,
    };
  }
}

interface Point {
  readonly scores: Float64Array;
  readonly logLikelihood: number;
  readonly logDensity: number;
  /** The errors of all series, whitened. */
  readonly errors: Float64Array;
  /** The logarithm of the dispersion of each series; 0 where it has none. */
  readonly logDispersions: Float64Array;
}

async function pointsAt(
  calibration: Calibration,
  points: readonly Float64Array[],
  work: WorkOptions,
): Promise<readonly Point[]> {
  const values = points.map((point) => calibration.space.valuesOf(point));
  const expected = await expectedAt(calibration, values, work);
  return points.map((scores, row) =>
    pointOf(calibration, {
      scores,
      values: values[row] ?? new Float64Array(0),
      expected: expected[row] ?? new Float64Array(0),
    }),
  );
}

function pointOf(
  calibration: Calibration,
  { scores, values, expected }: { scores: Float64Array; values: Float64Array; expected: Float64Array },
): Point {
  const logLikelihood = logLikelihoodOf(calibration, { expected, values });
  const errors = new Float64Array(expected.length);
  const logDispersions = new Float64Array(calibration.observations.length);
  for (const [index, observation] of calibration.observations.entries()) {
    const from = at(calibration.offsets, index);
    const spread = spreadOf(calibration, { index, values });
    const { times } = observation;
    errors.set(
      whitenedErrors(observation, {
        expected: expected.subarray(from, from + times.length),
        spread,
        fitted: (place) => at(times, place) <= calibration.until,
      }),
      from,
    );
    logDispersions[index] = spread.dispersion > 0 ? kernel.ln(spread.dispersion) : 0;
  }
  return {
    scores,
    logLikelihood,
    logDensity: logLikelihood + calibration.space.logPriorOfScores(scores),
    errors,
    logDispersions,
  };
}

/** Gradient of the log-density, and the information: of the errors, of the dispersions (2 for each figure and unit of the logarithm) and of the prior. */
async function slopesAt(
  calibration: Calibration,
  { scores }: Point,
  { prior, work }: { prior: Float64Array; work: WorkOptions },
): Promise<{ gradient: Float64Array; information: Float64Array }> {
  const size = scores.length;
  const places = Array.from({ length: size }, (_, i) => i);
  const points = await pointsAt(
    calibration,
    places.flatMap((i) => [difference, -difference].map((by) => scores.with(i, at(scores, i) + by))),
    work,
  );
  const counts = calibration.observations.map(({ times, values, error, weight = 1 }) => {
    const fitted = times.filter((time, place) => time <= calibration.until && !Number.isNaN(values[place])).length;
    return error === 'count' || error === 'share' ? 0 : weight * fitted;
  });
  const slopes = places.map((i) => {
    const [above, below] = [points[2 * i], points[2 * i + 1]];
    const slope = (a = 0, b = 0): number => {
      const found = (a - b) / (2 * difference);
      // Where a run beside the point fails, nothing is known in that direction.
      return Number.isFinite(found) ? found : 0;
    };
    return {
      gradient: slope(above?.logDensity, below?.logDensity),
      errors: Float64Array.from(above?.errors ?? [], (each, k) => slope(each, below?.errors[k])),
      dispersions: Float64Array.from(above?.logDispersions ?? [], (each, k) => slope(each, below?.logDispersions[k])),
    };
  });
  const information = prior.slice();
  slopes.forEach((one, i) => {
    // What moves dispersions alone changes the scale of the errors, not what is expected: its information is counted apart.
    const ofDispersion = one.dispersions.some((each) => each !== 0);
    slopes.slice(0, i + 1).forEach((other, j) => {
      const mixed = ofDispersion || other.dispersions.some((each) => each !== 0);
      let sum = 0;
      if (!mixed) one.errors.forEach((each, k) => (sum += each * at(other.errors, k)));
      one.dispersions.forEach((each, k) => (sum += 2 * at(counts, k) * each * at(other.dispersions, k)));
      information[i * size + j] = at(information, i * size + j) + sum;
      if (i !== j) information[j * size + i] = at(information, j * size + i) + sum;
    });
  });
  return { gradient: Float64Array.from(slopes, ({ gradient }) => gradient), information };
}

/** The precision of the scores under the prior: by differences, which are exact for what is quadratic. */
function priorInformation({ space }: Calibration): Float64Array {
  const size = space.dimension;
  const information = new Float64Array(size * size);
  const origin = new Float64Array(size);
  const fall = (...places: readonly number[]): number => {
    const point = places.reduce((moved, place) => moved.with(place, at(moved, place) + 1), origin);
    return space.logPriorOfScores(origin) - space.logPriorOfScores(point);
  };
  const alone = Array.from({ length: size }, (_, i) => fall(i));
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      const value = i === j ? 2 * at(alone, i) : fall(i, j) - at(alone, i) - at(alone, j);
      information[i * size + j] = value;
      information[j * size + i] = value;
    }
  }
  return information;
}

/** Towards greater density; undefined where the information cannot be inverted. */
function stepOf(
  gradient: Float64Array,
  { information, damping }: { information: Float64Array; damping: number },
): Float64Array | undefined {
  const size = gradient.length;
  const damped = information.map((each, place) => (place % (size + 1) === 0 ? each * (1 + damping) : each));
  const factor = cholesky(damped, size);
  if (factor === undefined) return undefined;
  const step = solveUpper(factor, solveLower(factor, gradient));
  const longest = step.reduce((most, each) => Math.max(most, Math.abs(each)), 0);
  return longest > longestStep ? step.map((each) => (each * longestStep) / longest) : step;
}

/** The lower triangle of a covariance whose inverse is the information. */
function factorOfInverse(information: Float64Array, size: number): Float64Array {
  const factor = cholesky(information, size);
  const covariance = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    const unit = new Float64Array(size).with(i, 1);
    covariance.set(factor === undefined ? unit : solveUpper(factor, solveLower(factor, unit)), i * size);
  }
  return (
    cholesky(covariance, size) ?? new Float64Array(size * size).map((_, place) => (place % (size + 1) === 0 ? 1 : 0))
  );
}

function bounded(score: number): number {
  return Math.max(-bound, Math.min(bound, score));
}

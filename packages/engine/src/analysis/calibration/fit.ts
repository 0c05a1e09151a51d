import type { WorkOptions } from '../../run/work.ts';
import { at } from './at.ts';
import type { Calibration } from './calibration.ts';
import { restartedEvolution } from './optimise/cma-es.ts';
import { lowestOf, minimise } from './optimise/minimise.ts';
import { nelderMead } from './optimise/nelder-mead.ts';
import { powell } from './optimise/powell.ts';
import { defaultTolerance, type Search } from './optimise/search.ts';
import { spreadStarts } from './optimise/starts.ts';
import { expectedAt, judge } from './posterior-density.ts';
import { seriesFit, type SeriesFit } from './series-fit.ts';

/** How to search for the best point. */
export type SearchMethod = 'cma-es' | 'nelder-mead' | 'powell';

export const searchMethods: readonly SearchMethod[] = ['cma-es', 'nelder-mead', 'powell'];

/** What a search may be told. */
export interface FitOptions extends WorkOptions {
  /** What points and populations follow from, a whole number from 0 to 2^32 - 1. */
  readonly seed: number;
  /** By default CMA-ES. */
  readonly method?: SearchMethod;
  /** Places that searches begin from: the best of ten times as many spread over the prior, and the model's own values; by default 4. */
  readonly starts?: number;
  /** The most runs, about; by default 500 for each parameter. */
  readonly mostRuns?: number;
  /** Told of the best point so far, so that something is kept if the work is stopped. */
  readonly onBest?: (scores: Float64Array) => void;
}

/** The best point of a calibration, and how it was found. */
export interface Fit {
  readonly method: SearchMethod;
  readonly seed: number;
  /** The most probable values, in the order of the calibration's parameters: those with the greatest likelihood times prior density. */
  readonly values: Float64Array;
  /** The same on the scale of the search. */
  readonly scores: Float64Array;
  readonly logLikelihood: number;
  readonly logPrior: number;
  readonly series: readonly SeriesFit[];
  readonly runs: number;
  /** Runs that failed, or gave what the figures cannot come from. */
  readonly failed: number;
  readonly converged: boolean;
  /** How the searches ended and what to make of it, in words. */
  readonly remarks: readonly string[];
}

/**
 * Searches for the parameter values that are most probable given the figures and the priors. With CMA-ES one search after another, each with twice the population of the last; with the others all
 * starts side by side. The same seed gives the same to the bit on any number of threads.
 *
 * @throws {RangeError} where no point that was tried gives the figures any probability
 */
export async function calibrate(calibration: Calibration, options: FitOptions): Promise<Fit> {
  const { seed, method = 'cma-es', starts = 4, onBest, onProgress } = options;
  const { space } = calibration;
  const { dimension } = space;
  const mostRuns = options.mostRuns ?? 500 * dimension;
  const signal = options.signal === undefined ? {} : { signal: options.signal };
  let runs = 0;
  let failed = 0;
  const objective = async (points: Float64Array): Promise<Float64Array> => {
    const judged = await judge(calibration, points, signal);
    runs += judged.length;
    return Float64Array.from(judged, ({ logLikelihood, logPriorOfValues }) => {
      if (logLikelihood === Number.NEGATIVE_INFINITY) failed++;
      return -(logLikelihood + logPriorOfValues);
    });
  };
  const first = await firstPoints(calibration, { seed, count: starts, objective });
  const left = Math.max(mostRuns - runs, 20 * dimension);
  const searches = searchesFor(method, { seed, starts: first, mostEvaluations: left });
  const results = await minimise(searches, objective, {
    dimension,
    expected: left,
    ...signal,
    ...(onProgress === undefined ? {} : { onProgress }),
    ...(onBest === undefined ? {} : { onBest: ({ point }) => onBest(point) }),
  });
  const best = lowestOf(results);
  const remarks = results.map(({ value, evaluations, stopped }, index) => {
    const which = results.length === 1 ? 'The search' : `Search ${index + 1}`;
    return `${which} ended after ${evaluations} runs with a log-density of ${(-value).toFixed(2)}: ${stopped}`;
  });
  const alike = results.filter(({ value }) => value - best.value < 0.1).length;
  if (results.length > 1 && alike < results.length)
    remarks.push(
      `${alike} of ${results.length} searches found the best point; the others ended elsewhere, so there may be a better one still`,
    );
  if (failed > 0) remarks.push(`${failed} of ${runs} runs failed or gave what the figures cannot come from`);
  return { ...(await fitAt(calibration, best.point)), method, seed, runs, failed, converged: best.converged, remarks };
}

/**
 * What a calibration gives at a point.
 *
 * @throws {RangeError} where it gives the figures no probability
 */
export async function fitAt(
  calibration: Calibration,
  scores: Float64Array,
): Promise<Pick<Fit, 'values' | 'scores' | 'logLikelihood' | 'logPrior' | 'series'>> {
  const values = calibration.space.valuesOf(scores);
  const [judged] = await judge(calibration, scores);
  const [expected] = await expectedAt(calibration, [values]);
  if (judged === undefined || expected === undefined || judged.logLikelihood === Number.NEGATIVE_INFINITY)
    throw new RangeError(
      'Cannot fit the series: every run that was tried failed or gave what the figures cannot come from',
    );
  const { logLikelihood, logPriorOfValues } = judged;
  const series = calibration.observations.map((observation, index) => {
    const from = at(calibration.offsets, index);
    return seriesFit(observation, {
      expected: expected.slice(from, from + observation.times.length),
      until: calibration.until,
    });
  });
  return { values, scores, logLikelihood, logPrior: logPriorOfValues, series };
}

function searchesFor(
  method: SearchMethod,
  { seed, starts, mostEvaluations }: { seed: number; starts: readonly Float64Array[]; mostEvaluations: number },
): readonly Search[] {
  const shared = { scale: 0.5, tolerance: defaultTolerance };
  if (method === 'cma-es') {
    return [restartedEvolution({ ...shared, seed, stream: 0, starts, mostEvaluations })];
  }
  const each = Math.ceil(mostEvaluations / starts.length);
  return starts.map((start) =>
    (method === 'powell' ? powell : nelderMead)({ ...shared, start, mostEvaluations: each }),
  );
}

/** The model's own values, and the best of points spread over the prior. */
async function firstPoints(
  { space, initial }: Calibration,
  {
    seed,
    count,
    objective,
  }: { seed: number; count: number; objective: (points: Float64Array) => Promise<Float64Array> },
): Promise<Float64Array[]> {
  const { dimension } = space;
  const own = initial === undefined ? [] : [space.scoresOf(initial)];
  const spread = spreadStarts(space, { seed, count: 10 * count });
  const values = await objective(spread);
  const order = Array.from(values, (_, row) => row).toSorted(
    (a, b) => worth(at(values, a)) - worth(at(values, b)) || a - b,
  );
  const best = order.map((row) => spread.slice(row * dimension, (row + 1) * dimension));
  return [...own, ...best].slice(0, Math.max(1, count));
}

function worth(value: number): number {
  return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
}

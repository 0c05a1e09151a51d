import type { WorkOptions } from '../../run/work.ts';
import { at } from './at.ts';
import type { Calibration } from './calibration.ts';
import { logSeriesDensity, type Spread } from './likelihood/series-density.ts';

/** What is known of a point of a calibration. */
export interface Judged {
  /** Of the fitted figures; minus infinity where the run failed. */
  readonly logLikelihood: number;
  /** Prior density of the values, and of the scores. */
  readonly logPriorOfValues: number;
  readonly logPriorOfScores: number;
}

/**
 * Runs a calibration's experiment at points and judges what it gives.
 *
 * @param scores row-major
 */
export async function judge(
  calibration: Calibration,
  scores: Float64Array,
  options: WorkOptions = {},
): Promise<readonly Judged[]> {
  const { dimension } = calibration.space;
  const count = scores.length / dimension;
  const points = Array.from({ length: count }, (_, row) => scores.slice(row * dimension, (row + 1) * dimension));
  const values = points.map((point) => calibration.space.valuesOf(point));
  const expected = await expectedAt(calibration, values, options);
  return points.map((point, row) => ({
    logLikelihood: logLikelihoodOf(calibration, {
      expected: expected[row] ?? new Float64Array(0),
      values: values[row] ?? new Float64Array(0),
    }),
    logPriorOfValues: calibration.space.logPriorOfValues(point),
    logPriorOfScores: calibration.space.logPriorOfScores(point),
  }));
}

/** What the model gives for every figure of every series, for each list of parameter values. */
export async function expectedAt(
  { experiment }: Calibration,
  values: readonly Float64Array[],
  options: WorkOptions = {},
): Promise<readonly Float64Array[]> {
  const inputs = experiment.inputs.length;
  const points = new Float64Array(values.length * inputs);
  values.forEach((each, row) => points.set(each.subarray(0, inputs), row * inputs));
  const found = await experiment.run(points, options);
  const width = experiment.outputs.length;
  return values.map((_, row) => found.subarray(row * width, (row + 1) * width));
}

/** The logarithm of the likelihood of the fitted figures. */
export function logLikelihoodOf(
  calibration: Calibration,
  { expected, values }: { expected: Float64Array; values: Float64Array },
): number {
  let sum = 0;
  for (const [index, observation] of calibration.observations.entries()) {
    const from = at(calibration.offsets, index);
    const { times } = observation;
    sum += logSeriesDensity(observation, {
      expected: expected.subarray(from, from + times.length),
      spread: spreadOf(calibration, { index, values }),
      fitted: (place) => at(times, place) <= calibration.until,
    });
    if (sum === Number.NEGATIVE_INFINITY) return sum;
  }
  return sum;
}

/** Dispersion and autocorrelation of a series at a point. */
export function spreadOf({ spreads }: Calibration, { index, values }: { index: number; values: Float64Array }): Spread {
  const own = spreads[index];
  const valueOf = (source: number | { readonly place: number } | undefined): number =>
    typeof source === 'number' ? source : at(values, source?.place ?? -1);
  return { dispersion: valueOf(own?.dispersion), autocorrelation: valueOf(own?.autocorrelation) };
}

import type { Diagnostic } from '../../model/diagnostic.ts';
import { InputError } from '../../run/input-error.ts';
import type { Problem } from '../../run/problem.ts';
import type { RunMany } from '../../run/run-many.ts';
import type { Distribution } from '../../random/distribution.ts';
import type { Experiment } from '../experiment.ts';
import { checkObservations } from './check-observations.ts';
import { checkPriors } from './check-priors.ts';
import type { Observation } from './likelihood/observation.ts';
import { parameterSpace, type CalibrationParameter, type ParameterSpace } from './parameter-space.ts';
import { constantValue, seriesExperiment, withinRun } from './series-experiment.ts';

/**
 * What is to be estimated from what: series that a model is held against, the numbers that are not known, and how to run the model. A plain value: the fit, the
 * posterior and all that is made of them take it.
 */
export interface Calibration {
  /** Its inputs are the constants among the parameters, its outputs what the model gives for every figure of every series. */
  readonly experiment: Experiment;
  readonly observations: readonly Observation[];
  /** Where the figures of each series begin among the outputs. */
  readonly offsets: readonly number[];
  /** The constants first, in the order given; then dispersions and autocorrelations that are to be estimated. */
  readonly parameters: readonly CalibrationParameter[];
  readonly space: ParameterSpace;
  /** For each series its dispersion and autocorrelation: a number, or which parameter. */
  readonly spreads: readonly { readonly dispersion: SpreadSource; readonly autocorrelation: SpreadSource }[];
  /** Figures after this time are held out: not fitted, but compared. */
  readonly until: number;
  /** Values of the parameters as the model has them, where it has; a place that a search begins from. */
  readonly initial?: Float64Array;
  /** What was left out and why, in words. */
  readonly notes: readonly string[];
}

type SpreadSource = number | { readonly place: number };

/** What a calibration is made of, beside the model. */
export interface CalibrationOptions {
  readonly observations: readonly Observation[];
  readonly parameters: readonly CalibrationParameter[];
  /** Figures after this time are held out; by default none. */
  readonly until?: number;
  /** Of the scores of the parameters' priors (see `ParameterSpace`), row-major: what `priorFromPosterior` gives; by default they are independent. */
  readonly correlation?: Float64Array;
}

/**
 * A calibration of constants of a problem's program. Figures at times that the run does not reach are left out, with a note. Every run draws the same random numbers, those of the problem's
 * member.
 *
 * @throws {InputError} with all that is wrong: names that are not there, figures that their error model cannot give, priors that make no sense, no figure to fit
 * @example
 * ```ts
 * const observations = [{ name: 'referrals', variables: ['x'], times: [2021, 2022], values: [102, 104], error: 'count' }] as const;
 * const parameters = [{ name: 'referral rate', prior: { kind: 'uniform', low: 0.02, high: 0.1 } }] as const;
 * const calibration = createCalibration(createProblem(program), { observations, parameters, runMany: runManyHere(wasmBackend) });
 * calibration.experiment.outputs.length; // 2
 * ```
 */
export function createCalibration(
  problem: Problem,
  { runMany, ...options }: CalibrationOptions & { readonly runMany: RunMany },
): Calibration {
  const { observations, notes } = withinRun(problem, options.observations);
  const diagnostics = [...checkObservations(observations, options), ...checkPriors(options.parameters)];
  if (diagnostics.length > 0) throw new InputError(diagnostics);
  const inputs = options.parameters.map(({ name }) => name);
  const experiment = seriesExperiment(problem, { inputs, observations, runMany });
  const made = calibrationOf(experiment, { ...options, observations });
  const own = inputs.map((name) => constantValue(problem, name));
  const middle = made.space.valuesOf(new Float64Array(made.space.dimension));
  const initial = Float64Array.from(made.parameters, (_, place) => own[place] ?? middle[place] ?? Number.NaN);
  return { ...made, initial, notes };
}

/**
 * A calibration of any experiment whose outputs are the figures that the series are held against, series after series; its inputs are the parameters. For functions whose posterior is known.
 *
 * @throws {InputError} as `createCalibration`
 */
export function calibrationOf(experiment: Experiment, options: CalibrationOptions): Calibration {
  const { observations, until = Number.POSITIVE_INFINITY, correlation } = options;
  const diagnostics: Diagnostic[] = [...checkObservations(observations, options), ...checkPriors(options.parameters)];
  if (diagnostics.length > 0) throw new InputError(diagnostics);
  const parameters = [...options.parameters];
  const source = (known: number | Distribution, name: string): SpreadSource => {
    if (typeof known === 'number') return known;
    return { place: parameters.push({ name, prior: known }) - 1 };
  };
  const spreads = observations.map(({ name, dispersion = 0, autocorrelation = 0 }) => ({
    dispersion: source(dispersion, `dispersion of ${name}`),
    autocorrelation: source(autocorrelation, `autocorrelation of ${name}`),
  }));
  const offsets: number[] = [];
  observations.reduce((from, { times }) => {
    offsets.push(from);
    return from + times.length;
  }, 0);
  const joint =
    correlation === undefined
      ? undefined
      : widened(correlation, { from: options.parameters.length, to: parameters.length });
  const space = parameterSpace(parameters, joint === undefined ? {} : { correlation: joint });
  return { experiment, observations, offsets, parameters, space, spreads, until, notes: [] };
}

/** A correlation with further parameters that are independent of all. */
function widened(correlation: Float64Array, { from, to }: { from: number; to: number }): Float64Array {
  return Float64Array.from({ length: to * to }, (_, place) => {
    const [row, column] = [Math.floor(place / to), place % to];
    return row < from && column < from ? (correlation[row * from + column] ?? Number.NaN) : row === column ? 1 : 0;
  });
}

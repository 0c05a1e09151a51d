import type { WorkOptions } from '../../run/work.ts';
import { at } from './at.ts';
import type { Calibration } from './calibration.ts';
import { convergenceOf, type Convergence } from './diagnose/convergence.ts';
import { quantile } from '../quantiles.ts';
import { evolutionStrategy } from './optimise/cma-es.ts';
import { lowestOf, minimise } from './optimise/minimise.ts';
import { spreadStarts } from './optimise/starts.ts';
import type { CalibrationParameter } from './parameter-space.ts';
import { judge } from './posterior-density.ts';
import { laplaceApproximation } from './sample/laplace.ts';
import { timesLower } from './triangular.ts';
import { sample, startSampler, type LogDensity } from './sample/sample.ts';
import type { SamplerSettings, SamplerState } from './sample/sampler-state.ts';
import type { StudentApproximation } from './sample/student-approximation.ts';
import { Draws } from '../../random/draws.ts';
import { normalQuantile } from '../../random/normal-quantile.ts';

/** Draws from the posterior of a calibration, with all that is needed to judge them and to go on. */
export interface Posterior {
  readonly parameters: readonly CalibrationParameter[];
  /** So many of them, the first, are constants of the model; the others belong to the errors of the series. */
  readonly constants: number;
  /** Row-major, a value for each parameter a draw; draw by draw and within a draw chain by chain. */
  readonly draws: Float64Array;
  readonly state: SamplerState;
}

/** How to sample. */
export interface SampleSettings extends WorkOptions, Partial<Omit<SamplerSettings, 'seed'>> {
  readonly seed: number;
  /** Where the density is great, as `Fit.scores`: half of the chains begin there, and the search for the middle of the posterior. */
  readonly near?: Float64Array;
  /** The posterior's normal approximation, as of `findMode`: takes the place of the search for one, and chains begin at draws from it that are spread half as widely again. */
  readonly approximation?: StudentApproximation;
  /** Goes on from where another call had come to; its settings hold. */
  readonly resume?: SamplerState;
  /** Told of the state after every block of moves, so that something is kept if the work is stopped. */
  readonly onState?: (state: SamplerState) => void;
}

/** Eight chains, 250 moves of warm-up and 250 draws of each, two moves apart. */
export const defaultSampling: Omit<SamplerSettings, 'seed'> = { chains: 8, warmUp: 250, draws: 250, thin: 2 };

/** Evaluations for each parameter in the search for the greatest density on the scale of the scores. */
const climb = 60;

/**
 * Draws from the posterior. First the point of greatest density and the normal approximation about it; then an ensemble of chains, half of which begin at points spread over the prior:
 * see `sample`. A run that is stopped and resumed gives the same bytes as one that is not, on any number of threads.
 */
export async function samplePosterior(calibration: Calibration, options: SampleSettings): Promise<Posterior> {
  const { resume, signal, onProgress, onState } = options;
  const density = posteriorDensity(calibration);
  const work = { ...(signal === undefined ? {} : { signal }), ...(onProgress === undefined ? {} : { onProgress }) };
  const start = resume ?? (await begin(calibration, { density, options }));
  const state = await sample(density, start, { ...work, ...(onState === undefined ? {} : { onState }) });
  return posteriorOf(calibration, { state, constants: calibration.experiment.inputs.length });
}

/** The posterior as far as a sampler has come. */
export function posteriorOf(
  { parameters, space }: Pick<Calibration, 'parameters' | 'space'>,
  { state, constants }: { state: SamplerState; constants: number },
): Posterior {
  const draws = new Float64Array(state.kept.length);
  for (let from = 0; from < draws.length; from += space.dimension)
    draws.set(space.valuesOf(state.kept.subarray(from, from + space.dimension)), from);
  return { parameters, constants, draws, state };
}

/** The logarithm of the posterior density of scores, but for a constant. */
function posteriorDensity(calibration: Calibration): LogDensity {
  return async (points, options) =>
    Float64Array.from(
      await judge(calibration, points, options),
      ({ logLikelihood, logPriorOfScores }) => logLikelihood + logPriorOfScores,
    );
}

async function begin(
  calibration: Calibration,
  { density, options }: { density: LogDensity; options: SampleSettings },
): Promise<SamplerState> {
  const { space, initial } = calibration;
  const { dimension } = space;
  const { seed, chains, warmUp, draws, thin } = { ...defaultSampling, ...definedOf(options) };
  const settings: SamplerSettings = { seed, chains, warmUp, draws, thin };
  const work = options.signal === undefined ? {} : { signal: options.signal };
  if (options.approximation !== undefined) {
    const { approximation } = options;
    const spread = spreadAbout(approximation, { seed, count: Math.max(2 * dimension, 4 * chains) });
    return startSampler(density, { settings, spread, approximation, dimension, options: work });
  }
  const from = options.near ?? (initial === undefined ? new Float64Array(dimension) : space.scoresOf(initial));
  const search = evolutionStrategy({
    start: from,
    scale: options.near === undefined ? 0.5 : 0.1,
    tolerance: 1e-3,
    mostEvaluations: climb * dimension,
    seed,
    stream: 1000,
  });
  const negative: LogDensity = async (points, inner) => (await density(points, inner)).map((each) => -each);
  const top = lowestOf(
    await minimise([search], negative, {
      dimension,
      expected: climb * dimension,
      ...work,
      ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
    }),
  );
  const { approximation, evaluations } = await laplaceApproximation(density, top.point, work);
  const spread = spreadStarts(space, { seed, count: Math.max(5 * dimension, 4 * chains) });
  const state = await startSampler(density, {
    settings,
    spread,
    approximation,
    known: [top.point],
    dimension,
    options: work,
  });
  return { ...state, evaluations: state.evaluations + evaluations + top.evaluations };
}

/** How much wider than the approximation the chains begin: more than what they are to find (Gelman and Rubin 1992). */
const overdispersion = 1.5;
const startsKey = 0x53505244;

/** Points drawn from an approximation that is made wider. */
function spreadAbout(
  { middle, factor }: StudentApproximation,
  { seed, count }: { seed: number; count: number },
): Float64Array {
  const size = middle.length;
  const points = new Float64Array(count * size);
  for (let row = 0; row < count; row++) {
    const draws = new Draws({ key: [seed, startsKey], member: row, stream: 0, step: 0 });
    const away = timesLower(
      factor,
      Float64Array.from({ length: size }, () => normalQuantile(draws.next())),
    );
    points.set(
      middle.map((each, i) => each + overdispersion * at(away, i)),
      row * size,
    );
  }
  return points;
}

function definedOf(options: SampleSettings): Pick<SampleSettings, 'seed'> & Partial<SamplerSettings> {
  const { seed, chains, warmUp, draws, thin } = options;
  return {
    seed,
    ...(chains === undefined ? {} : { chains }),
    ...(warmUp === undefined ? {} : { warmUp }),
    ...(draws === undefined ? {} : { draws }),
    ...(thin === undefined ? {} : { thin }),
  };
}

/** What the posterior says of one parameter. */
export interface ParameterSummary extends Convergence {
  readonly name: string;
  readonly mean: number;
  readonly deviation: number;
  readonly median: number;
  /** The ends of the range that holds 90 of 100 draws. */
  readonly low: number;
  readonly high: number;
}

/** Each parameter's middle, range and convergence. */
export function summarisePosterior(posterior: Posterior): readonly ParameterSummary[] {
  return posterior.parameters.map(({ name }, place) => {
    const chains = chainsOf(posterior, place);
    const sorted = Float64Array.from(chains.flatMap((chain) => [...chain])).sort();
    const mean = sorted.reduce((sum, each) => sum + each, 0) / sorted.length;
    const square = sorted.reduce((sum, each) => sum + (each - mean) * (each - mean), 0);
    return {
      name,
      mean,
      deviation: Math.sqrt(square / (sorted.length - 1)),
      median: quantile(sorted, 0.5),
      low: quantile(sorted, 0.05),
      high: quantile(sorted, 0.95),
      ...convergenceOf(chains),
    };
  });
}

/** The draws of one parameter, chain by chain in the order in which they were drawn: what a trace plot shows. */
export function chainsOf({ parameters, draws, state }: Posterior, place: number): Float64Array[] {
  const { chains } = state.settings;
  const size = parameters.length;
  const length = draws.length / size / chains;
  return Array.from({ length: chains }, (_, chain) =>
    Float64Array.from({ length }, (__, index) => at(draws, (index * chains + chain) * size + place)),
  );
}

import { Draws } from '../../random/draws.ts';
import { normalQuantile } from '../../random/normal-quantile.ts';
import type { WorkOptions } from '../../run/work.ts';
import { at } from './at.ts';
import type { Calibration } from './calibration.ts';
import { rankUniformity, type RankUniformity } from './diagnose/rank-uniformity.ts';
import type { Observation } from './likelihood/observation.ts';
import { replicate } from './likelihood/replicate.ts';
import { errorAfter, errorAt, expectationAt, type PastError } from './likelihood/series-density.ts';
import { expectedAt, spreadOf } from './posterior-density.ts';
import { samplePosterior, type SampleSettings } from './posterior.ts';

/** Whether posteriors of a calibration are right, for one parameter. */
export interface ParameterCalibration extends RankUniformity {
  readonly name: string;
  /** For each repetition, the share of draws below the value that the figures were made with. */
  readonly ranks: Float64Array;
}

/**
 * Simulation-based calibration (Talts, Betancourt, Simpson, Vehtari and Gelman 2018): draws parameters from their priors, makes figures with them at the same times, samples the posterior given those, and
 * asks where the truth lies among the draws. Over repetitions its rank is even if, and only if, model, likelihood and sampler agree. Costs a whole calibration a repetition. Draws of a repetition are
 * thinned to about independent ones, `sampling.draws` a chain.
 */
export async function simulationBasedCalibration(
  calibration: Calibration,
  {
    repetitions,
    sampling,
    seed,
    signal,
    onProgress,
  }: WorkOptions & {
    repetitions: number;
    sampling: Omit<SampleSettings, 'seed' | 'near' | 'resume'>;
    seed: number;
  },
): Promise<readonly ParameterCalibration[]> {
  const { space, parameters } = calibration;
  const ranks = parameters.map(() => new Float64Array(repetitions).fill(Number.NaN));
  for (let repetition = 0; repetition < repetitions; repetition++) {
    signal?.throwIfAborted();
    const { truth, made } = await makeFigures(calibration, { seed, repetition });
    const posterior = await samplePosterior(made, {
      ...sampling,
      seed: (seed * 7919 + repetition) >>> 0,
      ...(signal === undefined ? {} : { signal }),
    });
    const count = posterior.draws.length / space.dimension;
    ranks.forEach((own, place) => {
      let below = 0;
      for (let row = 0; row < count; row++)
        if (at(posterior.draws, row * space.dimension + place) < at(truth, place)) below++;
      // Within its step, so that the share is continuous.
      const draws = new Draws({ key: [seed, 0x53424354], member: repetition, stream: place, step: 0 });
      own[repetition] = (below + draws.next()) / (count + 1);
    });
    onProgress?.({ done: repetition + 1, total: repetitions });
  }
  return parameters.map(({ name }, place) => {
    const own = ranks[place] ?? new Float64Array(0);
    return { name, ranks: own, ...rankUniformity(own, { seed }) };
  });
}

/** Parameters drawn from the priors, and the calibration with figures made with them. A draw with which the model fails is drawn again. */
async function makeFigures(
  calibration: Calibration,
  { seed, repetition }: { seed: number; repetition: number },
): Promise<{ truth: Float64Array; made: Calibration }> {
  const { space, observations, offsets } = calibration;
  for (let attempt = 0; attempt < 100; attempt++) {
    const draws = new Draws({ key: [seed, 0x53424349], member: repetition, stream: attempt, step: 0 });
    const scores = space.priorScores(
      Float64Array.from({ length: space.dimension }, () => normalQuantile(draws.next())),
    );
    const truth = space.valuesOf(scores);
    const [expected] = await expectedAt(calibration, [truth]);
    if (expected === undefined || expected.some((each) => !Number.isFinite(each))) continue;
    const figures = observations.map((observation, index): Observation => {
      const from = at(offsets, index);
      const spread = spreadOf(calibration, { index, values: truth });
      let before: PastError | undefined;
      const values: number[] = [];
      for (const [place, time] of observation.times.entries()) {
        const expectation = expectationAt(observation, { expected: at(expected, from + place), place, spread });
        const after =
          before === undefined || spread.autocorrelation === 0
            ? undefined
            : errorAfter(before, { time, autocorrelation: spread.autocorrelation });
        values.push(
          replicate(draws, { kind: observation.error, expectation, ...(after === undefined ? {} : { error: after }) }),
        );
        before = errorAt({ ...observation, values }, { expectation, place });
      }
      return { ...observation, values };
    });
    if (figures.some(({ values }) => values.some((each) => Number.isNaN(each)))) continue;
    return { truth, made: { ...calibration, observations: figures } };
  }
  throw new RangeError('Cannot make figures: the model failed with every draw from the priors');
}

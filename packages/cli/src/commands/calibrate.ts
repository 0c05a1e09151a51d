import { createProblem, type WorkOptions } from '@weir/engine';
import {
  calibrate as searchBest,
  createCalibration,
  defaultSampling,
  hashOfCalibration,
  hashOfProgram,
  identifiability,
  posteriorOf,
  predict,
  predictiveRemarks,
  samplePosterior,
  samplingWarnings,
  summarisePosterior,
  writePosterior,
  type Calibration,
  type Fit,
  type FitOptions,
  type Posterior,
  type SamplerState,
  type SearchMethod,
} from '@weir/engine/analysis';
import { readColumnSettings } from '../calibration/column-settings.ts';
import { observationsOf, publishedFigures } from '../calibration/observations.ts';
import { chosenParameters, storedPosterior, type ParameterOptions } from '../calibration/parameters.ts';
import {
  calibrationPrinters,
  type CalibrationFormat,
  type CalibrationReport,
} from '../calibration/print-calibration.ts';
import { readFigures } from '../calibration/read-figures.ts';
import { exitCodes, Failure } from '../failure.ts';
import { generalName, loadGeneral } from '../general-model.ts';
import { longWork } from '../long-work.ts';
import { writeOutput } from '../read-file.ts';
import { loadModel } from '../read-model.ts';
import { refusingInput } from '../refusing-input.ts';
import type { Terminal } from '../terminal.ts';

/** The options of `weir calibrate`. */
export interface CalibrateOptions extends ParameterOptions {
  readonly data?: string;
  readonly columns?: string;
  readonly use?: readonly string[];
  readonly set?: Readonly<Record<string, number>>;
  readonly until?: number;
  readonly method: SearchMethod;
  readonly starts: number;
  readonly runs?: number;
  /** Draws to keep; absent: search alone. */
  readonly sample?: number;
  readonly chains: number;
  readonly warmUp: number;
  readonly thin: number;
  readonly resume?: string;
  readonly local?: string;
  readonly authority?: string;
  readonly seed: number;
  readonly threads?: number;
  readonly format: CalibrationFormat;
  readonly out?: string;
}

/**
 * Estimates constants of a model from series, and prints the best point, and where it is asked to the posterior and what it predicts. Interrupted while it samples, it writes what there is, from
 * which `--resume` goes on to the same bytes. The same options give the same bytes on any number of threads.
 *
 * @throws Failure where a name, a file or a figure cannot be used, or it was interrupted
 */
export async function calibrate(terminal: Terminal, path: string, options: CalibrateOptions): Promise<void> {
  const sampling = options.sample !== undefined || options.resume !== undefined;
  if (options.out !== undefined && !sampling)
    throw new Failure(
      'Cannot write a posterior that was not sampled: give --sample NUMBER with --out',
      exitCodes.usage,
    );
  const isGeneral = path === generalName;
  const general = isGeneral ? await loadGeneral(terminal, { ...options, model: path }) : undefined;
  const model = general?.model ?? (await loadModel(terminal, path));
  if (options.data === undefined && general === undefined)
    throw new Failure('Cannot calibrate without figures: give --data FILE', exitCodes.usage);
  const figures =
    options.data === undefined && general !== undefined
      ? publishedFigures(general)
      : await readFigures(terminal, options.data ?? '');
  const settings =
    options.columns === undefined ? new Map<string, never>() : await readColumnSettings(terminal, options.columns);
  const observations = observationsOf(figures, { model, settings, use: options.use, indicators: general?.indicators });
  const problem = refusingInput(model, () =>
    createProblem(model, options.set === undefined ? {} : { parameters: options.set }),
  );
  const chosen = await chosenParameters(terminal, options, { program: problem.program, general });
  const stored = options.resume === undefined ? undefined : await storedPosterior(options.resume);
  const programHash = hashOfProgram(problem.program);
  const threads = options.threads === undefined ? {} : { threads: options.threads };
  const report = await longWork(terminal, { doing: 'calibrate', ...threads }, async (runMany, work) => {
    const until = options.until === undefined ? {} : { until: options.until };
    const calibration = refusingInput(model, () =>
      createCalibration(problem, { observations, ...chosen, ...until, runMany }),
    );
    const origin = {
      model: model.name,
      programHash,
      calibrationHash: hashOfCalibration(calibration),
      notes: calibration.notes,
    };
    if (stored !== undefined) requireSame(stored.origin, origin);
    const keep = async (posterior: Posterior): Promise<void> => {
      if (options.out !== undefined) await writeOutput(options.out, writePosterior(posterior, origin));
    };
    return carryOut(calibration, { options, work, keep, resume: stored?.posterior.state });
  });
  terminal.out(calibrationPrinters[options.format](report));
}

interface Steps {
  readonly options: CalibrateOptions;
  readonly work: WorkOptions;
  readonly keep: (posterior: Posterior) => Promise<void>;
  readonly resume: SamplerState | undefined;
}

async function carryOut(calibration: Calibration, { options, work, keep, resume }: Steps): Promise<CalibrationReport> {
  const { seed, method, starts, runs } = options;
  const told = { seed, method, starts, ...(runs === undefined ? {} : { mostRuns: runs }), ...work };
  const fit = resume === undefined ? await searching(calibration, told) : undefined;
  const remarks = [...calibration.notes, ...(fit?.remarks ?? [])];
  if (options.sample === undefined && resume === undefined) return { calibration, fit, sampled: undefined, remarks };
  const posterior = await sampleOrKeep(calibration, { options, work, keep, resume, fit });
  await keep(posterior);
  const summary = summarisePosterior(posterior);
  const predictions = await predict(calibration, posterior, {
    seed,
    ...(work.signal === undefined ? {} : { signal: work.signal }),
  });
  const found = identifiability(calibration, posterior);
  return {
    calibration,
    fit,
    sampled: { posterior, summary, predictions, identifiability: found },
    remarks: [
      ...remarks,
      samplingRemark(posterior),
      ...samplingWarnings(posterior, summary),
      ...found.remarks,
      ...predictiveRemarks(predictions),
    ],
  };
}

/** Searches; where it is interrupted, the best point so far is told. */
async function searching(calibration: Calibration, options: FitOptions): Promise<Fit> {
  let best: Float64Array | undefined;
  try {
    return await searchBest(calibration, { ...options, onBest: (scores) => (best = scores) });
  } catch (error) {
    if (error instanceof RangeError) throw new Failure(error.message, undefined, { cause: error });
    if (options.signal?.aborted !== true || best === undefined) throw error;
    const values = calibration.space.valuesOf(best);
    const listed = calibration.space.names.map((name, place) => `${name} = ${Number(values[place]?.toPrecision(4))}`);
    throw new Failure(
      `Stopped before the search was done; the best point so far: ${listed.join(', ')}`,
      exitCodes.stopped,
      { cause: error },
    );
  }
}

/** Samples; where it is interrupted, what there is is kept first. */
async function sampleOrKeep(
  calibration: Calibration,
  { options, work, keep, resume, fit }: Steps & { fit: Fit | undefined },
): Promise<Posterior> {
  const { seed, chains, warmUp, thin, sample, out } = options;
  const draws = sample === undefined ? undefined : Math.ceil(sample / (resume?.settings.chains ?? chains));
  let state = resume;
  try {
    return await samplePosterior(calibration, {
      seed,
      ...(resume === undefined
        ? { chains, warmUp, thin, draws: draws ?? defaultSampling.draws }
        : {
            resume:
              draws === undefined
                ? resume
                : { ...resume, settings: { ...resume.settings, draws: Math.max(draws, resume.settings.draws) } },
          }),
      ...(fit === undefined ? {} : { near: fit.scores }),
      ...work,
      onState: (reached) => (state = reached),
    });
  } catch (error) {
    if (work.signal?.aborted !== true || state === undefined || out === undefined) throw error;
    await keep(posteriorOf(calibration, { state, constants: calibration.experiment.inputs.length }));
    const total = state.settings.warmUp + state.settings.draws * state.settings.thin;
    throw new Failure(
      `Stopped after ${state.updates} of ${total} moves; what there is was written to "${out}": the same command with --resume "${out}" goes on from there`,
      exitCodes.stopped,
      { cause: error },
    );
  }
}

function samplingRemark({ state, draws, parameters }: Posterior): string {
  const { settings, evaluations, keptEvaluations } = state;
  const kept = draws.length / parameters.length;
  return `The sampling took ${evaluations} runs, ${keptEvaluations} of them after the warm-up, for ${kept} draws of ${settings.chains} chains (seed ${settings.seed})`;
}

function requireSame(
  stored: { readonly model: string; readonly programHash: string; readonly calibrationHash: string },
  own: { readonly programHash: string; readonly calibrationHash: string },
): void {
  const what =
    stored.programHash !== own.programHash
      ? 'the model has changed since'
      : stored.calibrationHash !== own.calibrationHash
        ? 'it has other figures, errors or parameters'
        : undefined;
  if (what !== undefined)
    throw new Failure(
      `Cannot go on with the sampling of "${stored.model}": ${what}; give the same model, --data, --columns, --vary and --until as before, or leave --resume out`,
    );
}

import { createProblem, type Model, type RunMany, type WorkOptions } from '@weir/engine';
import {
  experimentOf,
  morrisScreening,
  sobolIndices,
  tornado,
  type Measure,
  type MorrisScreening,
} from '@weir/engine/analysis';
import type { GeneralModel } from '@weir/care';
import type { NamedDistribution } from '../distribution-argument.ts';
import { exitCodes, Failure } from '../failure.ts';
import { generalName, loadGeneral } from '../general-model.ts';
import { longWork } from '../long-work.ts';
import { writeOutput } from '../read-file.ts';
import { loadModel } from '../read-model.ts';
import { refusingInput } from '../refusing-input.ts';
import { measuresFor } from '../sensitivity/measures.ts';
import { sensitivityPrinters, type Sensitivity, type SensitivityFormat } from '../sensitivity/print-sensitivity.ts';
import { rankStrategies } from '../sensitivity/rank-strategies.ts';
import { variedInputs, type Varied } from '../sensitivity/varied-inputs.ts';
import type { Terminal } from '../terminal.ts';

/** The options of `weir sensitivity`. */
export interface SensitivityOptions {
  readonly method: 'morris' | 'sobol' | 'tornado' | 'ranking';
  readonly vary?: readonly Varied[];
  readonly measure?: readonly Measure[];
  readonly set?: Readonly<Record<string, number>>;
  /** Runs at most. */
  readonly runs?: number;
  /** Screen first and go on with this many inputs of each measure. */
  readonly screen?: number;
  readonly strategies?: readonly string[];
  readonly better: 'lower' | 'higher';
  readonly local?: string;
  readonly authority?: string;
  readonly seed: number;
  readonly threads?: number;
  readonly format: SensitivityFormat;
  readonly out?: string;
}

/**
 * Says which of the constants that are not known exactly matter, or which would change the order of strategies. The same options give the
 * same bytes, on any number of threads.
 *
 * @throws Failure where a name is not known, or it was interrupted
 */
export async function sensitivity(terminal: Terminal, path: string, options: SensitivityOptions): Promise<void> {
  const isGeneral = path === generalName;
  const general = isGeneral ? await loadGeneral(terminal, { ...options, model: path }) : undefined;
  const model = general?.model ?? (await loadModel(terminal, path));
  const measures = measuresFor(model, options.measure ?? defaultMeasures(isGeneral), general?.indicators);
  const found = await longWork(terminal, { doing: 'sensitivity', ...threadsOf(options) }, (runMany, work) => {
    const asked = { model, general, measures, options, runMany };
    return options.method === 'ranking' ? rankStrategies(asked, work) : withNotes(analyse(asked, work), general);
  });
  const text = sensitivityPrinters[options.format](found);
  if (options.out === undefined) terminal.out(text);
  else await writeOutput(options.out, text);
}

/** What is to be found out, of which model, and what carries out its runs. */
export interface SensitivityQuestion {
  readonly model: Model;
  readonly general: GeneralModel | undefined;
  readonly measures: readonly Measure[];
  readonly options: SensitivityOptions;
  readonly runMany: RunMany;
}

async function analyse(
  { model, general, measures, options, runMany }: SensitivityQuestion,
  work: WorkOptions,
): Promise<Sensitivity> {
  const { method, seed, runs, set } = options;
  const given = set === undefined ? {} : { parameters: set };
  const problem = refusingInput(model, () => createProblem(model, given));
  const experimentWith = (varied: readonly NamedDistribution[]) =>
    refusingInput(model, () => experimentOf(problem, { inputs: varied.map(({ name }) => name), measures, runMany }));
  const all = variedInputs(problem.program, { vary: options.vary, general });
  const screen = async (varied: readonly NamedDistribution[], most: number | undefined): Promise<MorrisScreening> =>
    morrisScreening(experimentWith(varied), {
      distributions: varied.map(({ distribution }) => distribution),
      ...(most === undefined ? {} : { trajectories: within(most / (varied.length + 1), { least: 2, most: 10_000 }) }),
      seed,
      ...work,
    });
  if (method === 'morris') return screen(all, runs);
  const chosen =
    options.screen === undefined ? all : firstOf(all, await screen(all, undefined), { count: options.screen });
  const distributions = chosen.map(({ distribution }) => distribution);
  if (method === 'tornado') {
    const points = runs === undefined ? {} : { points: within((runs - 1) / chosen.length, { least: 2, most: 101 }) };
    return tornado(experimentWith(chosen), { distributions, ...points, ...work });
  }
  // The plan of all runs is held at once: half a gibibyte of numbers at most.
  const most = 2 ** 26 / (chosen.length * (chosen.length + 2));
  const rows = within(runs === undefined ? 1024 : runs / (chosen.length + 2), { least: 8, most });
  return sobolIndices(experimentWith(chosen), {
    distributions,
    count: 2 ** Math.floor(Math.log2(rows)),
    seed,
    ...work,
  });
}

async function withNotes(found: Promise<Sensitivity>, general: GeneralModel | undefined): Promise<Sensitivity> {
  const all = await found;
  return general === undefined ? all : { ...all, notes: [...all.notes, wholeRanges] };
}

const wholeRanges =
  'Constants take the whole range of their evidence, also where the run then leaves the published path; "weir compare" and the method ' +
  '"ranking" keep to that path, so that their spread is smaller.';

/** The inputs that a screening puts first for any of the outputs, those that matter most first. */
function firstOf(
  all: readonly NamedDistribution[],
  { outputs }: MorrisScreening,
  { count }: { count: number },
): readonly NamedDistribution[] {
  const first = new Set(outputs.flatMap(({ effects }) => effects.slice(0, count).map(({ input }) => input)));
  return [...first].flatMap((input) => all.find(({ name }) => name === input) ?? []);
}

function within(value: number, { least, most }: { least: number; most: number }): number {
  return Math.min(most, Math.max(least, Math.floor(value)));
}

function threadsOf({ threads }: SensitivityOptions): { threads?: number } {
  return threads === undefined ? {} : { threads };
}

function defaultMeasures(isGeneral: boolean): readonly Measure[] {
  if (isGeneral) return [{ variable: 'looked-after', at: 2035 }];
  throw new Failure('Cannot tell what to look at: give --measure "name@end"', exitCodes.usage);
}

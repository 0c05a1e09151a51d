import type { GeneralModel } from '@weir/care';
import { createProblem, type Model, type Program } from '@weir/engine';
import {
  hashOfProgram,
  posteriorDraws,
  runEnsemble,
  type DrawnConstants,
  type EnsembleSummary,
  type InputCorrelation,
  type SamplingMethod,
  type Threshold,
} from '@weir/engine/analysis';
import { storedPosterior } from '../calibration/parameters.ts';
import type { Times } from '../ensemble/ensemble-arguments.ts';
import { ensemblePrinters, type EnsembleFormat } from '../ensemble/print-ensemble.ts';
import { readInputs } from '../ensemble/read-inputs.ts';
import { exitCodes, Failure } from '../failure.ts';
import { generalName, loadGeneral } from '../general-model.ts';
import { longWork } from '../long-work.ts';
import { writeOutput } from '../read-file.ts';
import { loadModel } from '../read-model.ts';
import { refusingInput } from '../refusing-input.ts';
import { measuresFor } from '../sensitivity/measures.ts';
import { variedInputs, type Varied } from '../sensitivity/varied-inputs.ts';
import type { Terminal } from '../terminal.ts';

/** The options of `weir ensemble`. */
export interface EnsembleCommandOptions {
  readonly vary?: readonly Varied[];
  readonly inputs?: string;
  /** A posterior that `weir calibrate` wrote, whose constants are drawn. */
  readonly posterior?: string;
  readonly correlate?: readonly InputCorrelation[];
  readonly members: number;
  readonly seed: number;
  readonly method: SamplingMethod;
  readonly replicates: number;
  readonly set?: Readonly<Record<string, number>>;
  readonly save?: readonly string[];
  readonly at?: Times;
  readonly threshold?: readonly Threshold[];
  readonly local?: string;
  readonly authority?: string;
  readonly threads?: number;
  readonly format: EnsembleFormat;
  readonly out?: string;
}

/**
 * Runs a model many times with its uncertain constants drawn anew and prints how the results are spread. The same options give the same
 * bytes, on any number of threads.
 *
 * @throws Failure where a name, distribution or correlation makes no sense, no member ran to the end, or it was interrupted
 */
export async function ensemble(terminal: Terminal, path: string, options: EnsembleCommandOptions): Promise<void> {
  const isGeneral = path === generalName;
  const general = isGeneral ? await loadGeneral(terminal, { ...options, model: path }) : undefined;
  const model = general?.model ?? (await loadModel(terminal, path));
  const file = options.inputs === undefined ? undefined : await readInputs(terminal, options.inputs);
  const stored = options.posterior === undefined ? undefined : await storedPosterior(options.posterior);
  const given = options.set === undefined ? {} : { parameters: options.set };
  const save = variablesFor(model, general, options.save ?? (isGeneral ? generalIndicators : undefined));
  const problem = refusingInput(model, () => createProblem(model, { ...given, save }));
  const named = [...(file?.inputs ?? []), ...(options.vary ?? [])];
  const isNamed = options.vary !== undefined || file !== undefined || stored !== undefined;
  const vary = isNamed ? named : undefined;
  const draws = stored === undefined ? undefined : drawsOf(terminal, stored, { program: problem.program, options });
  if (isNamed && named.length === 0 && draws === undefined)
    throw new Failure(`Cannot draw anything: "${options.inputs}" names no constant under "inputs:"`);
  const inputs = variedInputs(problem.program, { vary, general }).map(({ name, distribution }) => ({
    parameter: name,
    distribution,
  }));
  const correlations = [...(file?.correlations ?? []), ...(options.correlate ?? [])];
  const at = options.at ?? (isGeneral ? generalYears : [problem.stop]);
  const thresholds = (options.threshold ?? []).map(({ variable, value }) => ({
    variable: variablesFor(model, general, [variable])[0] ?? variable,
    value,
  }));
  const { members: count, seed, method, replicates } = options;
  const summary = await longWork(
    terminal,
    { doing: 'ensemble', ...(options.threads === undefined ? {} : { threads: options.threads }) },
    async (runMany, work): Promise<EnsembleSummary> => {
      try {
        const sampled = { inputs, count, seed, method, replicates, correlations, ...(draws && { draws }) };
        const asked = { ...sampled, thresholds, runMany, ...work };
        return await runEnsemble(problem, at === 'all' ? asked : { ...asked, at });
      } catch (error) {
        return refusingInput(model, () => {
          throw error;
        });
      }
    },
  );
  if (summary.failed.count === count) {
    const [{ member, status } = { member: 0, status: undefined }] = summary.failed.first;
    throw new Failure(
      `Cannot summarise the ensemble: no member ran to the end; member ${member} came to ${status?.time} because of "${status?.variable}". Give narrower distributions, or a smaller step`,
    );
  }
  const printed = {
    model: model.name,
    summary,
    inputs: inputs.length,
    correlations: correlations.length,
    replicates,
    fromPosterior: draws && { constants: draws.names.length, draws: draws.memberCount },
    units: unitsOf(model, summary),
    fromEvidence: isGeneral && vary === undefined,
  };
  const text = ensemblePrinters[options.format](printed);
  if (options.out === undefined) terminal.out(text);
  else await writeOutput(options.out, text);
}

/** Draws of a stored posterior for the members, with a remark where the model is not the one that it was sampled with. */
function drawsOf(
  terminal: Terminal,
  { posterior, origin }: Awaited<ReturnType<typeof storedPosterior>>,
  { program, options }: { program: Program; options: EnsembleCommandOptions },
): DrawnConstants {
  const draws = posteriorDraws(posterior, { members: options.members });
  if (draws.memberCount === 0)
    throw new Failure(
      `Cannot draw from "${options.posterior}": its sampling was stopped before a draw was kept; go on with weir calibrate --resume`,
    );
  if (origin.programHash !== hashOfProgram(program))
    terminal.err(
      `"${options.posterior}" was sampled with another model or another version of this one: its constants may no longer mean the same\n`,
    );
  return draws;
}

/** What is shown of the general model unless options say otherwise, as `weir compare` has it. */
const generalIndicators = ['looked-after', 'cumulative-spend', 'caseload', 'unmet-need'];
const generalYears = [2030, 2035];

/** Names of variables, where indicators of the general model may stand for theirs. */
function variablesFor(model: Model, general: GeneralModel | undefined, names: readonly string[] | undefined): string[] {
  if (names === undefined)
    throw new Failure('Cannot tell what to summarise: give --save "name, other name"', exitCodes.usage);
  const measures = names.map((variable) => ({ variable, at: 'end' }) as const);
  return measuresFor(model, measures, general?.indicators).map(({ variable }) => variable);
}

function unitsOf({ variables }: Model, { series }: EnsembleSummary): ReadonlyMap<string, string> {
  const units = new Map(variables.map((variable) => [variable.name, variable.units]));
  return new Map(
    series.flatMap(({ name }) => {
      const unit = units.get(name) ?? units.get(name.replace(/\[[^\]]*\]$/, ''));
      return unit === undefined || unit === '' ? [] : [[name, unit]];
    }),
  );
}

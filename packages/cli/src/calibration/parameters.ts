import type { GeneralModel } from '@weir/care';
import type { Program } from '@weir/engine';
import { priorFromPosterior, readPosterior, type CalibrationParameter } from '@weir/engine/analysis';
import { InputError } from '@weir/engine';
import { Failure } from '../failure.ts';
import { readInput } from '../read-file.ts';
import { variedInputs, type Varied } from '../sensitivity/varied-inputs.ts';
import type { Terminal } from '../terminal.ts';
import { readDistribution, readYamlMap } from './column-settings.ts';

/** Where the numbers to estimate are named. */
export interface ParameterOptions {
  readonly vary?: readonly Varied[];
  /** A YAML file of name → distribution. */
  readonly parameters?: string;
  /** A stored posterior that is the prior. */
  readonly prior?: string;
  readonly widen: number;
}

/** What is to be estimated, and how the scores of the priors are correlated where they come from a posterior. */
export interface ChosenParameters {
  readonly parameters: readonly CalibrationParameter[];
  readonly correlation?: Float64Array;
}

/**
 * The numbers to estimate with what is known of them.
 *
 * @throws Failure where none are named, or a file cannot be read
 */
export async function chosenParameters(
  terminal: Terminal,
  { vary, parameters: file, prior, widen }: ParameterOptions,
  { program, general }: { program: Program; general: GeneralModel | undefined },
): Promise<ChosenParameters> {
  if (prior !== undefined) {
    if (vary !== undefined || file !== undefined)
      throw new Failure(
        'Cannot take the parameters from --prior and from --vary or --parameters too: give one of them',
      );
    return priorFromPosterior((await storedPosterior(prior)).posterior, { widening: widen });
  }
  const listed: readonly Varied[] =
    file === undefined
      ? []
      : Object.entries(await readYamlMap(terminal, file)).map(([name, text]) => {
          if (text === null && general !== undefined) return { name };
          if (typeof text !== 'string')
            throw new Failure(
              `Cannot read the range of "${name}" in "${file}": give a distribution, such as uniform(0.1, 0.3)`,
            );
          return { name, distribution: readDistribution(text, `the range of "${name}" in "${file}"`) };
        });
  const all = [...listed, ...(vary ?? [])];
  if (all.length === 0)
    throw new Failure(
      'Cannot calibrate without a parameter: give --vary "name=uniform(LOW, HIGH)" for each constant to estimate, or --parameters FILE',
      2,
    );
  const chosen = variedInputs(program, { vary: all, general });
  return { parameters: chosen.map(({ name, distribution }) => ({ name, prior: distribution })) };
}

/**
 * A posterior from a file.
 *
 * @throws Failure where the file is not there or is no posterior
 */
export async function storedPosterior(file: string): Promise<ReturnType<typeof readPosterior>> {
  const text = new TextDecoder().decode(await readInput(file));
  try {
    return readPosterior(text, { file });
  } catch (error) {
    if (error instanceof InputError) throw new Failure(error.message, undefined, { cause: error });
    throw error;
  }
}

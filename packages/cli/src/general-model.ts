import { generalModel, localModel, readPanel } from '@weir/care';
import type { GeneralModel } from '@weir/care';
import { refuseErrors } from './diagnostics.ts';
import { exitCodes, Failure } from './failure.ts';
import { readInput } from './read-file.ts';
import type { Terminal } from './terminal.ts';

/** What names the general model where a model is asked for. */
export const generalName = 'england';

/** Which general model is meant. */
export interface LocalOptions {
  readonly model: string;
  /** A CSV file of published figures, a row an authority and year. */
  readonly local?: string;
  /** The authority's name or code, as the file has it. */
  readonly authority?: string;
}

/**
 * The general model, or that of one authority, made by scaling it with published figures.
 *
 * @throws Failure where the file or the authority is not there or lacks what is needed
 */
export async function loadGeneral(
  terminal: Terminal,
  { model, local, authority }: LocalOptions,
): Promise<GeneralModel> {
  if (model !== generalName) {
    throw new Failure(
      `Cannot compare strategies in "${model}": only the general model has them. Leave --model out, or give "${generalName}"; ` +
        `weir simulate runs any model`,
    );
  }
  if (local === undefined && authority === undefined) return generalModel;
  if (local === undefined || authority === undefined) {
    const [given, missing] = local === undefined ? ['--authority', '--local FILE'] : ['--local', '--authority NAME'];
    throw new Failure(`Cannot make a local model with ${given} alone: give ${missing} too`, exitCodes.usage);
  }
  const { panel, diagnostics } = readPanel(new TextDecoder().decode(await readInput(local)), { file: local });
  refuseErrors(terminal, diagnostics);
  if (panel === undefined) throw new Error('the reader of the panel gave neither a panel nor an error');
  const made = localModel(generalModel, panel, authority);
  refuseErrors(terminal, made.diagnostics);
  if (made.general === undefined) throw new Error('the local model came without an error');
  for (const note of made.notes) terminal.err(`${note}\n`);
  return made.general;
}

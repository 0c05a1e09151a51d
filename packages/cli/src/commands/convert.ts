import { extname } from 'node:path';
import type { Diagnostic, Model } from '@weir/engine';
import { writeDocument } from '@weir/engine';
import { writeVensim } from '@weir/engine/vensim';
import { writeXmile } from '@weir/engine/xmile';
import { stringify } from 'yaml';
import { refuseErrors } from '../diagnostics.ts';
import { Failure } from '../failure.ts';
import { loadModel } from '../read-model.ts';
import { writeOutput } from '../read-file.ts';
import type { Terminal } from '../terminal.ts';

type Writer = (model: Model) => { readonly text?: string; readonly diagnostics: readonly Diagnostic[] };

/** The formats that are written, by extension. */
const writers: ReadonlyMap<string, Writer> = new Map<string, Writer>([
  ['.xmile', writeXmile],
  ['.stmx', writeXmile],
  ['.mdl', writeVensim],
  ['.yaml', writeYaml],
  ['.yml', writeYaml],
  ['.json', writeJson],
]);

/**
 * Writes a model in another format, by the extensions of the two files.
 *
 * @throws Failure where a file cannot be read or written, or the format cannot say what the model says
 */
export async function convert(terminal: Terminal, input: string, output: string): Promise<void> {
  const extension = extname(output).toLowerCase();
  const writer = writers.get(extension);
  if (writer === undefined) {
    const found = extension === '' ? 'it has no extension' : `Weir does not write "${extension}"`;
    throw new Failure(`Cannot write "${output}": ${found}. Name a file that ends in ${[...writers.keys()].join(', ')}`);
  }
  const model = await loadModel(terminal, input, { rewritten: true });
  const { text, diagnostics } = writer(model);
  refuseErrors(terminal, diagnostics);
  if (text === undefined) throw new Error(`the writer of "${extension}" gave neither a text nor an error`);
  await writeOutput(output, text);
  terminal.err(`Wrote ${output}\n`);
}

function writeYaml(model: Model): ReturnType<Writer> {
  return { text: stringify(writeDocument(model), { lineWidth: 120 }), diagnostics: [] };
}

function writeJson(model: Model): ReturnType<Writer> {
  return { text: `${JSON.stringify(writeDocument(model), null, 2)}\n`, diagnostics: [] };
}

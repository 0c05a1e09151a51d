import { existsSync } from 'node:fs';
import { dirname, extname, resolve } from 'node:path';
import { generalModel } from '@weir/care';
import { checkReading, type Model, type Reading } from '@weir/engine';
import { openTables } from '@weir/engine/tables';
import { externalFiles, readVensim } from '@weir/engine/vensim';
import { readXmile } from '@weir/engine/xmile';
import { refuseErrors } from './diagnostics.ts';
import { Failure } from './failure.ts';
import { generalName } from './general-model.ts';
import { isFolder, readIfThere, readInput } from './read-file.ts';
import { readYamlFolder, readYamlModel } from './read-yaml.ts';
import type { Terminal } from './terminal.ts';

type Reader = (content: Uint8Array, options: { readonly file: string }) => Reading | Promise<Reading>;

const readYamlFile: Reader = (content, { file }) => readYamlModel([{ file, content }]);

/** The formats that are read, by extension. */
const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['.mdl', readVensimFile],
  ['.xmile', readXmile],
  ['.stmx', readXmile],
  ['.yaml', readYamlFile],
  ['.yml', readYamlFile],
  ['.json', readYamlFile],
]);

/** Reads a Vensim model with the files beside it that it asks for. */
async function readVensimFile(content: Uint8Array, { file }: { readonly file: string }): Promise<Reading> {
  const names = externalFiles(content, { file });
  const beside = (name: string): Promise<Uint8Array | undefined> => readIfThere(resolve(dirname(file), name));
  const tables = await openTables(names.tables, beside);
  const data = await openTables(names.data, beside);
  return readVensim(content, { file, tables, data: [...data.values()] });
}

/**
 * Reads a model by its file's extension; a folder is read as one model in several YAML files,
 * and `england` as the general model where there is no file of that name.
 *
 * @throws Failure where the file cannot be read or its extension is not known
 */
export async function readModelFile(path: string): Promise<Reading> {
  if (path === generalName && !existsSync(path)) return { model: generalModel.model, diagnostics: [] };
  if (await isFolder(path)) return readYamlFolder(path);
  const extension = extname(path).toLowerCase();
  const reader = readers.get(extension);
  const content = await readInput(path);
  if (reader === undefined) {
    const found = extension === '' ? 'it has no extension' : `"${extension}" is not a format that Weir reads`;
    throw new Failure(
      `Cannot read "${path}" as a model: ${found}. Name a file that ends in ${[...readers.keys()].join(', ')}`,
    );
  }
  return await reader(content, { file: path });
}

/**
 * Reads a model that is to be worked with: warnings are printed, errors stop the work. What of its diagrams is not kept matters only to a
 * model that is written again (`rewritten`).
 *
 * @throws Failure with every error
 */
export async function loadModel(
  terminal: Terminal,
  path: string,
  { rewritten = false }: { readonly rewritten?: boolean } = {},
): Promise<Model> {
  const reading = await readModelFile(path);
  const { model } = reading;
  const diagnostics = model === undefined ? checkReading(reading).diagnostics : reading.diagnostics;
  refuseErrors(terminal, rewritten ? diagnostics : diagnostics.filter(({ code }) => code !== 'diagram-parts'));
  if (model === undefined) throw new Error(`the reader of "${path}" gave neither a model nor an error`);
  return model;
}

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readYaml } from '@weir/care';
import { readDocument, type Reading } from '@weir/engine';
import { Failure } from './failure.ts';
import { readInput } from './read-file.ts';

interface Part {
  readonly file: string;
  readonly content: Uint8Array;
}

/** Reads a model from YAML or JSON files in the authoring layout, each of them a part. */
export function readYamlModel(parts: readonly Part[]): Reading {
  const read = parts.map(({ file, content }) => readYaml({ file, text: new TextDecoder().decode(content) }));
  const diagnostics = read.flatMap((part) => part.diagnostics);
  return diagnostics.length > 0 ? { diagnostics } : readDocument(read.map(({ document }) => document));
}

/**
 * Reads a model from a folder: every `.yaml` and `.yml` file in it, by name, is a part.
 *
 * @throws Failure where the folder has none
 */
export async function readYamlFolder(folder: string): Promise<Reading> {
  const names = (await readdir(folder)).filter((name) => /\.ya?ml$/i.test(name)).toSorted();
  if (names.length === 0) {
    throw new Failure(
      `Cannot read "${folder}" as a model: the folder has no .yaml file; name a file, or a folder of them`,
    );
  }
  const files = names.map((name) => join(folder, name));
  return readYamlModel(await Promise.all(files.map(async (file) => ({ file, content: await readInput(file) }))));
}

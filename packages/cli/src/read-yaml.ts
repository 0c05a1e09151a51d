import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readDocument } from '@weir/engine';
import type { Diagnostic, DocumentFile, Place } from '@weir/engine';
import { isMap, isPair, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Document, Node } from 'yaml';
import { Failure } from './failure.ts';
import { readInput } from './read-file.ts';
import type { ReadModel } from './read-model.ts';

/** Reads a model from one YAML or JSON file in the authoring layout. */
export function readYaml(content: Uint8Array, { file }: { readonly file: string }): ReadModel {
  return compose([parse(file, content)]);
}

/**
 * Reads a model from a folder: every `.yaml` and `.yml` file in it, by name, is a part.
 *
 * @throws Failure where the folder has none
 */
export async function readYamlFolder(folder: string): Promise<ReadModel> {
  const names = (await readdir(folder)).filter((name) => /\.ya?ml$/i.test(name)).sort();
  if (names.length === 0) {
    throw new Failure(
      `Cannot read "${folder}" as a model: the folder has no .yaml file; name a file, or a folder of them`,
    );
  }
  const paths = names.map((name) => join(folder, name));
  return compose(await Promise.all(paths.map(async (path) => parse(path, await readInput(path)))));
}

interface Parsed {
  readonly file: DocumentFile;
  readonly diagnostics: readonly Diagnostic[];
}

function compose(parts: readonly Parsed[]): ReadModel {
  const faults = parts.flatMap(({ diagnostics }) => diagnostics);
  return faults.length > 0 ? { diagnostics: faults } : readDocument(parts.map(({ file }) => file));
}

function parse(file: string, content: Uint8Array): Parsed {
  const lineCounter = new LineCounter();
  const text = new TextDecoder().decode(content);
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  const placeAt = (offset: number): Place => {
    const { line, col } = lineCounter.linePos(offset);
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const fault = (message: string, offset: number): Diagnostic => ({
    code: 'yaml-syntax',
    severity: 'error',
    message: `Cannot read the file as YAML: ${message.replace(/\.?\s*$/s, '')}`,
    advice: 'put it right at that place; text with ": " or a leading "[" or "{" needs quotation marks',
    place: placeAt(offset),
  });
  const diagnostics = document.errors.map(({ message, pos }) => fault(message, pos[0]));
  const locate = (path: readonly (string | number)[]): Place | undefined => {
    const offset = offsetOf(document, path);
    return offset === undefined ? undefined : placeAt(offset);
  };
  try {
    return { file: { file, data: diagnostics.length > 0 ? undefined : document.toJS(), locate }, diagnostics };
  } catch (error) {
    // Aliases without an anchor, or so many that they would fill the memory.
    const message = error instanceof Error ? error.message : String(error);
    return { file: { file, data: undefined }, diagnostics: [fault(message, 0)] };
  }
}

/** Where a part of the document begins: of a map's entry, its key. */
function offsetOf(document: Document.Parsed, path: readonly (string | number)[]): number | undefined {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => String(isScalar(key) ? key.value : key) === String(step));
      if (!isPair(pair)) return offset;
      offset = startOf(pair.key) ?? offset;
      node = pair.value;
    } else if (isSeq(node) && typeof step === 'number') {
      node = node.items[step];
      offset = startOf(node) ?? offset;
    } else {
      return offset;
    }
  }
  return offset;
}

function startOf(node: unknown): number | undefined {
  return (node as Partial<Node> | null | undefined)?.range?.[0];
}

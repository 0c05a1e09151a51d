import type { DataPath, Diagnostic, DocumentFile, Place } from '@weir/engine';
import { isNode, LineCounter, parseDocument } from 'yaml';

/** A file of the general model as it stands on the disk. `file` is its path from the package, for example `evidence/court.yaml`. */
export interface SourceFile {
  readonly file: string;
  readonly text: string;
}

/** What to do about the faults of beginners, by the parser's codes. */
const advices: Readonly<Partial<Record<string, string>>> = {
  TAB_AS_INDENT: 'indent with spaces',
  DUPLICATE_KEY: 'keep one of the two entries, or give one another name',
};

/** The parser's first line, without the place that it repeats. */
function plainMessage(message: string): string {
  return (message.split('\n')[0] ?? message).replace(/ at line \d+, column \d+:?$/, '');
}

/**
 * Reads a YAML file into plain data, with the line and column of every part of it.
 *
 * @example
 * ```ts
 * readYaml({ file: 'a.yaml', text: 'x: [1, 2]' }).document.locate?.(['x', 1]); // { file: 'a.yaml', line: 1, column: 8 }
 * ```
 */
export function readYaml({ file, text }: SourceFile): { document: DocumentFile; diagnostics: readonly Diagnostic[] } {
  const lines = new LineCounter();
  const yaml = parseDocument(text, { lineCounter: lines });
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };
  const diagnostics = yaml.errors.map(({ code, message, pos }): Diagnostic => ({
    code: 'bad-yaml',
    severity: 'error',
    message: `Cannot read the file as YAML: ${plainMessage(message)}`,
    advice: advices[code] ?? 'put text with a comma, a bracket or a colon in quotes',
    place: placeAt(pos[0]),
  }));
  const locate = (path: DataPath): Place | undefined => {
    const node: unknown = yaml.getIn(path, true);
    const start = isNode(node) ? node.range?.[0] : undefined;
    return start === undefined ? undefined : placeAt(start);
  };
  if (diagnostics.length > 0) return { document: { file, data: undefined, locate }, diagnostics };
  try {
    const data: unknown = yaml.toJS();
    return { document: { file, data, locate }, diagnostics };
  } catch (error) {
    // Aliases without an anchor, and aliases of aliases that would fill the memory.
    const message = `Cannot read the file as YAML: ${error instanceof Error ? error.message : String(error)}`;
    const advice = 'write out what the aliases (*name) stand for';
    return {
      document: { file, data: undefined, locate },
      diagnostics: [{ code: 'bad-yaml', severity: 'error', message, advice, place: placeAt(0) }],
    };
  }
}

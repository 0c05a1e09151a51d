import { decodeText } from '../model/decode-text.ts';
import { splitMdl } from './blocks.ts';
import { fileOf, fileTags, type ExternalCall } from './external-call.ts';
import { parseStatement, type Statement } from './parse.ts';
import { MdlFault } from './tokens.ts';

/** The files that a model asks for, by their paths from the model's own folder. */
export interface ExternalFileNames {
  /** Files that its equations name: each must be there. */
  readonly tables: readonly string[];
  /** Where values of data variables without an equation may be: those that are there are used, in this order. Empty where there is no such variable. */
  readonly data: readonly string[];
}

/**
 * Lists the files that a Vensim model asks for, so that they can be opened before `readVensim` is called. Which data files a run
 * uses is not said in a model; by convention they are called `data`, or as the model with `_data` after its name.
 *
 * @example
 * ```ts
 * const names = externalFiles(text, { file: 'model.mdl' });
 * const tables = await openTables(names.tables, read);
 * const { model } = readVensim(text, { file: 'model.mdl', tables });
 * ```
 */
export function externalFiles(input: string | Uint8Array, options: { readonly file: string }): ExternalFileNames {
  const { blocks, settings } = splitMdl(decodeText(input), options.file);
  const statements = blocks.flatMap(({ equation }) => statementOf(equation) ?? []);
  const tags = fileTags(settings);
  const files = statements.flatMap((statement) => {
    const call = callOf(statement);
    const file = call && fileOf(call, tags);
    return file === undefined ? [] : [file];
  });
  const stem = options.file.replace(/^.*[\\/]/, '').replace(/\.mdl$/i, '');
  const needsData = statements.some(({ kind }) => kind === 'data');
  const places = ['tab', 'csv', 'dat'].flatMap((ending) => [`data.${ending}`, `${stem}_data.${ending}`]);
  return { tables: [...new Set(files)], data: needsData ? places : [] };
}

/** Undefined for what cannot be read; the reader will say so. */
function statementOf(equation: string): Statement | undefined {
  try {
    return /\S/.test(equation) ? parseStatement(equation) : undefined;
  } catch (error) {
    if (error instanceof MdlFault) return undefined;
    throw error;
  }
}

function callOf(statement: Statement): ExternalCall | undefined {
  if (statement.kind === 'external') return statement.call;
  return statement.kind === 'range' ? statement.call : undefined;
}

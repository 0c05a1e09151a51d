import Papa from 'papaparse';
import { FileFaultError } from './file-fault.ts';
import type { RecordFile } from './record-file.ts';
import { encodingOf, readText, type Encoding } from './read-text.ts';

/** Rows of one file as they stand in it, without the header; an empty line is a row of one empty cell. */
export interface RowPortion {
  /** Number of the first row, as a spreadsheet numbers it: the header is row 1. */
  readonly firstRow: number;
  readonly rows: readonly (readonly string[])[];
}

/** A delimited file that has been opened: its header, and the rest in portions. */
export interface DelimitedFile {
  readonly file: string;
  readonly encoding: Encoding;
  /** Trimmed, in capitals. */
  readonly header: readonly string[];
  readonly portions: () => AsyncGenerator<RowPortion>;
}

/** A row longer than this in characters has a quotation mark without an end. */
const longestRow = 1_000_000;
/** More columns than this are no return. */
const mostColumns = 500;

/**
 * Opens a delimited file. The separator is the one of comma, tab, semicolon and bar that the first line has most of. Rows are handed on in
 * portions and not kept, so that a file of any size takes the same memory.
 *
 * @throws FileFaultError where the file is empty, no text, without a header, or has a quotation mark without an end
 */
export async function openDelimited(file: RecordFile): Promise<DelimitedFile> {
  const encoding = await encodingOf(file);
  const open = (): AsyncGenerator<RowPortion> => rowsOf(file, encoding);
  for await (const { rows } of open()) {
    const [first] = rows;
    if (first === undefined) continue;
    const header = first.map((cell) =>
      cell
        .replace(/^\uFEFF/, '')
        .trim()
        .toUpperCase(),
    );
    if (header.length > mostColumns) {
      throw new FileFaultError({
        file: file.name,
        message: `Cannot read the table: its first row has ${header.length} cells. A return has fewer than 50; choose the file that holds it.`,
      });
    }
    return { file: file.name, encoding, header, portions: () => withoutHeader(open()) };
  }
  throw new FileFaultError({
    file: file.name,
    message: 'Cannot read the table: it has no row. Export it again, with the names of its columns in the first row.',
  });
}

async function* withoutHeader(portions: AsyncGenerator<RowPortion>): AsyncGenerator<RowPortion> {
  for await (const { firstRow, rows } of portions) {
    if (firstRow === 1) yield { firstRow: 2, rows: rows.slice(1) };
    else yield { firstRow, rows };
  }
}

async function* rowsOf(file: RecordFile, encoding: Encoding): AsyncGenerator<RowPortion> {
  let rest = '';
  let row = 1;
  let parser: Papa.Parser | undefined;
  const parse = (last: boolean): RowPortion => {
    parser ??= parserFor(rest);
    const { data, meta } = parsed(parser, { text: rest, last });
    rest = last ? '' : rest.slice(meta.cursor);
    if (rest.length > longestRow) {
      throw new FileFaultError({
        file: file.name,
        message: `Cannot read the table from row ${row + data.length}: a quotation mark there has no end. Mend or remove it.`,
      });
    }
    const portion = { firstRow: row, rows: data };
    row += data.length;
    return portion;
  };
  for await (const text of readText(file, encoding)) {
    rest += text;
    // A parser needs the first line to tell the separator and the end of lines.
    if (parser === undefined && !/[\r\n]./.test(rest) && rest.length < longestRow) continue;
    yield parse(false);
  }
  yield parse(true);
}

function parserFor(text: string): Papa.Parser {
  const line = /^[^\r\n]*/.exec(text)?.[0] ?? '';
  const count = (mark: string): number => line.split(mark).length;
  const [delimiter = ','] = [',', '\t', ';', '|'].toSorted((a, b) => count(b) - count(a));
  const newline = text.includes('\r\n') ? '\r\n' : text.includes('\n') ? '\n' : '\r';
  return new Papa.Parser({ delimiter, newline });
}

interface Parsed {
  readonly data: string[][];
  readonly meta: { readonly cursor: number };
}

/** The parser's type says nothing of its result. */
function parsed(parser: Papa.Parser, { text, last }: { text: string; last: boolean }): Parsed {
  const result: unknown = parser.parse(text, 0, !last);
  if (isParsed(result)) return result;
  throw new TypeError('Cannot read rows: the parser of delimited text gave no rows');
}

function isParsed(result: unknown): result is Parsed {
  return (
    typeof result === 'object' && result !== null && 'data' in result && Array.isArray(result.data) && 'meta' in result
  );
}

import { openWorkbook, type Cell, type Sheet } from '@weir/engine/tables';
import type { Observed } from '@weir/engine/analysis';
import { refuseErrors } from '../diagnostics.ts';
import { Failure } from '../failure.ts';
import { readInput } from '../read-file.ts';
import type { Terminal } from '../terminal.ts';

/** A table of figures: a column of times, and columns with a figure for each. */
export interface Figures {
  readonly file: string;
  readonly times: readonly number[];
  readonly columns: ReadonlyMap<string, readonly Observed[]>;
}

const timeNames: ReadonlySet<string> = new Set(['time', 'year', 'date']);
/** How publications write that there is no figure. */
const missing: ReadonlySet<string> = new Set([
  '',
  ':',
  '.',
  '..',
  '-',
  '–',
  'c',
  'x',
  'z',
  'u',
  'na',
  'n/a',
  'nan',
  'null',
]);

/**
 * Reads figures from a table in CSV or Excel: the first row names the columns, one of them Time or Year. A cell is a number; `1-5` or `1 to 5` where the figure is
 * only known to lie between two; or empty, `c`, `:`, `..`, `x` where there is none.
 *
 * @throws Failure where the file is not there, has no column of times, or has a cell that is none of these
 */
export async function readFigures(terminal: Terminal, file: string): Promise<Figures> {
  const { workbook, diagnostics } = await openWorkbook(await readInput(file), { file });
  refuseErrors(terminal, diagnostics);
  const sheet = workbook?.sheet(workbook.kind === 'text' ? ',' : (workbook.sheetNames[0] ?? ''));
  if (sheet === undefined || sheet.rows < 2)
    throw new Failure(
      `Cannot read figures from "${file}": it has no rows; give a row of names and a row for each time`,
    );
  const names = Array.from({ length: sheet.columns }, (_, column) => String(sheet.cell(0, column) ?? '').trim());
  const timeColumn = names.findIndex((name) => timeNames.has(name.toLowerCase()));
  if (timeColumn < 0)
    throw new Failure(
      `Cannot read figures from "${file}": no column is called Time or Year; its columns are ${names.filter((name) => name !== '').join(', ')}`,
    );
  const rows = Array.from({ length: sheet.rows - 1 }, (_, index) => index + 1).filter((row) => !isEmptyRow(sheet, row));
  const times = rows.map((row) => timeOf(sheet.cell(row, timeColumn), { file, row }));
  const columns = new Map<string, readonly Observed[]>();
  names.forEach((name, column) => {
    if (column === timeColumn || name === '') return;
    if (columns.has(name)) throw new Failure(`Cannot read figures from "${file}": two columns are called "${name}"`);
    columns.set(
      name,
      rows.map((row) => figureOf(sheet.cell(row, column), { file, row, name })),
    );
  });
  return { file, times, columns };
}

function isEmptyRow(sheet: Sheet, row: number): boolean {
  return Array.from({ length: sheet.columns }, (_, column) => sheet.cell(row, column)).every(
    (cell) => String(cell ?? '').trim() === '',
  );
}

function timeOf(cell: Cell, { file, row }: { file: string; row: number }): number {
  const time = typeof cell === 'string' ? Number(cell.trim()) : cell;
  if (time === undefined || !Number.isFinite(time) || cell === '')
    throw new Failure(
      `Cannot read the time "${cell ?? ''}" in row ${row + 1} of "${file}": give a number, such as 2015`,
    );
  return time;
}

function figureOf(cell: Cell, { file, row, name }: { file: string; row: number; name: string }): Observed {
  if (typeof cell === 'number') return cell;
  const text = (cell ?? '').trim();
  if (missing.has(text.toLowerCase())) return Number.NaN;
  const plain = Number(text.replaceAll(/(?<=\d),(?=\d{3}\b)/g, ''));
  if (Number.isFinite(plain)) return plain;
  const [, low, high] = /^(-?[\d.]+)\s*(?:-|–|to)\s*(-?[\d.]+)$/.exec(text) ?? [];
  const interval = { low: Number(low), high: Number(high) };
  if (Number.isFinite(interval.low) && Number.isFinite(interval.high)) return interval;
  throw new Failure(
    `Cannot read "${text}" in row ${row + 1} of the column "${name}" of "${file}": give a number, "1-5" for what lies between two, or nothing where there is no figure`,
  );
}

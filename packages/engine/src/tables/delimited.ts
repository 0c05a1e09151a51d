import { SheetBuilder, type Sheet, type Workbook } from './workbook.ts';

/** Rows of cells as they are written; a quoted cell may hold the separator, line ends and doubled quotes. */
export function splitRows(text: string, separator: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  const endCell = (): void => {
    row.push(cell);
    cell = '';
  };
  const endRow = (): void => {
    endCell();
    rows.push(row);
    row = [];
  };
  for (let at = 0; at < text.length; at++) {
    const mark = text[at] ?? '';
    if (quoted) {
      if (mark !== '"') cell += mark;
      else if (text[at + 1] === '"') {
        cell += '"';
        at++;
      } else quoted = false;
    } else if (mark === '"' && cell.trim() === '') quoted = true;
    else if (mark === separator) endCell();
    else if (mark === '\n' || mark === '\r') {
      endRow();
      if (mark === '\r' && text[at + 1] === '\n') at++;
    } else cell += mark;
  }
  endRow();
  return rows;
}

/** A number as a text file writes it; undefined for anything else, an empty text included. */
export function numberOf(text: string): number | undefined {
  const trimmed = text.trim();
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(trimmed)) return undefined;
  const value = Number(trimmed);
  return Number.isFinite(value) ? value : undefined;
}

/**
 * A delimited text as a workbook without sheets. What `sheet` is asked for is taken as the delimiter if it starts with
 * neither a letter nor a digit; otherwise a comma cuts `.csv` files, and a tab all others.
 */
export function textWorkbook(file: string, text: string): Workbook {
  const cut = new Map<string, Sheet>();
  return {
    file,
    kind: 'text',
    sheetNames: [],
    sheet: (tab) => {
      const separator = delimiter(tab, file);
      const known = cut.get(separator);
      if (known !== undefined) return known;
      const sheet = readCells(text, separator);
      cut.set(separator, sheet);
      return sheet;
    },
    range: () => undefined,
  };
}

function delimiter(tab: string, file: string): string {
  if (/^\\t/i.test(tab)) return '\t';
  const [first = ''] = tab;
  if (first !== '' && !/[\p{L}\p{N}]/u.test(first)) return first;
  return /\.csv$/i.test(file) ? ',' : '\t';
}

function readCells(text: string, separator: string): Sheet {
  const sheet = new SheetBuilder('');
  for (const [row, cells] of splitRows(text, separator).entries()) {
    for (const [column, cell] of cells.entries()) sheet.set(row, column, numberOf(cell) ?? cell.trim());
  }
  return sheet.finish();
}

import { decodeText } from '../model/decode-text.ts';

/** Results that another tool saved. */
export interface Truth {
  readonly times: readonly number[];
  /** A value may be missing: a constant is often listed once. */
  readonly columns: readonly { readonly name: string; readonly values: readonly (number | undefined)[] }[];
}

/** Reads results as Vensim (`.tab`) and Stella (`.csv`) save them: the first column is time, whatever it is called. */
export function readTruth(input: Uint8Array): Truth {
  const text = decodeText(input);
  const separator = (text.split(/\r\n?|\n/, 1)[0] ?? '').includes('\t') ? '\t' : ',';
  const [header = [], ...rows] = parseRows(text, separator).filter((row) => row.some((cell) => cell.trim() !== ''));
  const data = rows.filter(([time = '']) => readValue(time) !== undefined);
  return {
    times: data.map(([time = '']) => readValue(time) ?? Number.NaN),
    columns: header
      .map((name, column) => ({ name: name.trim(), values: data.map((row) => readValue(row[column] ?? '')) }))
      .slice(1)
      .filter(({ name }) => name !== ''),
  };
}

function readValue(cell: string): number | undefined {
  const value = Number(cell.trim());
  return cell.trim() === '' || Number.isNaN(value) ? undefined : value;
}

/** Rows of cells; a quoted cell may hold the separator and doubled quotes. */
function parseRows(text: string, separator: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  const endCell = () => {
    row.push(cell);
    cell = '';
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
      endCell();
      rows.push(row);
      row = [];
    } else cell += mark;
  }
  endCell();
  rows.push(row);
  return rows;
}

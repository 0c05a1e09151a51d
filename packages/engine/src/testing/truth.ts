import { decodeText } from '../model/decode-text.ts';
import { splitRows } from '../tables/delimited.ts';

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
  const [header = [], ...rows] = splitRows(text, separator).filter((row) => row.some((cell) => cell.trim() !== ''));
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

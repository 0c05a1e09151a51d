import { parseAddress } from './cell-address.ts';
import type { CellRange } from './workbook.ts';

/** `Sheet1!$A$1:$B$2` or `'My sheet'!$A$1`; undefined for whole rows, unions, formulas and the like. */
export function parseRange(text: string): CellRange | undefined {
  const match = /^\s*=?(?:'((?:[^']|'')+)'|([^'!:]+))!([^:!,]+)(?::([^:!,]+))?\s*$/.exec(text);
  if (match === null) return undefined;
  const first = parseAddress(match[3] ?? '');
  const last = match[4] === undefined ? first : parseAddress(match[4]);
  if (first === undefined || last === undefined) return undefined;
  return {
    sheet: match[1]?.replaceAll("''", "'") ?? match[2] ?? '',
    top: Math.min(first.row, last.row),
    left: Math.min(first.column, last.column),
    bottom: Math.max(first.row, last.row),
    right: Math.max(first.column, last.column),
  };
}

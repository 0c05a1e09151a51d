import { parseAddress, parseColumn } from '../tables/cell-address.ts';
import type { CellRange } from '../tables/workbook.ts';
import { findCells, openSheet, refuseReading, type OpenSheet, type CallReading } from './external-sheet.ts';

/**
 * The elements of GET … SUBSCRIPT: texts and numbers from the first cell to the last, across and then down, empty cells left
 * out, each after the prefix. A last "cell" that is only a column's letter or a row's number means all of that column or row
 * from the first cell on. Undefined, with a diagnostic, where there are none.
 */
export function externalElements(reading: CallReading): string[] | undefined {
  const open = openSheet(reading);
  const range = open && elementCells(open);
  if (open === undefined || range === undefined) return undefined;
  const [, , , , prefix = ''] = reading.call.arguments;
  const elements: string[] = [];
  for (let row = range.top; row <= range.bottom; row++) {
    for (let column = range.left; column <= range.right; column++) {
      const cell = open.sheet.cell(row, column);
      if (cell !== undefined) elements.push(`${prefix}${cell}`.trim());
    }
  }
  if (elements.length > 0) return elements;
  const what = `there is nothing from "${reading.call.arguments[2] ?? ''}" to "${reading.call.arguments[3] ?? ''}"`;
  return refuseReading(reading, { code: 'missing-value', what, advice: 'correct the cells' });
}

function elementCells(open: OpenSheet): CellRange | undefined {
  const { reading, sheet } = open;
  const [, , written = '', last = ''] = reading.call.arguments;
  const first = findCells(open, written);
  if (first === undefined) return undefined;
  const end = parseAddress(last);
  if (end !== undefined) return { ...first, bottom: end.row, right: end.column };
  const column = parseColumn(last);
  if (column !== undefined) return { ...first, left: column, right: column, bottom: sheet.rows - 1 };
  if (/^\s*[1-9]\d{0,6}\s*$/.test(last)) {
    const row = Number(last) - 1;
    return { ...first, top: row, bottom: row, right: sheet.columns - 1 };
  }
  const what = `the last cell is "${last}"`;
  return refuseReading(reading, {
    code: 'missing-cell',
    what,
    advice: 'name a cell, such as B6, or a column or row that holds only elements',
  });
}

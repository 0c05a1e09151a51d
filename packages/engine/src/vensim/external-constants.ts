import type { Definition } from '../model/model.ts';
import { elementsOf, runningAxes, type Entry, type MdlContext } from './context.ts';
import { coveredElements, positionsIn } from './covered-elements.ts';
import type { ExternalCall } from './external-call.ts';
import { describeCell, findCells, openSheet, refuseReading, type CallReading } from './external-sheet.ts';

/**
 * The values of GET … CONSTANTS: the last subscript range of the left side runs to the right, the one before it down; `*`
 * after the cell exchanges the two (Vensim reference manual, GET DIRECT CONSTANTS). Undefined, with a diagnostic, where a
 * cell is missing.
 */
export function externalConstants(
  context: MdlContext,
  entry: Entry & { readonly statement: { readonly kind: 'external'; readonly call: ExternalCall } },
): Definition[] | undefined {
  const { statement, block, start } = entry;
  const { left, call } = statement;
  const reading: CallReading = { context, call, name: left.name, offset: block.offset + call.span.start };
  const axes = runningAxes(context, left, 2);
  if (axes.length > 2) {
    return refuseReading(reading, {
      code: 'unsupported-construct',
      what: `it fills ${axes.length} subscript ranges, and a sheet has two directions`,
      advice: 'write an equation for each element of the first range',
    });
  }
  const covered = coveredElements(context, entry);
  if (covered === undefined) return undefined;
  const [across, down] = [axes.at(-1) ?? -1, axes.at(-2) ?? -1];
  const sizeOf = (axis: number): number => (axis < 0 ? 1 : elementsOf(context, left.subscripts[axis] ?? '').length);
  const cells = readBlock(reading, { rows: sizeOf(down), columns: sizeOf(across) });
  if (cells === undefined) return undefined;
  const row = positionsIn(context, left.subscripts[down]);
  const column = positionsIn(context, left.subscripts[across]);
  return covered.map((subscripts) => {
    const value = cells[row(subscripts[down])]?.[column(subscripts[across])] ?? Number.NaN;
    return { subscripts, equation: String(value), place: context.placeOf(start) };
  });
}

/** Rows of numbers from the call's cell on; undefined, with a diagnostic, where one is missing. */
export function readBlock(
  reading: CallReading,
  size: { readonly rows: number; readonly columns: number },
): number[][] | undefined {
  const open = openSheet(reading);
  if (open === undefined) return undefined;
  const [, , written = ''] = reading.call.arguments;
  const transposed = /\*\s*$/.test(written);
  const range = findCells(open, written.replace(/\*\s*$/, ''));
  if (range === undefined) return undefined;
  const [height, width] = transposed ? [size.columns, size.rows] : [size.rows, size.columns];
  const isName = range.bottom > range.top || range.right > range.left;
  if (isName && (range.top + height - 1 > range.bottom || range.left + width - 1 > range.right)) {
    const has = `${range.bottom - range.top + 1} rows and ${range.right - range.left + 1} columns`;
    return refuseReading(reading, {
      code: 'wrong-count',
      what: `"${written}" has ${has}, but ${height} rows and ${width} columns are needed`,
      advice: 'name cells of that shape, or put * after the name to exchange rows and columns',
    });
  }
  const block: number[][] = [];
  for (let row = 0; row < size.rows; row++) {
    const line: number[] = [];
    for (let column = 0; column < size.columns; column++) {
      const [y, x] = transposed ? [column, row] : [row, column];
      const address = { row: range.top + y, column: range.left + x };
      const cell = open.sheet.cell(address.row, address.column);
      if (typeof cell !== 'number') {
        const found = cell === undefined ? 'is empty' : `holds "${cell}"`;
        return refuseReading(reading, {
          code: 'missing-value',
          what: `cell ${describeCell(open, address)} ${found}`,
          advice: 'put a number there',
        });
      }
      line.push(cell);
    }
    block.push(line);
  }
  return block;
}

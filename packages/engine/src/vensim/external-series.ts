import { parseColumn } from '../tables/cell-address.ts';
import type { GraphicalFunction } from '../model/model.ts';
import type { Cell, CellRange } from '../tables/workbook.ts';
import { runningAxes, type Entry, type MdlContext } from './context.ts';
import { coveredElements, positionsIn } from './covered-elements.ts';
import {
  describeCell,
  findCells,
  openSheet,
  refuseReading,
  type OpenSheet,
  type CallReading,
} from './external-sheet.ts';
import type { Statement } from './parse.ts';

/** A table for each combination of elements of a left side. */
export interface ElementTable {
  readonly subscripts: readonly string[];
  readonly table: GraphicalFunction;
}

/**
 * The tables of GET … DATA and GET … LOOKUPS: x runs along the row or column that the call names, from the first cell on; the
 * elements of a subscript range follow each other in the other direction. Undefined, with a diagnostic, where they
 * cannot be read.
 */
export function externalTables(
  context: MdlContext,
  entry: Entry & { readonly statement: Extract<Statement, { kind: 'external' }> },
): ElementTable[] | undefined {
  const { statement, block } = entry;
  const { left, call } = statement;
  const reading: CallReading = { context, call, name: left.name, offset: block.offset + call.span.start };
  const axes = runningAxes(context, left, 1);
  const [axis = -1] = axes;
  if (axes.length > 1) {
    return refuseReading(reading, {
      code: 'unsupported-construct',
      what: `it fills ${axes.length} subscript ranges, and a sheet has one direction beside that of x`,
      advice: 'write an equation for each element of the other ranges',
    });
  }
  const open = openSheet(reading);
  const course = open && findCourse(open);
  if (open === undefined || course === undefined) return undefined;
  const position = positionsIn(context, left.subscripts[axis]);
  const tables: ElementTable[] = [];
  for (const subscripts of coveredElements(context, entry) ?? []) {
    const points = readPoints(open, { course, index: position(subscripts[axis]) });
    if (points === undefined) return undefined;
    tables.push({ subscripts, table: { ...points, mode: statement.mode } });
  }
  return tables;
}

/** Where x and y of a table stand: for the point `n` of the element `index`, x at `x + n` and y at `y + n`, moved `index` sideways. */
interface Course {
  readonly across: boolean;
  readonly x: { readonly row: number; readonly column: number };
  readonly y: { readonly row: number; readonly column: number };
  readonly length: number;
  /** How many elements the cells have room for; only a named range says. */
  readonly width: number;
}

function findCourse(open: OpenSheet): Course | undefined {
  const { reading } = open;
  const [, , line = '', cell = ''] = reading.call.arguments;
  const values = findCells(open, cell);
  if (values === undefined) return undefined;
  const isNamed = values.bottom > values.top || values.right > values.left;
  const y = { row: values.top, column: values.left };
  const end = (across: boolean): number => {
    if (isNamed) return across ? values.right - values.left + 1 : values.bottom - values.top + 1;
    return across ? open.sheet.columns - y.column : open.sheet.rows - y.row;
  };
  const width = (across: boolean): number => {
    if (!isNamed) return Number.POSITIVE_INFINITY;
    return across ? values.bottom - values.top + 1 : values.right - values.left + 1;
  };
  const row = /^\s*[1-9]\d{0,6}\s*$/.test(line) ? Number(line) - 1 : undefined;
  if (row !== undefined) {
    return { across: true, x: { row, column: y.column }, y, length: end(true), width: width(true) };
  }
  const named = open.workbook.range(line.trim(), open.sheet.name);
  const column = named === undefined ? parseColumn(line) : undefined;
  if (column !== undefined) {
    return { across: false, x: { row: y.row, column }, y, length: end(false), width: width(false) };
  }
  const times = named === undefined ? undefined : findCells(open, line);
  if (times !== undefined) return courseOf(reading, { times, y, isNamed, end, width });
  if (named !== undefined) return undefined;
  const what = `"${line}" is neither a row, a column, nor a name for cells in "${open.workbook.file}"`;
  return refuseReading(reading, {
    code: 'missing-cell',
    what,
    advice: 'give the number of a row or the letter of a column',
  });
}

/** The course of x that a name stands for. */
function courseOf(
  reading: CallReading,
  given: {
    readonly times: CellRange;
    readonly y: Course['y'];
    readonly isNamed: boolean;
    readonly end: (across: boolean) => number;
    readonly width: (across: boolean) => number;
  },
): Course | undefined {
  const { times, y, isNamed, end, width } = given;
  const across = times.right > times.left;
  if (across && times.bottom > times.top) {
    const what = `"${reading.call.arguments[2] ?? ''}" stands for more than one row and column`;
    return refuseReading(reading, { code: 'wrong-count', what, advice: 'name one row or one column' });
  }
  const length = across ? times.right - times.left + 1 : times.bottom - times.top + 1;
  if (isNamed && end(across) !== length) {
    const what = `it has ${length} values of x for ${end(across)} values`;
    return refuseReading(reading, { code: 'wrong-count', what, advice: 'let both names stand for as many cells' });
  }
  return { across, x: { row: times.top, column: times.left }, y, length, width: width(across) };
}

/**
 * The points of one element in order of x. GET DIRECT stops at the first x that is no number, as Vensim does
 * (SDEverywhere, issue 796); GET XLS goes on after it (conformance suite, get_with_missing_values_xlsx). A value that is
 * missing or no number is no point.
 */
function readPoints(
  open: OpenSheet,
  { course, index }: { course: Course; index: number },
): { x: number[]; y: number[] } | undefined {
  const { reading } = open;
  if (index >= course.width) {
    const what = `"${reading.call.arguments[3] ?? ''}" has room for ${course.width} elements, and more are needed`;
    return refuseReading(reading, { code: 'wrong-count', what, advice: 'let the name stand for all elements' });
  }
  const cellAt = (from: Course['x'], along: number, aside: number): Cell => {
    const [row, column] = course.across ? [aside, along] : [along, aside];
    return open.sheet.cell(from.row + row, from.column + column);
  };
  const stops = reading.call.name.includes(' DIRECT ');
  const points: { x: number; y: number }[] = [];
  let left = 0;
  for (let along = 0; along < course.length; along++) {
    const x = cellAt(course.x, along, 0);
    if (typeof x !== 'number' && stops) break;
    const y = cellAt(course.y, along, index);
    if (typeof x === 'number' && typeof y === 'number') points.push({ x, y });
    else if (typeof x === 'number') left++;
  }
  const from = {
    row: course.y.row + (course.across ? index : 0),
    column: course.y.column + (course.across ? 0 : index),
  };
  if (points.length === 0) {
    const what = `there are no numbers from cell ${describeCell(open, from)} on`;
    return refuseReading(reading, {
      code: 'missing-value',
      what,
      advice: 'correct the cell, or the row or column of x',
    });
  }
  if (left > 0 && reading.call.name.endsWith(' LOOKUPS')) warnOfGaps(open, { from, count: left });
  const sorted = points.toSorted((a, b) => a.x - b.x);
  const twice = sorted.find((point, at) => point.x === sorted[at - 1]?.x);
  if (twice !== undefined) {
    const what = `from cell ${describeCell(open, from)} on, x is ${twice.x} twice`;
    return refuseReading(reading, { code: 'repeated-time', what, advice: 'give each x once' });
  }
  return { x: sorted.map((point) => point.x), y: sorted.map((point) => point.y) };
}

/** Data with gaps are common; in a lookup Vensim puts 0 or nothing for a value that is missing (SDEverywhere, issue 796). */
function warnOfGaps(open: OpenSheet, { from, count }: { from: Course['x']; count: number }): void {
  const { context, name, offset } = open.reading;
  context.diagnostics.push({
    code: 'missing-points',
    severity: 'warning',
    message: `Cannot use ${count} of the points of "${name}" from cell ${describeCell(open, from)} on: their values are no numbers`,
    advice: 'put numbers there; Vensim does not leave such points out, and gives other values near them',
    place: context.placeOf(offset),
    variable: name,
  });
}

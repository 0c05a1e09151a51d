import { toId } from '../model/names.ts';
import type { OpenedWorkbook } from '../tables/open-workbook.ts';
import type { Sheet } from '../tables/workbook.ts';

/** The points of one variable in a data file, in order of time. */
export interface Series {
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** The file that they are from. */
  readonly file: string;
}

/** Series by {@link seriesKey}. */
export type DataSeries = ReadonlyMap<string, Series>;

/** `name` or `name[a,b]` with case, blanks and underscores folded. */
export function seriesKey(name: string, subscripts: readonly string[]): string {
  return subscripts.length === 0 ? toId(name) : `${toId(name)}[${subscripts.map((each) => toId(each)).join(',')}]`;
}

/**
 * The series of data files as Vensim exports them: variables across and time down, or the other way round; or `.dat`, in which
 * a line with a name comes before lines of times and values. Of a variable in two files, the first counts.
 */
export function readDataSeries(files: readonly OpenedWorkbook[]): DataSeries {
  const series = new Map<string, Series>();
  for (const { workbook } of files) {
    const sheet = workbook?.sheet(workbook.sheetNames[0] ?? '');
    if (workbook === undefined || sheet === undefined) continue;
    for (const { name, points } of seriesOf(sheet)) {
      const key = keyOf(name);
      const sorted = points.toSorted((a, b) => a.x - b.x).filter((point, at, all) => point.x !== all[at - 1]?.x);
      if (series.has(key) || sorted.length === 0) continue;
      series.set(key, { x: sorted.map(({ x }) => x), y: sorted.map(({ y }) => y), file: workbook.file });
    }
  }
  return series;
}

interface Named {
  readonly name: string;
  readonly points: { readonly x: number; readonly y: number }[];
}

function seriesOf(sheet: Sheet): Named[] {
  const isDat = sheet.columns <= 2 && typeof sheet.cell(0, 0) === 'string' && sheet.cell(0, 1) === undefined;
  if (isDat) return readDat(sheet);
  const across = typeof sheet.cell(0, 1) === 'number';
  const count = across ? sheet.rows : sheet.columns;
  const length = across ? sheet.columns : sheet.rows;
  return Array.from({ length: Math.max(0, count - 1) }, (_, index) => {
    const at = (along: number, line: number) => (across ? sheet.cell(line, along) : sheet.cell(along, line));
    const points: Named['points'] = [];
    for (let along = 1; along < length; along++) {
      const [x, y] = [at(along, 0), at(along, index + 1)];
      if (typeof x === 'number' && typeof y === 'number') points.push({ x, y });
    }
    return { name: String(at(0, index + 1) ?? ''), points };
  });
}

function readDat(sheet: Sheet): Named[] {
  const list: Named[] = [];
  for (let row = 0; row < sheet.rows; row++) {
    const [x, y] = [sheet.cell(row, 0), sheet.cell(row, 1)];
    if (typeof x === 'string') list.push({ name: x, points: [] });
    else if (typeof x === 'number' && typeof y === 'number') list.at(-1)?.points.push({ x, y });
  }
  return list;
}

function keyOf(written: string): string {
  const match = /^([^[]*)\[(.*)\]$/s.exec(written.trim().replace(/^"(.*)"$/s, '$1'));
  if (match === null) return seriesKey(written, []);
  return seriesKey(match[1] ?? '', (match[2] ?? '').split(','));
}

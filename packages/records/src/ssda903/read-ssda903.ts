import { noDay, readDay, statisticalYear, type Day } from '../dates.ts';
import { badDate } from '../rules/bad-date.ts';
import { Findings, type Finding } from '../rules/finding.ts';
import { FileFaultError, type FileFault } from '../table/file-fault.ts';
import { openDelimited, type DelimitedFile } from '../table/read-rows.ts';
import type { RecordFile } from '../table/record-file.ts';
import { firstElement } from '../xml/first-element.ts';
import { readXml } from '../xml/read-xml.ts';
import { ChildRegister, type Children } from './children.ts';
import { EpisodeTable, episodeLists, type Episodes } from './episodes.ts';
import { recogniseSsda903, type Ssda903File } from './files.ts';

/** A file of a return, as it was recognised. */
export interface ReadFile {
  readonly name: string;
  readonly kind: Ssda903File;
  readonly rows: number;
  /**
   * The statistical year (ending 31 March) of the return, as its dates tell: the year in which most episodes ended, or, where none ended, in
   * which most began. A return holds the episodes that were open in its year, so that all but errors end in it. Absent without dates.
   */
  readonly year?: number;
}

/** Returns of children looked after, of one year or several, read. */
export interface Ssda903 {
  readonly files: readonly ReadFile[];
  readonly children: Children;
  readonly episodes: Episodes;
  /** What is wrong in rows that were read. */
  readonly findings: readonly Finding[];
  /** Files of which nothing could be read. */
  readonly faults: readonly FileFault[];
}

/** Progress in bytes, and a way to stop. */
export interface ReadOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: { readonly done: number; readonly of: number }) => void;
}

/**
 * Reads the files of SSDA903 returns in any order, each recognised by its columns. A file that cannot be read does not stop the others.
 * Names, postcodes and pupil numbers are passed over and not kept.
 */
export async function readSsda903(files: readonly RecordFile[], options: ReadOptions = {}): Promise<Ssda903> {
  const register = new ChildRegister();
  const table = new EpisodeTable();
  const findings = new Findings();
  const read: ReadFile[] = [];
  const faults: FileFault[] = [];
  const of = files.reduce((sum, { size }) => sum + size, 0);
  let done = 0;
  for (const file of files) {
    try {
      read.push(await readOne(file, { register, table, findings, number: read.length, ...options }));
    } catch (error) {
      if (!(error instanceof FileFaultError)) throw error;
      faults.push(error.fault);
    }
    done += file.size;
    options.onProgress?.({ done, of });
  }
  return { files: read, children: register.finish(), episodes: table.finish(), findings: findings.finish(), faults };
}

interface Into extends ReadOptions {
  readonly register: ChildRegister;
  readonly table: EpisodeTable;
  readonly findings: Findings;
  /** Number of the file among those read. */
  readonly number: number;
}

async function readOne(file: RecordFile, into: Into): Promise<ReadFile> {
  return (await firstElement(file)) !== undefined
    ? readXmlReturn(file, into)
    : readTable(await openDelimited(file), into);
}

async function readTable(opened: DelimitedFile, into: Into): Promise<ReadFile> {
  const kind = recogniseSsda903(opened.header);
  if (kind === undefined) {
    throw new FileFaultError({
      file: opened.file,
      message: `Cannot tell which file of a return this is: its columns are ${opened.header.slice(0, 12).join(', ')}. The files of the SSDA903 have the columns CHILD and DOB, or CHILD and DECOM, among others. Export it again with the names of the columns in the first row.`,
    });
  }
  const places = new Map(opened.header.map((name, place) => [name, place]));
  const dates = new YearTally();
  let rows = 0;
  for await (const portion of opened.portions()) {
    into.signal?.throwIfAborted();
    portion.rows.forEach((cells, place) => {
      if (cells.length === 1 && cells[0]?.trim() === '') return;
      rows++;
      const cell = (name: string): string => cells[places.get(name) ?? -1] ?? '';
      take(kind, {
        cell,
        child: into.register.numberOf(cell('CHILD')),
        file: opened.file,
        row: portion.firstRow + place,
        into,
        dates,
      });
    });
  }
  return { name: opened.file, kind, rows, ...dates.asYear() };
}

/** The whole return as one XML file: `EXPSSDA903`, with a `CHILD` for each child. */
async function readXmlReturn(file: RecordFile, into: Into): Promise<ReadFile> {
  const dates = new YearTally();
  let rows = 0;
  let line = 0;
  let child = 0;
  let root: string | undefined;
  let cells = new Map<string, string>();
  const cell = (name: string): string => cells.get(xmlNames[name] ?? name) ?? '';
  const row = (kind: Ssda903File): void => take(kind, { cell, child, file: file.name, row: line, into, dates });
  await readXml(file, {
    open: (name, at) => {
      if (root === undefined) {
        root = name.toUpperCase();
        if (root !== 'EXPSSDA903')
          throw new FileFaultError({
            file: file.name,
            message: `Cannot read the XML as a return of children looked after: it begins with <${name}>, not with <EXPSSDA903>. Choose the file that was made for the SSDA903.`,
          });
      }
      if (['HEADER', 'EPISODE'].includes(name.toUpperCase())) {
        cells = new Map();
        line = at;
      }
    },
    close: (name, text) => {
      const closed = name.toUpperCase();
      if (closed === 'CHILDID') child = into.register.numberOf(text);
      else if (closed === 'HEADER') {
        row('header');
        if (cell('UASC') === '1') row('uasc');
      } else if (closed === 'EPISODE') {
        rows++;
        row('episodes');
      } else cells.set(closed, text);
    },
  });
  return { name: file.name, kind: 'episodes', rows, ...dates.asYear() };
}

/** Columns that the XML calls otherwise. */
const xmlNames: Readonly<Partial<Record<string, string>>> = { PLACE: 'PL' };

interface Row {
  /** The cell of a column; empty where there is none. */
  readonly cell: (name: string) => string;
  readonly child: number;
  readonly file: string;
  readonly row: number;
  readonly into: Into;
  readonly dates: YearTally;
}

/** Takes what counting needs: of the episodes everything, of the other files days of birth and who is unaccompanied. */
function take(kind: Ssda903File, { cell, child, file, row, into, dates }: Row): void {
  const day = (name: string): Day => dayIn(cell(name), { file, row, findings: into.findings });
  if (kind !== 'episodes') {
    into.register.sayBorn(child, day('DOB'));
    if (kind === 'uasc') into.register.sayUnaccompanied(child);
    return;
  }
  const began = day('DECOM');
  const ended = day('DEC');
  into.table.add({
    child,
    began,
    ended,
    reason: episodeLists.reason.placeOf(cell('RNE')),
    legal: episodeLists.legal.placeOf(cell('LS')),
    need: episodeLists.need.placeOf(cell('CIN')),
    placement: episodeLists.placement.placeOf(cell('PLACE')),
    provider: episodeLists.provider.placeOf(cell('PLACE_PROVIDER')),
    end: episodeLists.end.placeOf(cell('REC')),
    file: into.number,
    row,
  });
  dates.add(began, ended);
}

function dayIn(
  cell: string,
  around: { readonly file: string; readonly row: number; readonly findings: Findings },
): Day {
  const day = readDay(cell);
  if (day !== undefined) return day;
  around.findings.add(badDate, { file: around.file, row: around.row });
  return noDay;
}

/** Counts in which statistical years episodes began and ended. */
class YearTally {
  readonly #began = new Map<number, number>();
  readonly #ended = new Map<number, number>();

  add(began: Day, ended: Day): void {
    for (const [day, years] of [
      [began, this.#began],
      [ended, this.#ended],
    ] as const) {
      if (day === noDay) continue;
      const year = statisticalYear(day);
      years.set(year, (years.get(year) ?? 0) + 1);
    }
  }

  /** The most frequent year, of equal ones the later; nothing where there are no dates. */
  asYear(): { readonly year?: number } {
    const years = this.#ended.size > 0 ? this.#ended : this.#began;
    const year = [...years].toSorted(([a, many], [b, more]) => more - many || b - a)[0]?.[0];
    return year === undefined ? {} : { year };
  }
}

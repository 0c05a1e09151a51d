import { noDay, readDay, statisticalYear, type Day } from '../dates.ts';
import { badDate } from '../rules/bad-date.ts';
import { Findings, type Finding } from '../rules/finding.ts';
import { FileFaultError, type FileFault } from '../table/file-fault.ts';
import { openDelimited, type DelimitedFile } from '../table/read-rows.ts';
import type { RecordFile } from '../table/record-file.ts';
import { ChildRegister, type Children } from './children.ts';
import { EpisodeTable, episodeLists, type Episodes } from './episodes.ts';
import { recogniseSsda903, ssda903Columns, type Ssda903File } from './files.ts';

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
      const opened = await openDelimited(file);
      read.push(await readOne(opened, { register, table, findings, number: read.length, ...options }));
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

async function readOne(opened: DelimitedFile, into: Into): Promise<ReadFile> {
  const kind = recogniseSsda903(opened.header);
  if (kind === undefined) {
    const known = Object.values(ssda903Columns).map((columns) => columns.slice(0, 4).join(', '));
    throw new FileFaultError({
      file: opened.file,
      message: `Cannot tell which file of the return this is: its columns are ${opened.header.slice(0, 12).join(', ')}. A file of the SSDA903 has one of these beginnings: ${known.join('; ')}. Export it again with the names of the columns in the first row.`,
    });
  }
  const column = (name: string): number => opened.header.indexOf(name);
  const take = kind === 'episodes' ? episodeReader(opened, into) : personReader(kind, { opened, into });
  const childColumn = column('CHILD');
  let rows = 0;
  const dates = new YearTally();
  for await (const portion of opened.portions()) {
    into.signal?.throwIfAborted();
    portion.rows.forEach((cells, place) => {
      if (cells.length === 1 && cells[0]?.trim() === '') return;
      rows++;
      const child = into.register.numberOf(cells[childColumn] ?? '');
      take({ cells, child, row: portion.firstRow + place }, dates);
    });
  }
  const year = dates.year();
  return { name: opened.file, kind, rows, ...(year === undefined ? {} : { year }) };
}

interface Row {
  readonly cells: readonly string[];
  readonly child: number;
  readonly row: number;
}

type TakeRow = (row: Row, dates: YearTally) => void;

function episodeReader(opened: DelimitedFile, into: Into): TakeRow {
  const at = Object.fromEntries(ssda903Columns.episodes.map((name) => [name, opened.header.indexOf(name)]));
  const cell = (cells: readonly string[], name: string): string => cells[at[name] ?? -1] ?? '';
  return ({ cells, child, row }, dates) => {
    const day = (name: string): Day => dayIn(cell(cells, name), { file: opened.file, row, findings: into.findings });
    const began = day('DECOM');
    const ended = day('DEC');
    into.table.add({
      child,
      began,
      ended,
      reason: episodeLists.reason.placeOf(cell(cells, 'RNE')),
      legal: episodeLists.legal.placeOf(cell(cells, 'LS')),
      need: episodeLists.need.placeOf(cell(cells, 'CIN')),
      placement: episodeLists.placement.placeOf(cell(cells, 'PLACE')),
      provider: episodeLists.provider.placeOf(cell(cells, 'PLACE_PROVIDER')),
      end: episodeLists.end.placeOf(cell(cells, 'REC')),
      file: into.number,
      row,
    });
    dates.add(began, ended);
  };
}

/** Of the other files, what counting needs: days of birth, and who is unaccompanied. */
function personReader(kind: Ssda903File, { opened, into }: { opened: DelimitedFile; into: Into }): TakeRow {
  const birth = opened.header.indexOf('DOB');
  return ({ cells, child, row }) => {
    const born = dayIn(cells[birth] ?? '', { file: opened.file, row, findings: into.findings });
    into.register.sayBorn(child, born);
    if (kind === 'uasc') into.register.sayUnaccompanied(child);
  };
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

  /** The most frequent year; of equal ones the later. */
  year(): number | undefined {
    const years = this.#ended.size > 0 ? this.#ended : this.#began;
    return [...years].toSorted(([a, many], [b, more]) => more - many || b - a)[0]?.[0];
  }
}

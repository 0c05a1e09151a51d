import { codeList, type CodePlace } from './code-list.ts';
import { legalStatuses, needs, placements, providers, reasonsForEnd, reasonsForNewEpisode } from './codes.ts';
import type { Day } from '../dates.ts';

/** The lists that the columns of codes refer to. */
export const episodeLists = {
  reason: codeList(reasonsForNewEpisode),
  legal: codeList(legalStatuses),
  need: codeList(needs),
  placement: codeList(placements),
  provider: codeList(providers),
  end: codeList(reasonsForEnd),
} as const;

/** Episodes of care, a row each, by columns. Arrays are as long as `count`. */
export interface Episodes {
  readonly count: number;
  /** Number of the child, in `Children`. */
  readonly child: Int32Array;
  /** First day; `noDay` where it is missing or no date. */
  readonly began: Int32Array;
  /** Last day; `noDay` where it is open. */
  readonly ended: Int32Array;
  readonly reason: Uint8Array;
  readonly legal: Uint8Array;
  readonly need: Uint8Array;
  readonly placement: Uint8Array;
  readonly provider: Uint8Array;
  readonly end: Uint8Array;
  /** Which file of the return, and which row in it, for messages that stay on this machine. */
  readonly file: Uint16Array;
  readonly row: Int32Array;
}

/** One episode as it is read. */
export interface EpisodeRow {
  readonly child: number;
  readonly began: Day;
  readonly ended: Day;
  readonly reason: CodePlace;
  readonly legal: CodePlace;
  readonly need: CodePlace;
  readonly placement: CodePlace;
  readonly provider: CodePlace;
  readonly end: CodePlace;
  readonly file: number;
  readonly row: number;
}

/** Collects episodes into columns that grow as needed. */
export class EpisodeTable {
  #count = 0;
  #columns = columnsFor(1024);

  add(episode: EpisodeRow): void {
    if (this.#count === this.#columns.child.length) this.#columns = grown(this.#columns);
    const at = this.#count++;
    const to = this.#columns;
    to.child[at] = episode.child;
    to.began[at] = episode.began;
    to.ended[at] = episode.ended;
    to.reason[at] = episode.reason;
    to.legal[at] = episode.legal;
    to.need[at] = episode.need;
    to.placement[at] = episode.placement;
    to.provider[at] = episode.provider;
    to.end[at] = episode.end;
    to.file[at] = episode.file;
    to.row[at] = episode.row;
  }

  finish(): Episodes {
    const count = this.#count;
    const cut = <T extends { subarray(from: number, to: number): T }>(column: T): T => column.subarray(0, count);
    const from = this.#columns;
    return {
      count,
      child: cut(from.child),
      began: cut(from.began),
      ended: cut(from.ended),
      reason: cut(from.reason),
      legal: cut(from.legal),
      need: cut(from.need),
      placement: cut(from.placement),
      provider: cut(from.provider),
      end: cut(from.end),
      file: cut(from.file),
      row: cut(from.row),
    };
  }
}

type Columns = Omit<Episodes, 'count'>;

function columnsFor(length: number): Columns {
  return {
    child: new Int32Array(length),
    began: new Int32Array(length),
    ended: new Int32Array(length),
    reason: new Uint8Array(length),
    legal: new Uint8Array(length),
    need: new Uint8Array(length),
    placement: new Uint8Array(length),
    provider: new Uint8Array(length),
    end: new Uint8Array(length),
    file: new Uint16Array(length),
    row: new Int32Array(length),
  };
}

function grown(columns: Columns): Columns {
  const larger = columnsFor(columns.child.length * 2);
  for (const name of Object.keys(columns) as (keyof Columns)[]) larger[name].set(columns[name]);
  return larger;
}

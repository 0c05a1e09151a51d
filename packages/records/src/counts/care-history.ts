import { firstDayOf, noDay, type Day } from '../dates.ts';
import { ceasedButContinued } from '../rules/ceased-but-continued.ts';
import { episodeEndsBeforeItBegins } from '../rules/episode-ends-before-it-begins.ts';
import { episodeTwice } from '../rules/episode-twice.ts';
import { episodeWithoutStart } from '../rules/episode-without-start.ts';
import { Findings, type Finding, type Rule } from '../rules/finding.ts';
import { gapBetweenEpisodes } from '../rules/gap-between-episodes.ts';
import { openEpisodeFollowed } from '../rules/open-episode-followed.ts';
import { openEpisodeNotCarriedOn } from '../rules/open-episode-not-carried-on.ts';
import { overlappingEpisodes } from '../rules/overlapping-episodes.ts';
import { noCode, type CodePlace } from '../ssda903/code-list.ts';
import { episodeLists } from '../ssda903/episodes.ts';
import type { Ssda903 } from '../ssda903/read-ssda903.ts';

/** A stay in one placement under one legal status. Days count from the first on which the child is there; the last day is not part of it. */
export interface Stay {
  readonly child: number;
  readonly from: Day;
  /** The day on which the next stay begins, or the child leaves care; `noDay` while it goes on. */
  readonly to: Day;
  readonly legal: CodePlace;
  readonly need: CodePlace;
  readonly placement: CodePlace;
  readonly provider: CodePlace;
}

/** An unbroken time in care: stays that follow upon one another. */
export interface Period {
  readonly child: number;
  readonly from: Day;
  /** `noDay` while the child is in care. */
  readonly to: Day;
  /** Whether the return says that the child started to be looked after then; false where the first return begins in the middle of a period. */
  readonly startKnown: boolean;
  /** Why it ended; `noCode` where it goes on, or the return does not say. */
  readonly end: CodePlace;
  readonly stays: readonly Stay[];
}

/** Every child's times in care, mended where the returns contradict themselves, and what was mended. */
export interface CareHistory {
  /** By child and then by day. */
  readonly periods: readonly Period[];
  /** Episodes under a series of short breaks, which are not care. */
  readonly respiteEpisodes: number;
  /** First and last day that the returns tell of. */
  readonly from: Day;
  readonly to: Day;
  readonly findings: readonly Finding[];
}

const respite = new Set([episodeLists.legal.placeOf('V3'), episodeLists.legal.placeOf('V4')]);
const goesOn = episodeLists.end.placeOf('X1');
const startsCare = episodeLists.reason.placeOf('S');

/**
 * Joins the episodes of all returns into periods of care. Where the same episode is in several returns, the latest return tells how it
 * ended. An episode that is open in a return and absent from the next ended on the last day of its return. Contradictions are mended
 * by rules, each of which is reported with what was assumed.
 */
export function careHistory(returns: Ssda903): CareHistory {
  const findings = new Findings();
  const years = returns.files.flatMap(({ year }) => year ?? []);
  // Without a date there is no year, and nothing to count.
  const lastYear = Math.max(...years, years.length === 0 ? 2000 : -Infinity);
  const firstYear = Math.min(...years, years.length === 0 ? 2001 : Infinity);
  const { episodes } = returns;
  const yearOf = (at: number): number => returns.files[episodes.file[at] ?? 0]?.year ?? lastYear;
  const report = (rule: Rule, at: number): void => {
    findings.add(rule, { file: returns.files[episodes.file[at] ?? 0]?.name ?? '', row: episodes.row[at] ?? 0 });
  };
  const order = Array.from({ length: episodes.count }, (_, at) => at).filter((at) => {
    if (episodes.began[at] !== noDay) return true;
    report(episodeWithoutStart, at);
    return false;
  });
  const value = (column: Int32Array, at: number): number => column[at] ?? 0;
  order.sort(
    (a, b) =>
      value(episodes.child, a) - value(episodes.child, b) ||
      value(episodes.began, a) - value(episodes.began, b) ||
      yearOf(a) - yearOf(b) ||
      a - b,
  );
  let respiteEpisodes = 0;
  const periods: Period[] = [];
  for (let start = 0; start < order.length;) {
    const child = episodes.child[order[start] ?? 0] ?? 0;
    let end = start;
    while (end < order.length && episodes.child[order[end] ?? 0] === child) end++;
    const own = order.slice(start, end);
    const care = own.filter((at) => !respite.has(episodes.legal[at] ?? noCode));
    respiteEpisodes += own.length - care.length;
    const kept = latestOfEach(care, { began: episodes.began, yearOf, report });
    periods.push(...periodsOf(kept, { returns, yearOf, firstYear, lastYear, report }));
    start = end;
  }
  return {
    periods,
    respiteEpisodes,
    from: firstDayOf(firstYear),
    to: firstDayOf(lastYear + 1),
    findings: findings.finish(),
  };
}

type Report = (rule: Rule, at: number) => void;

/** Of episodes that began on the same day, the one of the latest return; two in one return are a fault. */
function latestOfEach(
  ordered: readonly number[],
  { began, yearOf, report }: { began: Int32Array; yearOf: (at: number) => number; report: Report },
): number[] {
  const kept: number[] = [];
  for (const at of ordered) {
    const before = kept.at(-1);
    if (before === undefined || began[before] !== began[at]) {
      kept.push(at);
      continue;
    }
    if (yearOf(before) === yearOf(at)) report(episodeTwice, at);
    kept[kept.length - 1] = at;
  }
  return kept;
}

interface Around {
  readonly returns: Ssda903;
  readonly yearOf: (at: number) => number;
  readonly firstYear: number;
  readonly lastYear: number;
  readonly report: Report;
}

/** One child's episodes, in order and each once, as periods. */
function periodsOf(ordered: readonly number[], around: Around): Period[] {
  const { returns, yearOf, lastYear, firstYear, report } = around;
  const { episodes } = returns;
  const periods: Period[] = [];
  let stays: Stay[] = [];
  let startKnown = true;
  const close = (end: CodePlace): void => {
    const first = stays[0];
    const last = stays.at(-1);
    if (first !== undefined && last !== undefined) {
      periods.push({ child: first.child, from: first.from, to: last.to, startKnown, end, stays });
    }
    stays = [];
  };
  ordered.forEach((at, place) => {
    const next = ordered[place + 1];
    const nextBegan = next === undefined ? noDay : (episodes.began[next] ?? noDay);
    const from = episodes.began[at] ?? noDay;
    let to = episodes.ended[at] ?? noDay;
    let end = episodes.end[at] ?? noCode;
    if (to !== noDay && to < from) {
      report(episodeEndsBeforeItBegins, at);
      to = nextBegan;
      end = nextBegan === noDay ? noCode : goesOn;
      if (to === noDay) return;
    }
    if (to === noDay && nextBegan !== noDay) {
      report(openEpisodeFollowed, at);
      to = nextBegan;
      end = goesOn;
    }
    if (to === noDay && yearOf(at) < lastYear) {
      report(openEpisodeNotCarriedOn, at);
      to = firstDayOf(yearOf(at) + 1);
      end = noCode;
    }
    if (nextBegan !== noDay && to > nextBegan) {
      report(overlappingEpisodes, at);
      to = nextBegan;
    }
    const continues = nextBegan !== noDay && nextBegan === to;
    if (stays.length === 0) startKnown = episodes.reason[at] === startsCare || from >= firstDayOf(firstYear);
    stays.push({
      child: episodes.child[at] ?? 0,
      from,
      to,
      legal: episodes.legal[at] ?? noCode,
      need: episodes.need[at] ?? noCode,
      placement: episodes.placement[at] ?? noCode,
      provider: episodes.provider[at] ?? noCode,
    });
    if (continues) {
      if (end !== goesOn) report(ceasedButContinued, at);
      return;
    }
    if (to !== noDay && end === goesOn) {
      report(gapBetweenEpisodes, at);
      end = noCode;
    }
    close(end);
  });
  close(noCode);
  return periods;
}

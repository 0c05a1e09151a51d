import { monthsAfter, noDay, type Day } from '../dates.ts';
import type { Children } from '../ssda903/children.ts';
import type { CareHistory, Period, Stay } from './care-history.ts';
import {
  ageBandOn,
  exitGroupOf,
  legalGroupOf,
  placementGroupOf,
  type AgeBand,
  type ExitGroup,
  type LegalGroup,
  type PlacementGroup,
} from './groups.ts';

/** What is counted: children on a day, or events in a month. */
export type Measure = 'in care' | 'started' | 'ceased' | 'moved';

/** A count of one kind of children in one month. A tidy table of these is all that leaves this package of a child's record. */
export interface CareCount {
  readonly measure: Measure;
  /** The first day of the month; stocks stand at the end of the day before (1 April: 31 March), events happened in the month. */
  readonly month: Day;
  readonly age: AgeBand;
  readonly placement: PlacementGroup;
  readonly legal: LegalGroup;
  readonly unaccompanied: boolean;
  /** Of those who ceased. */
  readonly exit?: ExitGroup;
  /** Of those who moved: where to. */
  readonly to?: PlacementGroup;
  readonly count: number;
}

/** One month's account: what there was, what came and went, and what there is. They agree exactly. */
export interface MonthlyAccount {
  readonly month: Day;
  readonly inCare: number;
  readonly started: number;
  readonly ceased: number;
  readonly inCareAfter: number;
}

/** Counts by month, and the account of every month. */
export interface CareCounts {
  readonly counts: readonly CareCount[];
  readonly accounts: readonly MonthlyAccount[];
}

/**
 * Counts children in care by month from the first day that the returns tell of. A child is in the stock at the end of a day who came on it or
 * before, and does not leave until a later one; who starts and ceases within a month is in both flows. Stock + starts - ceases = next stock, exactly.
 */
export function careCounts(history: CareHistory, children: Children): CareCounts {
  const months = monthsBetween(history.from, history.to);
  const monthOf = (day: Day): Day => months.findLast((month) => month <= day) ?? noDay;
  const cells = new Map<string, { cell: Omit<CareCount, 'count'>; count: number }>();
  const add = (cell: Omit<CareCount, 'count'>): void => {
    const key = Object.values(cell).join('|');
    const known = cells.get(key);
    if (known === undefined) cells.set(key, { cell, count: 1 });
    else known.count++;
  };
  for (const period of history.periods) {
    const about = (stay: Stay, day: Day): Pick<CareCount, 'age' | 'placement' | 'legal' | 'unaccompanied'> => ({
      age: ageBandOn(day, children.born[period.child] ?? noDay),
      placement: placementGroupOf(stay),
      legal: legalGroupOf(stay.legal),
      unaccompanied: children.unaccompanied[period.child] ?? false,
    });
    countStocks(period, { months, add, about });
    countEvents(period, { history, monthOf, add, about });
  }
  const counts = [...cells.values()]
    .map(({ cell, count }): CareCount => ({ ...cell, count }))
    .toSorted((a, b) => a.month - b.month || (a.measure < b.measure ? -1 : a.measure > b.measure ? 1 : 0));
  return { counts, accounts: accountsOf(counts, months) };
}

/** First days of months from one day to another, both included where they are first days. */
function monthsBetween(from: Day, to: Day): Day[] {
  const months: Day[] = [];
  for (let month = 0; ; month++) {
    const day = monthsAfter(from, month);
    if (day > to) return months;
    months.push(day);
  }
}

type About = (stay: Stay, day: Day) => Pick<CareCount, 'age' | 'placement' | 'legal' | 'unaccompanied'>;
type Add = (cell: Omit<CareCount, 'count'>) => void;

const openOr = (day: Day): Day => (day === noDay ? Number.POSITIVE_INFINITY : day);

function countStocks(period: Period, { months, add, about }: { months: readonly Day[]; add: Add; about: About }): void {
  for (const stay of period.stays) {
    for (const month of months) {
      if (month <= stay.from || month > openOr(stay.to)) continue;
      add({ measure: 'in care', month, ...about(stay, month - 1) });
    }
  }
}

function countEvents(
  period: Period,
  { history, monthOf, add, about }: { history: CareHistory; monthOf: (day: Day) => Day; add: Add; about: About },
): void {
  const inside = (day: Day): boolean => day !== noDay && day >= history.from && day < history.to;
  const [first] = period.stays;
  const last = period.stays.at(-1);
  if (first !== undefined && inside(period.from)) {
    add({ measure: 'started', month: monthOf(period.from), ...about(first, period.from) });
  }
  if (last !== undefined && inside(period.to)) {
    const cell = about(last, period.to);
    add({ measure: 'ceased', month: monthOf(period.to), ...cell, exit: exitGroupOf(period.end, cell.age) });
  }
  period.stays.forEach((stay, place) => {
    const next = period.stays[place + 1];
    if (next === undefined || !inside(stay.to)) return;
    const to = placementGroupOf(next);
    const cell = about(stay, stay.to);
    if (to !== cell.placement) add({ measure: 'moved', month: monthOf(stay.to), ...cell, to });
  });
}

function accountsOf(counts: readonly CareCount[], months: readonly Day[]): MonthlyAccount[] {
  const sums = new Map<string, number>();
  for (const { measure, month, count } of counts) {
    const key = `${measure} ${month}`;
    sums.set(key, (sums.get(key) ?? 0) + count);
  }
  const sum = (measure: Measure, month: Day): number => sums.get(`${measure} ${month}`) ?? 0;
  return months.slice(0, -1).map((month, place) => ({
    month,
    inCare: sum('in care', month),
    started: sum('started', month),
    ceased: sum('ceased', month),
    inCareAfter: sum('in care', months[place + 1] ?? month),
  }));
}

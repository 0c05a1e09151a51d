import { firstDayOf, statisticalYear } from '../dates.ts';
import type { CareCount, CareCounts, Measure } from './care-counts.ts';

/** One statistical year (ending 31 March) as published tables have it, before suppression. */
export interface CareYear {
  readonly year: number;
  /** In care on 31 March before the year, unaccompanied children included. */
  readonly before: number;
  readonly started: number;
  readonly ceased: number;
  /** In care on 31 March at its end. `before + started - ceased`, exactly. */
  readonly after: number;
  /** Of those in care at its end: unaccompanied children. */
  readonly unaccompanied: number;
}

/**
 * The years of the counts. Every start and cease is counted; published tables count one of each a child a year, so that theirs are lower and do
 * not balance.
 */
export function careYears({ counts, accounts }: CareCounts): CareYear[] {
  const years = [...new Set(accounts.map(({ month }) => statisticalYear(month)))];
  return years.map((year) => {
    const own = accounts.filter(({ month }) => statisticalYear(month) === year);
    const sum = (measure: Measure): number => sumOf(cellsOf(counts, { measure, year }));
    return {
      year,
      before: own[0]?.inCare ?? 0,
      started: sum('started'),
      ceased: sum('ceased'),
      after: own.at(-1)?.inCareAfter ?? 0,
      unaccompanied: sumOf(cellsOf(counts, { measure: 'in care', year }).filter((cell) => cell.unaccompanied)),
    };
  });
}

/** The counts of a statistical year: of those in care, on 31 March at its end; of events, all in it. */
export function cellsOf(
  counts: readonly CareCount[],
  { measure, year }: { readonly measure: Measure; readonly year: number },
): CareCount[] {
  const end = firstDayOf(year + 1);
  return counts.filter(
    (cell) =>
      cell.measure === measure && (measure === 'in care' ? cell.month === end : statisticalYear(cell.month) === year),
  );
}

function sumOf(cells: readonly CareCount[]): number {
  return cells.reduce((all, { count }) => all + count, 0);
}

import { statisticalYear } from '../dates.ts';
import type { CareCounts, Measure } from './care-counts.ts';

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
    const end = own.at(-1);
    const sum = (measure: Measure): number =>
      counts
        .filter((cell) => cell.measure === measure && statisticalYear(cell.month) === year)
        .reduce((all, { count }) => all + count, 0);
    const atEnd = counts.filter(
      (cell) => cell.measure === 'in care' && cell.unaccompanied && statisticalYear(cell.month - 1) === year,
    );
    const lastMonth = Math.max(...atEnd.map(({ month }) => month));
    return {
      year,
      before: own[0]?.inCare ?? 0,
      started: sum('started'),
      ceased: sum('ceased'),
      after: end?.inCareAfter ?? 0,
      unaccompanied: atEnd.filter(({ month }) => month === lastMonth).reduce((all, { count }) => all + count, 0),
    };
  });
}

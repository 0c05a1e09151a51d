/** A day as the number of days since 1 January 1970; `noDay` where none is given. */
export type Day = number;

/** No date: a cell that was empty, or not a date. Before every day. */
export const noDay: Day = -2_147_483_648;

const dayLength = 86_400_000;

/** The day of a date. Months count from 1. */
export function dayOf(year: number, month: number, day: number): Day {
  return Date.UTC(year, month - 1, day) / dayLength;
}

/**
 * Reads a date as returns write it: `31/03/2025` or `2025-03-31`, with a time of day after it or not. Undefined for anything else,
 * 31 February included; `noDay` for an empty cell. Years before 1900 and after 2100 are typing errors and no dates.
 *
 * @example
 * ```ts
 * readDay('31/03/2025') === dayOf(2025, 3, 31); // true
 * readDay('2025-02-30'); // undefined
 * ```
 */
export function readDay(cell: string): Day | undefined {
  const text = cell.trim();
  if (text === '') return noDay;
  const british = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:[T ].*)?$/.exec(text);
  if (british !== null) return checkedDay(Number(british[3]), Number(british[2]), Number(british[1]));
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?$/.exec(text);
  if (iso !== null) return checkedDay(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  return undefined;
}

function checkedDay(year: number, month: number, day: number): Day | undefined {
  if (year < 1900 || year > 2100 || month < 1 || month > 12 || day < 1) return undefined;
  const lastOfMonth = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return day > lastOfMonth ? undefined : dayOf(year, month, day);
}

/** The first of April on which a statistical year begins. */
export function firstDayOf(year: number): Day {
  return dayOf(year - 1, 4, 1);
}

/** The same date, or where there is none the first day after it, so many months later. */
export function monthsAfter(day: Day, months: number): Day {
  const date = new Date(day * dayLength);
  return dayOf(date.getUTCFullYear(), date.getUTCMonth() + 1 + months, date.getUTCDate());
}

/** `2025-03-31`. */
export function isoDate(day: Day): string {
  return new Date(day * dayLength).toISOString().slice(0, 10);
}

/**
 * The statistical year that a day belongs to, named by the year in which it ends: 1 April 2024 to 31 March 2025 is 2025.
 *
 * @example
 * ```ts
 * statisticalYear(dayOf(2024, 4, 1)); // 2025
 * ```
 */
export function statisticalYear(day: Day): number {
  const date = new Date(day * dayLength);
  return date.getUTCFullYear() + (date.getUTCMonth() >= 3 ? 1 : 0);
}

/** Whole years of age on a day. */
export function ageOn(day: Day, born: Day): number {
  const now = new Date(day * dayLength);
  const then = new Date(born * dayLength);
  const years = now.getUTCFullYear() - then.getUTCFullYear();
  const before =
    now.getUTCMonth() < then.getUTCMonth() ||
    (now.getUTCMonth() === then.getUTCMonth() && now.getUTCDate() < then.getUTCDate());
  return before ? years - 1 : years;
}

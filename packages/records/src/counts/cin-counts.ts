import type { CinCensus } from '../cin/read-cin.ts';
import type { Referral } from '../cin/census.ts';
import { firstDayOf, monthsAfter, noDay, statisticalYear, type Day } from '../dates.ts';

/** One census year (1 April to 31 March), named by the year in which it ends, before small counts are hidden. */
export interface NeedYear {
  readonly year: number;
  readonly referrals: number;
  /** Of these, within twelve months of an earlier referral of the child. */
  readonly referredAgain: number;
  /** Of these, closed without action. */
  readonly withoutAction: number;
  readonly assessments: number;
  /** Cases closed after assessment, with no need found or to early help (RC8, RC9). */
  readonly assessedNotInNeed: number;
  /** Cases open on 31 March, referrals without action apart. */
  readonly open: number;
  readonly closed: number;
  readonly enquiries: number;
  readonly conferences: number;
  readonly plansStarted: number;
  /** Of these, of a child who had a plan before. */
  readonly laterPlans: number;
  readonly plansEnded: number;
  readonly onAPlan: number;
}

/**
 * Counts of censuses by year. Where a referral is in several censuses, the latest tells how it went on: a referral is known by its child and its
 * day. Years before the first census are not counted, since a census holds only the cases that were open in its year.
 */
export function needYears(census: CinCensus): NeedYear[] {
  const referrals = latestOfEach(census);
  const years = census.files.flatMap(({ year }) => year ?? []);
  if (years.length === 0) return [];
  const first = Math.min(...years);
  const count = Math.max(...years) - first + 1;
  return Array.from({ length: count }, (_, place) => yearOf(referrals, first + place));
}

function latestOfEach({ referrals, files }: CinCensus): Referral[] {
  const byCase = new Map<string, Referral>();
  const year = ({ file }: Referral): number => files[file]?.year ?? 0;
  for (const referral of referrals) {
    const key = `${referral.child} ${referral.referred}`;
    const before = byCase.get(key);
    if (before === undefined || year(before) <= year(referral)) byCase.set(key, referral);
  }
  return [...byCase.values()].toSorted((a, b) => a.child - b.child || a.referred - b.referred);
}

function yearOf(referrals: readonly Referral[], year: number): NeedYear {
  const within = (day: Day): boolean => day !== noDay && statisticalYear(day) === year;
  const end = firstDayOf(year + 1);
  const openAtEnd = (from: Day, to: Day): boolean => from !== noDay && from < end && (to === noDay || to >= end);
  const count = (of: (referral: Referral, before: Referral | undefined) => number | boolean): number =>
    referrals.reduce((sum, referral, place) => {
      const before = referrals[place - 1];
      return sum + Number(of(referral, before?.child === referral.child ? before : undefined));
    }, 0);
  const among = <T>(items: readonly T[], is: (item: T) => boolean): number => items.filter((item) => is(item)).length;
  return {
    year,
    referrals: count(({ referred }) => within(referred)),
    referredAgain: count(
      ({ referred }, before) => within(referred) && before !== undefined && referred < monthsAfter(before.referred, 12),
    ),
    withoutAction: count(({ referred, withoutAction }) => within(referred) && withoutAction),
    assessments: count(({ assessments }) => among(assessments, ({ authorised }) => within(authorised))),
    assessedNotInNeed: count(({ closed, closure }) => within(closed) && (closure === 'RC8' || closure === 'RC9')),
    open: count(({ referred, closed, withoutAction }) => !withoutAction && openAtEnd(referred, closed)),
    closed: count(({ closed, withoutAction }) => !withoutAction && within(closed)),
    enquiries: count(({ enquiries }) => among(enquiries, ({ started }) => within(started))),
    conferences: count(({ enquiries }) => among(enquiries, ({ conference }) => within(conference))),
    plansStarted: count(({ protectionPlans }) => among(protectionPlans, ({ started }) => within(started))),
    laterPlans: count(({ protectionPlans }) =>
      among(protectionPlans, ({ started, previous }) => within(started) && previous > 0),
    ),
    plansEnded: count(({ protectionPlans }) => among(protectionPlans, ({ ended }) => within(ended))),
    onAPlan: count(({ protectionPlans }) => among(protectionPlans, ({ started, ended }) => openAtEnd(started, ended))),
  };
}

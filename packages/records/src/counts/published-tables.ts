import { isSmall, suppressRow } from '../privacy/suppress.ts';
import type { CinCensus } from '../cin/read-cin.ts';
import type { CareCount, CareCounts } from './care-counts.ts';
import { needYears, type NeedYear } from './cin-counts.ts';
import { exitGroups, legalGroups, placementGroups } from './groups.ts';
import { careYears, cellsOf } from './yearly-summary.ts';

/** A count that may be shown, or `null` where it is hidden because it is small, or because a small one could be worked out from it. */
export type ShownCount = number | null;

/** A table of counts by statistical year that may be kept and shared: no count in it tells of a child. */
export interface PublishedTable {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly year: number; readonly counts: readonly ShownCount[] }[];
}

/** The tables that are kept of the counts of care, by year, with small counts hidden. */
export function careTables(counts: CareCounts): PublishedTable[] {
  const years = careYears(counts);
  const summary: PublishedTable = {
    title: 'Children in care',
    columns: ['31 March before', 'started', 'ceased', '31 March', 'of these unaccompanied'],
    rows: years.map(({ year, before, started, ceased, after, unaccompanied }) => {
      const flows = givesAway({ before, started, ceased, after }) ? [null, null] : [started, ceased];
      return { year, counts: [unlessSmall(before), ...flows, unlessSmall(after), unlessSmall(unaccompanied)] };
    }),
  };
  const table = (title: string, options: GroupedBy): PublishedTable => ({
    title,
    columns: options.groups,
    rows: years.map((each) => {
      // What came and went adds up to the flows, so that it is withheld where they are.
      const withheld = options.measure !== 'in care' && givesAway(each);
      const { year } = each;
      return {
        year,
        counts: withheld ? options.groups.map(() => null) : shown(groupedIn(counts, { ...options, year })),
      };
    }),
  });
  return [
    summary,
    table('In care on 31 March, by placement', {
      groups: placementGroups,
      measure: 'in care',
      group: ({ placement }) => placement,
    }),
    table('Started, by legal status', { groups: legalGroups, measure: 'started', group: ({ legal }) => legal }),
    table('Ceased, by reason', { groups: exitGroups, measure: 'ceased', group: ({ exit }) => exit }),
  ];
}

/** What is shown of a census year; see `hiddenFlows` for what is hidden besides small counts. */
const needTables: readonly {
  readonly title: string;
  readonly columns: readonly (readonly [string, keyof NeedYear])[];
}[] = [
  {
    title: 'Children in need',
    columns: [
      ['referrals', 'referrals'],
      ['referred again', 'referredAgain'],
      ['without action', 'withoutAction'],
      ['assessments', 'assessments'],
      ['assessed, not in need', 'assessedNotInNeed'],
      ['closed', 'closed'],
      ['open 31 March', 'open'],
    ],
  },
  {
    title: 'Child protection',
    columns: [
      ['section 47 enquiries', 'enquiries'],
      ['initial conferences', 'conferences'],
      ['plans started', 'plansStarted'],
      ['second or later', 'laterPlans'],
      ['plans ended', 'plansEnded'],
      ['on a plan 31 March', 'onAPlan'],
    ],
  },
];

/** The tables that are kept of children in need censuses, by year, with small counts hidden. */
export function needTablesOf(census: CinCensus): PublishedTable[] {
  const years = needYears(census);
  return needTables.map(({ title, columns }) => ({
    title,
    columns: columns.map(([name]) => name),
    rows: years.map((year, place) => {
      const hidden = hiddenFlows(year, years[place - 1]);
      return {
        year: year.year,
        counts: columns.map(([, key]) => (hidden.has(key) ? null : unlessSmall(year[key]))),
      };
    }),
  }));
}

/** Whether one of four counts that balance is small, and could be worked out from the other three. */
function givesAway(balance: {
  readonly before: number;
  readonly started: number;
  readonly ceased: number;
  readonly after: number;
}): boolean {
  return [balance.before, balance.started, balance.ceased, balance.after].some((count) => isSmall(count));
}

/** The flows of a census year that balance a small count with the stocks of its ends, so that one of them would tell it. */
function hiddenFlows(year: NeedYear, before: NeedYear | undefined): ReadonlySet<keyof NeedYear> {
  const { plansStarted, plansEnded, onAPlan, referrals, withoutAction, closed, open } = year;
  const plans = { before: before?.onAPlan ?? 0, started: plansStarted, ceased: plansEnded, after: onAPlan };
  const cases = { before: before?.open ?? 0, started: referrals - withoutAction, ceased: closed, after: open };
  return new Set<keyof NeedYear>([
    ...(givesAway(plans) ? (['plansStarted', 'plansEnded'] as const) : []),
    ...(givesAway(cases) ? (['withoutAction', 'closed'] as const) : []),
  ]);
}

function unlessSmall(count: number): ShownCount {
  return isSmall(count) ? null : count;
}

interface GroupedBy {
  readonly groups: readonly string[];
  readonly measure: CareCount['measure'];
  readonly group: (cell: CareCount) => string | undefined;
}

function groupedIn(
  { counts }: CareCounts,
  { year, groups, measure, group }: GroupedBy & { readonly year: number },
): number[] {
  const sums = groups.map(() => 0);
  for (const cell of cellsOf(counts, { measure, year })) {
    const place = groups.indexOf(group(cell) ?? '');
    if (place >= 0) sums[place] = (sums[place] ?? 0) + cell.count;
  }
  return sums;
}

function shown(counts: readonly number[]): ShownCount[] {
  return suppressRow(counts).map((count) => count ?? null);
}

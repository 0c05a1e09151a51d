import type { FoundPolicy, PolicySearch } from '@weir/engine/analysis';
import { toCsv } from '../csv.ts';
import { textTable } from '../text-table.ts';

/** How it is printed. */
export type SearchFormat = 'table' | 'csv' | 'json';

/** What the columns mean. */
export interface SearchUnits {
  /** "looked after in all at 2035" */
  readonly effect: string;
  /** "£m" */
  readonly cost: string;
}

/** Prints what a policy search found; the same result gives the same bytes. */
export const searchPrinters: Readonly<Record<SearchFormat, (found: PolicySearch, units: SearchUnits) => string>> = {
  table: (found, units) => {
    const rows = policiesOf(found).map(({ policy, kind }) => [kind, ...figures(policy), settings(policy, found)]);
    const heading = [
      '',
      `cost, ${units.cost}`,
      units.effect,
      'unmet need',
      'reaches',
      'low',
      'high',
      'when chosen',
      'levers moved',
    ];
    const title = `Policies for ${goal(found, units)}, on ${found.freshMembers} members that had no part in the choice (seed ${found.seed}).\nMeans; cost and unmet need beside business as usual.\n\n`;
    const table = rows.length === 0 ? '' : `${title}${textTable([heading, ...rows], new Set([1, 2, 3, 4, 5, 6, 7]))}\n`;
    return `${table}${[...found.findings, ...found.notes].map((line) => `${line}\n`).join('')}`;
  },
  csv: (found) => {
    const heading = [
      'policy',
      'cost',
      'effect',
      'unmet need',
      'probability',
      'low',
      'high',
      'over budget',
      'cost when chosen',
      'effect when chosen',
      'unmet need when chosen',
      'probability when chosen',
      ...found.levers.map(({ name }) => name),
    ];
    const rows = policiesOf(found).map(({ policy: { fresh, search, values }, kind }) => [
      kind,
      fresh.cost,
      fresh.effect,
      fresh.unmetNeed,
      fresh.probability.value,
      fresh.probability.low,
      fresh.probability.high,
      fresh.overBudget,
      search.cost,
      search.effect,
      search.unmetNeed,
      search.probability.value,
      ...values,
    ]);
    return toCsv([heading, ...rows]);
  },
  // A budget without a limit, which JSON does not have, becomes null.
  json: (found) => `${JSON.stringify(found, null, 2)}\n`,
};

/** The likeliest first, then the front from the cheapest. */
function policiesOf({ best, front }: PolicySearch): readonly { readonly policy: FoundPolicy; readonly kind: string }[] {
  return [
    ...(best === undefined ? [] : [{ policy: best, kind: 'likeliest' }]),
    ...front.map((policy) => ({ policy, kind: policy.dominatedAfresh ? 'front, surpassed' : 'front' })),
  ];
}

function goal({ target, budget }: PolicySearch, { effect, cost }: SearchUnits): string {
  const within = budget === Infinity ? '' : ` within ${budget} ${cost}`;
  return `${effect} of ${target.better === 'lower' ? 'at most' : 'at least'} ${target.value}${within}`;
}

function figures({ fresh, search }: FoundPolicy): readonly string[] {
  return [
    digits(fresh.cost),
    digits(fresh.effect),
    digits(fresh.unmetNeed),
    percent(fresh.probability.value),
    percent(fresh.probability.low),
    percent(fresh.probability.high),
    percent(search.probability.value),
  ];
}

function settings({ values }: FoundPolicy, { levers }: PolicySearch): string {
  const moved = levers.flatMap(({ name, low }, place) => {
    const value = values[place] ?? low;
    return value === low ? [] : [`${name} ${digits(value)}`];
  });
  return moved.length === 0 ? 'none' : moved.join('; ');
}

function digits(value: number): string {
  const text = Math.abs(value) >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(3)));
  return text.replace(/^-0$/, '0').replace('-', '−');
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}

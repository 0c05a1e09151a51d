import { toCsv } from '../csv.ts';
import { textTable } from '../text-table.ts';
import type { Band, ComparisonSummary, IndicatorSummary } from './summary.ts';

/** How a comparison can be printed. */
export type SummaryFormat = 'table' | 'csv' | 'json';

/** The same summary as a table to read, as rows for a spreadsheet, or whole for a program. */
export const summaryPrinters: Readonly<Record<SummaryFormat, (summary: ComparisonSummary) => string>> = {
  json: (summary) => `${JSON.stringify(summary, null, 2)}\n`,
  csv: toRows,
  table: toTables,
};

const bandNames = ['median', 'low50', 'high50', 'low90', 'high90'] as const satisfies readonly (keyof Band)[];

function toRows({ strategies }: ComparisonSummary): string {
  const differences = bandNames.map((name) => `difference_${name}`);
  const heading = ['strategy', 'year', 'indicator', ...bandNames, ...differences, 'probability_lower'];
  const rows = strategies.flatMap(({ id, years }) =>
    years.flatMap(({ year, indicators }) =>
      Object.entries(indicators).map(([indicator, { value, difference, probabilityLower }]) => {
        const numbers = [value, difference].flatMap((band) => bandNames.map((name) => band[name]));
        return [id, year, indicator, ...numbers, probabilityLower];
      }),
    ),
  );
  return toCsv([heading, ...rows]);
}

function toTables(summary: ComparisonSummary): string {
  const years = summary.strategies[0]?.years.map(({ year }) => year) ?? [];
  const notes =
    `${summary.model}, version ${summary.version}; ${summary.members} members, seed ${summary.seed}.\n` +
    'Medians; in brackets the range that holds 90 of 100 members. Changes are against business as usual over the same\n' +
    'draws; "fewer" is the share of members with fewer children looked after. Fewer is better only where unmet need does\n' +
    'not rise.\n';
  return `${years.map((year) => tableOf(summary, year)).join('\n')}\n${notes}`;
}

function tableOf({ strategies, indicators }: ComparisonSummary, year: number): string {
  const rows = strategies.map(({ name, years }, place) => {
    const found = years.find((each) => each.year === year)?.indicators ?? {};
    const changes = indicators.map(({ id }) => (place === 0 ? '–' : changeOf(found[id])));
    const fewer = place === 0 ? '–' : percent(found['looked-after']?.probabilityLower);
    return [name, levelOf(found['looked-after']), ...changes, fewer];
  });
  const changed = indicators.map(({ name, unit }) => `${name} (${unit})`);
  const numeric = new Set(Array.from({ length: indicators.length + 2 }, (_, index) => index + 1));
  const heading = ['', '', ...changed.map(() => 'change in'), ''];
  return `31 March ${year}\n\n${textTable([heading, ['Strategy', 'Children looked after', ...changed, 'Fewer'], ...rows], numeric)}`;
}

function levelOf(summary: IndicatorSummary | undefined): string {
  return summary === undefined ? '' : rangeOf(summary.value, plain);
}

function changeOf(summary: IndicatorSummary | undefined): string {
  return summary === undefined ? '' : rangeOf(summary.difference, signed);
}

function rangeOf({ median, low90, high90 }: Band, print: (value: number) => string): string {
  return `${print(median)} (${print(low90)} to ${print(high90)})`;
}

function plain(value: number): string {
  const decimals = Math.abs(value) < 100 ? 1 : 0;
  // What rounds to nothing has no sign.
  const shown = Number(value.toFixed(decimals)) + 0;
  const text = shown.toLocaleString('en-GB', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  return text.replace(/^-0\.0$/, '0.0').replace('-', '−');
}

function signed(value: number): string {
  const text = plain(value);
  return value > 0 && text !== '0.0' ? `+${text}` : text;
}

function percent(share: number | undefined): string {
  return share === undefined ? '' : `${Math.round(share * 100)}%`;
}

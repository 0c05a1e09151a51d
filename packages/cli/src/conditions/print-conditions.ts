import type { Condition, StrategyConditions } from '@weir/care';
import { toCsv } from '../csv.ts';
import { textTable } from '../text-table.ts';

/** How it is printed. */
export type ConditionsFormat = 'table' | 'csv' | 'json';

/** Prints the conditions of a strategy; the same result gives the same bytes. */
export const conditionsPrinters: Readonly<Record<ConditionsFormat, (found: StrategyConditions) => string>> = {
  table: (found) => {
    const rows = found.conditions.map((condition) => [
      condition.input,
      ...ends(condition).map(shown),
      ...[condition.central, ...condition.drawn].map(shown),
      percent(condition.alone),
      percent(condition.reproduced),
      condition.status ?? '',
    ]);
    const heading = [
      'assumption',
      'above',
      'low',
      'high',
      'below',
      'low',
      'high',
      'model',
      'drawn from',
      'to',
      'alone',
      'again',
      'evidence',
    ];
    const region = found.verdict === 'where it fails' ? 'where it does not work' : 'where it works';
    const title = `${found.name}: ${region} (seed ${found.seed})\n\n`;
    const table =
      rows.length === 0
        ? ''
        : `${title}${textTable([heading, ...rows], new Set([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]))}\n`;
    return `${table}${[...found.findings, '', ...found.notes].map((line) => `${line}\n`).join('')}`;
  },
  csv: (found) => {
    const heading = [
      'region',
      'assumption',
      'above',
      'above_low',
      'above_high',
      'below',
      'below_low',
      'below_high',
      'model',
      'drawn_from',
      'drawn_to',
      'unit',
      'alone',
      'reproduced',
      'quasi_p',
      'status',
    ];
    const rows = found.conditions.map((condition) => [
      found.verdict,
      condition.input,
      ...ends(condition).map((value) => (Number.isNaN(value) ? '' : value)),
      condition.central,
      ...condition.drawn,
      condition.unit,
      condition.alone,
      condition.reproduced,
      condition.quasiP,
      condition.status ?? '',
    ]);
    return toCsv([heading, ...rows]);
  },
  json: (found) => `${JSON.stringify(found, null, 2)}\n`,
};

/** What it must be above, with its band, and what below; NaN where a side is free. */
function ends({ low, high }: Condition): readonly number[] {
  return [low, high].flatMap((end) =>
    end === undefined ? [Number.NaN, Number.NaN, Number.NaN] : [end.value, end.low, end.high],
  );
}

function shown(value: number): string {
  if (Number.isNaN(value)) return '';
  const text = Math.abs(value) >= 1000 ? value.toFixed(0) : String(Number(value.toPrecision(3)));
  return text.replace('-', '−');
}

function percent(share: number): string {
  return `${Math.round(100 * share)}%`;
}

import type { History } from '../types.ts';
import { seriesOf } from './panel.ts';
import type { Panel, PanelAuthority } from './panel.ts';

interface HistoryColumn {
  readonly indicator: string;
  readonly column: string;
  /** Published values are multiplied by this to stand in the model's units. */
  readonly scale?: number;
  /** Rates per 10,000 children become counts. */
  readonly per10000?: boolean;
  /** Added to the year: figures of 30 September stand half a year on from 31 March. */
  readonly shift?: number;
}

/** Which column shows which indicator. Money is left out: the panel's is in the pounds of each year. */
const columns: readonly HistoryColumn[] = [
  { indicator: 'looked-after', column: 'cla_31mar' },
  { indicator: 'starts', column: 'cla_started' },
  { indicator: 'ceases', column: 'cla_ceased' },
  { indicator: 'child-in-need', column: 'cin_31mar' },
  { indicator: 'plans', column: 'cpp_31mar' },
  { indicator: 'plans-started', column: 'cpp_started' },
  { indicator: 'later-plans', column: 'cpp_repeat_pct', scale: 0.01 },
  { indicator: 'enquiries', column: 's47_rate', per10000: true },
  { indicator: 'referrals', column: 'referrals' },
  { indicator: 're-referrals', column: 'rereferral_pct', scale: 0.01 },
  { indicator: 'caseload', column: 'sw_caseload', shift: 0.5 },
  { indicator: 'vacancies', column: 'sw_vacancy_pct', scale: 0.01, shift: 0.5 },
  { indicator: 'agency', column: 'sw_agency_pct', scale: 0.01, shift: 0.5 },
  { indicator: 'turnover', column: 'sw_turnover_pct', scale: 0.01, shift: 0.5 },
];

/** What was published of an authority, indicator by indicator; an indicator without figures is left out. */
export function localHistory(panel: Panel, authority: PanelAuthority): History[] {
  return columns.flatMap(({ indicator, column, scale = 1, per10000 = false, shift = 0 }) => {
    const points = seriesOf(authority, column).flatMap(({ year, value }) => {
      const children = authority.years.get(year)?.get('pop_0_17_midyear_prev');
      if (per10000 && children === undefined) return [];
      const factor = per10000 ? (children ?? 0) / 10_000 : scale;
      return [{ year: year + shift, value: value * factor }];
    });
    return points.length === 0
      ? []
      : [{ indicator, source: `${panel.file}: column ${column} of ${authority.name}`, points }];
  });
}

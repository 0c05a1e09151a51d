import type { GeneralModel, History } from '../types.ts';
import type { Lab, LabRun } from './lab.ts';
import type { BehaviourTest } from './report.ts';

/** How far the model is from each published series. */
export function historyReport(general: GeneralModel, lab: Lab): BehaviourTest {
  const usual = lab.run();
  const rows = general.history.map((history) => {
    const variable = general.indicators.find(({ id }) => id === history.indicator)?.variable ?? '';
    const errors = errorsOf(history, (year) => interpolate(lab, { run: usual, variable, year }));
    const mean = errors.reduce((total, { error }) => total + Math.abs(error), 0) / errors.length;
    const worst = errors.toSorted((a, b) => Math.abs(b.error) - Math.abs(a.error))[0];
    return { id: history.indicator, mean, worst, count: errors.length };
  });
  const main = rows.find(({ id }) => id === 'looked-after');
  const passes = main !== undefined && main.mean <= 0.03 && Math.abs(main.worst?.error ?? 1) <= 0.05;
  const table = rows
    .map(
      ({ id, mean, worst, count }) =>
        `| ${id} | ${count} | ${(100 * mean).toFixed(1)} % | ${(100 * (worst?.error ?? 0)).toFixed(1)} % (${worst?.year ?? ''}) |`,
    )
    .join('\n');
  const body = `Looked-after children must be within 5 % of the published figure in every year from 2010 to 2025, with a mean absolute error of at most 3 %. About 170 numbers (rates, first stocks and points of the declared drivers) were fitted to these very series, so that agreement shows that the structure can hold the history, not that it predicts. No fit to 2019 alone has been made yet, and the forecast test is open.\n\n| Series | Points | Mean absolute error | Largest error |\n|---|---|---|---|\n${table}`;
  return { id: 'H', title: 'Published history, 2010 to 2025', outcome: passes ? 'pass' : 'fail', body };
}

function errorsOf(
  { points, indicator }: History,
  modelled: (year: number) => number,
): { year: number; error: number }[] {
  // The first total of a year lies before the run.
  const first = ['starts', 'ceases', 'referrals', 'enquiries', 'plans-started', 'contacts'].includes(indicator)
    ? 2011
    : 2010;
  return points
    .filter(({ year }) => year >= first && year <= 2025.5)
    .map(({ year, value }) => ({ year, error: modelled(year) / value - 1 }));
}

function interpolate(lab: Lab, { run, variable, year }: { run: LabRun; variable: string; year: number }): number {
  return lab.at(run, variable, year);
}

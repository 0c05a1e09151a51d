import type { EnsembleSummary, SamplingMethod, SeriesSummary } from '@weir/engine/analysis';
import { toCsv } from '../csv.ts';
import { textTable } from '../text-table.ts';

/** How an ensemble can be printed. */
export type EnsembleFormat = 'table' | 'csv' | 'json';

/** What is printed of an ensemble, and what it was made of. */
export interface PrintedEnsemble {
  readonly model: string;
  readonly summary: EnsembleSummary;
  readonly inputs: number;
  readonly correlations: number;
  readonly replicates: number;
  /** Constants whose values are those of a posterior, and how many draws of it there are. */
  readonly fromPosterior?: { readonly constants: number; readonly draws: number } | undefined;
  /** Units of the series, by name, where the model says. */
  readonly units: ReadonlyMap<string, string>;
  /** Whether the inputs are those of the general model's evidence. */
  readonly fromEvidence: boolean;
}

/** As a table to read, a row a variable and time for a spreadsheet, or whole for a program; the same ensemble gives the same bytes. */
export const ensemblePrinters: Readonly<Record<EnsembleFormat, (ensemble: PrintedEnsemble) => string>> = {
  table: toTables,
  csv: ({ summary }) => toRows(summary),
  // Infinite and missing numbers, which JSON does not have, become null.
  json: ({ model, summary, inputs, correlations, replicates }) =>
    `${JSON.stringify({ model, inputs, correlations, replicates, ...summary }, (_, value: unknown) => (value instanceof Float64Array ? [...value] : value), 2)}\n`,
};

function toRows({ series, times }: EnsembleSummary): string {
  const [first] = series;
  const quantileNames = (first?.quantiles ?? []).flatMap(({ probability }) =>
    ['', '_low', '_high'].map((end) => `q${100 * probability}${end}`),
  );
  const most = Math.max(0, ...series.map(({ thresholds }) => thresholds.length));
  const limitNames = Array.from({ length: most }, (_, place) =>
    ['threshold', 'share_below', 'share_above'].map((name) => (place === 0 ? name : `${name}_${place + 1}`)),
  ).flat();
  const heading = ['variable', 'time', 'members', 'mean', 'mean_error', 'deviation', 'lowest', 'highest'];
  const rows = series.flatMap((own) =>
    Array.from(times, (time, row) => {
      const numbers = [own.counts, own.mean, own.meanError, own.deviation, own.lowest, own.highest];
      const quantiles = own.quantiles.flatMap(({ values, low, high }) => [values, low, high]);
      const limits = Array.from({ length: most }, (_, place) => own.thresholds[place]).flatMap((limit) => [
        limit?.value ?? '',
        finite(limit?.below[row]),
        finite(limit?.above[row]),
      ]);
      const cells = [...numbers, ...quantiles].map((course) => finite(course[row]));
      return [own.name, time, ...cells, ...limits];
    }),
  );
  return toCsv([[...heading, ...quantileNames, ...limitNames], ...rows]);
}

function finite(value: number | undefined): number | string {
  return value !== undefined && Number.isFinite(value) ? value : '';
}

function toTables(ensemble: PrintedEnsemble): string {
  const { series, times } = ensemble.summary;
  const tables = Array.from(times, (time, row) => {
    const rows = series.map((own) => rowOf(ensemble, own, row));
    const limits = series.flatMap((own) => limitsOf(own, row));
    const heading = ['', 'Median', '50 of 100 members', '90 of 100 members', 'Mean', 'Members'];
    return `At ${time}\n\n${textTable([heading, ...rows], new Set([1, 2, 3, 4, 5]))}${limits.length > 0 ? '\n' : ''}${limits.join('')}`;
  });
  return `${tables.join('\n')}\n${notesOf(ensemble)}`;
}

function rowOf(
  { units }: PrintedEnsemble,
  { name, quantiles, mean, meanError, counts }: SeriesSummary,
  row: number,
): string[] {
  const unit = units.get(name);
  const at = (probability: number): number =>
    quantiles.find((each) => each.probability === probability)?.values[row] ?? Number.NaN;
  const range = (from: number, to: number): string => `${figure(at(from))} to ${figure(at(to))}`;
  const average = `${figure(mean[row])} ± ${figure(meanError[row], 2)}`;
  return [
    unit === undefined ? name : `${name} (${unit})`,
    figure(at(0.5)),
    range(0.25, 0.75),
    range(0.05, 0.95),
    average,
    figure(counts[row]),
  ];
}

function limitsOf({ name, thresholds }: SeriesSummary, row: number): string[] {
  return thresholds.map(
    ({ value, below, above }) =>
      `"${name}" is below ${figure(value)} in ${share(below[row])} of members, above in ${share(above[row])}.\n`,
  );
}

const methodNames: Readonly<Record<SamplingMethod, string>> = {
  random: 'independently',
  'latin-hypercube': 'as a Latin hypercube',
  sobol: 'as a scrambled Sobol sequence',
};

function notesOf(printed: PrintedEnsemble): string {
  const { model, summary, inputs, correlations, replicates, fromEvidence, fromPosterior } = printed;
  const { count, seed, method, failed, rankError } = summary;
  const pairs =
    correlations === 0 ? '' : `, ${correlations} ${correlations === 1 ? 'pair' : 'pairs'} of them correlated`;
  const drawn =
    inputs === 0 ? '' : `; ${inputs} ${inputs === 1 ? 'input' : 'inputs'} drawn ${methodNames[method]}${pairs}`;
  const lines = [
    `${model}: ${figure(count)} members, seed ${seed}${drawn}.`,
    ...(fromPosterior === undefined ? [] : [wordsOf(fromPosterior)]),
    'The ranges hold the middle 50 and 90 of 100 members, time by time. They rest on the ranges of the inputs alone: what the model leaves',
    'out is not in them. csv and json have an interval for every quantile.',
    replicates > 1
      ? `Behind ± stands the standard error of the mean, measured between ${replicates} replicates.`
      : `Behind ± stands the standard error that the mean of independent draws would have${method === 'random' ? '' : '; --replicates 10 measures it'}.`,
  ];
  if (fromEvidence) {
    lines.push(
      'The inputs are drawn from the ranges of their evidence. Unlike in weir compare, members are not held to the published history of children',
      'looked after, so the ranges are wider.',
    );
  }
  if (rankError > 0) {
    const points = Number((100 * rankError).toPrecision(2));
    lines.push(`Quantiles are those of a sketch: within ${points} percentage points of the share, 99 times of 100.`);
  }
  if (failed.count > 0) {
    const named = failed.first
      .slice(0, 3)
      .map(({ member, status }) => `member ${member} at ${status.time}, "${status.variable}"`)
      .join('; ');
    lines.push(
      `${figure(failed.count)} of ${figure(count)} members did not run to the end and are in no figure, which makes the ranges too narrow if they are many:`,
      `${named}${failed.count > 3 ? '; and more' : ''}.`,
    );
  }
  return lines.map((line) => `${line}\n`).join('');
}

function wordsOf({ constants, draws }: { readonly constants: number; readonly draws: number }): string {
  return (
    `${constants} ${constants === 1 ? 'constant has' : 'constants have'} the values of the posterior together, in ${figure(draws)} of its draws. ` +
    'The errors of published figures are not in the ranges.'
  );
}

function share(value: number | undefined): string {
  return value === undefined || Number.isNaN(value) ? '–' : `${Number((100 * value).toFixed(1))}%`;
}

/** To so many digits, with one more where that gives all before the point. */
function figure(value: number | undefined, digits = 4): string {
  if (value === undefined || !Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e15)) return value.toExponential(digits - 1).replace('-', '−');
  const before = size < 1 ? 1 : Math.floor(Math.log10(size)) + 1;
  const kept = before === digits + 1 ? before : digits;
  // What rounds to nothing has no sign.
  const rounded = Number(value.toPrecision(kept)) + 0;
  return rounded
    .toLocaleString('en-GB', { maximumFractionDigits: 20, maximumSignificantDigits: kept })
    .replace('-', '−');
}

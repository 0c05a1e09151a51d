import type { Model, Results } from '@weir/engine';

/** How far below 0 the rounding of sums may bring a stock, as a share of the most that it held. */
const roundingShare = 1e-9;

/** How many variables a remark names. */
const mostNamed = 5;

/** What a person should know of a run that came to its end: stocks that fell below 0, and what is no finite number. */
export function runRemarks(model: Model, results: Results): string[] {
  return [...stocksBelowZero(model, results), ...notFinite(results)];
}

/** One line for all columns that are not a finite number at some time, or none. A run that diverged says so itself. */
function notFinite({ columns, status, times }: Results): string[] {
  if (status.kind !== 'done') return [];
  const found = columns.flatMap(({ name, values }) => {
    const row = values.findIndex((value) => !Number.isFinite(value));
    return row < 0 ? [] : [`"${name}" at time ${times[row] ?? ''}`];
  });
  if (found.length === 0) return [];
  const more = found.length > mostNamed ? ` and ${found.length - mostNamed} more` : '';
  return [
    `Not every result is a finite number: ${found.slice(0, mostNamed).join(', ')}${more}. Usual causes: a division by zero, an element outside its array, ` +
      'data that begin later than the run',
  ];
}

/**
 * A line for each non-negative stock that a run brought below 0. Only outflows are held back, as isee systems document it ("Flow
 * prioritization"); what Stella does where a negative inflow takes more than there is, is unchecked, so nobody should take such a run for
 * Stella's without a word.
 */
function stocksBelowZero(model: Model, { times, columns }: Results): string[] {
  return model.variables.flatMap((variable) => {
    if (variable.kind !== 'stock' || !variable.nonNegative) return [];
    const own = columns.filter(({ name }) => name === variable.name || name.startsWith(`${variable.name}[`));
    const rows = own.map(({ values }) => {
      const most = values.reduce((highest, value) => Math.max(highest, Math.abs(value)), 0);
      return values.findIndex((value) => value < -roundingShare * most);
    });
    const fallen = rows.filter((row) => row >= 0);
    if (fallen.length === 0) return [];
    return [
      `The non-negative stock "${variable.name}" is below 0 at time ${times[Math.min(...fallen)] ?? ''}: only what flows out is held back, ` +
        'and here an inflow is negative, or the stock starts so. Make such an inflow an outflow; another tool may give other numbers',
    ];
  });
}

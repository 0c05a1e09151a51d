import type { Model, Results } from '@weir/engine';

/** How far below 0 the rounding of sums may bring a stock, as a share of the most that it held. */
const roundingShare = 1e-9;

/**
 * A line for each non-negative stock that a run brought below 0. Only outflows are held back, as isee systems document it ("Flow
 * prioritization"); what Stella does where a negative inflow takes more than there is, is unchecked, so nobody should take such a run for
 * Stella's without a word.
 */
export function stocksBelowZero(model: Model, { times, columns }: Results): string[] {
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

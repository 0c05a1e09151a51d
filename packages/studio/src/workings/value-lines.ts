import { seriesStyle } from '../charts/palette.ts';
import type { LineSeries } from '../charts/line-chart.ts';
import type { SystemVariable } from '../map/system-graph.ts';
import { totalOf } from './trace.ts';
import type { TraceSeries } from './trace.ts';

/** More lines than this cannot be told apart in a small chart. */
const most = 4;

/**
 * The lines that a variable's chart draws, at whole years: a scalar's own; of an array its parts where they are few,
 * otherwise the sum of a stock or flow, or the first parts of anything else.
 */
export function valueLines(
  variable: Pick<SystemVariable, 'kind' | 'name'>,
  series: readonly TraceSeries[],
  times: Float64Array,
): LineSeries[] {
  const adds = variable.kind === 'stock' || variable.kind === 'flow';
  const drawn: readonly TraceSeries[] =
    adds && series.length > 1 ? [{ label: 'All', values: totalOf(series, times.length) }] : series.slice(0, most);
  return drawn.map(({ label, values }, index) => ({
    name: label === '' ? 'Model' : label,
    style: seriesStyle(index),
    points: [...times].flatMap((time, row) =>
      Math.abs(time - Math.round(time)) < 1e-6 ? [{ year: Math.round(time), value: values[row] ?? NaN }] : [],
    ),
  }));
}

import { toId } from '@weir/engine';
import type { Results, VariableId } from '@weir/engine';

/** One element of a variable over time: `label` is empty for a scalar, otherwise the elements' names. */
export interface TraceSeries {
  readonly label: string;
  readonly values: Float64Array;
}

/** Every variable of one run over time. */
export interface Trace {
  readonly times: Float64Array;
  readonly series: ReadonlyMap<VariableId, readonly TraceSeries[]>;
}

/** Sorts the columns of a run by variable; the elements of an array keep their order. */
export function traceOf(results: Results): Trace {
  const series = new Map<VariableId, TraceSeries[]>();
  for (const { name, values } of results.columns) {
    const [, base = name, label = ''] = /^(.*?)\[(.*)\]$/.exec(name) ?? [];
    const id = toId(base);
    const group = series.get(id) ?? [];
    group.push({ label: label.replaceAll(',', ', '), values });
    series.set(id, group);
  }
  return { times: results.times, series };
}

/** The saved row nearest to a time. */
export function rowAt(trace: Trace, time: number): number {
  let nearest = 0;
  trace.times.forEach((candidate, index) => {
    if (Math.abs(candidate - time) < Math.abs((trace.times[nearest] ?? NaN) - time)) nearest = index;
  });
  return nearest;
}

/** The sum over a variable's elements, at every time; for a scalar, itself. */
export function totalOf(series: readonly TraceSeries[], length: number): Float64Array {
  return Float64Array.from({ length }, (_, row) => series.reduce((sum, { values }) => sum + (values[row] ?? NaN), 0));
}

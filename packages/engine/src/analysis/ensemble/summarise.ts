import { turn } from '../../run/turn.ts';
import type { CellStatistics } from './cell-statistics.ts';
import type { QuantileCourse, SeriesSummary } from './ensemble-summary.ts';
import type { ReplicateMeans } from './replicate-means.ts';
import type { ThresholdStatistics } from './threshold-statistics.ts';

/** Cells whose numbers are sorted before other work of the thread has its turn: some 5 ms of them. */
const cellsPerTurn = 8;

/** Which cells are one series: those of its column, one a time. */
interface Place {
  readonly name: string;
  readonly column: number;
  readonly width: number;
  readonly times: number;
}

/** The figures of one series, from what was kept of its members. */
export async function summarise(
  cells: CellStatistics,
  { name, column, width, times }: Place,
  {
    probabilities,
    thresholds,
    replicates,
    signal,
  }: {
    readonly probabilities: readonly number[];
    readonly thresholds: readonly ThresholdStatistics[];
    readonly replicates: ReplicateMeans | undefined;
    readonly signal: AbortSignal | undefined;
  },
): Promise<SeriesSummary> {
  const course = (of: (cell: number) => number): Float64Array =>
    Float64Array.from({ length: times }, (_, time) => of(time * width + column));
  const quantiles = probabilities.map((probability): QuantileCourse => ({
    probability,
    values: new Float64Array(times),
    low: new Float64Array(times),
    high: new Float64Array(times),
  }));
  for (let time = 0; time < times; time++) {
    cells.quantiles(time * width + column, probabilities).forEach(({ value, low, high }, place) => {
      const own = quantiles[place];
      if (own === undefined) return;
      own.values[time] = value;
      own.low[time] = low;
      own.high[time] = high;
    });
    if (time % cellsPerTurn !== cellsPerTurn - 1) continue;
    await turn();
    signal?.throwIfAborted();
  }
  const counts = course((cell) => cells.counts[cell] ?? 0);
  const deviation = course((cell) => cells.deviation(cell));
  const whereAny = (values: Float64Array): Float64Array =>
    values.map((value, time) => (counts[time] === 0 ? Number.NaN : value));
  return {
    name,
    counts,
    mean: whereAny(course((cell) => cells.means[cell] ?? 0)),
    meanError:
      replicates === undefined
        ? deviation.map((value, time) => value / Math.sqrt(counts[time] ?? 0))
        : course((cell) => replicates.error(cell)),
    deviation,
    lowest: whereAny(course((cell) => cells.lowest[cell] ?? 0)),
    highest: whereAny(course((cell) => cells.highest[cell] ?? 0)),
    quantiles,
    thresholds: thresholds.map((threshold) => threshold.course(counts)),
  };
}

import type { WorkOptions } from '../../../run/work.ts';
import type { Search, SearchResult } from './search.ts';

/** Values of a function at points (row-major), NaN where it failed. */
export type BatchFunction = (points: Float64Array, options?: WorkOptions) => Promise<Float64Array>;

/** What the caller of a search may ask of it. */
export interface MinimiseOptions extends WorkOptions {
  readonly dimension: number;
  /** How many evaluations are expected in all, for progress. */
  readonly expected: number;
  /** Told of the lowest point so far, so that something is kept if the work is stopped. */
  readonly onBest?: (best: { readonly point: Float64Array; readonly value: number }) => void;
}

/**
 * Carries out searches side by side: what they ask for in one round is one batch, which workers may share. The order of the searches and the batch alone decide what is
 * computed, not who is done first. A failed evaluation counts as worse than any other.
 */
export async function minimise(
  searches: readonly Search[],
  objective: BatchFunction,
  { dimension, expected, onBest, signal, onProgress }: MinimiseOptions,
): Promise<readonly SearchResult[]> {
  let steps = searches.map((search) => search.next());
  let lowest = Number.POSITIVE_INFINITY;
  let done = 0;
  while (steps.some((step) => step.done !== true)) {
    signal?.throwIfAborted();
    const batches = steps.map((step) => (step.done === true ? new Float64Array(0) : step.value));
    const points = new Float64Array(batches.reduce((sum, batch) => sum + batch.length, 0));
    let filled = 0;
    for (const batch of batches) {
      points.set(batch, filled);
      filled += batch.length;
    }
    const values = (await objective(points, signal === undefined ? {} : { signal })).map((value) =>
      Number.isNaN(value) ? Number.POSITIVE_INFINITY : value,
    );
    for (const [index, value] of values.entries()) {
      if (!(value < lowest)) continue;
      lowest = value;
      onBest?.({ point: points.slice(index * dimension, (index + 1) * dimension), value });
    }
    done += values.length;
    onProgress?.({ done: Math.min(done, expected), total: expected, phase: 'search' });
    let from = 0;
    steps = steps.map((step, index) => {
      if (step.done === true) return step;
      const count = step.value.length / dimension;
      const own = values.slice(from, from + count);
      from += count;
      const search = searches[index];
      return search === undefined ? step : search.next(own);
    });
  }
  return steps.flatMap((step) => (step.done === true ? [step.value] : []));
}

/** The search that came lowest; the first of those that came alike. */
export function lowestOf(results: readonly SearchResult[]): SearchResult {
  const [first, ...others] = results;
  if (first === undefined) throw new RangeError('Cannot choose among no searches');
  return others.reduce((best, each) => (each.value < best.value ? each : best), first);
}

import type { ScoredLoop } from './score-partition.ts';

/** A stock and what the loops that pass it make of the change. */
export interface StockShare {
  readonly stock: string;
  /** Mean over the intervals in which anything changes, from 0 to 1. */
  readonly share: number;
}

/**
 * For each stock, what all loops that pass it make of the change of their partition; the most first. Where thousands of long loops share a
 * change, no single one says much, and this says where they run; it depends little on which of them were found.
 *
 * @param options.places which intervals to look at
 *
 * @example
 * ```ts
 * const { partitions, times } = await loopsThatMatter(program, { backend: interpreter });
 * for (const { loops } of partitions) console.assert(sharesByStock(loops, { places: [...times.keys()] }).length > 0);
 * ```
 */
export function sharesByStock(
  loops: readonly ScoredLoop[],
  { places }: { places: readonly number[] },
): readonly StockShare[] {
  const active = places.filter((at) => loops.some(({ shares }) => shares[at] !== 0));
  const sums = new Map<string, number>();
  for (const { stocks, shares } of loops) {
    const sum = active.reduce((total, at) => total + Math.abs(shares[at] ?? 0), 0);
    for (const stock of new Set(stocks)) sums.set(stock, (sums.get(stock) ?? 0) + sum);
  }
  return [...sums]
    .map(([stock, sum]) => ({ stock, share: active.length === 0 ? 0 : sum / active.length }))
    .toSorted((a, b) => b.share - a.share);
}

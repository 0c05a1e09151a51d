import { quantile } from '@weir/engine/analysis';

/** Median with the intervals that hold half and nine tenths of the members. */
export interface Interval {
  readonly median: number;
  readonly low50: number;
  readonly high50: number;
  readonly low90: number;
  readonly high90: number;
  /** Members that it rests on. */
  readonly count: number;
}

/** The interval of the finite ones among `values`; all NaN if there are none. */
export function summarise(values: Float64Array): Interval {
  const sorted = values.filter((value) => Number.isFinite(value)).sort();
  return {
    median: quantile(sorted, 0.5),
    low50: quantile(sorted, 0.25),
    high50: quantile(sorted, 0.75),
    low90: quantile(sorted, 0.05),
    high90: quantile(sorted, 0.95),
    count: sorted.length,
  };
}

/** Member by member `left - right`: both over the same draws. */
export function pairedDifference(left: Float64Array, right: Float64Array): Float64Array {
  return left.map((value, member) => value - (right[member] ?? NaN));
}

/**
 * The share of members in which `left` is below `right`, ties counting half: a strategy that changes nothing has 0.5.
 * Members that are not finite in both are left out; NaN of nothing.
 */
export function shareBelow(left: Float64Array, right: Float64Array): number {
  let below = 0;
  let count = 0;
  left.forEach((value, member) => {
    const difference = value - (right[member] ?? NaN);
    if (!Number.isFinite(difference)) return;
    count += 1;
    if (difference < 0) below += 1;
    else if (difference === 0) below += 0.5;
  });
  return count === 0 ? NaN : below / count;
}

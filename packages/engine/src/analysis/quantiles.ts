/**
 * The value below which a share `probability` of sorted values lies, linear between neighbours (type 7 of Hyndman and
 * Fan 1996, the default of R and numpy).
 *
 * @param sorted values in rising order; NaN if empty
 */
export function quantile(sorted: Float64Array, probability: number): number {
  const position = (sorted.length - 1) * probability;
  const below = sorted[Math.floor(position)] ?? Number.NaN;
  const above = sorted[Math.ceil(position)] ?? Number.NaN;
  return below + (above - below) * (position - Math.floor(position));
}

/** Median and bands over time; arrays with a number a saved time. */
export interface QuantileBands {
  readonly median: Float64Array;
  readonly low50: Float64Array;
  readonly high50: Float64Array;
  readonly low90: Float64Array;
  readonly high90: Float64Array;
}

/**
 * Median, 50 % and 90 % bands of an ensemble, time by time.
 *
 * @param members row-major, a row of `timeCount` numbers a member
 */
export function quantileBands(members: Float64Array, timeCount: number): QuantileBands {
  const memberCount = timeCount === 0 ? 0 : members.length / timeCount;
  const band = (): Float64Array => new Float64Array(timeCount);
  const bands = { median: band(), low50: band(), high50: band(), low90: band(), high90: band() };
  const column = new Float64Array(memberCount);
  for (let time = 0; time < timeCount; time++) {
    for (let member = 0; member < memberCount; member++)
      column[member] = members[member * timeCount + time] ?? Number.NaN;
    column.sort();
    bands.median[time] = quantile(column, 0.5);
    bands.low50[time] = quantile(column, 0.25);
    bands.high50[time] = quantile(column, 0.75);
    bands.low90[time] = quantile(column, 0.05);
    bands.high90[time] = quantile(column, 0.95);
  }
  return bands;
}

/**
 * The share of members in which `a` is below `b`, a tie counting half. The two must be paired: the same draws in the
 * same order.
 *
 * @throws RangeError where their lengths differ
 */
export function shareBelow(a: Float64Array, b: Float64Array): number {
  if (a.length !== b.length) throw new RangeError(`Cannot pair ${a.length} members with ${b.length}`);
  let below = 0;
  a.forEach((value, member) => {
    const other = b[member] ?? Number.NaN;
    below += value < other ? 1 : value === other ? 0.5 : 0;
  });
  return below / a.length;
}

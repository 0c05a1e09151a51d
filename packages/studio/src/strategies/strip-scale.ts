/** Places along a strip, as shares of its width from 0 to 1. */
export interface StripScale {
  readonly domain: readonly [number, number];
  readonly ticks: readonly number[];
  readonly at: (value: number) => number;
}

/** A scale that holds all the values, with a little room at both ends; ticks are round numbers. */
export function stripScale(
  values: readonly number[],
  makeTicks: (low: number, high: number) => readonly number[],
): StripScale {
  const finite = values.filter((value) => Number.isFinite(value));
  const low = finite.length === 0 ? 0 : Math.min(...finite);
  const high = finite.length === 0 ? 1 : Math.max(...finite);
  const room = (high - low || Math.abs(high) || 1) * 0.04;
  const domain = [low - room, high + room] as const;
  return { domain, ticks: makeTicks(...domain), at: (value) => (value - domain[0]) / (domain[1] - domain[0]) };
}

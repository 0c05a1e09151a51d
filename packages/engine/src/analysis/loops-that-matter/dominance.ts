import type { ScoredLoop } from './score-partition.ts';

/** A stretch of time in which the same few loops drive a partition. */
export interface DominancePhase {
  readonly from: number;
  readonly to: number;
  /** The smallest set of loops that makes half of the change or more, the strongest first; empty where nothing changes. */
  readonly loops: readonly { readonly loop: ScoredLoop; readonly share: number }[];
  /** What they make together, from 0 to 1. */
  readonly share: number;
  /** What all reinforcing loops make. */
  readonly reinforcing: number;
}

/**
 * Cuts a run into phases by what dominates it: a set of loops that makes at least half of the change is dominant (Schoenberg, Davidsen and Eberlein
 * 2020), and the smallest such set is taken. Phases shorter than `shortest` are joined with the neighbour they are more like, and shares are means over a phase.
 *
 * @param options.times when the intervals begin, and `interval`, how long each is: of the whole result
 * @param options.from only what begins from this time, and before `to`
 * @param options.shortest by default a twentieth of the time looked at
 */
export function dominancePhases(
  loops: readonly ScoredLoop[],
  {
    times,
    interval,
    from = Number.NEGATIVE_INFINITY,
    to = Number.POSITIVE_INFINITY,
    shortest,
  }: { times: Float64Array; interval: number; from?: number; to?: number; shortest?: number },
): DominancePhase[] {
  const tolerance = interval / 1000;
  const inside = [...times.keys()].filter((at) => {
    const time = times[at] ?? Number.NaN;
    return time >= from - tolerance && time < to - tolerance;
  });
  const minimum = (shortest ?? (inside.length * interval) / 20) / interval;
  let parts = inside.map((at) => ({ places: [at], ...summary(loops, [at]) }));
  parts = joinSame(parts, loops);
  for (;;) {
    const short = parts.reduce<number | undefined>((best, { places }, place) => {
      const fewest = best === undefined ? minimum - 1e-9 : (parts[best]?.places.length ?? 0);
      return places.length < fewest ? place : best;
    }, undefined);
    if (short === undefined || parts.length < 2) break;
    const [before, own, after] = [parts[short - 1], parts[short], parts[short + 1]];
    const toBefore = after === undefined || (before !== undefined && likeness(before, own) >= likeness(after, own));
    const first = toBefore ? short - 1 : short;
    const places = parts.slice(first, first + 2).flatMap((part) => part.places);
    parts = joinSame(
      [...parts.slice(0, first), { places, ...summary(loops, places) }, ...parts.slice(first + 2)],
      loops,
    );
  }
  return parts.map(({ places, set, means }) => ({
    from: times[places[0] ?? 0] ?? Number.NaN,
    to: (times[places.at(-1) ?? 0] ?? Number.NaN) + interval,
    loops: set.flatMap((index) => loops.slice(index, index + 1).map((loop) => ({ loop, share: means[index] ?? 0 }))),
    share: set.reduce((sum, index) => sum + (means[index] ?? 0), 0),
    reinforcing: reinforcingIn(loops, places),
  }));
}

interface Summary {
  /** Mean absolute share of each loop over the intervals in which anything is active. */
  readonly means: Float64Array;
  /** Indices of the dominant loops, the strongest first. */
  readonly set: readonly number[];
}

type Part = Summary & { readonly places: number[] };

function summary(loops: readonly ScoredLoop[], places: readonly number[]): Summary {
  const active = activeOf(loops, places);
  const means = Float64Array.from(loops, ({ shares }) =>
    active.length === 0 ? 0 : active.reduce((sum, at) => sum + Math.abs(shares[at] ?? 0), 0) / active.length,
  );
  const ordered = [...means.keys()]
    .filter((index) => means[index] !== 0)
    .toSorted((a, b) => (means[b] ?? 0) - (means[a] ?? 0));
  const set: number[] = [];
  for (let [index, sum] = [0, 0]; sum < 0.5 && index < ordered.length; index++) {
    set.push(ordered[index] ?? 0);
    sum += means[ordered[index] ?? 0] ?? 0;
  }
  return { means, set };
}

function activeOf(loops: readonly ScoredLoop[], places: readonly number[]): number[] {
  return places.filter((at) => loops.some(({ shares }) => shares[at] !== 0));
}

function reinforcingIn(loops: readonly ScoredLoop[], places: readonly number[]): number {
  const active = activeOf(loops, places);
  const sum = active.reduce(
    (total, at) => total + loops.reduce((part, { shares }) => part + Math.max(0, shares[at] ?? 0), 0),
    0,
  );
  return active.length === 0 ? 0 : sum / active.length;
}

/** Joins neighbours with the same dominant loops. */
function joinSame(parts: readonly Part[], loops: readonly ScoredLoop[]): Part[] {
  const joined: Part[] = [];
  const key = ({ set }: Summary): string => set.toSorted((a, b) => a - b).join();
  for (const part of parts) {
    const last = joined.at(-1);
    if (last === undefined || key(last) !== key(part)) joined.push(part);
    else {
      const places = [...last.places, ...part.places];
      joined.splice(-1, 1, { places, ...summary(loops, places) });
    }
  }
  return joined;
}

function likeness(a: Summary | undefined, b: Summary | undefined): number {
  return a === undefined || b === undefined
    ? -1
    : a.means.reduce((sum, mean, index) => sum + Math.min(mean, b.means[index] ?? 0), 0);
}

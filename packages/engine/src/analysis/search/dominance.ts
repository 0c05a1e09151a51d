/** What is known of a policy by a search: all objectives are to be small. */
export interface Candidate {
  readonly values: Float64Array;
  readonly objectives: Float64Array;
  /** How far it is from what is allowed; 0 where it is allowed. */
  readonly violation: number;
}

/**
 * Whether one is no worse in any objective and better in one; whatever is allowed dominates what is not, and of what is not, the nearer
 * dominates (Deb et al. 2002, section VI).
 */
export function dominates(a: Candidate, b: Candidate): boolean {
  if (a.violation !== b.violation) return a.violation < b.violation;
  let better = false;
  for (let place = 0; place < a.objectives.length; place++) {
    const [one = 0, other = 0] = [a.objectives[place], b.objectives[place]];
    if (one > other) return false;
    if (one < other) better = true;
  }
  return better;
}

/** Those that no other dominates. */
export function nonDominated<Own extends Candidate>(all: readonly Own[]): readonly Own[] {
  return all.filter((own) => !all.some((other) => dominates(other, own)));
}

/** Fronts: those that none dominates, then those that only the first dominate, and so on (Deb et al. 2002, section III A). */
export function fronts<Own extends Candidate>(all: readonly Own[]): readonly (readonly Own[])[] {
  const below = all.map((own) => all.flatMap((other, place) => (dominates(own, other) ? [place] : [])));
  const above = all.map(() => 0);
  for (const places of below) for (const place of places) above[place] = (above[place] ?? 0) + 1;
  const sorted: Own[][] = [];
  let current = all.flatMap((_, place) => (above[place] === 0 ? [place] : []));
  while (current.length > 0) {
    sorted.push(current.flatMap((place) => all[place] ?? []));
    const next: number[] = [];
    for (const place of current) {
      for (const dominated of below[place] ?? []) {
        const left = (above[dominated] ?? 0) - 1;
        above[dominated] = left;
        if (left === 0) next.push(dominated);
      }
    }
    current = next.toSorted((a, b) => a - b);
  }
  return sorted;
}

/**
 * How much room each has on its front: the sum over the objectives of the distance between its neighbours, as a share of the front's width;
 * infinite at the ends (Deb et al. 2002, section III B).
 */
export function crowding(front: readonly Candidate[]): Float64Array {
  const room = new Float64Array(front.length);
  const objectives = front[0]?.objectives.length ?? 0;
  for (let objective = 0; objective < objectives; objective++) {
    const at = (place: number | undefined): number => front[place ?? -1]?.objectives[objective] ?? 0;
    const order = Array.from(front.keys()).toSorted((a, b) => at(a) - at(b) || a - b);
    const width = at(order.at(-1)) - at(order[0]);
    for (const [rank, place] of order.entries()) {
      const isEnd = rank === 0 || rank === order.length - 1;
      const gap = at(order[rank + 1]) - at(order[rank - 1]);
      room[place] = isEnd ? Infinity : (room[place] ?? 0) + (width > 0 ? gap / width : 0);
    }
  }
  return room;
}

/** At most `count` of a front, those left out first that have least room, one after another. */
export function thinned<Own extends Candidate>(front: readonly Own[], count: number): readonly Own[] {
  const kept = [...front];
  while (kept.length > Math.max(1, count)) {
    const room = crowding(kept);
    kept.splice(room.indexOf(Math.min(...room)), 1);
  }
  return kept;
}

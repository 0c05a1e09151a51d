/** A value that divides members in two, so that on one side the second of two strategies is better on average. */
export interface Cut {
  readonly at: number;
  /** The second strategy's side. */
  readonly side: 'above' | 'below';
  /** Mean gain over all members of taking the second on its side over always taking the first. */
  readonly gain: number;
}

/** Members that must lie on either side of a cut: a twentieth, and no fewer than 5, so that no cut rests on a handful. */
export function leastOnASide(members: number): number {
  return Math.max(5, Math.ceil(members / 20));
}

/**
 * The cut that gains most, if one gains at all: the extreme of the running sum of the differences by the input's value. It lies half-way
 * between two neighbouring values.
 */
export function bestCut({
  column = new Float64Array(),
  order = new Int32Array(),
  differences,
  times,
}: {
  /** The input's value in each member. */
  readonly column: Float64Array | undefined;
  /** The members by that value. */
  readonly order: Int32Array | undefined;
  /** By how much the second strategy is better than the first. */
  readonly differences: Float64Array;
  /** How often each member counts. */
  readonly times: Int32Array;
}): Cut | undefined {
  let [total, members] = [0, 0];
  for (const member of order) {
    total += (times[member] ?? 0) * (differences[member] ?? 0);
    members += times[member] ?? 0;
  }
  const least = leastOnASide(members);
  let found: Cut | undefined;
  let [sum, before] = [0, 0];
  for (let place = 0; place + 1 < order.length; place++) {
    const [member = 0, next = 0] = [order[place], order[place + 1]];
    sum += (times[member] ?? 0) * (differences[member] ?? 0);
    before += times[member] ?? 0;
    const [value = 0, following = 0] = [column[member], column[next]];
    if (value === following || before < least || members - before < least) continue;
    const gain = Math.max(sum, total - sum) / members;
    if (gain <= (found?.gain ?? 0)) continue;
    found = { at: value + (following - value) / 2, side: sum > total - sum ? 'below' : 'above', gain };
  }
  return found;
}

/** Members as peeling sees them: columns by input, the members in the order of each, and what holds in which. */
export interface BoxSample {
  /** For each input its value in each member. */
  readonly columns: readonly Float64Array[];
  /** For each input the members from its lowest value to its highest. */
  readonly orders: readonly Int32Array[];
  /** 1 where what is asked about holds, else 0. */
  readonly holds: Uint8Array;
  /** How often each member counts. */
  readonly times: Int32Array;
}

/** A box: for each input the ends between which its value must lie; an end that is not restricted is infinite. */
export interface Box {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** How many members count in a box, and in how many of them it holds. */
export interface BoxCount {
  readonly members: number;
  readonly holding: number;
}

/** The box without an end. */
export function wholeBox(inputs: number): Box {
  return { low: new Float64Array(inputs).fill(-Infinity), high: new Float64Array(inputs).fill(Infinity) };
}

/** The box with other ends for one input. */
export function withEnds(
  box: Box,
  input: number,
  { low = box.low[input] ?? -Infinity, high = box.high[input] ?? Infinity }: { low?: number; high?: number },
): Box {
  return { low: box.low.with(input, low), high: box.high.with(input, high) };
}

/** The inputs that a box restricts, in their order. */
export function restrictedInputs({ low, high }: Box): readonly number[] {
  return [...low.keys()].filter((input) => low[input] !== -Infinity || high[input] !== Infinity);
}

/** For each member 1 if it lies in the box, one input left out of the question if one is given. */
export function membersIn(box: Box, { columns, holds }: Pick<BoxSample, 'columns' | 'holds'>, but = -1): Uint8Array {
  const inside = new Uint8Array(holds.length).fill(1);
  for (const input of restrictedInputs(box)) {
    if (input === but) continue;
    const [low = -Infinity, high = Infinity] = [box.low[input], box.high[input]];
    columns[input]?.forEach((value, member) => {
      if (!(value >= low && value <= high)) inside[member] = 0;
    });
  }
  return inside;
}

/** Counts the members that are marked. */
export function countOf(inside: Uint8Array, { holds, times }: Pick<BoxSample, 'holds' | 'times'>): BoxCount {
  let [members, holding] = [0, 0];
  inside.forEach((mark, member) => {
    const count = mark * (times[member] ?? 0);
    members += count;
    holding += count * (holds[member] ?? 0);
  });
  return { members, holding };
}

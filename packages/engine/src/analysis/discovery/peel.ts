import { countOf, membersIn, wholeBox, withEnds, type Box, type BoxCount, type BoxSample } from './box.ts';

/** A box on the way from the whole to a small one. */
export interface PeeledBox extends BoxCount {
  readonly box: Box;
}

/** How boxes are peeled. */
export interface PeelOptions {
  /** Share of the members of a box that one peel takes off. */
  readonly peel: number;
  /** Members that a box must keep. */
  readonly least: number;
  /** Places of the inputs that may be restricted; all if absent. */
  readonly inputs?: readonly number[];
}

/**
 * The peeling trajectory of the patient rule induction method (Friedman and Fisher 1999, "Bump hunting in high-dimensional data"): from the
 * whole box on, each time the thin slice is taken off, at the low or the high end of one input, that leaves the highest share of members in
 * which it holds. Of equal ones the thinnest counts, then the first. Ends lie half-way between the last value taken off and the next that stays, and members of
 * equal value are taken off together. It stops where a box would have too few members, or where it holds in all.
 *
 * @returns the whole box first
 */
export function peelBox(
  sample: BoxSample,
  { peel, least, inputs = [...sample.columns.keys()] }: PeelOptions,
): PeeledBox[] {
  let box = wholeBox(sample.columns.length);
  const inside = membersIn(box, sample);
  let count = countOf(inside, sample);
  const trajectory: PeeledBox[] = [{ box, ...count }];
  while (count.holding < count.members) {
    const { members, holding } = count;
    const enough = Math.max(1, peel * members);
    let best: Slice | undefined;
    for (const input of inputs) {
      for (const side of ['low', 'high'] as const) {
        const slice = sliceOf(sample, { inside, input, side, enough });
        if (slice === undefined || members - slice.members < least) continue;
        if (best === undefined || isBetter(slice, best, count)) best = slice;
      }
    }
    if (best === undefined) break;
    box = withEnds(box, best.input, { [best.side]: best.end });
    for (const member of best.taken) inside[member] = 0;
    count = { members: members - best.members, holding: holding - best.holding };
    trajectory.push({ box, ...count });
  }
  return trajectory;
}

/** What one peel would take off. */
interface Slice extends BoxCount {
  readonly input: number;
  readonly side: 'low' | 'high';
  readonly end: number;
  readonly taken: readonly number[];
}

/** Whether what one slice leaves holds in a higher share of its members; compared in whole numbers, so that equal is equal. */
function isBetter(slice: Slice, best: Slice, { members, holding }: BoxCount): boolean {
  const own = (holding - slice.holding) * (members - best.members);
  const other = (holding - best.holding) * (members - slice.members);
  return own > other || (own === other && slice.members < best.members);
}

/** The slice at one end of an input, as thin as holds enough members; none where all have the same value. */
function sliceOf(
  { columns, orders, holds, times }: BoxSample,
  {
    inside,
    input,
    side,
    enough,
  }: { readonly inside: Uint8Array; readonly input: number; readonly side: 'low' | 'high'; readonly enough: number },
): Slice | undefined {
  const [column = new Float64Array(), order = new Int32Array()] = [columns[input], orders[input]];
  const taken: number[] = [];
  let [members, holding, last] = [0, 0, Number.NaN];
  for (let place = 0; place < order.length; place++) {
    const member = order[side === 'low' ? place : order.length - 1 - place] ?? 0;
    if (inside[member] !== 1 || times[member] === 0) continue;
    const value = column[member] ?? Number.NaN;
    if (members >= enough && value !== last)
      return { input, side, end: last + (value - last) / 2, members, holding, taken };
    taken.push(member);
    members += times[member] ?? 0;
    holding += (times[member] ?? 0) * (holds[member] ?? 0);
    last = value;
  }
  return undefined;
}

import { countOf, membersIn, restrictedInputs, withEnds, type BoxSample } from './box.ts';
import type { PeeledBox } from './peel.ts';

/**
 * Widens a box again where peeling took off too much (pasting, Friedman and Fisher 1999): at the end of one input, by a thin slice of the
 * members next to it, for as long as the share in which it holds does not fall.
 *
 * @param paste share of the members of the box that one slice holds
 */
export function pasteBox(sample: BoxSample, start: PeeledBox, paste: number): PeeledBox {
  let found = start;
  for (;;) {
    const wider = restrictedInputs(found.box)
      .flatMap((input) => [
        widened(sample, found, { input, side: 'low', paste }),
        widened(sample, found, { input, side: 'high', paste }),
      ])
      .filter((each) => each !== undefined)
      .filter((each) => each.holding * found.members >= found.holding * each.members);
    const [best] = wider.toSorted((a, b) => b.holding * a.members - a.holding * b.members || b.members - a.members);
    if (best === undefined) return found;
    found = best;
  }
}

function widened(
  sample: BoxSample,
  { box, members }: PeeledBox,
  { input, side, paste }: { readonly input: number; readonly side: 'low' | 'high'; readonly paste: number },
): PeeledBox | undefined {
  const own = box[side][input] ?? Number.NaN;
  if (!Number.isFinite(own)) return undefined;
  const [column = new Float64Array(), order = new Int32Array()] = [sample.columns[input], sample.orders[input]];
  const others = membersIn(box, sample, input);
  const enough = Math.max(1, paste * members);
  let [added, last, end] = [0, own, side === 'low' ? -Infinity : Infinity];
  for (let place = 0; place < order.length; place++) {
    const member = order[side === 'low' ? order.length - 1 - place : place] ?? 0;
    const value = column[member] ?? Number.NaN;
    const isBeyond = side === 'low' ? value < own : value > own;
    if (!isBeyond || others[member] !== 1 || sample.times[member] === 0) continue;
    if (added >= enough && value !== last) {
      end = last + (value - last) / 2;
      break;
    }
    added += sample.times[member] ?? 0;
    last = value;
  }
  if (added === 0) return undefined;
  const wider = withEnds(box, input, { [side]: end });
  return { box: wider, ...countOf(membersIn(wider, sample), sample) };
}

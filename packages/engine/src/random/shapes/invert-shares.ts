import type { Shares } from '../incomplete-gamma.ts';

/**
 * Where a distribution has a share `probability` below: Newton's method held between ends that it draws together, on whichever share is smaller, so
 * that both tails keep their digits.
 *
 * @param sharesAt shares below and above a place, the first rising
 * @param slopeAt how fast the share below rises there
 * @param ends places that certainly lie below and above, and where to start
 */
export function invertShares(
  probability: number,
  {
    sharesAt,
    slopeAt,
    ends: { low, start, high },
  }: {
    readonly sharesAt: (place: number) => Shares;
    readonly slopeAt: (place: number) => number;
    readonly ends: { readonly low: number; readonly start: number; readonly high: number };
  },
): number {
  const fromAbove = probability > 0.5;
  let [least, most, place] = [low, high, start];
  for (let round = 0; round < 200; round++) {
    const { below, above } = sharesAt(place);
    const tooFar = fromAbove ? 1 - probability - above : below - probability;
    if (tooFar === 0) return place;
    if (tooFar > 0) most = place;
    else least = place;
    const stepped = place - tooFar / slopeAt(place);
    const next = stepped > least && stepped < most ? stepped : (least + most) / 2;
    if (Math.abs(next - place) <= 4e-16 * Math.abs(next) || next === least || next === most) return next;
    place = next;
  }
  return place;
}

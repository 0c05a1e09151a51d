import type { BoxCount } from './box.ts';
import type { PeeledBox } from './peel.ts';

/**
 * Which box of a trajectory is taken: the widest in which it holds often enough; where none is, the one that parts best, with the largest
 * difference between the share that it has of the members in which it holds and of those in which it does not (Youden 1950).
 *
 * @param density share of a box's members in which it is to hold
 */
export function chooseBox(trajectory: readonly PeeledBox[], density: number): PeeledBox | undefined {
  const enough = trajectory.find(({ members, holding }) => holding >= density * members);
  return enough ?? bestParting(trajectory);
}

/** How well a box parts the members in which it holds from the others: 0 as good as by lot, 1 wholly. */
export function parting({ members, holding }: BoxCount, whole: BoxCount): number {
  const others = whole.members - whole.holding;
  if (whole.holding === 0 || others === 0) return 0;
  return holding / whole.holding - (members - holding) / others;
}

/** The box of a trajectory that parts best; of equal ones the widest. */
export function bestParting(trajectory: readonly PeeledBox[]): PeeledBox | undefined {
  const [whole] = trajectory;
  if (whole === undefined) return undefined;
  return trajectory.reduce((best, each) => (parting(each, whole) > parting(best, whole) ? each : best), whole);
}

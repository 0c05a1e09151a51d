import type { Estimate } from '../resample.ts';
import { shareBand } from './share-band.ts';

/** What a policy gives in one member. */
export interface Target {
  /** The value of the effect that is to be reached. */
  readonly value: number;
  /** `lower`: at most the value; `higher`: at least. */
  readonly better: 'lower' | 'higher';
}

/** How a policy turned out over some members; a member whose run failed counts as one that did not reach the target, and in no mean. */
export interface PolicyScore {
  /** Share of members that reach the target, with the band that holds the true probability in 95 of 100 cases. */
  readonly probability: Estimate;
  /** Means. */
  readonly effect: number;
  readonly cost: number;
  readonly unmetNeed: number;
  /** Mean distance to the target of those that do not reach it, over all. */
  readonly shortfall: number;
  /** Share of members whose cost lies above the budget. */
  readonly overBudget: number;
  readonly members: number;
  readonly failed: number;
}

/** @param outcomes row-major by member: effect, cost, unmet need */
export function scoreOf(outcomes: Float64Array, { target, budget }: { target: Target; budget: number }): PolicyScore {
  const members = outcomes.length / 3;
  let [reached, over, failed] = [0, 0, 0];
  const sums = [0, 0, 0, 0];
  for (let member = 0; member < members; member++) {
    const row = [0, 1, 2].map((column) => outcomes[member * 3 + column] ?? Number.NaN);
    const [effect = 0, cost = 0] = row;
    if (!row.every(Number.isFinite)) {
      failed += 1;
      continue;
    }
    const missing = Math.max(0, target.better === 'lower' ? effect - target.value : target.value - effect);
    if (missing === 0) reached += 1;
    if (cost > budget) over += 1;
    [...row, missing].forEach((value, place) => (sums[place] = (sums[place] ?? 0) + value));
  }
  const sound = members - failed;
  const [effect = 0, cost = 0, unmetNeed = 0, shortfall = 0] = sums.map((sum) => sum / sound);
  return {
    probability: shareBand(reached, members),
    effect,
    cost,
    unmetNeed,
    shortfall,
    overBudget: over / sound,
    members,
    failed,
  };
}

import type { Indicator } from '@weir/care';
import { memberValues } from '../simulation/ensemble.ts';
import type { Ensemble } from '../simulation/ensemble.ts';
import { pairedDifference, shareBelow, summarise } from '../simulation/summary.ts';
import type { Interval } from '../simulation/summary.ts';
import { usualScenario } from './scenarios.ts';

/** What one scenario does to one indicator in one year. */
export interface Effect {
  /** Scenario id. */
  readonly id: string;
  readonly level: Interval;
  /** Against business as usual, member by member over the same draws. */
  readonly change: Interval;
  /** Share of members in which the indicator is lower than in business as usual. */
  readonly shareLower: number;
}

/** Business as usual in one year, for comparison. */
export function usualLevel(base: Ensemble, indicator: string, time: number): Interval {
  return summarise(memberValues(base, usualScenario.id, indicator, time));
}

/** Effects of scenarios of `source`, paired with business as usual of `base`; both use the same draws. */
export function effectsOf(
  source: Ensemble,
  base: Ensemble,
  where: { readonly indicator: string; readonly time: number },
): readonly Effect[] {
  const usual = memberValues(base, usualScenario.id, where.indicator, where.time);
  return source.scenarios
    .filter((id) => id !== usualScenario.id)
    .map((id) => {
      const values = memberValues(source, id, where.indicator, where.time);
      return {
        id,
        level: summarise(values),
        change: summarise(pairedDifference(values, usual)),
        shareLower: shareBelow(values, usual),
      };
    });
}

/** Largest effect in the better direction first; where neither direction is better, the lowest first. */
export function rankEffects(effects: readonly Effect[], better: Indicator['better']): readonly Effect[] {
  const direction = better === 'higher' ? -1 : 1;
  return effects.toSorted((a, b) => direction * (a.change.median - b.change.median));
}

/** For each pair, the share of members in which the first is lower than the second; `undefined` on the diagonal. */
export function pairwiseShares(
  sources: readonly { readonly id: string; readonly ensemble: Ensemble }[],
  where: { readonly indicator: string; readonly time: number },
): readonly (readonly (number | undefined)[])[] {
  const values = sources.map(({ id, ensemble }) => memberValues(ensemble, id, where.indicator, where.time));
  return values.map((left, row) =>
    values.map((right, column) => (row === column ? undefined : shareBelow(left, right))),
  );
}

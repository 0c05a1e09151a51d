import { createContext, use, useMemo } from 'react';
import type { ReactNode } from 'react';
import { useGeneralModel } from '../app/model-context.ts';
import { useNavigation } from '../app/navigation.ts';
import { timeIndex } from '../simulation/ensemble.ts';
import { useRuns } from '../simulation/runs-context.tsx';
import { isRationing, isWorse, verdictOf } from './consequences.ts';
import type { Verdict } from './consequences.ts';
import { effectsOf, usualLevel } from './effects.ts';
import type { Effect } from './effects.ts';
import { findRoles } from './roles.ts';
import type { Interval } from '../simulation/summary.ts';

/** What every scenario does to one indicator in the year that is looked at. */
export interface YearOf {
  readonly usual: Interval;
  /** Scenario id → effect; the user's combination among them once it has been run. */
  readonly effects: ReadonlyMap<string, Effect>;
}

/** Everything that the strategies page says about one year. */
export interface YearView {
  readonly of: (indicator: string) => YearOf | undefined;
  readonly verdict: (indicator: string, scenario: string) => Verdict | undefined;
  /** Whether a scenario lowers the number of children looked after while unmet need rises. */
  readonly rations: (scenario: string) => boolean;
}

const YearContext = createContext<YearView | undefined>(undefined);

/** Summarises the runs of the chosen year once for the whole page. */
export function YearProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const year = useMakeYear();
  return <YearContext value={year}>{children}</YearContext>;
}

/** What every scenario does in the chosen year. */
export function useYear(): YearView {
  const year = use(YearContext);
  if (year === undefined) throw new TypeError('Cannot read effects outside a YearProvider');
  return year;
}

/** Effects in the chosen year, summarised once for each indicator that is asked for. */
function useMakeYear(): YearView {
  const model = useGeneralModel();
  const { year } = useNavigation().view;
  const { base, own } = useRuns();
  return useMemo(() => {
    const { lookedAfter, unmetNeed } = findRoles(model);
    const known = new Map<string, YearOf>();
    const of = (indicator: string): YearOf | undefined => {
      if (base === undefined) return undefined;
      const before = known.get(indicator);
      if (before !== undefined) return before;
      const where = { indicator, time: timeIndex(base.layout, year) };
      const effects = [...effectsOf(base, base, where), ...(own === undefined ? [] : effectsOf(own, base, where))];
      const made = {
        usual: usualLevel(base, indicator, where.time),
        effects: new Map(effects.map((effect) => [effect.id, effect])),
      };
      known.set(indicator, made);
      return made;
    };
    const rations = (scenario: string): boolean => {
      if (lookedAfter === undefined || unmetNeed === undefined) return false;
      const children = of(lookedAfter.id)?.effects.get(scenario);
      const unmet = of(unmetNeed.id);
      const effect = unmet?.effects.get(scenario);
      if (children === undefined || unmet === undefined || effect === undefined) return false;
      return isRationing(children, effect);
    };
    const verdict = (id: string, scenario: string): Verdict | undefined => {
      const indicator = model.indicators.find((candidate) => candidate.id === id);
      const found = of(id);
      const effect = found?.effects.get(scenario);
      if (indicator === undefined || found === undefined || effect === undefined) return undefined;
      if (id === unmetNeed?.id && rations(scenario)) return verdictOf(effect, indicator.better, found.usual.median, 0);
      return verdictOf(effect, indicator.better, found.usual.median);
    };
    return { of, verdict, rations };
  }, [model, year, base, own]);
}

/** Names of the indicators that a scenario makes worse. */
export function worsened(
  year: YearView,
  indicators: readonly { readonly id: string; readonly name: string }[],
  scenario: string,
): readonly string[] {
  return indicators
    .filter(({ id }) => {
      const verdict = year.verdict(id, scenario);
      return verdict !== undefined && isWorse(verdict);
    })
    .map(({ name }) => name);
}

import type { Indicator } from '@weir/care';
import { formatRounded, withUnit } from '../charts/format.ts';
import { firstWithin, midSentence } from '../charts/words.ts';
import type { Effect } from './effects.ts';

const mostWords = 14;

/** What the headline of the ranking needs to know. */
export interface RankedFacts {
  readonly indicator: Indicator;
  readonly year: number;
  /** Best first. */
  readonly ranked: readonly Effect[];
  /** Scenario id → name. */
  readonly nameOf: (id: string) => string;
  /** Whether the first of them lowers numbers by turning children away. */
  readonly rationing: boolean;
}

/** The ranking in a sentence: which strategy moves the indicator most, and at what price in unmet need. */
export function rankedHeadline({ indicator, year, ranked, nameOf, rationing }: RankedFacts): string {
  const best = ranked[0];
  const measure = midSentence(indicator.name);
  if (best === undefined || !Number.isFinite(best.change.median)) return 'The first runs are under way';
  const wanted = indicator.better === 'higher' ? 'raises' : 'lowers';
  if (!movesTheRightWay(best, indicator)) {
    return firstWithin(mostWords, [
      `No strategy on its own surely ${wanted} ${measure} by ${year}`,
      `No strategy surely ${wanted} ${measure} by ${year}`,
    ]);
  }
  const name = `“${nameOf(best.id)}”`;
  const amount = amountOf(indicator, best.change.median);
  if (rationing) {
    return firstWithin(mostWords, [
      `${name} ${wanted} ${measure} most by ${year}, but unmet need rises`,
      `${name} ${wanted} ${measure} most, but unmet need rises`,
      `The largest fall by ${year} comes with a rise in unmet need`,
    ]);
  }
  return firstWithin(mostWords, [
    `${name} ${wanted} ${measure} most by ${year}: by ${amount}`,
    `${name} ${wanted} ${measure} most by ${year}`,
    `${name} ${wanted} ${measure} most`,
    `${name} has the largest effect by ${year}`,
    `${name} comes first`,
  ]);
}

function movesTheRightWay(effect: Effect, indicator: Indicator): boolean {
  const { low90, high90 } = effect.change;
  return indicator.better === 'higher' ? low90 > 0 : high90 < 0;
}

/** “4,100 children” or “£1,200m”: the size of a change, rounded, without its sign. */
export function amountOf(indicator: Indicator, change: number): string {
  return withUnit(formatRounded(indicator, change), indicator.unit);
}

/** One strategy in the plane of cost and effect. */
export interface CostFact {
  readonly id: string;
  /** Medians of the change in children looked after and in cumulative spend. */
  readonly effect: number;
  readonly cost: number;
  readonly rationing: boolean;
}

/** Cost against effect in a sentence. Savings that come with unmet need are never counted as success. */
export function costHeadline(facts: {
  readonly year: number;
  readonly points: readonly CostFact[];
  readonly nameOf: (id: string) => string;
}): string {
  const { year, nameOf } = facts;
  const known = facts.points.filter(({ effect, cost }) => Number.isFinite(effect) && Number.isFinite(cost));
  if (known.length === 0) return 'The first runs are under way';
  const both = known.filter(({ effect, cost }) => effect < 0 && cost < 0).toSorted((a, b) => a.effect - b.effect);
  const safe = both.filter(({ rationing }) => !rationing);
  const [best] = safe;
  if (best === undefined) {
    return both.length === 0
      ? `No strategy both lowers numbers and saves money by ${year}`
      : `Every strategy that lowers numbers and saves money raises unmet need`;
  }
  const count = countWord(safe.length);
  const plural = safe.length > 1;
  const without = both.length > safe.length ? ' without more unmet need' : ` by ${year}`;
  const claim = `${count} ${plural ? 'strategies lower' : 'strategy lowers'} numbers and save${plural ? '' : 's'} money${without}`;
  return firstWithin(mostWords, [`${claim}: ${plural ? 'most, ' : ''}${midSentence(nameOf(best.id))}`, claim]);
}

/** The table of everything else in a sentence. */
export function consequencesHeadline(facts: {
  readonly year: number;
  readonly strategies: number;
  /** Strategies with at least one indicator that gets worse. */
  readonly withHarm: number;
  readonly rationing: number;
}): string {
  const { year, strategies, withHarm, rationing } = facts;
  if (rationing > 0) {
    return `${countWord(rationing)} of ${strategies} strategies lower${rationing === 1 ? 's' : ''} numbers while unmet need rises`;
  }
  if (withHarm === 0) return `No strategy makes any indicator clearly worse by ${year}`;
  return `${countWord(withHarm)} of ${strategies} strategies make${withHarm === 1 ? 's' : ''} something else worse by ${year}`;
}

/** A number in words up to nine, at the head of a sentence. */
export function countWord(count: number): string {
  return ['None', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine'][count] ?? String(count);
}

import { quantile } from '@weir/engine/analysis';
import type { Comparison, GeneralModel, Indicator, Scenario } from '../types.ts';
import { describeInteraction } from './describe-interaction.ts';

/** A median with the bands that hold 50 and 90 of 100 members, in the indicator's printed unit. */
export interface ChangeBand {
  readonly median: number;
  readonly low50: number;
  readonly high50: number;
  readonly low90: number;
  readonly high90: number;
}

/** What strategies do to one indicator at one time, each alone and all together: changes against business as usual, member by member. */
export interface Interaction {
  readonly indicator: string;
  readonly year: number;
  readonly unit: string;
  /** Each by itself; and what it adds where all the others are there already. */
  readonly strategies: readonly {
    readonly id: string;
    readonly name: string;
    readonly alone: ChangeBand;
    readonly last: ChangeBand;
  }[];
  /** The changes of each alone added up, and that of all together. */
  readonly sum: ChangeBand;
  readonly together: ChangeBand;
  /** Together less the sum. */
  readonly interaction: ChangeBand;
  /** What the interaction would be if each changed what the others leave by the same share as it changes the whole, and did nothing else to them. */
  readonly byShares: ChangeBand;
  /** Sentences. */
  readonly findings: readonly string[];
}

/** Ids of the scenarios of a comparison of strategies alone and together. */
const together = 'together';
const without = (id: string): string => `without ${id}`;

/**
 * The scenarios that tell how strategies act together: business as usual, each alone, all, and for three or more all but each.
 *
 * @throws RangeError where there are fewer than two strategies, or one is not there
 */
export function togetherScenarios({ strategies }: GeneralModel, ids: readonly string[]): readonly Scenario[] {
  if (new Set(ids).size < 2) throw new RangeError('Cannot tell how strategies act together: two are needed');
  const named = ids.map((id) => {
    const found = strategies.find((each) => each.id === id);
    if (found === undefined) throw new RangeError(`Cannot find the strategy "${id}"`);
    return found;
  });
  const scenario = (id: string, name: string, chosen: readonly string[]): Scenario => ({
    id,
    name,
    strategies: chosen,
    settings: {},
  });
  return [
    scenario('business-as-usual', 'Business as usual', []),
    ...named.map(({ id, name }) => scenario(id, name, [id])),
    scenario(together, 'Together', ids),
    ...(ids.length < 3
      ? []
      : named.map(({ id, name }) =>
          scenario(
            without(id),
            `Without ${name}`,
            ids.filter((other) => other !== id),
          ),
        )),
  ];
}

/**
 * How strategies act together: what they do alone, what that adds up to, what they do together, and the difference. Computed from runs of them
 * together, not from their effects alone. Where two strategies move the same lever it goes as far as the one that moves it furthest, which is part of
 * the interaction and is said.
 *
 * @param comparison of the scenarios of `togetherScenarios`
 * @throws RangeError where a scenario, indicator or time is not there
 * @example
 * ```ts
 * const strategies = ['hire', 'early-help'];
 * const comparison = compareScenarios({ general: generalModel, scenarios: togetherScenarios(generalModel, strategies) });
 * interactionOf(comparison, { general: generalModel, strategies, indicator: 'looked-after', year: 2035 }).findings;
 * ```
 */
export function interactionOf(
  comparison: Comparison,
  {
    general,
    strategies,
    indicator: id,
    year,
  }: {
    readonly general: GeneralModel;
    readonly strategies: readonly string[];
    readonly indicator: string;
    readonly year: number;
  },
): Interaction {
  const indicator = general.indicators.find((each) => each.id === id);
  if (indicator === undefined) throw new RangeError(`Cannot find the indicator "${id}"`);
  const valuesOf = (scenario: string): Float64Array => valuesAt(comparison, { scenario, indicator, year });
  const usual = valuesOf('business-as-usual');
  const changeOf = (scenario: string): Float64Array =>
    valuesOf(scenario).map((value, member) => value - (usual[member] ?? Number.NaN));
  const alone = strategies.map(changeOf);
  const all = changeOf(together);
  const lasts = strategies.map((strategy, place) => {
    const others = strategies.length > 2 ? changeOf(without(strategy)) : (alone[1 - place] ?? all);
    return all.map((value, member) => value - (others[member] ?? Number.NaN));
  });
  const sum = all.map((_, member) => alone.reduce((total, changes) => total + (changes[member] ?? Number.NaN), 0));
  const byShares = sum.map((total, member) => {
    const base = usual[member] ?? Number.NaN;
    const left = alone.reduce((share, changes) => share * (1 + (changes[member] ?? Number.NaN) / base), 1);
    return base * (left - 1) - total;
  });
  const found = {
    indicator: indicator.id,
    year,
    unit: indicator.unit,
    strategies: strategies.map((strategy, place) => ({
      id: strategy,
      name: general.strategies.find((each) => each.id === strategy)?.name ?? strategy,
      alone: bandOf(alone[place]),
      last: bandOf(lasts[place]),
    })),
    sum: bandOf(sum),
    together: bandOf(all),
    interaction: bandOf(all.map((value, member) => value - (sum[member] ?? Number.NaN))),
    byShares: bandOf(byShares),
  };
  return { ...found, findings: describeInteraction(found, { indicator, shared: sharedLevers(general, strategies) }) };
}

/** What more than one of the strategies moves, by its label. */
function sharedLevers({ strategies }: GeneralModel, ids: readonly string[]): readonly string[] {
  const labels = new Map<string, string[]>();
  for (const { id, actions } of strategies) {
    if (!ids.includes(id)) continue;
    for (const { parameter, label } of actions) labels.set(parameter, [...(labels.get(parameter) ?? []), label]);
  }
  return [...labels.values()].filter(({ length }) => length > 1).flatMap(([label]) => label ?? []);
}

function valuesAt(
  { scenarios, times, memberCount }: Comparison,
  { scenario, indicator, year }: { readonly scenario: string; readonly indicator: Indicator; readonly year: number },
): Float64Array {
  const members = scenarios.find((each) => each.scenario.id === scenario)?.members[indicator.id];
  if (members === undefined) throw new RangeError(`Cannot find the scenario "${scenario}"`);
  const row = times.findIndex((time) => Math.abs(time - year) < 1e-6);
  if (row < 0) throw new RangeError(`Cannot look at ${year}: the runs have no such time`);
  return Float64Array.from(
    { length: memberCount },
    (_, member) => (members[member * times.length + row] ?? Number.NaN) * indicator.scale,
  );
}

function bandOf(values: Float64Array = new Float64Array()): ChangeBand {
  const sorted = values.toSorted();
  return {
    median: quantile(sorted, 0.5),
    low50: quantile(sorted, 0.25),
    high50: quantile(sorted, 0.75),
    low90: quantile(sorted, 0.05),
    high90: quantile(sorted, 0.95),
  };
}

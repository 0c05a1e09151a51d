import { toId, type RunMany } from '@weir/engine';
import { nameOfMeasure, type Lever, type Measure, type PolicyExperiment } from '@weir/engine/analysis';
import type { Action, GeneralModel, Scenario } from '../types.ts';
import { businessAsUsual } from './compare-scenarios.ts';
import { scenarioOutcomes } from './scenario-outcomes.ts';
import { makeScenarioRunner, type RunnerOptions, type ScenarioRunner } from './scenario-runner.ts';

/** What the levers of strategies are set to, and how policies are judged. */
export interface StrategyPoliciesOptions extends Pick<RunnerOptions, 'general' | 'constants' | 'history'> {
  /** Ids of the strategies whose levers may be moved. */
  readonly strategies: readonly string[];
  /** What is to reach the target: a variable's own value. */
  readonly effect: Measure;
  /** What is spent; less that under business as usual it is the cost. */
  readonly cost: Measure;
  /** What is not met; less that under business as usual. */
  readonly unmetNeed: Measure;
  /** Bounds that differ from the usual ones: lever → low and high. */
  readonly bounds?: ReadonlyMap<string, { readonly low: number; readonly high: number }>;
  /** Members that a search chooses by, and others on which it tries again: they are drawn from different seeds. */
  readonly members: number;
  readonly freshMembers: number;
  readonly seed?: number;
  readonly runMany: RunMany;
}

/** Set apart from the draws that runners make for themselves. */
const freshSeeds = 700_001;
/** Values between a lever's ends. */
const stepsOfLever = 10;

/**
 * Policies made of the levers of strategies, each anywhere from not moved to as far as its strategies move it, in tenths, and acting from when
 * these start. A member draws the model's uncertain constants and how strongly each lever works; a setting scales that draw. The
 * effect is as measured; cost and unmet need are less those under business as usual in the same member. What an indicator measures is in the
 * indicator's unit, all else in the variable's.
 *
 * @throws RangeError where a strategy or the lever of a bound is not there
 * @example
 * ```ts
 * const effect = { variable: 'looked after in all', at: 2035 };
 * const cost = { variable: 'Cumulative spend', at: 2035 };
 * const unmetNeed = { variable: 'unmet need', at: 2035 };
 * const drawn = { members: 50, freshMembers: 200, runMany };
 * const experiment = strategyPolicies({ general: generalModel, strategies: ['hire'], effect, cost, unmetNeed, ...drawn });
 * const found = await searchPolicies(experiment, { target: { value: 75_000, better: 'lower' }, members: 50, freshMembers: 200 });
 * ```
 */
export function strategyPolicies(options: StrategyPoliciesOptions): PolicyExperiment {
  const { general, strategies, effect, cost, unmetNeed, members, freshMembers, seed = 1, runMany } = options;
  const { actions, levers } = leversOf(general, strategies, options.bounds ?? new Map());
  const measures: readonly Measure[] = [effect, cost, unmetNeed];
  const scales = measures.map(({ variable }) => unitOf(general, variable)?.scale ?? 1);
  const shared = {
    general,
    ...(options.constants && { constants: options.constants }),
    ...(options.history !== undefined && { history: options.history }),
  };
  const chosenBy = makeScenarioRunner({ ...shared, members, seed });
  const others = makeScenarioRunner({ ...shared, members: freshMembers, seed: seed + freshSeeds });
  const usual = new Map<ScenarioRunner, Float64Array>();
  const named = (measure: Measure, besides?: string): string => {
    const about = [unitOf(general, measure.variable)?.unit, besides].filter((each) => each !== undefined);
    const name = nameOfMeasure(measure);
    const small = /^[A-Z][a-z]/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
    return about.length === 0 ? small : `${small} (${about.join(', ')})`;
  };
  const against = 'beside business as usual';
  return {
    levers,
    outcomes: { effect: named(effect), cost: named(cost, against), unmetNeed: named(unmetNeed, against) },
    run: async (policies, { from, to }, work) => {
      const runner = from === 0 && to === members ? chosenBy : others;
      if (runner === others && !(from === members && to === members + freshMembers))
        throw new RangeError(`Cannot run the members ${from} to ${to}: ${members} and ${freshMembers} are drawn`);
      const count = to - from;
      const asked = Array.from({ length: policies.length / levers.length }, (_, policy) =>
        scenarioFor(policies.subarray(policy * levers.length, (policy + 1) * levers.length), { actions, strategies }),
      );
      const before = usual.get(runner);
      const scenarios = before === undefined ? [businessAsUsual, ...asked] : asked;
      const found = await scenarioOutcomes(runner, { scenarios, members: count, measures, runMany }, work);
      const own = before ?? found.subarray(0, count * 3);
      usual.set(runner, own);
      return found.subarray(before === undefined ? count * 3 : 0).map((value, at) => {
        const [column, scale] = [at % 3, scales[at % 3] ?? 1];
        return (column === 0 ? value : value - (own[at % (count * 3)] ?? Number.NaN)) * scale;
      });
    },
  };
}

/** The name of a lever: the element of the array of settings. */
function leverName(parameter: string): string {
  return /\[(.*)\]$/.exec(parameter)?.[1] ?? parameter;
}

function leversOf(
  general: GeneralModel,
  strategies: readonly string[],
  bounds: NonNullable<StrategyPoliciesOptions['bounds']>,
): { readonly actions: readonly Action[]; readonly levers: readonly Lever[] } {
  const actions = new Map<string, Action>();
  for (const id of strategies) {
    const strategy = general.strategies.find((each) => each.id === id);
    if (strategy === undefined) throw new RangeError(`Cannot find the strategy "${id}"`);
    // Where strategies share a lever, it goes as far as the one that moves it furthest.
    for (const action of strategy.actions) {
      const former = actions.get(action.parameter);
      if (former === undefined || Math.abs(action.central - action.neutral) > Math.abs(former.central - former.neutral))
        actions.set(action.parameter, action);
    }
  }
  const names = [...actions.keys()].map(leverName);
  for (const name of bounds.keys())
    if (!names.includes(name)) throw new RangeError(`Cannot bound "${name}": no strategy that was chosen moves it`);
  const levers = [...actions.values()].map(({ parameter, neutral, central }): Lever => {
    const name = leverName(parameter);
    const { low, high } = bounds.get(name) ?? { low: Math.min(neutral, central), high: Math.max(neutral, central) };
    return { name, low, high, ...(high > low && { step: (high - low) / stepsOfLever }) };
  });
  return { actions: [...actions.values()], levers };
}

function scenarioFor(
  values: Float64Array,
  { actions, strategies }: { readonly actions: readonly Action[]; readonly strategies: readonly string[] },
): Scenario {
  const settings = Object.fromEntries(
    actions.map(({ parameter, neutral }, place) => [parameter, values[place] ?? neutral]),
  );
  return { id: 'policy', name: 'Policy', strategies, settings };
}

/** The indicator that a variable computes, with its unit and scale. */
function unitOf(general: GeneralModel, variable: string): GeneralModel['indicators'][number] | undefined {
  return general.indicators.find((indicator) => toId(indicator.variable) === toId(variable));
}

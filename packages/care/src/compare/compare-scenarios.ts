import { quantileBands, shareBelow } from '@weir/engine/analysis';
import type { Bands, Comparison, Scenario, ScenarioResult } from '../types.ts';
import { makeScenarioRunner, type RunnerOptions, type ScenarioRunner } from './scenario-runner.ts';

/** What nothing changes: the first scenario of every comparison. */
export const businessAsUsual: Scenario = {
  id: 'business-as-usual',
  name: 'Business as usual',
  strategies: [],
  settings: {},
};

/** The members `from … to - 1` of several scenarios: one array a scenario, row-major by member, indicator, time. */
export interface ScenarioMembers {
  readonly from: number;
  readonly to: number;
  readonly values: readonly Float64Array[];
}

/**
 * Runs scenarios over the same draws and compares each with business as usual, member by member. Business as usual is put first where
 * the scenarios do not begin with it.
 *
 * @example
 * ```ts
 * const comparison = compareScenarios({ general: generalModel, scenarios: [hire], members: 50 });
 * ```
 */
export function compareScenarios(options: RunnerOptions & { readonly scenarios: readonly Scenario[] }): Comparison {
  const runner = makeScenarioRunner(options);
  const scenarios = withUsual(options.scenarios);
  const portion = runScenarioMembers(runner, scenarios, { from: 0, to: runner.memberCount });
  return combineMembers(runner, scenarios, [portion]);
}

/** The scenarios with business as usual first. */
export function withUsual(scenarios: readonly Scenario[]): readonly Scenario[] {
  const [first] = scenarios;
  return first?.strategies.length === 0 ? scenarios : [businessAsUsual, ...scenarios];
}

/** Runs a portion of the members of several scenarios. Portions can be run in any order, and on any thread with the same options. */
export function runScenarioMembers(
  runner: ScenarioRunner,
  scenarios: readonly Scenario[],
  { from, to }: { from: number; to: number },
): ScenarioMembers {
  const size = runner.indicators.length * runner.times.length;
  const values = scenarios.map((scenario) => {
    const all = new Float64Array((to - from) * size);
    for (let member = from; member < to; member++) all.set(runner.member(scenario, member), (member - from) * size);
    return all;
  });
  return { from, to, values };
}

/** Joins portions into a comparison. A member that diverged in any scenario is left out of all. */
export function combineMembers(
  runner: Pick<ScenarioRunner, 'indicators' | 'times' | 'seed'>,
  scenarios: readonly Scenario[],
  portions: readonly ScenarioMembers[],
): Comparison {
  const ordered = portions.toSorted((a, b) => a.from - b.from);
  const size = runner.indicators.length * runner.times.length;
  const members = ordered.flatMap((portion) =>
    Array.from({ length: portion.to - portion.from }, (_, index) =>
      scenarios.map(
        (_scenario, place) =>
          portion.values[place]?.subarray(index * size, (index + 1) * size) ?? new Float64Array(size),
      ),
    ),
  );
  const sound = members.filter((runs) => runs.every((values) => values.every((value) => Number.isFinite(value))));
  const results = scenarios.map((scenario, place): ScenarioResult => {
    const levels: Record<string, Bands> = {};
    const differences: Record<string, Bands> = {};
    const kept: Record<string, Float64Array> = {};
    runner.indicators.forEach((id, column) => {
      const own = gather(sound, { place, column, length: runner.times.length });
      const usual = gather(sound, { place: 0, column, length: runner.times.length });
      kept[id] = own;
      levels[id] = quantileBands(own, runner.times.length);
      differences[id] = quantileBands(
        own.map((value, index) => value - (usual[index] ?? Number.NaN)),
        runner.times.length,
      );
    });
    return { scenario, levels, differences, members: kept };
  });
  return {
    times: runner.times,
    memberCount: sound.length,
    seed: runner.seed,
    scenarios: results,
    dropped: members.length - sound.length,
  };
}

function gather(
  members: readonly (readonly Float64Array[])[],
  { place, column, length }: { place: number; column: number; length: number },
): Float64Array {
  const out = new Float64Array(members.length * length);
  members.forEach((runs, member) => {
    const values = runs[place];
    if (values !== undefined) out.set(values.subarray(column * length, (column + 1) * length), member * length);
  });
  return out;
}

/**
 * The share of members in which scenario `a` is better than `b` at a time (the nearest saved), a tie counting half. `lower`: less is better.
 *
 * @throws RangeError where the indicator is not there
 */
export function probabilityBetter(
  comparison: Comparison,
  {
    a,
    b,
    indicator,
    time,
    better,
  }: { a: string; b: string; indicator: string; time: number; better: 'lower' | 'higher' },
): number {
  const row = nearest(comparison.times, time);
  const first = at(comparison, { id: a, indicator, row });
  const second = at(comparison, { id: b, indicator, row });
  return better === 'lower' ? shareBelow(first, second) : shareBelow(second, first);
}

function at(
  { scenarios, times, memberCount }: Comparison,
  { id, indicator, row }: { id: string; indicator: string; row: number },
): Float64Array {
  const values = scenarios.find(({ scenario }) => scenario.id === id)?.members[indicator];
  if (values === undefined) throw new RangeError(`Cannot find the indicator "${indicator}" of the scenario "${id}"`);
  return Float64Array.from({ length: memberCount }, (_, member) => values[member * times.length + row] ?? Number.NaN);
}

function nearest(times: Float64Array, time: number): number {
  let best = 0;
  times.forEach((each, row) => {
    if (Math.abs(each - time) < Math.abs((times[best] ?? 0) - time)) best = row;
  });
  return best;
}

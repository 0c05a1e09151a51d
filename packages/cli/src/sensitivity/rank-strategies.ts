import { makeScenarioRunner, scenarioOutcomes } from '@weir/care';
import type { WorkOptions } from '@weir/engine';
import { rankingChanges, type RankingChanges } from '@weir/engine/analysis';
import type { SensitivityQuestion } from '../commands/sensitivity.ts';
import { exitCodes, Failure } from '../failure.ts';
import { refusingInputOf } from '../refusing-input.ts';
import { scenariosFor } from '../strategies.ts';

/** Members that are drawn when nobody says how many runs to make. */
const usualMembers = 200;

/**
 * Runs strategies of the general model over the same members and finds which of the constants and effects that were drawn would change their
 * order.
 *
 * @throws Failure where the model has no strategies or there is nothing to rank
 */
export async function rankStrategies(
  { general, measures, options, runMany }: SensitivityQuestion,
  work: WorkOptions,
): Promise<RankingChanges> {
  if (general === undefined)
    throw new Failure('Cannot rank strategies of this model: only the general model has them', exitCodes.usage);
  const [measure, ...others] = measures;
  if (measure === undefined || others.length > 0)
    throw new Failure('Cannot rank strategies by several measures: give --measure once', exitCodes.usage);
  const scenarios = scenariosFor(general, options.strategies);
  const { seed, runs, better, local } = options;
  const members = runs === undefined ? usualMembers : Math.max(20, Math.floor(runs / scenarios.length));
  // A local model is scaled, not fitted: no member of it could be held to the authority's published path.
  const history = local === undefined ? {} : { history: false as const };
  const runner = makeScenarioRunner({ general, members, seed, ...history });
  const asked = { scenarios, members, measures: [measure], runMany };
  const found = await refusingInputOf(general.model, () => scenarioOutcomes(runner, asked, work));
  const drawn = Array.from({ length: members }, (_, member) => runner.drawn(member));
  const inputs = relevant(
    [...(drawn[0]?.keys() ?? [])],
    general,
    scenarios.flatMap(({ strategies }) => strategies),
  );
  return await rankingChanges({
    inputs,
    values: Float64Array.from(drawn.flatMap((values) => inputs.map((name) => values.get(name) ?? Number.NaN))),
    strategies: scenarios.map(({ name }) => name),
    outcomes: Float64Array.from({ length: members * scenarios.length }, (_, at) => {
      const [member, place] = [Math.floor(at / scenarios.length), at % scenarios.length];
      return found[place * members + member] ?? Number.NaN;
    }),
    better,
    seed,
    ...work,
  });
}

/** Effects of strategies that are not compared say nothing. */
function relevant(
  names: readonly string[],
  { strategies }: NonNullable<SensitivityQuestion['general']>,
  compared: readonly string[],
): readonly string[] {
  const levers = new Set(strategies.flatMap(({ actions }) => actions.map(({ parameter }) => parameter)));
  const moved = new Set(
    strategies
      .filter(({ id }) => compared.includes(id))
      .flatMap(({ actions }) => actions.map(({ parameter }) => parameter)),
  );
  return names.filter((name) => !levers.has(name) || moved.has(name));
}

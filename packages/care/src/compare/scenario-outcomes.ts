import { createProblem, type RunMany, type WorkOptions } from '@weir/engine';
import { measuredRuns, type Measure } from '@weir/engine/analysis';
import type { Scenario } from '../types.ts';
import type { ScenarioRunner } from './scenario-runner.ts';

/**
 * Some measures of several scenarios in several members: every scenario under the same draws, wherever the runs are carried out.
 *
 * @returns row-major by scenario, member and measure; NaN where a run failed
 * @throws InputError where a measure names a variable that is not there
 * @example
 * ```ts
 * const runner = makeScenarioRunner({ general: generalModel, members: 50 });
 * const measures = [{ variable: 'looked after in all', at: 2035 }];
 * const found = await scenarioOutcomes(runner, { scenarios: [hire], members: 50, measures, runMany: runManyHere(wasmBackend) });
 * ```
 */
export async function scenarioOutcomes(
  runner: ScenarioRunner,
  {
    scenarios,
    members,
    measures,
    runMany,
  }: {
    readonly scenarios: readonly Scenario[];
    /** The members 0 … members − 1; at most those that the runner has. */
    readonly members: number;
    readonly measures: readonly Measure[];
    readonly runMany: RunMany;
  },
  options?: WorkOptions,
): Promise<Float64Array> {
  if (members > runner.memberCount) {
    throw new RangeError(`Cannot run ${members} members: the runner has drawn ${runner.memberCount}`);
  }
  const stop = runner.times.at(-1);
  const problem = createProblem(runner.program, stop === undefined ? {} : { stop });
  const parametersOf = (run: number): Float64Array => {
    const scenario = scenarios[Math.floor(run / members)];
    if (scenario === undefined) throw new RangeError(`Cannot run scenario ${Math.floor(run / members)}: there is none`);
    return runner.parameters(scenario, run % members);
  };
  return await measuredRuns(problem, measures).run(
    { count: scenarios.length * members, parametersOf, runMany },
    options,
  );
}

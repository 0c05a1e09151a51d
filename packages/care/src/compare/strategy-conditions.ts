import { toId, type RunMany, type WorkOptions } from '@weir/engine';
import {
  discoverBox,
  scoreBox,
  shareBand,
  type BoxRestriction,
  type BoxScore,
  type Estimate,
  type Measure,
  type ScenarioDiscovery,
} from '@weir/engine/analysis';
import type { Aim, EvidenceStatus, GeneralModel, Strategy } from '../types.ts';
import { aimInWords, measureOfAim, reaches } from './aim.ts';
import { businessAsUsual } from './compare-scenarios.ts';
import { describeConditions } from './describe-conditions.ts';
import { scenarioOutcomes } from './scenario-outcomes.ts';
import { makeScenarioRunner, type RunnerOptions, type ScenarioRunner } from './scenario-runner.ts';

export interface ConditionsOptions extends Pick<RunnerOptions, 'general' | 'constants' | 'history'>, WorkOptions {
  /** Id of the strategy. */
  readonly strategy: string;
  /** What it must reach, all of it; its own aims if absent. */
  readonly aims?: readonly Aim[];
  /** Members that the region is found by; by default 600. */
  readonly members?: number;
  /** Other members, on which it is tried again; by default 300. */
  readonly freshMembers?: number;
  /** Share of the members of the region in which the strategy is to work; by default 0.8. */
  readonly density?: number;
  readonly seed?: number;
  readonly runMany: RunMany;
}

/** One end, or both, of what a region asks of an assumption. */
export interface Condition extends BoxRestriction {
  /** What the assumption is, in the model's words. */
  readonly meaning: string;
  readonly unit: string;
  /** The lowest and highest value drawn. */
  readonly drawn: readonly [number, number];
  /** The value of the model, from which nothing is drawn but about it. */
  readonly central: number;
  /** How sure its evidence is; none for how strongly a strategy works. */
  readonly status?: EvidenceStatus;
}

/** Under which assumptions a strategy works. */
export interface StrategyConditions {
  readonly strategy: string;
  readonly name: string;
  readonly target: readonly Aim[];
  /** The target in words. */
  readonly targetWords: string;
  readonly members: number;
  readonly freshMembers: number;
  /** Members left out because a run failed. */
  readonly failed: number;
  readonly seed: number;
  /** Assumptions that were looked at. */
  readonly inputs: number;
  /** Share of all members in which it works. */
  readonly works: Estimate;
  /**
   * `everywhere`: in 95 of 100 members or more; `nowhere`: in 5 or fewer; `where it works`, `where it fails`: a region was found, of
   * the rarer of the two; `no region`: no assumption, and no few together, decide.
   */
  readonly verdict: 'everywhere' | 'nowhere' | 'where it works' | 'where it fails' | 'no region';
  /** Of the region: all must hold. */
  readonly conditions: readonly Condition[];
  /** Of the region: on the members that it was found by, and on others. */
  readonly found?: BoxScore;
  readonly fresh?: BoxScore;
  readonly discovery: ScenarioDiscovery;
  /** Sentences. */
  readonly findings: readonly string[];
  readonly notes: readonly string[];
}

/** Set apart from the draws of the members that the region is found by. */
const freshSeeds = 700_001;
const everywhere = 0.95;

/**
 * What would have to be true for a strategy to work: the region of the assumptions that are drawn (the model's uncertain constants, and how strongly the
 * strategy's own levers work) in which it reaches its target against business as usual in the same member. Scenario discovery by the patient rule
 * induction method (Friedman and Fisher 1999; Bryant and Lempert 2010). Where it works in more members than the density asked for, the region is
 * looked for in which it fails. What is said of the region is from members that had no part in finding it.
 *
 * @throws RangeError where the strategy is not there, does nothing or has no target; InputError where a target names a variable that is not there
 * @example
 * ```ts
 * const { findings } = await strategyConditions({ general: generalModel, strategy: 'early-help', runMany: runManyHere(wasmBackend) });
 * ```
 */
export async function strategyConditions(options: ConditionsOptions): Promise<StrategyConditions> {
  const { general, members = 600, freshMembers = 300, density = 0.8, seed = 1, signal, onProgress } = options;
  const strategy = strategyOf(general, options.strategy);
  const target = options.aims ?? strategy.aims;
  if (target.length === 0) throw new RangeError(`Cannot tell whether "${strategy.id}" works: it has no target`);
  const work = { ...(signal && { signal }), ...(onProgress && { onProgress }) };
  const asked = { ...options, strategy, target };
  const [chosenBy, others] = [
    await membersOf(asked, { members, seed, phase: 'members' }),
    await membersOf(asked, { members: freshMembers, seed: seed + freshSeeds, phase: 'other members' }),
  ];
  const all = shareBand(held(chosenBy) + held(others), chosenBy.holds.length + others.holds.length);
  const fails = all.value >= density;
  const ofRegion = (table: MemberTable): MemberTable =>
    fails ? { ...table, holds: table.holds.map((mark) => 1 - mark) } : table;
  const discovery = await discoverBox({ ...ofRegion(chosenBy), density, seed, ...work });
  const hasRegion = discovery.restrictions.length > 0 && all.value > 1 - everywhere && all.value < everywhere;
  const conditions = hasRegion ? conditionsOf(discovery.restrictions, { general, strategy, table: chosenBy }) : [];
  const result = {
    strategy: strategy.id,
    name: strategy.name,
    target,
    targetWords: target.map((aim) => aimInWords(aim, general)).join(', and '),
    members,
    freshMembers,
    failed: chosenBy.failed + others.failed,
    seed,
    inputs: chosenBy.inputs.length,
    works: all,
    verdict: verdictOf(all.value, { fails, hasRegion }),
    conditions,
    ...(hasRegion && discovery.score && { found: discovery.score, fresh: scoreBox(conditions, ofRegion(others)) }),
    discovery,
  };
  return { ...result, ...describeConditions(result) };
}

function verdictOf(
  share: number,
  { fails, hasRegion }: { readonly fails: boolean; readonly hasRegion: boolean },
): StrategyConditions['verdict'] {
  if (share >= everywhere) return 'everywhere';
  if (share <= 1 - everywhere) return 'nowhere';
  if (!hasRegion) return 'no region';
  return fails ? 'where it fails' : 'where it works';
}

/** Members as scenario discovery takes them: those whose runs failed are left out. */
interface MemberTable {
  readonly inputs: readonly string[];
  readonly values: Float64Array;
  readonly holds: Uint8Array;
  readonly failed: number;
}

async function membersOf(
  asked: Omit<ConditionsOptions, 'strategy'> & { readonly strategy: Strategy; readonly target: readonly Aim[] },
  { members, seed, phase }: { readonly members: number; readonly seed: number; readonly phase: string },
): Promise<MemberTable> {
  const { general, constants, history, strategy, target, runMany, signal, onProgress } = asked;
  const shared = { general, members, seed, ...(constants && { constants }) };
  const runner = makeScenarioRunner({ ...shared, ...(history !== undefined && { history }) });
  const measures = target.map((aim): Measure => measureOfAim(aim, general));
  const own = { id: strategy.id, name: strategy.name, strategies: [strategy.id], settings: {} };
  const found = await scenarioOutcomes(
    runner,
    { scenarios: [businessAsUsual, own], members, measures, runMany },
    { ...(signal && { signal }), ...(onProgress && { onProgress: (progress) => onProgress({ ...progress, phase }) }) },
  );
  const at = (scenario: number, member: number, aim: number): number =>
    found[(scenario * members + member) * measures.length + aim] ?? Number.NaN;
  const all = Array.from({ length: members }, (_, member) => member);
  const sound = all.filter((member) =>
    target.every((__, aim) => Number.isFinite(at(0, member, aim)) && Number.isFinite(at(1, member, aim))),
  );
  const drawn = sound.map((member) => runner.drawn(member));
  const inputs = assumptionsOf(drawn, { general, strategy });
  return {
    inputs,
    values: Float64Array.from(drawn.flatMap((values) => inputs.map((name) => values.get(name) ?? Number.NaN))),
    holds: Uint8Array.from(sound, (member) => {
      const works = target.every((aim, place) =>
        reaches(aim, { own: at(1, member, place), usual: at(0, member, place) }, general),
      );
      return works ? 1 : 0;
    }),
    failed: members - sound.length,
  };
}

/** What differs between members and could matter: effects of other strategies cannot. */
function assumptionsOf(
  drawn: readonly ReturnType<ScenarioRunner['drawn']>[],
  { general, strategy }: { readonly general: GeneralModel; readonly strategy: Strategy },
): readonly string[] {
  const levers = new Set(general.strategies.flatMap(({ actions }) => actions.map(({ parameter }) => parameter)));
  const own = new Set(strategy.actions.map(({ parameter }) => parameter));
  const [first] = drawn;
  return [...(first?.keys() ?? [])].filter(
    (name) => (!levers.has(name) || own.has(name)) && drawn.some((values) => values.get(name) !== first?.get(name)),
  );
}

function conditionsOf(
  restrictions: readonly BoxRestriction[],
  {
    general,
    strategy,
    table,
  }: { readonly general: GeneralModel; readonly strategy: Strategy; readonly table: MemberTable },
): readonly Condition[] {
  return restrictions.map((restriction) => {
    const place = table.inputs.indexOf(restriction.input);
    const column = table.values.filter((_, at) => at % table.inputs.length === place).toSorted();
    const drawn = [column[0] ?? Number.NaN, column.at(-1) ?? Number.NaN] as const;
    const action = strategy.actions.find(({ parameter }) => parameter === restriction.input);
    if (action !== undefined)
      return { ...restriction, meaning: action.label, unit: action.unit, drawn, central: action.central };
    const name = restriction.input.replace(/\[.*\]$/, '');
    const variable = general.model.variables.find((each) => toId(each.name) === toId(name));
    const entry = general.evidence.find(
      ({ id, low, high }) => variable?.evidence?.includes(id) === true && low <= drawn[0] && drawn[1] <= high,
    );
    return {
      ...restriction,
      meaning: variable?.documentation ?? '',
      unit: variable?.units ?? '',
      drawn,
      central: entry?.value ?? column[Math.floor(column.length / 2)] ?? Number.NaN,
      ...(entry && { status: entry.status }),
    };
  });
}

function held({ holds }: MemberTable): number {
  return holds.reduce((sum, mark) => sum + mark, 0);
}

function strategyOf({ strategies }: GeneralModel, id: string): Strategy {
  const strategy = strategies.find((each) => each.id === id);
  if (strategy === undefined) throw new RangeError(`Cannot find the strategy "${id}"`);
  if (strategy.actions.length === 0) throw new RangeError(`Cannot tell whether "${id}" works: it changes nothing`);
  return strategy;
}

import type { WorkOptions } from '../../run/work.ts';
import { basePoints } from '../sensitivity/base-points.ts';
import { AskedPolicies, byProbability, judged, scoresOf, type AskedPolicy, type Sought } from './asked-policies.ts';
import { describePolicies } from './describe-policies.ts';
import { dominates, nonDominated, thinned } from './dominance.ts';
import { evolveBest, evolveFront } from './evolve.ts';
import { everyPolicy, policyCount, requireLevers, snapped, type Lever } from './lever.ts';
import type { PolicyExperiment } from './policy-experiment.ts';
import type { PolicyScore, Target } from './policy-score.ts';

export interface PolicySearchOptions extends WorkOptions {
  readonly target: Target;
  /** The mean cost that a policy may have; by default any. */
  readonly budget?: number;
  /** Members that policies are chosen by; by default 100. */
  readonly members?: number;
  /** Other members, on which what was chosen is tried again; by default 400. */
  readonly freshMembers?: number;
  /** Policies that may be asked about; by default 1000. Runs: evaluations × members, and those of the front × freshMembers. */
  readonly evaluations?: number;
  /** Policies of the front that are reported; by default 20. */
  readonly frontSize?: number;
  /** By default 1. */
  readonly seed?: number;
}

/** A policy that was chosen, with how it did on the members that it was chosen by and on others. */
export interface FoundPolicy {
  /** In the order of the levers. */
  readonly values: readonly number[];
  /** On the members that it was chosen by: as a winner's figures, they flatter. */
  readonly search: PolicyScore;
  /** On members that had no part in the choice: without bias. */
  readonly fresh: PolicyScore;
  /** Whether another of the front is at least as good in cost, effect and unmet need on the fresh members. */
  readonly dominatedAfresh: boolean;
}

export interface PolicySearch {
  readonly method: 'search';
  readonly levers: readonly Lever[];
  readonly target: Target;
  /** Infinity where there is none. */
  readonly budget: number;
  readonly seed: number;
  readonly members: number;
  readonly freshMembers: number;
  /** Policies that were asked about. */
  readonly evaluations: number;
  /** Whether these were all that there are. */
  readonly exhaustive: boolean;
  /** Likeliest, of those allowed, to reach the target; none where no policy keeps to the budget. */
  readonly best?: FoundPolicy;
  /** Those that no other surpasses in cost, effect and unmet need together, cheapest first. */
  readonly front: readonly FoundPolicy[];
  /** Sentences. */
  readonly findings: readonly string[];
  /** What to bear in mind: how sure the figures are, and what the method cannot say. */
  readonly notes: readonly string[];
}

/**
 * Finds, within the bounds of the levers and a budget, policies that reach a target with the highest probability, and the front of cost,
 * effect and unmet need. Where the policies can be counted and are few enough, all are tried; else half of the evaluations go to NSGA-II (Deb et al.
 * 2002) over the three means, starting from points that fill the space evenly, and the rest to differential evolution (Storn and Price
 * 1997) of the likeliest. Every policy is run in the same members, so that policies differ by what they do and not by luck. As the best of many
 * estimates flatters itself, what was chosen is run again in members that had no part in the choice; both are reported. Deterministic: the
 * same seed gives the same result.
 *
 * @throws RangeError where the options make no sense
 * @example
 * ```ts
 * const levers = [{ name: 'places', low: 0, high: 10, step: 1 }];
 * const experiment = {
 *   levers,
 *   run: async (policies: Float64Array, { from, to }: { from: number; to: number }) =>
 *     Float64Array.from([...policies].flatMap((places) => Array.from({ length: to - from }, () => [50 - places, 3 * places, 0]).flat())),
 * };
 * const found = await searchPolicies(experiment, { target: { value: 45, better: 'lower' }, budget: 20 });
 * found.best?.values; // [5]
 * ```
 */
export async function searchPolicies(
  experiment: PolicyExperiment,
  options: PolicySearchOptions,
): Promise<PolicySearch> {
  const { target, budget = Infinity, members = 100, freshMembers = 400, evaluations = 1000, frontSize = 20 } = options;
  const { seed = 1 } = options;
  const { levers } = experiment;
  requireLevers(levers);
  for (const [name, value, least] of [
    ['members', members, 1],
    ['fresh members', freshMembers, 1],
    ['evaluations', evaluations, 8],
    ['policies of the front', frontSize, 1],
  ] as const) {
    if (!(Number.isInteger(value) && value >= least))
      throw new RangeError(`Cannot search with ${value} ${name}: a whole number from ${least} is needed`);
  }
  const sought = { target, budget };
  const asked = new AskedPolicies(experiment, { ...sought, members, evaluations }, options);
  const exhaustive = policyCount(levers) <= evaluations;
  if (exhaustive) {
    asked.phase = 'trying every policy';
    await asked.ask(everyPolicy(levers));
  } else await explore(asked, { levers, seed, evaluations });
  const allowed = asked.all.filter(({ violation }) => violation === 0);
  const best = allowed.toSorted(byProbability)[0];
  const front = thinned(nonDominated(allowed), frontSize).toSorted((a, b) => a.score.cost - b.score.cost);
  const chosen = best === undefined || front.includes(best) ? front : [...front, best];
  const found = await tryAgain(
    experiment,
    { chosen, front, sought, from: members, to: members + freshMembers },
    options,
  );
  const own = { levers, target, budget, members, freshMembers, evaluations: asked.all.length, exhaustive };
  const bestFound = best === undefined ? undefined : found.get(best);
  const frontFound = front.flatMap((policy) => found.get(policy) ?? []);
  const result = { ...own, ...(bestFound && { best: bestFound }), front: frontFound };
  return { method: 'search', seed, ...result, ...describePolicies(result, experiment.outcomes) };
}

/** Half of the evaluations for the front, the rest for the likeliest. */
async function explore(
  asked: AskedPolicies,
  {
    levers,
    seed,
    evaluations,
  }: { readonly levers: readonly Lever[]; readonly seed: number; readonly evaluations: number },
): Promise<void> {
  const size = Math.max(8, Math.min(100, 2 * Math.floor(evaluations / 40)));
  const columns = basePoints({ count: size, dimensions: levers.length, seed });
  const spread = Array.from({ length: size }, (_, row) =>
    Float64Array.from(levers, (lever, place) =>
      snapped(lever, lever.low + (columns[place]?.[row] ?? 0) * (lever.high - lever.low)),
    ),
  );
  const ends = [
    Float64Array.from(levers, ({ low }) => low),
    Float64Array.from(levers, (each) => snapped(each, each.high)),
  ];
  const ask = (policies: readonly Float64Array[]): Promise<readonly AskedPolicy[]> => asked.ask(policies);
  asked.phase = 'looking for the front';
  const first = await ask([...ends, ...spread].slice(0, asked.left()));
  await evolveFront({ levers, seed, size, ask, left: () => asked.left(0.5) }, first);
  asked.phase = 'looking for the likeliest';
  const likeliest = asked.all.toSorted(byProbability).slice(0, Math.min(size, 10 * levers.length));
  await evolveBest({ levers, seed, size, ask, left: () => asked.left() }, likeliest, byProbability);
}

/** What was chosen, with how it does on members that had no part in the choice. */
async function tryAgain(
  experiment: PolicyExperiment,
  {
    chosen,
    front,
    sought,
    from,
    to,
  }: {
    readonly chosen: readonly AskedPolicy[];
    readonly front: readonly AskedPolicy[];
    readonly sought: Sought;
    readonly from: number;
    readonly to: number;
  },
  { signal, onProgress }: WorkOptions,
): Promise<ReadonlyMap<AskedPolicy, FoundPolicy>> {
  if (chosen.length === 0) return new Map();
  const scores = await scoresOf(
    experiment,
    { policies: chosen.map(({ values }) => values), from, to, sought },
    {
      ...(signal && { signal }),
      ...(onProgress && { onProgress: ({ done, total }) => onProgress({ done, total, phase: 'trying again' }) }),
    },
  );
  const afresh = chosen.flatMap(({ values }, place) => {
    const score = scores[place];
    return score === undefined ? [] : [{ values, score, ...judged(score, sought) }];
  });
  const ofFront = afresh.filter((_, place) => place < front.length);
  return new Map(
    chosen.flatMap((policy, place) => {
      const fresh = afresh[place];
      if (fresh === undefined) return [];
      const dominatedAfresh = ofFront.some((other) =>
        dominates({ ...other, violation: 0 }, { ...fresh, violation: 0 }),
      );
      const found = { values: [...policy.values], search: policy.score, fresh: fresh.score, dominatedAfresh };
      return [[policy, found] as const];
    }),
  );
}

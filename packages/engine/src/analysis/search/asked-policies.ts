import type { WorkOptions } from '../../run/work.ts';
import type { Candidate } from './dominance.ts';
import type { PolicyExperiment } from './policy-experiment.ts';
import { scoreOf, type PolicyScore, type Target } from './policy-score.ts';

/** A policy that a search has asked about. */
export interface AskedPolicy extends Candidate {
  readonly score: PolicyScore;
}

/** What is sought. */
export interface Sought {
  readonly target: Target;
  readonly budget: number;
}

/** The policies asked about so far, each once, and how many may still be. */
export class AskedPolicies {
  readonly #experiment: PolicyExperiment;
  readonly #sought: Sought & { readonly members: number; readonly evaluations: number };
  readonly #options: WorkOptions;
  readonly #known = new Map<string, AskedPolicy>();
  /** What is being done, for whoever watches. */
  phase = '';

  constructor(
    experiment: PolicyExperiment,
    sought: Sought & { readonly members: number; readonly evaluations: number },
    options: WorkOptions,
  ) {
    this.#experiment = experiment;
    this.#sought = sought;
    this.#options = options;
  }

  /** In the order in which they were asked about. */
  get all(): readonly AskedPolicy[] {
    return [...this.#known.values()];
  }

  /** The rest of the evaluations, or of some share of them. */
  left(share = 1): number {
    return Math.max(0, Math.floor(this.#sought.evaluations * share) - this.#known.size);
  }

  /** Asks about those that are not known, in one go, and gives all. */
  async ask(policies: readonly Float64Array[]): Promise<readonly AskedPolicy[]> {
    const fresh = [...new Map(policies.map((values) => [values.join(), values])).entries()].filter(
      ([key]) => !this.#known.has(key),
    );
    if (fresh.length > 0) {
      const { members, evaluations } = this.#sought;
      const scores = await scoresOf(
        this.#experiment,
        { policies: fresh.map(([, values]) => values), from: 0, to: members, sought: this.#sought },
        { ...(this.#options.signal && { signal: this.#options.signal }) },
      );
      fresh.forEach(([key, values], place) => {
        const score = scores[place];
        if (score !== undefined) this.#known.set(key, { values, score, ...judged(score, this.#sought) });
      });
      this.#options.onProgress?.({ done: this.#known.size, total: evaluations, phase: this.phase });
    }
    return policies.flatMap((values) => this.#known.get(values.join()) ?? []);
  }
}

/** Scores of policies over the members from … to − 1. */
export async function scoresOf(
  experiment: PolicyExperiment,
  {
    policies,
    from,
    to,
    sought,
  }: {
    readonly policies: readonly Float64Array[];
    readonly from: number;
    readonly to: number;
    readonly sought: Sought;
  },
  options: WorkOptions,
): Promise<readonly PolicyScore[]> {
  const rows = Float64Array.from(policies.flatMap((values) => [...values]));
  const found = await experiment.run(rows, { from, to }, options);
  const size = 3 * (to - from);
  if (found.length !== size * policies.length)
    throw new RangeError(
      `Cannot score ${policies.length} policies by ${found.length} numbers: ${size} each are needed`,
    );
  return policies.map((_, place) => scoreOf(found.subarray(place * size, (place + 1) * size), sought));
}

/** Objectives of a score, all to be small, and how far it is from what is allowed. */
export function judged(
  { effect, cost, unmetNeed }: PolicyScore,
  { target, budget }: Sought,
): Pick<Candidate, 'objectives' | 'violation'> {
  const objectives = Float64Array.of(cost, target.better === 'lower' ? effect : -effect, unmetNeed);
  // Where every run failed there is nothing to judge by.
  return { objectives, violation: Number.isFinite(cost) ? Math.max(0, cost - budget) : Infinity };
}

/** Below 0 where the first is better: allowed, then likelier to reach the target, then nearer to it, then cheaper. */
export function byProbability(a: AskedPolicy, b: AskedPolicy): number {
  if (a.violation !== b.violation) return a.violation < b.violation ? -1 : 1;
  return (
    b.score.probability.value - a.score.probability.value ||
    a.score.shortfall - b.score.shortfall ||
    a.score.cost - b.score.cost
  );
}

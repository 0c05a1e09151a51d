import type { WorkOptions } from '../../run/work.ts';
import type { Lever } from './lever.ts';

/**
 * How policies turn out, asked of many at once: numbers in, numbers out. All that policy search knows of a model, so that it can be held
 * against problems whose answers are known.
 */
export interface PolicyExperiment {
  readonly levers: readonly Lever[];
  /** What the outcomes are called in sentences, such as "children looked after at 2035"; by default "effect", "cost" and "unmet need". */
  readonly outcomes?: OutcomeNames;
  /**
   * @param policies row-major, a value for each of `levers` a policy
   * @param members which members of the ensemble, `from` … `to − 1`: a member stands for the same assumptions whatever the policy, so that
   *   policies are compared under the same luck
   * @returns row-major by policy and member: effect, cost, unmet need. NaN where the run failed
   */
  run(
    policies: Float64Array,
    members: { readonly from: number; readonly to: number },
    options?: WorkOptions,
  ): Promise<Float64Array>;
}

/** Names of the three outcomes of a policy, with their units where they have any. */
export interface OutcomeNames {
  readonly effect: string;
  readonly cost: string;
  readonly unmetNeed: string;
}

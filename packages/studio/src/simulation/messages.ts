import type { GeneralModel, Scenario } from '@weir/care';

/**
 * What the page asks of the simulation's worker. `job` numbers are chosen by the page and never used twice; a reply
 * carries the number of the request that it answers.
 */
export type SimulationRequest =
  /** Loads a model. Answered by `ready` or `failed`. */
  | ({ readonly kind: 'load'; readonly job: number } & ModelRequest)
  /** One run with central values of everything. Goes before all ensembles. */
  | { readonly kind: 'central'; readonly job: number; readonly scenario: Scenario }
  /** Members `from … to-1` of each scenario, in portions. */
  | {
      readonly kind: 'ensemble';
      readonly job: number;
      readonly scenarios: readonly Scenario[];
      readonly from: number;
      readonly to: number;
    }
  /** Somebody is moving a slider: let the ensembles rest for a moment. Not answered. */
  | { readonly kind: 'hold'; readonly job: number }
  | { readonly kind: 'cancel'; readonly job: number };

/** The model to run. */
export interface ModelRequest {
  readonly general: GeneralModel;
  /**
   * Whether members must keep near to the published history of children looked after. A model made local by scaling
   * does not reproduce its authority's history, so that nothing would be left to draw.
   */
  readonly keepToHistory: boolean;
}

export type SimulationReply =
  | {
      readonly kind: 'ready';
      readonly job: number;
      readonly indicators: readonly string[];
      readonly times: Float64Array;
    }
  | { readonly kind: 'central'; readonly job: number; readonly values: Float64Array }
  | { readonly kind: 'portion'; readonly job: number; readonly portion: Portion }
  | { readonly kind: 'done'; readonly job: number }
  | { readonly kind: 'failed'; readonly job: number; readonly message: string };

/**
 * Members `from … from+count-1` of every scenario of a request, in its order: `values` is row-major by scenario, member,
 * indicator, time. A member that diverged is NaN throughout.
 */
export interface Portion {
  readonly from: number;
  readonly count: number;
  readonly values: Float64Array;
}

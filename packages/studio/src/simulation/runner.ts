import type { Scenario } from '@weir/care';

/** Something that can carry out runs one at a time; made once, used many times. */
export interface Runner {
  /** Ids of the indicators that it computes, in the order of its rows. */
  readonly indicators: readonly string[];
  readonly times: Float64Array;
  /** Every indicator at every time, row-major by indicator, with everything at its central value. */
  central(scenario: Scenario): Float64Array;
  /** The same for one member of the ensemble: the same draws for every scenario. NaN throughout if the run diverged. */
  member(scenario: Scenario, index: number): Float64Array;
}

import type { RunStatus } from './backend.ts';

/** What a run gave: one column a saved variable element, one row a saved time. */
export interface Results {
  readonly status: RunStatus;
  /** What random numbers followed from, so that the run can be had again. */
  readonly seed: number;
  readonly member: number;
  readonly times: Float64Array;
  readonly columns: readonly Column[];
}

/** One scalar over time. */
export interface Column {
  /** `name`, or `name[a,b]` for an element of an array. */
  readonly name: string;
  readonly values: Float64Array;
}

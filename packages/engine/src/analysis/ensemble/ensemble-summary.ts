import type { RunStatus } from '../../run/backend.ts';
import type { SamplingMethod } from './uncertain-input.ts';

/** A member whose run did not come to its end, so that no figure includes it. */
export interface FailedMember {
  readonly member: number;
  readonly status: Exclude<RunStatus, { kind: 'done' }>;
}

/** One quantile over time; arrays with a number a time of the summary. */
export interface QuantileCourse {
  readonly probability: number;
  readonly values: Float64Array;
  /** The quantile of endlessly many members lies between these, 95 times of 100; infinite where there are too few members to say. */
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** How members stand to a threshold over time: shares of those that have a finite number. */
export interface ThresholdCourse {
  readonly value: number;
  readonly below: Float64Array;
  readonly above: Float64Array;
}

/** What members gave for one variable or element; arrays with a number a time of the summary. */
export interface SeriesSummary {
  readonly name: string;
  /** Members that it rests on: those that ran to the end and have a finite number. */
  readonly counts: Float64Array;
  readonly mean: Float64Array;
  /** The standard error of the mean: between replicates where there are several, else as of independent draws. */
  readonly meanError: Float64Array;
  readonly deviation: Float64Array;
  readonly lowest: Float64Array;
  readonly highest: Float64Array;
  readonly quantiles: readonly QuantileCourse[];
  readonly thresholds: readonly ThresholdCourse[];
}

/** What an ensemble gave. */
export interface EnsembleSummary {
  readonly count: number;
  readonly seed: number;
  readonly method: SamplingMethod;
  readonly times: Float64Array;
  readonly series: readonly SeriesSummary[];
  /** Members that did not come to their end: how many, and the first of them. */
  readonly failed: { readonly count: number; readonly first: readonly FailedMember[] };
  /** How far a quantile may be from its share, as a share of the members; 0 where every number was kept. */
  readonly rankError: number;
}

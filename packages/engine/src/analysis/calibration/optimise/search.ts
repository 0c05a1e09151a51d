/**
 * A search for the lowest value of a function, as a generator: it gives batches of points (row-major) and is given back the values there, so that
 * it neither knows what computes them nor waits, and several searches can share one batch. A value of +∞ marks a point where the function failed.
 */
export type Search = Generator<Float64Array, SearchResult, Float64Array>;

/** Where a search came to. */
export interface SearchResult {
  readonly point: Float64Array;
  readonly value: number;
  readonly evaluations: number;
  /** Whether it ended because it had found a minimum, as far as it can tell. */
  readonly converged: boolean;
  /** Why it stopped, in words: "the points and their values no longer differ". */
  readonly stopped: string;
}

/** What every search is given. */
export interface SearchSettings {
  readonly start: Float64Array;
  /** How far about the start to look first, alike in every direction. */
  readonly scale: number;
  /** After these it stops, at the end of what it is at. */
  readonly mostEvaluations: number;
  /** Values that differ by less are alike. */
  readonly tolerance: number;
}

/** What a log-density or a sum of squares of a few hundred figures is worth telling apart to. */
export const defaultTolerance = 1e-6;

export const outOfRuns = 'it had used the evaluations that it was given';

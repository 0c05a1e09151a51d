/**
 * Work that is no formula: both back ends call the same function, so that they agree to the bit. A procedure reads `inputs`, fills
 * `outputs`, keeps nothing between calls, and uses no mathematics of the host's beyond arithmetic and square roots.
 */
export interface Procedure {
  readonly run: (inputs: Float64Array, outputs: Float64Array, moment: Moment) => void;
  /** Whether it gives something else from step to step though its inputs are the same. */
  readonly varies: boolean;
}

/** When a procedure is called. */
export interface Moment {
  /** Number of the step, from 0; the same at the inner points of a step. */
  readonly step: number;
  readonly time: number;
  readonly timeStep: number;
  readonly seed: number;
  /** Which member of an ensemble. */
  readonly member: number;
  /** See `ProcedureCode.stream`. */
  readonly stream: number;
}

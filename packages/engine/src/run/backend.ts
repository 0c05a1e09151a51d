import type { IntegrationMethod } from '../model/model.ts';
import type { Program } from '../compile/program.ts';

/** Something that carries out programs. There are two, and they must agree to 1e-12 relative. */
export interface Backend {
  readonly name: 'interpreter' | 'wasm';
  /** Makes a program ready to run many times. */
  prepare(program: Program): PreparedProgram;
}

export interface PreparedProgram {
  /** Carries out one run. Never throws for what the model computes: see `status`. */
  run(request: RunRequest): RunOutput;
}

/** One run as integers: step `i` is at time `start + i × step`. */
export interface RunRequest {
  readonly start: number;
  readonly step: number;
  readonly steps: number;
  /** A row is saved at step 0 and every `saveEvery` steps. */
  readonly saveEvery: number;
  readonly method: IntegrationMethod;
  /** A value for each of `program.parameters`, in that order. */
  readonly parameters: Float64Array;
  /** Which random numbers the run draws: the same seed and member give the same. By default 0 and 0. */
  readonly seed?: number;
  readonly member?: number;
  /** Slots to keep. */
  readonly save: readonly number[];
}

export interface RunOutput {
  /** Row-major: for each saved time, the saved slots in order. Rows after a failure are NaN. */
  readonly rows: Float64Array;
  readonly rowCount: number;
  readonly status: RunStatus;
}

/**
 * `done`: ran to the end. `diverged`: a watched value stopped being finite at `time`; usual causes: division by zero,
 * a step too long for a fast flow, a reinforcing loop without a limit.
 */
export type RunStatus =
  | { readonly kind: 'done' }
  | { readonly kind: 'diverged'; readonly time: number; readonly variable: string };

import type { IntegrationMethod } from '../model/model.ts';
import type { ProcedureCode, Program } from '../compile/program.ts';

/** Something that carries out programs. There are two, and they must agree to 1e-12 relative. */
export interface Backend {
  readonly name: 'interpreter' | 'wasm';
  /** What can be worked out once for all threads: a value that a message can carry. Absent where there is nothing of the kind. */
  compile?(program: Program): CompiledCode;
  /** Makes a program ready to run many times; with what `compile` gave for it, here or in another thread, without compiling again. */
  prepare(program: Program, code?: CompiledCode): PreparedProgram;
}

/** A program as WebAssembly, and the procedures that it calls by number. */
export interface CompiledCode {
  readonly module: WebAssembly.Module;
  readonly procedures: readonly ProcedureCode[];
}

export interface PreparedProgram {
  /** Carries out one run. Never throws for what the model computes: see `status`. */
  run(request: RunRequest): RunOutput;
  /** Carries out several runs that differ in their parameters and members alone; each gives, to the bit, what `run` gives. */
  runBatch(batch: BatchRequest): BatchOutput;
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
  /** How exact an adaptive method is to be; other methods do not ask. */
  readonly tolerance?: Tolerance;
  /** Slots to keep. */
  readonly save: readonly number[];
}

/** Runs that share all but their parameters and the random numbers that they draw. */
export interface BatchRequest extends Omit<RunRequest, 'parameters' | 'member'> {
  /** For each run, a value for each of `program.parameters`. */
  readonly parameters: readonly Float64Array[];
  /** For each run, which random numbers it draws. */
  readonly members: readonly number[];
}

export interface BatchOutput {
  /** Run after run, each as in `RunOutput`. */
  readonly rows: Float64Array;
  readonly rowCount: number;
  readonly statuses: readonly RunStatus[];
}

/** The error that a stock may gain in one step of an adaptive method: `absolute + relative × |value|`. */
export interface Tolerance {
  readonly relative: number;
  readonly absolute: number;
}

/** What an adaptive method keeps to unless it is told otherwise. */
export const defaultTolerance: Tolerance = { relative: 1e-6, absolute: 1e-9 };

export interface RunOutput {
  /** Row-major: for each saved time, the saved slots in order. Rows after a failure are NaN. */
  readonly rows: Float64Array;
  readonly rowCount: number;
  readonly status: RunStatus;
}

/**
 * - `done`: ran to the end.
 * - `diverged`: a watched value stopped being finite at `time`; usual causes: division by zero, a step too long for a fast flow, a
 *   reinforcing loop without a limit.
 * - `stalled`: an adaptive method came no further than `time`; usual causes: a stock that follows another far faster than the step
 *   (stiffness), a value that grows without bound, a test that the run hovers about (`IF stock > 0`). `variable` is the stock with the
 *   greatest error, or what holds the test. A method of fixed steps goes on, at its own accuracy.
 */
export type RunStatus =
  | { readonly kind: 'done' }
  | { readonly kind: 'diverged' | 'stalled'; readonly time: number; readonly variable: string };

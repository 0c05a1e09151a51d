import type { Program } from '../compile/program.ts';
import type { CompiledCode } from './backend.ts';
import type { ManyRuns, Portion } from './run-many.ts';

/**
 * One end of the way between a pool and a worker: all that the engine knows of threads. Messages are plain data, compiled modules and
 * shared memory, as structured cloning carries them in browsers and in Node.
 */
export interface Port<Sent, Received> {
  /** @param transfer buffers of the message that are handed over rather than copied */
  post(message: Sent, transfer: ArrayBuffer[]): void;
  /**
   * Called once, before anything is posted.
   *
   * @param onFault the other end cannot be loaded, broke down or has ended: why, as messages say it
   */
  listen(onMessage: (message: Received) => void, onFault: (reason: string) => void): void;
}

/** A worker as a pool sees it. */
export type WorkerPort = Port<WorkerRequest, WorkerReply>;

/** A pool as a worker sees it. */
export type PoolPort = Port<WorkerReply, WorkerRequest>;

/**
 * What a pool asks of a worker, carried out in order. Programs and tasks have numbers that are never used twice.
 *
 * - `learn`: keep a program, with its code where another worker has compiled it already.
 * - `compile`: give the code of a program that has been learnt, so that others need not compile.
 * - `run`: carry out some runs, unless `stop` says that nobody waits for them any longer.
 * - `forget`: let a program go.
 */
export type WorkerRequest =
  | { readonly kind: 'learn'; readonly program: number; readonly source: Program; readonly code?: CompiledCode }
  | { readonly kind: 'compile'; readonly program: number; readonly task: number }
  | {
      readonly kind: 'run';
      readonly program: number;
      readonly task: number;
      readonly request: ManyRuns['request'];
      readonly from: number;
      /** A row of values a run. */
      readonly parameters: Float64Array<ArrayBuffer>;
      readonly members: Float64Array<ArrayBuffer>;
      /** Shared memory that holds 1 once the runs have been called off; absent where memory cannot be shared. */
      readonly stop?: Int32Array;
    }
  | { readonly kind: 'forget'; readonly program: number };

/** What a worker answers to the task of that number. */
export type WorkerReply =
  | { readonly kind: 'compiled'; readonly task: number; readonly code?: CompiledCode }
  | { readonly kind: 'portion'; readonly task: number; readonly portion: Portion; readonly milliseconds: number }
  | { readonly kind: 'stopped'; readonly task: number }
  | { readonly kind: 'failed'; readonly task: number; readonly reason: string };

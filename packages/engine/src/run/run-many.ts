import type { Program } from '../compile/program.ts';
import type { Backend, BatchOutput, PreparedProgram, RunRequest } from './backend.ts';
import { turn } from './turn.ts';
import type { WorkOptions } from './work.ts';

/** Runs of one program, told apart by number from 0. */
export interface ManyRuns {
  readonly program: Program;
  readonly request: Omit<RunRequest, 'parameters' | 'member'>;
  readonly count: number;
  /** A value for each of `program.parameters`; asked for in order, shortly before the run. */
  readonly parametersOf: (run: number) => Float64Array;
  /** Which random numbers a run draws; by default its own number. */
  readonly memberOf?: (run: number) => number;
}

/** What the runs `from` … `to - 1` gave, run after run. */
export interface Portion extends BatchOutput {
  readonly from: number;
  readonly to: number;
}

/**
 * Carries out many runs and gives them in portions, in order: each run to the bit the same, whatever they ran on, but how many there are to a portion
 * may differ. Only portions that have not been taken yet are kept, so that a summary of any number of runs needs the memory of a few.
 */
export type RunMany = (runs: ManyRuns, options?: WorkOptions) => AsyncIterable<Portion>;

/** Runs of a portion: long enough that what surrounds a run does not count, short enough to stop at once. */
export const runsPerPortion = 32;

/** Milliseconds for which other work of the thread may have to wait, short of a portion. */
const longestHold = 8;

/**
 * Many runs in the thread that asks. Between portions other work of the thread has its turn.
 *
 * @example
 * ```ts
 * const { request } = resolveProblem(createProblem(program));
 * const runs = { program, request, count: 100, parametersOf: () => request.parameters };
 * for await (const { rows } of runManyHere(wasmBackend)(runs)) console.assert(rows.length > 0);
 * ```
 */
export function runManyHere(backend: Backend): RunMany {
  // Searches and samplers ask for a few runs at a time, thousands of times.
  const known = new WeakMap<Program, PreparedProgram>();
  let turned = Date.now();
  return async function* portions({ program, request, count, parametersOf, memberOf = (run) => run }, options = {}) {
    const prepared = known.get(program) ?? backend.prepare(program);
    known.set(program, prepared);
    for (let from = 0; from < count; from += runsPerPortion) {
      options.signal?.throwIfAborted();
      const to = Math.min(from + runsPerPortion, count);
      const runs = Array.from({ length: to - from }, (_, index) => from + index);
      const batch = { ...request, parameters: runs.map(parametersOf), members: runs.map(memberOf) };
      yield { from, to, ...prepared.runBatch(batch) };
      options.onProgress?.({ done: to, total: count });
      if (Date.now() - turned < longestHold) continue;
      await turn();
      turned = Date.now();
    }
  };
}

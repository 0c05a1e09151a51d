import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { runManyWith } from '@weir/engine';
import type { RunMany, WorkerPort } from '@weir/engine';

/** Runs on threads of this process. */
export interface Threads {
  readonly runMany: RunMany;
  /** Ends the threads, whatever they are at. */
  end(): Promise<void>;
}

/**
 * Starts threads that carry out runs. They do not keep the process alive by themselves.
 *
 * @param count by default as many as the machine has processors
 * @param script what a thread runs: by default the one beside this file
 * @example
 * ```ts
 * const threads = startThreads();
 * try {
 *   for await (const portion of threads.runMany(runs)) take(portion);
 * } finally {
 *   await threads.end();
 * }
 * ```
 */
export function startThreads(
  count: number = availableParallelism(),
  script: URL = new URL('thread.js', import.meta.url),
): Threads {
  // What the process was started with, such as a debugger's port, is not for its threads.
  const workers = Array.from({ length: count }, () => new Worker(script, { execArgv: [] }));
  return {
    runMany: runManyWith(workers.map(portOf)),
    end: async () => void (await Promise.all(workers.map((worker) => worker.terminate()))),
  };
}

function portOf(worker: Worker): WorkerPort {
  worker.unref();
  return {
    post: (message, transfer) => worker.postMessage(message, transfer),
    listen: (onMessage, onFault) => {
      worker.on('message', onMessage);
      worker.on('error', (error: Error) => onFault(`the thread broke down: ${error.message}`));
      worker.on('exit', (code) => onFault(`the thread ended with code ${code}`));
    },
  };
}

import { runManyWith } from '@weir/engine';
import type { RunMany, WorkerPort, WorkerReply } from '@weir/engine';

/** Runs in the background of the page. */
export interface Workers {
  readonly runMany: RunMany;
  /** Ends the workers, whatever they are at. */
  end(): void;
}

/** Starts workers that carry out runs: by default one less than the machine has processors, so that the page keeps one, and at least one. */
export function startWorkers(count: number = Math.max(1, navigator.hardwareConcurrency - 1)): Workers {
  const workers = Array.from(
    { length: count },
    () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'runs' }),
  );
  return {
    runMany: runManyWith(workers.map(portOf)),
    end: () => {
      for (const worker of workers) worker.terminate();
    },
  };
}

function portOf(worker: Worker): WorkerPort {
  return {
    post: (message, transfer) => worker.postMessage(message, transfer),
    listen: (onMessage, onFault) => {
      worker.onmessage = ({ data }: MessageEvent<WorkerReply>) => onMessage(data);
      worker.onerror = ({ message }) => onFault(message === '' ? 'the worker could not be loaded' : message);
      worker.onmessageerror = () => onFault('the worker sent something that could not be read');
    },
  };
}

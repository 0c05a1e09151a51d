/// <reference lib="webworker" />
import { serveRuns, wasmBackend } from '@weir/engine';
import type { WorkerRequest } from '@weir/engine';

declare const self: DedicatedWorkerGlobalScope;

/* The script of a worker: it carries out the runs that its pool sends until it is ended. */
serveRuns(
  {
    post: (message, transfer) => self.postMessage(message, transfer),
    listen: (onMessage) => {
      self.onmessage = ({ data }: MessageEvent<WorkerRequest>) => onMessage(data);
    },
  },
  wasmBackend,
);

import { parentPort } from 'node:worker_threads';
import { serveRuns } from '@weir/engine';
import { backends } from '../backends.ts';

/** The script of a thread: it carries out the runs that its pool sends until it is ended. */
const port = parentPort;
if (port === null) throw new TypeError('Cannot serve runs outside a thread');
serveRuns(
  {
    post: (message, transfer) => port.postMessage(message, transfer),
    listen: (onMessage) => port.on('message', onMessage),
  },
  backends.wasm,
);

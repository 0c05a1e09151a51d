/// <reference lib="webworker" />
import { makeCareRunner } from './care-runner.ts';
import { SimulationDesk } from './desk.ts';
import type { SimulationReply, SimulationRequest } from './messages.ts';

declare const self: DedicatedWorkerGlobalScope;

// A message channel yields to waiting messages without the 4 ms that nested timers cost.
const channel = new MessageChannel();
let waiting: (() => void) | undefined;
channel.port1.onmessage = () => {
  const callback = waiting;
  waiting = undefined;
  callback?.();
};

const desk = new SimulationDesk({
  makeRunner: (request) => makeCareRunner(request),
  reply: (message) => self.postMessage(message, transferables(message)),
  later: (callback, milliseconds) => {
    if (milliseconds > 0) {
      setTimeout(callback, milliseconds);
      return;
    }
    waiting = callback;
    channel.port2.postMessage(undefined);
  },
  now: () => performance.now(),
});

self.onmessage = (event: MessageEvent<SimulationRequest>) => void desk.take(event.data);

function transferables(message: SimulationReply): Transferable[] {
  if (message.kind === 'central') return [message.values.buffer as ArrayBuffer];
  if (message.kind === 'portion') return [message.portion.values.buffer as ArrayBuffer];
  return [];
}

import type { SimulationReply } from './messages.ts';
import type { SimulationPort } from './simulator.ts';

/** Starts one worker. */
function startWorkerPort(): SimulationPort {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'simulation' });
  return {
    post: (request) => worker.postMessage(request),
    listen: (onReply, onFault) => {
      worker.onmessage = (event: MessageEvent<SimulationReply>) => onReply(event.data);
      worker.onerror = (event) => onFault(event.message === '' ? 'The simulation could not be loaded' : event.message);
      worker.onmessageerror = () => onFault('The simulation sent something that could not be read');
    },
    close: () => worker.terminate(),
  };
}

/** As many workers as the machine has processors for, up to four. */
export function startWorkerPorts(): readonly SimulationPort[] {
  const count = Math.min(4, Math.max(1, navigator.hardwareConcurrency));
  return Array.from({ length: count }, startWorkerPort);
}

import { useEffect, useState } from 'react';
import type { SystemReply, SystemRequest } from './system-messages.ts';

/** The answer to a request, worked out in a worker of its own; `undefined` until it is there or if nothing is asked. */
export function useAnswer(request: SystemRequest | undefined): SystemReply | undefined {
  const [answer, setAnswer] = useState<{ readonly to: SystemRequest; readonly reply: SystemReply } | undefined>(
    undefined,
  );
  useEffect(() => {
    if (request === undefined) return undefined;
    const worker = new Worker(new URL('./system-worker.ts', import.meta.url), { type: 'module', name: 'system' });
    worker.onmessage = (event: MessageEvent<SystemReply>) => {
      setAnswer({ to: request, reply: event.data });
      worker.terminate();
    };
    worker.onerror = (event) => {
      setAnswer({ to: request, reply: { kind: 'failed', message: event.message } });
    };
    worker.postMessage(request);
    return () => worker.terminate();
  }, [request]);
  return answer !== undefined && answer.to === request ? answer.reply : undefined;
}

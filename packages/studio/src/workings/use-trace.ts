import { useMemo } from 'react';
import { useGeneralModel } from '../app/model-context.ts';
import { useAnswer } from '../map/use-answer.ts';
import type { SystemRequest } from '../map/system-messages.ts';
import { traceOf } from './trace.ts';
import type { Trace } from './trace.ts';

/** Every variable over time, once the run is done. */
export type TraceState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'ready'; readonly trace: Trace }
  | { readonly kind: 'failed'; readonly message: string };

/** One run with everything saved, worked out beside the page so that the words are there at once. */
export function useTrace(): TraceState {
  const { model } = useGeneralModel();
  const request = useMemo((): SystemRequest => ({ kind: 'trace', model, parameters: {} }), [model]);
  const reply = useAnswer(request);
  return useMemo((): TraceState => {
    if (reply === undefined || reply.kind === 'found') return { kind: 'starting' };
    if (reply.kind === 'failed') return { kind: 'failed', message: reply.message };
    return { kind: 'ready', trace: traceOf(reply.results) };
  }, [reply]);
}

import type { GeneralModel } from '@weir/care';
import { createProblem, interpreter, run } from '@weir/engine';
import { useEffect, useState } from 'react';
import { useGeneralModel } from '../app/model-context.ts';
import { traceOf } from './trace.ts';
import type { Trace } from './trace.ts';

/** Every variable over time, once the run is done. */
export type TraceState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'ready'; readonly trace: Trace }
  | { readonly kind: 'failed'; readonly message: string };

const starting: TraceState = { kind: 'starting' };

/** One run with everything saved; it is done after the page has been drawn, so that the words are there at once. */
export function useTrace(): TraceState {
  const general = useGeneralModel();
  const [state, setState] = useState<TraceState>(starting);
  useEffect(() => {
    setState(starting);
    const timer = setTimeout(() => setState(runTrace(general)), 30);
    return () => clearTimeout(timer);
  }, [general]);
  return state;
}

function runTrace({ model }: GeneralModel): TraceState {
  try {
    const results = run(createProblem(model), interpreter);
    return { kind: 'ready', trace: traceOf(results) };
  } catch (error) {
    return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
  }
}

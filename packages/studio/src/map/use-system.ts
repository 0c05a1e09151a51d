import { useMemo } from 'react';
import { useGeneralModel } from '../app/model-context.ts';
import type { LoopView } from './loop-view.ts';
import { modelLinks, withSigns } from './model-links.ts';
import { systemGraph } from './system-graph.ts';
import type { SystemGraph } from './system-graph.ts';
import type { SystemRequest } from './system-messages.ts';
import { useAnswer } from './use-answer.ts';

/** The model as a network, and its loops. */
export interface System {
  readonly graph: SystemGraph;
  /** Absent while they are worked out. */
  readonly loops: readonly LoopView[] | undefined;
  readonly otherLoops: readonly LoopView[];
  /** Why signs and loops could not be worked out, if so. */
  readonly fault: string | undefined;
}

/** The system that the app shows: what the document says at once, signs and loops when the model has been run. */
export function useSystem(): System {
  const { model } = useGeneralModel();
  const request = useMemo((): SystemRequest => ({ kind: 'find', model }), [model]);
  const reply = useAnswer(request);
  const found = reply?.kind === 'found' ? reply.found : undefined;
  const fault =
    reply?.kind === 'failed' ? reply.message : found?.diagnostics.find((one) => one.severity === 'error')?.message;
  return useMemo(() => {
    const links = modelLinks(model);
    return {
      graph: systemGraph(model, found === undefined ? links : withSigns(links, found.links)),
      loops: found?.named ?? (fault === undefined ? undefined : []),
      otherLoops: found?.others ?? [],
      fault,
    };
  }, [model, found, fault]);
}

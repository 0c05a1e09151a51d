import { useMemo } from 'react';
import { useGeneralModel } from '../app/model-context.ts';
import type { LoopView } from './loop-view.ts';
import { loopViews } from './loop-views.ts';
import { modelLinks } from './model-links.ts';
import { systemGraph } from './system-graph.ts';
import type { SystemGraph } from './system-graph.ts';

/** The model as a network, and its named loops. */
export interface System {
  readonly graph: SystemGraph;
  readonly loops: readonly LoopView[];
}

/** The system that the app shows, worked out once a model. */
export function useSystem(): System {
  const { model } = useGeneralModel();
  return useMemo(() => {
    const graph = systemGraph(model, modelLinks(model));
    return { graph, loops: loopViews(model.loops, graph) };
  }, [model]);
}

import { scenarioSettings } from '@weir/care';
import type { GeneralModel } from '@weir/care';
import { useMemo } from 'react';
import { useGeneralModel } from '../app/model-context.ts';
import { useNavigation } from '../app/navigation.ts';
import type { View } from '../app/view.ts';
import { ownScenario } from '../strategies/scenarios.ts';
import { useAnswer } from '../map/use-answer.ts';
import type { SystemRequest } from '../map/system-messages.ts';
import { traceOf } from './trace.ts';
import type { Trace } from './trace.ts';

/** Every variable over time, once the run is done. */
export type TraceState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'ready'; readonly trace: Trace }
  | { readonly kind: 'failed'; readonly message: string };

/**
 * One run of the current scenario with everything saved, worked out beside the page so that the words are there at
 * once.
 */
export function useTrace(): TraceState {
  const general = useGeneralModel();
  const { view } = useNavigation();
  const { chosen, settings, start, ramp } = view;
  const request = useMemo((): SystemRequest => {
    const timing = { ...(start === undefined ? {} : { start }), ...(ramp === undefined ? {} : { ramp }) };
    return {
      kind: 'trace',
      model: general.model,
      parameters: scenarioParameters(general, { chosen, settings, ...timing }),
    };
  }, [general, chosen, settings, start, ramp]);
  const reply = useAnswer(request);
  return useMemo((): TraceState => {
    if (reply === undefined || reply.kind === 'found') return { kind: 'starting' };
    if (reply.kind === 'failed') return { kind: 'failed', message: reply.message };
    return { kind: 'ready', trace: traceOf(reply.results) };
  }, [reply]);
}

/** The constants that the user's combination sets; strategies that the model does not have are left out. */
function scenarioParameters(
  general: GeneralModel,
  view: Pick<View, 'chosen' | 'settings' | 'start' | 'ramp'>,
): Readonly<Record<string, number>> {
  const known = view.chosen.filter((id) => general.strategies.some((strategy) => strategy.id === id));
  const scenario = ownScenario({ ...view, chosen: known });
  return scenario === undefined ? {} : Object.fromEntries(scenarioSettings(general, scenario));
}

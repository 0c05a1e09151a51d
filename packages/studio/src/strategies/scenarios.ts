import type { Action, GeneralModel, Scenario, Strategy } from '@weir/care';
import type { View } from '../app/view.ts';

/** What happens if nothing is changed. */
export const usualScenario: Scenario = {
  id: 'business-as-usual',
  name: 'Business as usual',
  strategies: [],
  settings: {},
};

/** Id of the scenario that the user puts together. */
export const ownId = 'your-combination';

/** Strategies that do something; business as usual may stand in the list as one that does nothing. */
export function activeStrategies(model: GeneralModel): readonly Strategy[] {
  return model.strategies.filter(({ actions }) => actions.length > 0);
}

/** Business as usual and each strategy alone. */
export function singleScenarios(model: GeneralModel): readonly Scenario[] {
  return [
    usualScenario,
    ...activeStrategies(model).map(({ id, name }) => ({ id, name, strategies: [id], settings: {} })),
  ];
}

/** The user's own scenario; nothing while no strategy is chosen. */
export function ownScenario(view: Pick<View, 'chosen' | 'settings' | 'start' | 'ramp'>): Scenario | undefined {
  if (view.chosen.length === 0) return undefined;
  return {
    id: ownId,
    name: 'Your combination',
    strategies: view.chosen,
    settings: view.settings,
    ...(view.start === undefined ? {} : { start: view.start }),
    ...(view.ramp === undefined ? {} : { ramp: view.ramp }),
  };
}

/** A lever of one or more of the strategies chosen. */
export interface Lever {
  readonly action: Action;
  /** Names of the strategies that pull it. */
  readonly strategies: readonly string[];
}

/** The levers of the strategies chosen, each once, in their order. */
export function leversOf(model: GeneralModel, chosen: readonly string[]): readonly Lever[] {
  const levers = new Map<string, Lever>();
  for (const id of chosen) {
    const strategy = model.strategies.find((candidate) => candidate.id === id);
    for (const action of strategy?.actions ?? []) {
      const known = levers.get(action.parameter);
      levers.set(action.parameter, {
        action: known?.action ?? action,
        strategies: [...(known?.strategies ?? []), strategy?.name ?? id],
      });
    }
  }
  return [...levers.values()];
}

/** When the strategies chosen begin and how long they take, unless the user says otherwise: the earliest of them. */
export function usualTiming(model: GeneralModel, chosen: readonly string[]): { start: number; ramp: number } {
  const strategies = model.strategies.filter(({ id }) => chosen.includes(id));
  const first = strategies.toSorted((a, b) => a.start - b.start)[0];
  return { start: first?.start ?? 2026.25, ramp: first?.ramp ?? 0 };
}

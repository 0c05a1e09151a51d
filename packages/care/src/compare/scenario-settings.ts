import type { Action, GeneralModel, Scenario } from '../types.ts';

/**
 * The constants that a scenario sets: how far each lever is moved, when it starts, and how long it takes. Where strategies share a
 * lever, it moves as far as the one that moves it furthest, from that strategy's start.
 *
 * @param effectOf the drawn effect of a lever in a member; absent: the central one
 * @throws RangeError where the scenario names a strategy that is not there
 */
export function scenarioSettings(
  general: GeneralModel,
  scenario: Scenario,
  effectOf?: (parameter: string) => number | undefined,
): ReadonlyMap<string, number> {
  const settings = new Map<string, number>();
  for (const id of scenario.strategies) {
    const strategy = general.strategies.find((each) => each.id === id);
    if (strategy === undefined) throw new RangeError(`Cannot find the strategy "${id}"`);
    for (const action of strategy.actions) {
      const value = settingOf(action, scenario.settings[action.parameter], effectOf?.(action.parameter));
      const former = settings.get(action.parameter);
      if (former !== undefined && Math.abs(former - action.neutral) >= Math.abs(value - action.neutral)) continue;
      const lever = /\[(.*)\]$/.exec(action.parameter)?.[1] ?? '';
      settings.set(action.parameter, value);
      settings.set(`lever start[${lever}]`, scenario.start ?? strategy.start);
      settings.set(`lever ramp years[${lever}]`, scenario.ramp ?? strategy.ramp);
    }
  }
  return settings;
}

/** A slider scales the drawn effect, so that its uncertainty stays in proportion. */
function settingOf(action: Action, chosen: number | undefined, drawn: number | undefined): number {
  const { central, neutral, least, most } = action;
  if (drawn === undefined) return chosen ?? central;
  // Not scaled by 1, which could change the last digit.
  if (chosen === undefined || chosen === central) return drawn;
  const scaled =
    central === neutral
      ? chosen + drawn - central
      : neutral + ((chosen - neutral) * (drawn - neutral)) / (central - neutral);
  return Math.min(most, Math.max(least, scaled));
}

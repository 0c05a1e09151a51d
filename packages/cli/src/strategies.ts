import { withUsual } from '@weir/care';
import type { GeneralModel, Scenario } from '@weir/care';
import { nearNames } from '@weir/engine';
import { Failure } from './failure.ts';

/**
 * Business as usual and the strategies asked for, by id or name; all that do something if absent.
 *
 * @throws Failure where there is no such strategy
 */
export function scenariosFor(general: GeneralModel, wanted: readonly string[] | undefined): readonly Scenario[] {
  const chosen = wanted?.map((text) => findStrategy(general, text)) ?? general.strategies;
  const scenarios = chosen
    .filter(({ actions }) => actions.length > 0)
    .map(({ id, name }): Scenario => ({ id, name, strategies: [id], settings: {} }));
  return withUsual(scenarios);
}

/** @throws Failure where there is no strategy of that id or name */
export function findStrategy({ strategies }: GeneralModel, text: string): GeneralModel['strategies'][number] {
  const wanted = text.toLowerCase();
  const found = strategies.find(({ id, name }) => id === wanted || name.toLowerCase() === wanted);
  if (found !== undefined) return found;
  const known = strategies.flatMap(({ id, name }) => [id, name]);
  const near = nearNames(text, known);
  const advice =
    near.length > 0 ? `did you mean "${near[0] ?? ''}"?` : `there are ${strategies.map(({ id }) => id).join(', ')}`;
  throw new Failure(`Cannot find the strategy "${text}"; ${advice}`);
}

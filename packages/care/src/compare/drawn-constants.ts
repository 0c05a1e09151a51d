import { toId } from '@weir/engine';
import type { Program } from '@weir/engine';
import type { Draw } from '@weir/engine/analysis';
import { evidenceMatches } from '../compose/evidence-matches.ts';
import type { GeneralModel, Strategy } from '../types.ts';

/**
 * The constants that ensembles draw: each whose evidence has a range that is more than a point. An element of an array takes the entry,
 * among those that its variable names, with the element's own value: see `evidenceMatches`.
 */
export function drawnConstants(general: GeneralModel, program: Program): readonly Draw[] {
  const entries = new Map(general.evidence.map((entry) => [entry.id, entry]));
  const variables = new Map(general.model.variables.map((variable) => [toId(variable.name), variable]));
  return program.parameters.flatMap(({ name, value }) => {
    const ids = variables.get(toId(name.replace(/\[.*\]$/, '')))?.evidence ?? [];
    const own = ids
      .map((id) => entries.get(id))
      .find((entry) => entry !== undefined && evidenceMatches(entry, { name, value }));
    if (own === undefined || own.low === own.high) return [];
    return [{ parameter: name, low: own.low, mode: value, high: own.high }];
  });
}

/** The effects of strategies, one draw for each lever, in the order in which the strategies first use them. */
export function drawnEffects(strategies: readonly Strategy[]): readonly Draw[] {
  const draws = new Map<string, Draw>();
  for (const { actions } of strategies) {
    for (const { parameter, low, central, high } of actions) {
      if (!draws.has(parameter)) draws.set(parameter, { parameter, low, mode: central, high });
    }
  }
  return [...draws.values()];
}

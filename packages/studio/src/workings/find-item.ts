import type { GeneralModel, Indicator } from '@weir/care';
import { toId } from '@weir/engine';
import type { SystemGraph, SystemVariable } from '../map/system-graph.ts';
import { nearItems } from './near-items.ts';

/** What an item in an address stands for. */
export type FoundItem =
  | { readonly kind: 'variable'; readonly variable: SystemVariable; readonly indicators: readonly Indicator[] }
  | { readonly kind: 'unknown'; readonly near: readonly string[] };

/**
 * Finds a variable by id or name, with or without subscripts, or an indicator by id or name, which stands for the
 * variable behind it. Unknown: the nearest names.
 */
export function findItem(general: GeneralModel, graph: SystemGraph, item: string): FoundItem {
  const name = item.replace(/\[[^\]]*\]\s*$/, '');
  const indicator = general.indicators.find(
    (candidate) => candidate.id === item || toId(candidate.id) === toId(item) || toId(candidate.name) === toId(item),
  );
  const variable =
    graph.variables.get(toId(name)) ??
    (indicator === undefined ? undefined : graph.variables.get(toId(indicator.variable)));
  if (variable !== undefined) {
    const indicators = general.indicators.filter((candidate) => toId(candidate.variable) === variable.id);
    return { kind: 'variable', variable, indicators };
  }
  const names = [...graph.variables.values()].map((candidate) => candidate.name);
  return { kind: 'unknown', near: nearItems(name, names) };
}

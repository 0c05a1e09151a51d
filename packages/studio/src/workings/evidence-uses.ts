import type { EvidenceStatus } from '@weir/care';
import type { Model } from '@weir/engine';

/** From most to least sure. */
export const evidenceStatuses: readonly EvidenceStatus[] = ['published', 'derived', 'own estimate', 'assumption'];

/** Evidence id → names of the variables that rest on it. */
export function evidenceUses(model: Model): ReadonlyMap<string, readonly string[]> {
  const uses = new Map<string, string[]>();
  for (const { name, evidence = [] } of model.variables) {
    for (const id of evidence) uses.set(id, [...(uses.get(id) ?? []), name]);
  }
  return uses;
}

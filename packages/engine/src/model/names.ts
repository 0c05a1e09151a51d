import type { VariableId, VariableName } from './model.ts';

/**
 * The canonical form of a name: case, spaces, underscores, line breaks and surrounding quotes do not tell two names apart.
 *
 * @example
 * ```ts
 * toId('Children Looked_after'); // "children_looked_after"
 * ```
 */
export function toId(name: VariableName): VariableId {
  return name
    .trim()
    .replace(/^"(.*)"$/s, '$1')
    .replace(/(?:[\s_\u00a0]|\\n)+/g, '_')
    .toLowerCase() as VariableId;
}

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
  const known = ids.get(name);
  if (known !== undefined) return known;
  const id = name
    .trim()
    .replace(/^"(.*)"$/s, '$1')
    .replace(/(?:[\s_\u00a0]|\\n)+/g, '_')
    .toLowerCase() as VariableId;
  if (ids.size >= mostIds) ids.clear();
  ids.set(name, id);
  return id;
}

/** What has been worked out already: a name is asked for hundreds of times while a model is compiled. Forgotten when there are too many. */
const ids = new Map<VariableName, VariableId>();
const mostIds = 20_000;

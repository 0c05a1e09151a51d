import type { SystemGraph, SystemVariable } from '../map/system-graph.ts';

/** The variables found in one sector. */
export interface FoundSector {
  readonly sector: string;
  readonly variables: readonly SystemVariable[];
}

/**
 * The variables whose name, indicator (`titles`: variable id → name) or documentation has every word of a text, by
 * sector in the model's order. An empty text finds all.
 */
export function searchVariables(
  graph: SystemGraph,
  options: { readonly text: string; readonly titles: ReadonlyMap<string, string> },
): FoundSector[] {
  const words = options.text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const matches = (variable: SystemVariable): boolean => {
    const where = [variable.name, options.titles.get(variable.id) ?? '', variable.source.documentation]
      .join(' ')
      .toLowerCase();
    return words.every((word) => where.includes(word));
  };
  const found = [...graph.variables.values()].filter(matches);
  return graph.sectors
    .map(({ name }) => ({ sector: name, variables: found.filter((variable) => variable.sector === name) }))
    .filter(({ variables }) => variables.length > 0);
}

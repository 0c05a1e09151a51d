import type { SystemVariable } from './system-graph.ts';

const names: Readonly<Record<SystemVariable['kind'], string>> = {
  stock: 'stock',
  flow: 'flow',
  auxiliary: 'variable',
  constant: 'constant',
  lookup: 'table',
};

/** What a variable is called in lists. */
export function kindName(kind: SystemVariable['kind']): string {
  return names[kind];
}

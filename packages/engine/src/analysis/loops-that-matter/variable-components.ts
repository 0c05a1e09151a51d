import type { Program, VariableLayout } from '../../compile/program.ts';
import { cyclicComponents } from '../graph/strong-components.ts';
import type { SlotLink } from './link-scores.ts';

/** The sets of variables that lie on loops with one another, arrays taken as wholes. */
export function variableComponents(program: Program, links: readonly SlotLink[]): VariableLayout[][] {
  const { layout } = program;
  const place = new Map<number, number>();
  layout.forEach(({ base, size }, index) => {
    for (let at = 0; at < size; at++) place.set(base + at, index);
  });
  const graph = layout.map(() => new Set<number>());
  for (const { from, to } of links) {
    const [cause, effect] = [place.get(from), place.get(to)];
    if (cause !== undefined && effect !== undefined) graph[cause]?.add(effect);
  }
  const components = cyclicComponents(graph.map((successors) => [...successors]));
  return components.map((component) => component.flatMap((index) => layout.slice(index, index + 1)));
}

import type { Program } from '../compile/program.ts';
import type { NamedLoop } from '../model/model.ts';
import type { Backend } from '../run/backend.ts';
import type { WorkOptions } from '../run/work.ts';
import { listCycles, type CycleBudget } from './graph/all-cycles.ts';
import { influenceGraph } from './influence-graph.ts';
import { findLoops, keyOf, makeDescribe, successorsOf, type Loop, type LoopSearch } from './loops.ts';
import { inSlices } from './slices.ts';

/** The loops of a program up to a budget. */
export interface AllLoops extends LoopSearch {
  /** Whether no loop is missing. */
  readonly complete: boolean;
  /** In words, what is missing, where something is. */
  readonly remark?: string;
}

/**
 * The feedback loops of a program, all of them up to a budget: those the author named first, then the rest, shortest first. The number of loops may grow
 * beyond all bounds with the number of links, so that a list of a large model is cut; what it lacks is longer than all that it has.
 *
 * @example
 * ```ts
 * const { loops, complete } = await findAllLoops(program, { named: model.loops, backend: interpreter, most: 100 });
 * console.assert(complete && loops.length < 100);
 * ```
 */
export async function findAllLoops(
  program: Program,
  options: { named: readonly NamedLoop[]; backend: Backend } & CycleBudget & WorkOptions,
): Promise<AllLoops> {
  const { named, backend, signal, onProgress, ...budget } = options;
  const found = findLoops(program, { named, backend });
  const told = found.loops.filter(({ name }) => name !== undefined);
  const describe = makeDescribe(found.links, new Map(program.layout.map(({ id, name }) => [id, name])));
  const ids = program.layout.map(({ id }) => id);
  const place = new Map(ids.map((id, index) => [id, index]));
  const successors = successorsOf(influenceGraph(program));
  const graph = ids.map((id) => (successors.get(id) ?? []).flatMap((to) => place.get(to) ?? []));
  const work = { ...(signal === undefined ? {} : { signal }), ...(onProgress === undefined ? {} : { onProgress }) };
  const { cycles, ended } = await inSlices(listCycles(graph, budget), work);
  const keys = new Set(told.map(({ links }) => keyOf(links.map(({ from }) => from))));
  const rest = cycles
    .map((cycle) => cycle.flatMap((node) => ids.slice(node, node + 1)))
    .filter((cycle) => !keys.has(keyOf(cycle)));
  const loops: Loop[] = [...told, ...rest.map(describe)];
  const longest = cycles.at(-1)?.length ?? 0;
  const first = `these are the first ${cycles.length}, shortest first`;
  const remarks = {
    all: undefined,
    most: `There are more loops: ${first}, up to ${longest} links.`,
    longest: `Loops of more than ${budget.longest ?? graph.length} links were not looked for.`,
    steps: `There may be more loops: ${first}, found before the search was cut at ${longest} links.`,
  };
  const remark = remarks[ended];
  return { ...found, loops, complete: ended === 'all', ...(remark === undefined ? {} : { remark }) };
}

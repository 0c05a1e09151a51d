import { nearNames } from '../model/near-names.ts';
import type { Program } from '../compile/program.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { NamedLoop, VariableId } from '../model/model.ts';
import { toId } from '../model/names.ts';
import type { Backend } from '../run/backend.ts';
import { causalLinks, runMoments, type CausalLink, type LinkSign } from './causal-links.ts';
import { influenceGraph, type InfluenceGraph } from './influence-graph.ts';
import { linksOf, shortestIndependentLoops, shortestPath, type Successors } from './cycles.ts';

/**
 * A loop's sign: `reinforcing` where its links together carry a change on in the same direction, `balancing` where they
 * turn it round, `varying` where a link's sign varies, `inactive` where a link has no effect at the times looked at.
 */
export type LoopSign = 'reinforcing' | 'balancing' | 'varying' | 'inactive';

export interface Loop {
  /** The author's name and story, where the author named it. */
  readonly name?: string;
  readonly story?: string;
  /** The constant that switches it off. */
  readonly switch?: string;
  readonly sign: LoopSign;
  /** Names of the variables round the loop; the last acts on the first. */
  readonly variables: readonly string[];
  readonly links: readonly CausalLink[];
}

export interface LoopSearch {
  /** Named loops first, in the author's order, then the rest, shortest first. */
  readonly loops: readonly Loop[];
  /** Every causal link of the program. */
  readonly links: readonly CausalLink[];
  /** A problem for each named loop that is not one in the equations. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The feedback loops of a program: those the author named, checked against the equations, and a shortest independent set
 * of all others. Between two variables of a named loop, what the author left out is filled in by the shortest path.
 *
 * @param options.named the loops of the model's document
 * @param options.backend runs the program, to find the signs
 */
export function findLoops(
  program: Program,
  { named, backend }: { named: readonly NamedLoop[]; backend: Backend },
): LoopSearch {
  const links = causalLinks(program, runMoments(program, { backend }));
  const system = influenceGraph(program);
  const describe = makeDescribe(links, new Map(program.layout.map(({ id, name }) => [id, name])));
  const traced = findNamedLoops(named, system);
  const loops: Loop[] = traced.loops.map(({ name, story, switch: own, cycle }) => ({
    name,
    story,
    ...(own === undefined ? {} : { switch: own }),
    ...describe(cycle),
  }));
  const told = new Set(traced.loops.map(({ cycle }) => keyOf(cycle)));
  for (const cycle of shortestIndependentLoops(successorsOf(system))) {
    if (!told.has(keyOf(cycle))) loops.push(describe(cycle));
  }
  return { loops, links, diagnostics: traced.diagnostics };
}

/** A loop that an author named, with every variable that it passes. */
export interface TracedLoop extends NamedLoop {
  readonly cycle: readonly VariableId[];
}

/** Finds the loops that an author named in the equations; a problem for each that is not there. */
export function findNamedLoops(
  named: readonly NamedLoop[],
  system: InfluenceGraph,
): { readonly loops: readonly TracedLoop[]; readonly diagnostics: readonly Diagnostic[] } {
  const graph = successorsOf(system);
  const names = new Map(system.nodes.map(({ id, name }) => [id, name]));
  const diagnostics: Diagnostic[] = [];
  const loops = named.flatMap((loop): TracedLoop[] => {
    const cycle = traceLoop(loop, { graph, names, report: (problem) => diagnostics.push(problem) });
    return cycle === undefined ? [] : [{ ...loop, cycle }];
  });
  return { loops, diagnostics };
}

/** What each variable acts on. */
export function successorsOf({ nodes, causes }: InfluenceGraph): Successors<VariableId> {
  const graph = new Map<VariableId, VariableId[]>(nodes.map(({ id }) => [id, []]));
  for (const { id } of nodes) for (const from of causes.get(id) ?? []) graph.get(from)?.push(id);
  return graph;
}

/** The same for a cycle wherever it is entered. */
export function keyOf(cycle: readonly VariableId[]): string {
  const first = cycle.reduce((least, id, place) => (id < (cycle[least] ?? id) ? place : least), 0);
  return [...cycle.slice(first), ...cycle.slice(0, first)].join('>');
}

/** Gives a loop its sign and its links, by the ids that it passes. */
export function makeDescribe(
  links: readonly CausalLink[],
  names: ReadonlyMap<VariableId, string>,
): (cycle: readonly VariableId[]) => Loop {
  const found = new Map(links.map((link) => [`${link.from}>${link.to}`, link]));
  return (cycle) => {
    const parts = linksOf(cycle).flatMap(([from, to]) => found.get(`${from}>${to}`) ?? []);
    return {
      sign: signOfLoop(parts.map(({ sign }) => sign)),
      variables: cycle.map((id) => names.get(id) ?? id),
      links: parts,
    };
  };
}

/** An even number of minus signs reinforces, an odd number balances. */
export function signOfLoop(signs: readonly LinkSign[]): LoopSign {
  if (signs.includes('none')) return 'inactive';
  if (signs.includes('varies')) return 'varying';
  return signs.filter((sign) => sign === '-').length % 2 === 0 ? 'reinforcing' : 'balancing';
}

interface Tracing {
  readonly graph: Successors<VariableId>;
  readonly names: ReadonlyMap<VariableId, string>;
  readonly report: (diagnostic: Diagnostic) => void;
}

function traceLoop(loop: NamedLoop, { graph, names, report }: Tracing): VariableId[] | undefined {
  const problem = (code: string, detail: Pick<Diagnostic, 'message' | 'advice' | 'near'>): undefined => {
    report({ code, severity: 'error', ...detail, ...(loop.place === undefined ? {} : { place: loop.place }) });
    return undefined;
  };
  const ids = loop.variables.map(toId);
  const unknown = ids.findIndex((id) => !graph.has(id));
  if (ids.length === 0 || unknown >= 0) {
    const name = loop.variables[unknown] ?? '';
    const near = nearNames(name, [...names.values()]);
    const message = `Cannot find "${name}", a variable of the loop "${loop.name}"`;
    return problem('loop-unknown-variable', {
      message,
      advice: near.length === 0 ? 'name a variable of the model' : `did you mean "${near[0]}"?`,
      near,
    });
  }
  const avoid = new Set(ids);
  const cycle: VariableId[] = [];
  for (const [from, to] of linksOf(ids)) {
    const path = shortestPath(graph, { from, to, avoid: new Set([...avoid, ...cycle]) });
    if (path.length === 0) {
      const message = `Cannot close the loop "${loop.name}": "${names.get(from)}" does not act on "${names.get(to)}"`;
      return problem('loop-not-closed', {
        message,
        advice: 'correct the list of variables, or the equation that should hold the link',
      });
    }
    cycle.push(...path.slice(0, -1));
  }
  return cycle;
}

import { independentCycles } from './graph/independent-cycles.ts';
import { atOnce } from './slices.ts';

/** A directed graph: for each node, the nodes that it points to. */
export type Successors<Node> = ReadonlyMap<Node, readonly Node[]>;

/**
 * The shortest path from one node to another, both ends included; empty where there is none. Among paths of one length
 * the first in the order of successors.
 */
export function shortestPath<Node>(
  graph: Successors<Node>,
  ends: { from: Node; to: Node; avoid?: ReadonlySet<Node> },
): Node[] {
  const { from, to, avoid = new Set<Node>() } = ends;
  const previous = new Map<Node, Node>();
  let frontier: Node[] = [from];
  const seen = new Set<Node>([from]);
  while (frontier.length > 0) {
    const next: Node[] = [];
    for (const node of frontier) {
      for (const successor of graph.get(node) ?? []) {
        if (successor === to) return [...trace(previous, node), to];
        if (seen.has(successor) || avoid.has(successor)) continue;
        seen.add(successor);
        previous.set(successor, node);
        next.push(successor);
      }
    }
    frontier = next;
  }
  return [];
}

function trace<Node>(previous: ReadonlyMap<Node, Node>, end: Node): Node[] {
  const path = [end];
  for (let node = previous.get(end); node !== undefined; node = previous.get(node)) path.unshift(node);
  return path;
}

/**
 * A shortest independent loop set of a graph (see `independentCycles`).
 *
 * @returns cycles as lists of nodes, each pointing to the next and the last to the first, shortest first
 */
export function shortestIndependentLoops<Node>(graph: Successors<Node>): Node[][] {
  const nodes = [...graph.keys()];
  const place = new Map(nodes.map((node, index) => [node, index]));
  const links = nodes.map((node) => [...new Set(graph.get(node))].flatMap((to) => place.get(to) ?? []));
  const { cycles } = atOnce(independentCycles(links));
  return cycles.map((cycle) => cycle.flatMap((index) => nodes.slice(index, index + 1)));
}

/** The links of a cycle, the closing one last. */
export function linksOf<Node>(cycle: readonly Node[]): [Node, Node][] {
  return cycle.flatMap((node, place): [Node, Node][] => {
    const next = cycle[(place + 1) % cycle.length];
    return next === undefined ? [] : [[node, next]];
  });
}

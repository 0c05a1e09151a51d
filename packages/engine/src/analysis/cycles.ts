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
 * A shortest independent loop set (Oliva 2004, System Dynamics Review 20: 313-336): loops from the shortest up, each
 * taken only if it holds a link that no earlier one does. Every link that lies on any loop is then covered, with far fewer
 * loops than there are in all.
 *
 * @returns cycles as lists of nodes, each pointing to the next and the last to the first
 */
export function shortestIndependentLoops<Node>(graph: Successors<Node>): Node[][] {
  const candidates: Node[][] = [];
  for (const [from, successors] of graph) {
    for (const to of successors) {
      const back = from === to ? [from] : shortestPath(graph, { from: to, to: from });
      if (back.length > 0) candidates.push(from === to ? [from] : [from, ...back.slice(0, -1)]);
    }
  }
  candidates.sort((a, b) => a.length - b.length);
  const covered = new Map<Node, Set<Node>>();
  return candidates.filter((cycle) => {
    const fresh = linksOf(cycle).filter(([from, to]) => covered.get(from)?.has(to) !== true);
    for (const [from, to] of fresh) covered.set(from, (covered.get(from) ?? new Set<Node>()).add(to));
    return fresh.length > 0;
  });
}

/** The links of a cycle, the closing one last. */
export function linksOf<Node>(cycle: readonly Node[]): [Node, Node][] {
  return cycle.flatMap((node, place): [Node, Node][] => {
    const next = cycle[(place + 1) % cycle.length];
    return next === undefined ? [] : [[node, next]];
  });
}

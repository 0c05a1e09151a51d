/** A directed graph over the nodes 0 … n-1: for each node, the nodes that it points to, each once. */
export type Digraph = readonly (readonly number[])[];

/** The same graph with every link turned round. */
export function reversed(graph: Digraph): number[][] {
  const result: number[][] = graph.map(() => []);
  graph.forEach((successors, from) => {
    for (const to of successors) result[to]?.push(from);
  });
  return result;
}

/** For each node the fewest links on a way to `target` through nodes that `allowed` lets pass; -1 where there is none. */
export function distancesTo(
  target: number,
  { backward, allowed = () => true }: { backward: Digraph; allowed?: (node: number) => boolean },
): Int32Array {
  const distances = new Int32Array(backward.length).fill(-1);
  distances[target] = 0;
  const queue = [target];
  for (let place = 0; place < queue.length; place++) {
    const node = queue[place] ?? target;
    for (const before of backward[node] ?? []) {
      if (distances[before] !== -1 || !allowed(before)) continue;
      distances[before] = (distances[node] ?? 0) + 1;
      queue.push(before);
    }
  }
  return distances;
}

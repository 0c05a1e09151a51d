import type { Digraph } from './digraph.ts';

/**
 * The strongly connected components of a graph that hold a cycle, each in ascending order of its nodes, ordered by the first of them (Tarjan
 * 1972, SIAM Journal on Computing 1: 146-160). In system dynamics they are its cycle partitions.
 */
export function cyclicComponents(graph: Digraph): number[][] {
  const found: number[][] = [];
  const order = new Int32Array(graph.length).fill(-1);
  const lowest = new Int32Array(graph.length);
  const onStack = new Uint8Array(graph.length);
  const stack: number[] = [];
  let visited = 0;
  const enter = (node: number): { node: number; next: number } => {
    order[node] = lowest[node] = visited++;
    stack.push(node);
    onStack[node] = 1;
    return { node, next: 0 };
  };
  const lower = (node: number, to: number): void => {
    lowest[node] = Math.min(lowest[node] ?? 0, to);
  };
  for (let root = 0; root < graph.length; root++) {
    if (order[root] !== -1) continue;
    const path = [enter(root)];
    for (let frame = path.at(-1); frame !== undefined; frame = path.at(-1)) {
      const { node } = frame;
      const successor = graph[node]?.[frame.next++];
      if (successor === undefined) {
        path.pop();
        const parent = path.at(-1);
        if (parent !== undefined) lower(parent.node, lowest[node] ?? 0);
        if (lowest[node] === order[node]) {
          const component = stack.splice(stack.indexOf(node));
          for (const member of component) onStack[member] = 0;
          if (component.length > 1 || graph[node]?.includes(node)) found.push(component.toSorted((a, b) => a - b));
        }
      } else if (order[successor] === -1) path.push(enter(successor));
      else if (onStack[successor] === 1) lower(node, order[successor] ?? 0);
    }
  }
  return found.toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
}

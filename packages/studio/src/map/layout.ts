import { Graph, layout as runDagre } from '@dagrejs/dagre';
import { moorEdges } from './moor-edges.ts';
import type { Diagram, Layout, PlacedEdge, PlacedNode, Point } from './diagram.ts';

/**
 * Places the boxes of a map from left to right in the direction of its pipes, and routes its lines round the boxes.
 * The same diagram always gives the same layout, and no two boxes overlap.
 */
export function layoutDiagram(diagram: Diagram): Layout {
  const graph = new Graph({ multigraph: true, directed: true });
  graph.setGraph({ rankdir: 'LR', nodesep: 26, edgesep: 16, ranksep: 58, marginx: 16, marginy: 16 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const node of diagram.nodes) graph.setNode(node.id, { width: node.width, height: node.height });
  const backward = backwardEdges(diagram);
  for (const edge of diagram.edges) {
    const label = edge.label === undefined ? {} : { width: edge.label.length * 7, height: 18, labelpos: 'c' as const };
    const straightness = edge.kind === 'pipe' ? { weight: 12, minlen: 1 } : { weight: 1, minlen: 1 };
    const [tail, head] = backward.has(edge.id) ? [edge.to, edge.from] : [edge.from, edge.to];
    graph.setEdge(tail, head, { ...straightness, ...label }, edge.id);
  }
  runDagre(graph);

  const nodes = diagram.nodes.map((node): PlacedNode => {
    const placed = graph.node(node.id) as Partial<Point>;
    return { ...node, x: (placed.x ?? 0) - node.width / 2, y: (placed.y ?? 0) - node.height / 2 };
  });
  const edges = diagram.edges.map((edge): PlacedEdge => {
    const turned = backward.has(edge.id);
    const [tail, head] = turned ? [edge.to, edge.from] : [edge.from, edge.to];
    const placed = graph.edge({ v: tail, w: head, name: edge.id }) as { readonly points?: readonly Point[] };
    const found = (placed.points ?? []).map(({ x, y }) => ({ x, y }));
    const points = turned ? found.toReversed() : found;
    // Between neighbouring ranks nothing stands in the way, so that the corner in the middle is not needed.
    const route = points.length === 3 && edge.from !== edge.to ? [points[0], points[2]] : points;
    return { ...edge, points: route.filter((point) => point !== undefined) };
  });
  const moored = moorEdges(nodes, edges);
  const size = graph.graph() as { readonly width?: number; readonly height?: number };
  return { nodes, edges: moored, width: finite(size.width), height: finite(size.height) };
}

/**
 * Edges to place as if they ran the other way: in a map of sectors, those that lead back to an earlier sector, so that the
 * sectors stand from left to right in the order in which children meet them.
 */
function backwardEdges({ nodes, edges }: Diagram): ReadonlySet<string> {
  if (!nodes.every(({ kind }) => kind === 'sector')) return new Set();
  const order = new Map(nodes.map(({ id }, index) => [id, index]));
  return new Set(edges.filter(({ from, to }) => (order.get(from) ?? 0) > (order.get(to) ?? 0)).map(({ id }) => id));
}

function finite(size: number | undefined): number {
  return size !== undefined && Number.isFinite(size) ? size : 0;
}

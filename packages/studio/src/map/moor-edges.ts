import type { PlacedEdge, PlacedNode, Point } from './diagram.ts';

/** One end of an edge at one side of a box. */
interface Mooring {
  readonly edge: number;
  readonly end: 'from' | 'to';
  /** The next point of the route, towards which it leaves. */
  readonly towards: Point;
}

/**
 * Moves the ends of the edges that run to the left and right of a box onto that side, spread over its height in the
 * order in which they come, so that lines do not meet in one point. Edges from a box to itself stay.
 */
export function moorEdges(nodes: readonly PlacedNode[], edges: readonly PlacedEdge[]): PlacedEdge[] {
  const moorings = new Map<string, Mooring[]>();
  const boxes = new Map(nodes.map((node) => [node.id, node]));
  edges.forEach((edge, index) => {
    if (edge.from === edge.to || edge.points.length < 2) return;
    for (const end of ['from', 'to'] as const) {
      const towards = edge.points.at(end === 'from' ? 1 : -2);
      const box = boxes.get(edge[end]);
      if (towards === undefined || box === undefined) continue;
      const side = towards.x >= box.x + box.width ? 'right' : towards.x <= box.x ? 'left' : undefined;
      if (side === undefined) continue;
      const key = `${side} ${box.id}`;
      moorings.set(key, [...(moorings.get(key) ?? []), { edge: index, end, towards }]);
    }
  });

  const routes = edges.map((edge) => [...edge.points]);
  for (const [key, group] of moorings) {
    const box = boxes.get(key.slice(key.indexOf(' ') + 1));
    if (box === undefined) continue;
    const sorted = group.toSorted((a, b) => a.towards.y - b.towards.y || a.edge - b.edge);
    sorted.forEach((mooring, place) => {
      const route = routes[mooring.edge];
      if (route === undefined) return;
      const point = {
        x: key.startsWith('right') ? box.x + box.width : box.x,
        y: box.y + (box.height * (place + 1)) / (sorted.length + 1),
      };
      route[mooring.end === 'from' ? 0 : route.length - 1] = point;
    });
  }
  return edges.map((edge, index) => ({ ...edge, points: routes[index] ?? edge.points }));
}

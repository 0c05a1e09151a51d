import type { Point } from './diagram.ts';
import type { LoopKind, LoopView } from './loop-view.ts';
import { wrapLabel } from './wrap-label.ts';

/** A name on the ring of a loop diagram: its box, by the centre. */
export interface RingNode {
  readonly id: string;
  readonly lines: readonly string[];
  readonly centre: Point;
  readonly width: number;
  readonly height: number;
}

/** A signed arrow along the ring, clear of the boxes at both ends. */
export interface RingArrow {
  readonly sign: LoopView['links'][number]['sign'];
  readonly points: readonly Point[];
  /** Where the sign is written: beside the arrow's head, inside the ring. */
  readonly signAt: Point;
}

export interface Ring {
  readonly kind: LoopKind;
  readonly nodes: readonly RingNode[];
  readonly arrows: readonly RingArrow[];
  readonly width: number;
  readonly height: number;
}

interface Ellipse {
  readonly centre: Point;
  readonly across: number;
  readonly down: number;
}

const GAP = 26;
const MARGIN = 14;

/** Places the variables of a loop round an ellipse, clockwise from the top, with an arrow from each to the next. */
export function ringOf(loop: Pick<LoopView, 'kind' | 'links'>): Ring {
  const boxes = loop.links.map(({ from }) => ({ id: from.id, ...wrapLabel(from.name, { across: 18, down: 12 }) }));
  const widest = Math.max(0, ...boxes.map((box) => box.width));
  const highest = Math.max(0, ...boxes.map((box) => box.height));

  let down = 76;
  let nodes: RingNode[] = [];
  let ellipse: Ellipse = { centre: { x: 0, y: 0 }, across: 0, down: 0 };
  do {
    const across = down * 1.35;
    ellipse = {
      centre: { x: across + widest / 2 + MARGIN, y: down + highest / 2 + MARGIN },
      across,
      down,
    };
    nodes = boxes.map((box, index) => ({ ...box, centre: onEllipse(ellipse, angleOf(index, boxes.length)) }));
    down += 12;
  } while (crowded(nodes) && down < 2000);

  return {
    kind: loop.kind,
    nodes,
    arrows: loop.links.map((link, index) => arrowOf({ sign: link.sign, index, nodes, ellipse })),
    width: ellipse.centre.x * 2,
    height: ellipse.centre.y * 2,
  };
}

function angleOf(index: number, count: number): number {
  return -Math.PI / 2 + (2 * Math.PI * index) / Math.max(1, count);
}

function onEllipse(ellipse: Ellipse, angle: number): Point {
  return {
    x: ellipse.centre.x + ellipse.across * Math.cos(angle),
    y: ellipse.centre.y + ellipse.down * Math.sin(angle),
  };
}

/** Whether two neighbouring boxes stand too close for an arrow between them. */
function crowded(nodes: readonly RingNode[]): boolean {
  return nodes.some((a, index) =>
    nodes.slice(index + 1).some((b) => {
      const across = Math.abs(a.centre.x - b.centre.x) - (a.width + b.width) / 2;
      const down = Math.abs(a.centre.y - b.centre.y) - (a.height + b.height) / 2;
      return across < GAP && down < GAP;
    }),
  );
}

function inside(node: RingNode, point: Point, clearance: number): boolean {
  return (
    Math.abs(point.x - node.centre.x) <= node.width / 2 + clearance &&
    Math.abs(point.y - node.centre.y) <= node.height / 2 + clearance
  );
}

function arrowOf(options: {
  sign: RingArrow['sign'];
  index: number;
  nodes: readonly RingNode[];
  ellipse: Ellipse;
}): RingArrow {
  const { sign, index, nodes, ellipse } = options;
  const from = nodes[index];
  const to = nodes[(index + 1) % nodes.length];
  const start = angleOf(index, nodes.length);
  const pieces = 60;
  const points: Point[] = [];
  for (let piece = 0; piece <= pieces; piece += 1) {
    const point = onEllipse(ellipse, start + ((2 * Math.PI) / nodes.length) * (piece / pieces));
    if (from !== undefined && inside(from, point, 3)) continue;
    if (to !== undefined && to !== from && inside(to, point, 5)) continue;
    points.push(point);
  }
  const signAt = signPlace({ points, nodes, centre: ellipse.centre });
  return { sign, points, signAt };
}

/** Near the arrow's head, inside the ring or outside, where no box is in the way; inside if there is no such place. */
function signPlace(options: { points: readonly Point[]; nodes: readonly RingNode[]; centre: Point }): Point {
  const { points, nodes, centre } = options;
  const places = [4, 7, 10, 14].flatMap((back) => {
    const head = points.at(-Math.min(back, points.length)) ?? centre;
    const length = Math.hypot(head.x - centre.x, head.y - centre.y) || 1;
    return [-16, 16].map((offset) => ({
      x: head.x + ((head.x - centre.x) / length) * offset,
      y: head.y + ((head.y - centre.y) / length) * offset,
    }));
  });
  return places.find((place) => !nodes.some((node) => inside(node, place, 8))) ?? places[0] ?? centre;
}

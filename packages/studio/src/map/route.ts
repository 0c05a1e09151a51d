import type { Point } from './diagram.ts';

/**
 * A smooth SVG path along a route: straight to the middle of each piece, curved past each corner, so that it stays
 * within the route's own corners.
 */
export function smoothPath(points: readonly Point[]): string {
  const [first, ...rest] = points;
  const last = rest.at(-1);
  if (first === undefined || last === undefined) return '';
  const parts = [`M${write(first)}`];
  for (let index = 0; index < rest.length - 1; index += 1) {
    const corner = rest[index];
    const next = rest[index + 1];
    if (corner === undefined || next === undefined) continue;
    parts.push(`Q${write(corner)} ${write(middle(corner, next))}`);
  }
  parts.push(`L${write(last)}`);
  return parts.join('');
}

/** The point at a distance along a route measured back from its end; the start if the route is shorter. */
export function pointBeforeEnd(points: readonly Point[], distance: number): Point {
  let left = distance;
  for (let index = points.length - 1; index > 0; index -= 1) {
    const to = points[index];
    const from = points[index - 1];
    if (to === undefined || from === undefined) break;
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    if (length >= left && length > 0) {
      const share = left / length;
      return { x: to.x + (from.x - to.x) * share, y: to.y + (from.y - to.y) * share };
    }
    left -= length;
  }
  return points[0] ?? { x: 0, y: 0 };
}

/** The point half way along a route. */
export function pointHalfWay(points: readonly Point[]): Point {
  let length = 0;
  for (let index = 1; index < points.length; index += 1) {
    const from = points[index - 1];
    const to = points[index];
    if (from !== undefined && to !== undefined) length += Math.hypot(to.x - from.x, to.y - from.y);
  }
  return pointBeforeEnd(points, length / 2);
}

function middle(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

function write(point: Point): string {
  return `${Math.round(point.x * 10) / 10},${Math.round(point.y * 10) / 10}`;
}

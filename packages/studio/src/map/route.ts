import type { Point } from './diagram.ts';

/**
 * A smooth SVG path through every point of a route. Between two points that stand apart from left to right it leaves
 * and arrives level, so that a line enters a box at a right angle; otherwise it is straight.
 */
export function smoothPath(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (first === undefined || rest.length === 0) return '';
  const parts = [`M${write(first)}`];
  let from = first;
  for (const to of rest) {
    const half = (from.x + to.x) / 2;
    const level = Math.abs(to.x - from.x) > 8;
    parts.push(
      level ? `C${write({ x: half, y: from.y })} ${write({ x: half, y: to.y })} ${write(to)}` : `L${write(to)}`,
    );
    from = to;
  }
  return parts.join('');
}

/** An SVG path of straight pieces, for routes of many short ones. */
export function straightPath(points: readonly Point[]): string {
  return points.map((point, index) => `${index === 0 ? 'M' : 'L'}${write(point)}`).join('');
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

function write(point: Point): string {
  return `${Math.round(point.x * 10) / 10},${Math.round(point.y * 10) / 10}`;
}

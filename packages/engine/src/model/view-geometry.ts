import type { Point } from './view.ts';

/** A rectangle round its centre. */
export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/**
 * Where a line from `outside` meets the border of a box: straight on along the axis if it comes at the box's side or top, as pipes
 * do, otherwise on the way to the box's centre.
 */
export function edgePoint(box: Box, outside: Point): Point {
  const right = box.width / 2;
  const below = box.height / 2;
  const dx = outside.x - box.x;
  const dy = outside.y - box.y;
  if (Math.abs(dx) <= right && Math.abs(dy) <= below) return { x: outside.x, y: outside.y };
  if (Math.abs(dy) <= below) return { x: box.x + Math.sign(dx) * right, y: outside.y };
  if (Math.abs(dx) <= right) return { x: outside.x, y: box.y + Math.sign(dy) * below };
  const share = Math.min(right / Math.abs(dx), below / Math.abs(dy));
  return { x: box.x + dx * share, y: box.y + dy * share };
}

/** How far a point lies from the straight line between two others. */
export function distanceFromLine(point: Point, from: Point, to: Point): number {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const length = Math.hypot(dx, dy);
  const [x, y] = [point.x - from.x, point.y - from.y];
  if (length === 0) return Math.hypot(x, y);
  const along = Math.max(0, Math.min(1, (x * dx + y * dy) / (length * length)));
  return Math.hypot(x - along * dx, y - along * dy);
}

/** The direction of a line in degrees against the clock from the right, y being downwards; 0 up to 360. */
export function directionOf(from: Point, to: Point): number {
  return turn((Math.atan2(from.y - to.y, to.x - from.x) * 180) / Math.PI);
}

/** The middle of the circular arc from one point to another that leaves the first in the given direction. */
export function middleOfArc(from: Point, to: Point, angle: number): Point {
  const chord = directionOf(from, to);
  // Beyond a right angle or so the arc would run round behind; it is drawn no wider than that.
  const bend = Math.max(-170, Math.min(170, ((angle - chord + 540) % 360) - 180));
  const height = 0.5 * Math.tan((bend * Math.PI) / 360);
  return {
    x: (from.x + to.x) / 2 + height * (to.y - from.y),
    y: (from.y + to.y) / 2 - height * (to.x - from.x),
  };
}

/** The direction in which the circular arc from one point to another through a third leaves the first. */
export function angleOfArc(from: Point, to: Point, through: Point): number {
  const chord = directionOf(from, to);
  const [ax, ay] = [from.x - through.x, through.y - from.y];
  const [bx, by] = [to.x - through.x, through.y - to.y];
  // The angle between tangent and chord is what the angle at the third point lacks of a straight line.
  const bend = Math.PI - Math.abs(Math.atan2(ax * by - ay * bx, ax * bx + ay * by));
  const left = (to.x - from.x) * (from.y - through.y) + (to.y - from.y) * (through.x - from.x) > 0;
  return turn(chord + ((left ? bend : -bend) * 180) / Math.PI);
}

function turn(degrees: number): number {
  const folded = ((degrees % 360) + 360) % 360;
  return Object.is(folded, -0) ? 0 : folded;
}

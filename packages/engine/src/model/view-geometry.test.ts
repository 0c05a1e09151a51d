import fc from 'fast-check';
import { expect, test } from 'vitest';
import { angleOfArc, directionOf, distanceFromLine, edgePoint, middleOfArc } from './view-geometry.ts';

const box = { x: 100, y: 50, width: 40, height: 20 };

test('edgePoint goes straight on where a pipe comes at a side, and towards the centre elsewhere', () => {
  expect(edgePoint(box, { x: 10, y: 55 })).toEqual({ x: 80, y: 55 });
  expect(edgePoint(box, { x: 110, y: 200 })).toEqual({ x: 110, y: 60 });
  expect(edgePoint(box, { x: 200, y: 150 })).toEqual({ x: 110, y: 60 });
  expect(edgePoint(box, { x: 105, y: 52 })).toEqual({ x: 105, y: 52 });
});

test('distanceFromLine counts from the nearer end beyond the line', () => {
  const line = [
    { x: 0, y: 0 },
    { x: 10, y: 0 },
  ] as const;
  expect(distanceFromLine({ x: 5, y: 3 }, ...line)).toBe(3);
  expect(distanceFromLine({ x: 14, y: 3 }, ...line)).toBe(5);
  expect(distanceFromLine({ x: 3, y: 4 }, line[0], line[0])).toBe(5);
});

test('directionOf counts against the clock from the right, y being downwards', () => {
  const from = { x: 0, y: 0 };
  const directions = [
    { x: 5, y: 0 },
    { x: 5, y: -5 },
    { x: 0, y: -5 },
    { x: -5, y: 0 },
    { x: 0, y: 5 },
  ].map((to) => directionOf(from, to));
  expect(directions).toEqual([0, 45, 90, 180, 270]);
});

test('middleOfArc bends to the side to which the arc leaves', () => {
  const [from, to] = [
    { x: 0, y: 0 },
    { x: 100, y: 0 },
  ];
  const above = middleOfArc(from, to, 90);
  expect(above.x).toBeCloseTo(50);
  expect(above.y).toBeCloseTo(-50);
  expect(middleOfArc(from, to, 270).y).toBeCloseTo(50);
});

test('angleOfArc finds the direction of the arc that middleOfArc is the middle of', () => {
  const coordinate = fc.integer({ min: -500, max: 500 });
  const point = fc.record({ x: coordinate, y: coordinate });
  fc.assert(
    fc.property(point, point, fc.integer({ min: -160, max: 160 }), (from, to, bend) => {
      fc.pre(Math.hypot(to.x - from.x, to.y - from.y) > 5);
      const angle = directionOf(from, to) + bend;
      const found = angleOfArc(from, to, middleOfArc(from, to, angle));
      expect(Math.abs(((found - angle + 540) % 360) - 180)).toBeLessThan(1e-6);
    }),
  );
});

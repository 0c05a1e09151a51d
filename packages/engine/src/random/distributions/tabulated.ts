import type { Draws } from '../draws.ts';

/**
 * A distribution whose density is a graphical function: straight lines between the points (x, y), nothing beyond them. By inversion.
 * NaN where there are fewer than two points, a y is below 0, or all are 0.
 */
export function tabulatedDraw(draws: Draws, x: ArrayLike<number>, y: ArrayLike<number>): number {
  const at = (list: ArrayLike<number>, index: number): number => list[index] ?? Number.NaN;
  const area = (index: number): number => ((at(x, index + 1) - at(x, index)) * (at(y, index) + at(y, index + 1))) / 2;
  let total = 0;
  for (let index = 0; index + 1 < x.length; index++) {
    if (!(at(y, index) >= 0 && at(y, index + 1) >= 0)) return Number.NaN;
    total += area(index);
  }
  if (!(total > 0)) return Number.NaN;
  let rest = draws.next() * total;
  let piece = 0;
  while (piece + 2 < x.length && rest >= area(piece)) rest -= area(piece++);
  const width = at(x, piece + 1) - at(x, piece);
  const [left, right] = [at(y, piece), at(y, piece + 1)];
  // The part of the piece, s in 0…1, at which left × s + (right - left) × s² / 2 is the rest; the stable root of the quadratic.
  const needed = Math.min(rest, area(piece)) / width;
  const root = Math.sqrt(Math.max(0, left * left + 2 * (right - left) * needed));
  const part = left + root === 0 ? 0 : (2 * needed) / (left + root);
  return at(x, piece) + Math.min(part, 1) * width;
}

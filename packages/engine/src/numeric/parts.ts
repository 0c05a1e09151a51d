import type { Bytes } from '../encode/bytes.ts';
import type { Formula } from './numbers.ts';

/** A number as the exact sum of two, the second at most half a unit in the last place of the first. */
export interface Pair {
  readonly high: Bytes;
  readonly low: Bytes;
}

/**
 * The polynomial with these coefficients, constant first: even and odd powers apart, each by Horner's rule in x², so that the two chains
 * of operations run side by side.
 */
export function polynomial(n: Formula, x: Bytes, coefficients: readonly number[]): Bytes {
  const square = n.keep(n.multiply(x, x));
  const even = coefficients.filter((_, power) => power % 2 === 0);
  const odd = coefficients.filter((_, power) => power % 2 === 1);
  return n.add(horner(n, square, even), n.multiply(x, horner(n, square, odd)));
}

function horner(n: Formula, x: Bytes, coefficients: readonly number[]): Bytes {
  const [last = 0, ...rest] = coefficients.toReversed();
  return rest.reduce<Bytes>((sum, coefficient) => n.add(n.multiply(sum, x), n.constant(coefficient)), n.constant(last));
}

/** Product and its rounding error, exactly, by Dekker's splitting (1971). Neither factor may exceed 2^996. */
export function twoProduct(n: Formula, a: Bytes, b: Bytes): Pair {
  const split = (x: Bytes): Pair => {
    const scaled = n.keep(n.multiply(x, n.constant(134217729)));
    const high = n.keep(n.subtract(scaled, n.subtract(scaled, x)));
    return { high, low: n.keep(n.subtract(x, high)) };
  };
  const [x, y] = [split(a), split(b)];
  const high = n.keep(n.multiply(a, b));
  const crossed = n.add(n.subtract(n.multiply(x.high, y.high), high), n.multiply(x.high, y.low));
  return { high, low: n.keep(n.add(n.add(crossed, n.multiply(x.low, y.high)), n.multiply(x.low, y.low))) };
}

/** Sum and its rounding error, exactly (Knuth). */
export function twoSum(n: Formula, a: Bytes, b: Bytes): Pair {
  const high = n.keep(n.add(a, b));
  const back = n.keep(n.subtract(high, a));
  return { high, low: n.keep(n.add(n.subtract(a, n.subtract(high, back)), n.subtract(b, back))) };
}

/** n!, exact up to 18. */
export function factorial(n: number): number {
  return n < 2 ? 1 : n * factorial(n - 1);
}

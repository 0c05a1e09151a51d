import type { Bytes } from '../encode/bytes.ts';
import type { FunctionBuilder } from '../encode/function-builder.ts';
import { f64 } from '../encode/instructions.ts';

/** A number as the exact sum of two, the second at most half a unit in the last place of the first. */
export interface Pair {
  readonly high: Bytes;
  readonly low: Bytes;
}

/**
 * The polynomial with these coefficients, constant first: even and odd powers apart, each by Horner's rule in x², so that the two chains
 * of operations run side by side.
 */
export function polynomial({ keep }: FunctionBuilder, x: Bytes, coefficients: readonly number[]): Bytes {
  const square = keep('f64', f64.multiply(x, x));
  const even = coefficients.filter((_, power) => power % 2 === 0);
  const odd = coefficients.filter((_, power) => power % 2 === 1);
  return f64.add(horner(square, even), f64.multiply(x, horner(square, odd)));
}

function horner(x: Bytes, coefficients: readonly number[]): Bytes {
  const [last = 0, ...rest] = coefficients.toReversed();
  return rest.reduce<Bytes>(
    (sum, coefficient) => f64.add(f64.multiply(sum, x), f64.constant(coefficient)),
    f64.constant(last),
  );
}

/** Product and its rounding error, exactly, by Dekker's splitting (1971). Neither factor may exceed 2^996. */
export function twoProduct({ keep }: FunctionBuilder, a: Bytes, b: Bytes): Pair {
  const split = (x: Bytes): Pair => {
    const scaled = keep('f64', f64.multiply(x, f64.constant(134217729)));
    const high = keep('f64', f64.subtract(scaled, f64.subtract(scaled, x)));
    return { high, low: keep('f64', f64.subtract(x, high)) };
  };
  const [x, y] = [split(a), split(b)];
  const high = keep('f64', f64.multiply(a, b));
  const crossed = f64.add(f64.subtract(f64.multiply(x.high, y.high), high), f64.multiply(x.high, y.low));
  return { high, low: keep('f64', f64.add(f64.add(crossed, f64.multiply(x.low, y.high)), f64.multiply(x.low, y.low))) };
}

/** Sum and its rounding error, exactly (Knuth). */
export function twoSum({ keep }: FunctionBuilder, a: Bytes, b: Bytes): Pair {
  const high = keep('f64', f64.add(a, b));
  const back = keep('f64', f64.subtract(high, a));
  return { high, low: keep('f64', f64.add(f64.subtract(a, f64.subtract(high, back)), f64.subtract(b, back))) };
}

/** n!, exact up to 18. */
export function factorial(n: number): number {
  return n < 2 ? 1 : n * factorial(n - 1);
}

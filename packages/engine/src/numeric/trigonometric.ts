import type { Bytes } from '../encode/bytes.ts';
import { buildFunction, type WasmFunction } from '../encode/function-builder.ts';
import { call, f64, i32, leaveWith, when } from '../encode/instructions.ts';
import { formulaIn, scalar, type Formula, type Numbers } from './numbers.ts';
import { factorial, polynomial, twoProduct, twoSum, type Pair } from './parts.ts';

/** π/2 as a sum of four numbers, to about 210 bits. */
const halfPi = [1.5707963267948966, 6.123233995736766e-17, -1.4973849048591698e-33, 5.562271104316826e-50] as const;

/** Beyond this the angles that a 64-bit number can hold lie too far apart; the result is NaN. */
export const largestAngle = 2 ** 45;

/** -1/3!, 1/5!, … */
const sineSeries = Array.from({ length: 9 }, (_, index) => (index % 2 === 0 ? -1 : 1) / factorial(2 * index + 3));
/** 1/4!, -1/6!, … */
const cosineSeries = Array.from({ length: 8 }, (_, index) => (index % 2 === 0 ? 1 : -1) / factorial(2 * index + 4));
/** 1/3, -1/5, …, for arguments up to 7/16. */
const arctangentSeries = Array.from({ length: 23 }, (_, index) => (index % 2 === 0 ? 1 : -1) / (2 * index + 3));

export type Circular = 'sine' | 'cosine' | 'tangent';

/** Sine, cosine and tangent: the angle less whole quarter turns, carried to two parts, then Taylor series on ±π/4. */
export function circular(name: string, which: Circular): WasmFunction {
  return buildFunction({ name, parameters: ['f64'], results: ['f64'] }, (b) => {
    const x = b.parameter(0);
    const size = f64.abs(x);
    b.add(when(i32.isZero(f64.lessOrEqual(size, f64.constant(largestAngle))), leaveWith(f64.constant(Number.NaN))));
    return circularOf(formulaIn(scalar, b), { x, which });
  });
}

/** Below this an angle is its own sine and tangent. */
const smallAngle = 2 ** -27;

/** The same for angles up to `largestAngle`. */
export function circularOf(n: Formula, { x, which }: { x: Bytes; which: Circular }): Bytes {
  const { quarter, angle } = reduce(n, x);
  const sine = n.keep(sineNearZero(n, angle));
  const cosine = n.keep(cosineNearZero(n, angle));
  const is = (number: number): Bytes => n.equal(quarter, n.constant(number));
  const turned = n.truths.or(is(1), is(3));
  const signed = (negative: Bytes, value: Bytes): Bytes => n.choose(negative, n.negate(value), value);
  const smallOr = (value: Bytes): Bytes => n.choose(n.less(n.abs(x), n.constant(smallAngle)), x, value);
  switch (which) {
    case 'sine':
      return smallOr(signed(n.greater(quarter, n.constant(1)), n.keep(n.choose(turned, cosine, sine))));
    case 'cosine':
      return signed(n.truths.or(is(1), is(2)), n.keep(n.choose(turned, sine, cosine)));
    case 'tangent': {
      const over = n.choose(turned, cosine, sine);
      const quotient = n.keep(n.divide(over, n.choose(turned, sine, cosine)));
      return smallOr(signed(turned, quotient));
    }
  }
}

/** x less the nearest whole number of quarter turns, and that number modulo 4. */
function reduce(n: Formula, x: Bytes): { quarter: Bytes; angle: Pair } {
  const k = n.keep(n.nearest(n.multiply(x, n.constant(2 / Math.PI))));
  let angle: Pair = { high: x, low: n.constant(0) };
  for (const part of halfPi) {
    const turns = twoProduct(n, k, n.constant(part));
    const left = twoSum(n, angle.high, n.negate(turns.high));
    angle = twoSum(n, left.high, n.keep(n.add(angle.low, n.subtract(left.low, turns.low))));
  }
  const rounds = n.floor(n.multiply(k, n.constant(0.25)));
  return { quarter: n.keep(n.subtract(k, n.multiply(n.constant(4), rounds))), angle };
}

function sineNearZero(n: Formula, { high, low }: Pair): Bytes {
  const z = n.keep(n.multiply(high, high));
  const series = n.multiply(n.multiply(high, z), polynomial(n, z, sineSeries));
  const correction = n.multiply(low, n.subtract(n.constant(1), n.multiply(n.constant(0.5), z)));
  return n.add(high, n.add(series, correction));
}

function cosineNearZero(n: Formula, { high, low }: Pair): Bytes {
  const z = n.keep(n.multiply(high, high));
  const half = n.keep(n.multiply(n.constant(0.5), z));
  const first = n.keep(n.subtract(n.constant(1), half));
  const lost = n.subtract(n.subtract(n.constant(1), first), half);
  const series = n.multiply(n.multiply(z, z), polynomial(n, z, cosineSeries));
  return n.add(first, n.add(lost, n.subtract(series, n.multiply(high, low))));
}

/** Where arctangents are known: up to `upTo` the argument is turned by the angle with tangent `tangent`, whose value is given in two parts. */
const angles = [
  { upTo: 11 / 16, tangent: 0.5, high: 0.4636476090008061, low: 2.2698777452961687e-17 },
  { upTo: 19 / 16, tangent: 1, high: 0.7853981633974483, low: 3.061616997868383e-17 },
  { upTo: 39 / 16, tangent: 1.5, high: 0.982793723247329, low: 1.3903311031230998e-17 },
] as const;

/** Arctangent. */
export function arctangent(name: string): WasmFunction {
  return buildFunction({ name, parameters: ['f64'], results: ['f64'] }, (b) =>
    arctangentOf(formulaIn(scalar, b), b.parameter(0)),
  );
}

/** Arctangent: turned by one of four known angles to an argument of at most 7/16, then the Taylor series. */
export function arctangentOf(n: Formula, x: Bytes): Bytes {
  const size = n.keep(n.abs(x));
  let turn = { over: n.constant(-1), under: size, high: n.constant(halfPi[0]), low: n.constant(halfPi[1]) };
  const below = (upTo: number, other: typeof turn): void => {
    const near = n.keepTruth(n.less(size, n.constant(upTo)));
    const either = (part: keyof typeof turn): Bytes => n.keep(n.choose(near, other[part], turn[part]));
    turn = { over: either('over'), under: either('under'), high: either('high'), low: either('low') };
  };
  for (const { upTo, tangent, high, low } of angles.toReversed()) {
    below(upTo, {
      over: n.subtract(size, n.constant(tangent)),
      under: n.add(n.constant(1), n.multiply(n.constant(tangent), size)),
      high: n.constant(high),
      low: n.constant(low),
    });
  }
  below(7 / 16, { over: size, under: n.constant(1), high: n.constant(0), low: n.constant(0) });
  const t = n.keep(n.divide(turn.over, turn.under));
  const z = n.keep(n.multiply(t, t));
  const series = n.multiply(z, polynomial(n, z, arctangentSeries));
  const lost = n.subtract(n.subtract(n.multiply(t, series), turn.low), t);
  return n.copySign(n.subtract(turn.high, lost), x);
}

export type InverseCircular = 'arcsine' | 'arccosine';

/** Arcsine or arccosine, given the number of the function for arctangents. */
export function inverseCircular(
  name: string,
  { which, arctangentIndex }: { which: InverseCircular; arctangentIndex: number },
): WasmFunction {
  return buildFunction({ name, parameters: ['f64'], results: ['f64'] }, (b) =>
    inverseCircularOf(scalar, { x: b.parameter(0), which, arctangentOf: (x) => call(arctangentIndex, x) }),
  );
}

/** arcsin x = arctan(x / √((1 - x)(1 + x))); arccos x = 2 arctan √((1 - x)/(1 + x)). NaN beyond ±1. */
export function inverseCircularOf(
  n: Numbers,
  { x, which, arctangentOf: arctan }: { x: Bytes; which: InverseCircular; arctangentOf: (x: Bytes) => Bytes },
): Bytes {
  const less = n.subtract(n.constant(1), x);
  const more = n.add(n.constant(1), x);
  if (which === 'arcsine') return arctan(n.divide(x, n.sqrt(n.multiply(less, more))));
  const angle = n.multiply(n.constant(2), arctan(n.sqrt(n.divide(less, more))));
  return n.choose(n.equal(x, n.constant(1)), n.constant(0), angle);
}

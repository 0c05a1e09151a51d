import type { Bytes } from '../encode/bytes.ts';
import { buildFunction, type FunctionBuilder, type WasmFunction } from '../encode/function-builder.ts';
import { call, choose, either, f64, getLocal, i32, leaveWith, setLocal, when } from '../encode/instructions.ts';
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

/** Sine, cosine and tangent: the angle less whole quarter turns, carried to two parts, then Taylor series on ±π/4. */
export function circular(name: string, which: 'sine' | 'cosine' | 'tangent'): WasmFunction {
  return buildFunction({ name, parameters: ['f64'], results: ['f64'] }, (b) => {
    const x = b.parameter(0);
    const size = f64.abs(x);
    b.add(when(i32.isZero(f64.lessOrEqual(size, f64.constant(largestAngle))), leaveWith(f64.constant(Number.NaN))));
    if (which !== 'cosine') b.add(when(f64.less(size, f64.constant(2 ** -27)), leaveWith(x)));
    const { quarter, angle } = reduce(b, x);
    const sine = b.keep('f64', sineNearZero(b, angle));
    const cosine = b.keep('f64', cosineNearZero(b, angle));
    const turned = i32.and(quarter, i32.constant(1));
    const back = (shift: number, value: Bytes): Bytes =>
      choose(i32.and(i32.add(quarter, i32.constant(shift)), i32.constant(2)), f64.negate(value), value);
    switch (which) {
      case 'sine':
        return back(0, b.keep('f64', choose(turned, cosine, sine)));
      case 'cosine':
        return back(1, b.keep('f64', choose(turned, sine, cosine)));
      case 'tangent':
        return choose(turned, f64.negate(f64.divide(cosine, sine)), f64.divide(sine, cosine));
    }
  });
}

/** x less the nearest whole number of quarter turns, and that number modulo 4. */
function reduce(b: FunctionBuilder, x: Bytes): { quarter: Bytes; angle: Pair } {
  const k = b.keep('f64', f64.nearest(f64.multiply(x, f64.constant(2 / Math.PI))));
  let angle: Pair = { high: x, low: f64.constant(0) };
  for (const part of halfPi) {
    const turns = twoProduct(b, k, f64.constant(part));
    const left = twoSum(b, angle.high, f64.negate(turns.high));
    angle = twoSum(b, left.high, b.keep('f64', f64.add(angle.low, f64.subtract(left.low, turns.low))));
  }
  const quarter = i32.truncateF64(
    f64.subtract(k, f64.multiply(f64.constant(4), f64.floor(f64.multiply(k, f64.constant(0.25))))),
  );
  return { quarter: b.keep('i32', quarter), angle };
}

function sineNearZero(b: FunctionBuilder, { high, low }: Pair): Bytes {
  const z = b.keep('f64', f64.multiply(high, high));
  const series = f64.multiply(f64.multiply(high, z), polynomial(b, z, sineSeries));
  const correction = f64.multiply(low, f64.subtract(f64.constant(1), f64.multiply(f64.constant(0.5), z)));
  return f64.add(high, f64.add(series, correction));
}

function cosineNearZero(b: FunctionBuilder, { high, low }: Pair): Bytes {
  const z = b.keep('f64', f64.multiply(high, high));
  const half = b.keep('f64', f64.multiply(f64.constant(0.5), z));
  const first = b.keep('f64', f64.subtract(f64.constant(1), half));
  const lost = f64.subtract(f64.subtract(f64.constant(1), first), half);
  const series = f64.multiply(f64.multiply(z, z), polynomial(b, z, cosineSeries));
  return f64.add(first, f64.add(lost, f64.subtract(series, f64.multiply(high, low))));
}

/** Where arctangents are known: up to `upTo` the argument is turned by the angle with tangent `tangent`, whose value is given in two parts. */
const angles = [
  { upTo: 11 / 16, tangent: 0.5, high: 0.4636476090008061, low: 2.2698777452961687e-17 },
  { upTo: 19 / 16, tangent: 1, high: 0.7853981633974483, low: 3.061616997868383e-17 },
  { upTo: 39 / 16, tangent: 1.5, high: 0.982793723247329, low: 1.3903311031230998e-17 },
] as const;

/** Arctangent: turned by one of four known angles to an argument of at most 7/16, then the Taylor series. */
export function arctangent(name: string): WasmFunction {
  return buildFunction({ name, parameters: ['f64'], results: ['f64'] }, (b) => {
    const x = b.parameter(0);
    const size = b.keep('f64', f64.abs(x));
    const [argument, high, low] = [b.local('f64'), b.local('f64'), b.local('f64')];
    const turn = (t: Bytes, toHigh: number, toLow: number): Bytes => [
      setLocal(argument, t),
      setLocal(high, f64.constant(toHigh)),
      setLocal(low, f64.constant(toLow)),
    ];
    b.add(turn(f64.divide(f64.constant(-1), size), halfPi[0], halfPi[1]));
    for (const { upTo, tangent, high: toHigh, low: toLow } of angles.toReversed()) {
      const t = f64.divide(
        f64.subtract(size, f64.constant(tangent)),
        f64.add(f64.constant(1), f64.multiply(f64.constant(tangent), size)),
      );
      b.add(when(f64.less(size, f64.constant(upTo)), turn(t, toHigh, toLow)));
    }
    b.add(when(f64.less(size, f64.constant(7 / 16)), turn(size, 0, 0)));
    const t = getLocal(argument);
    const z = b.keep('f64', f64.multiply(t, t));
    const series = f64.multiply(z, polynomial(b, z, arctangentSeries));
    const lost = f64.subtract(f64.subtract(f64.multiply(t, series), getLocal(low)), t);
    return f64.copySign(f64.subtract(getLocal(high), lost), x);
  });
}

/** arcsin x = arctan(x / √((1 - x)(1 + x))); arccos x = 2 arctan √((1 - x)/(1 + x)). NaN beyond ±1. */
export function inverseCircular(
  name: string,
  { which, arctangentIndex }: { which: 'sine' | 'cosine'; arctangentIndex: number },
): WasmFunction {
  return buildFunction({ name, parameters: ['f64'], results: ['f64'] }, ({ parameter }) => {
    const x = parameter(0);
    const less = f64.subtract(f64.constant(1), x);
    const more = f64.add(f64.constant(1), x);
    if (which === 'sine') return call(arctangentIndex, f64.divide(x, f64.sqrt(f64.multiply(less, more))));
    const angle = f64.multiply(f64.constant(2), call(arctangentIndex, f64.sqrt(f64.divide(less, more))));
    return either('f64', f64.equal(x, f64.constant(1)), f64.constant(0), angle);
  });
}

import type { Bytes } from '../encode/bytes.ts';
import { buildFunction, type WasmFunction } from '../encode/function-builder.ts';
import { call, choose, f64, i32, leaveWith, when } from '../encode/instructions.ts';
import { formulaIn, scalar, type Formula } from './numbers.ts';
import { factorial, polynomial, twoProduct, twoSum, type Pair } from './parts.ts';

/** ln 2 in two parts; the first ends in 32 zero bits, so that its product with an exponent is exact. */
const ln2 = { high: 0.6931471803691238, low: 1.9082149292705877e-10 } as const;
/** Two thirds in two parts. */
const twoThirds = { high: 2 / 3, low: 3.700743415417188e-17 } as const;
const two54 = 2 ** 54;

/** 1/2!, 1/3!, … 1/13!: enough for half of ln 2. */
const exponentialSeries = Array.from({ length: 12 }, (_, index) => 1 / factorial(index + 2));
/** 2/3, 2/5, … of ln((1+s)/(1-s)) = 2s + s·s²·(2/3 + 2/5 s² + …), for s up to 0.172. */
const logarithmSeries = Array.from({ length: 12 }, (_, index) => 2 / (2 * index + 3));

/** Above this an exponential is ∞, below `leastExponent` 0. */
export const greatestExponent = 709.79;
export const leastExponent = -745.2;

/**
 * e^(high + low), where low is at most half a unit in the last place of high. Reduced by whole multiples of ln 2 to a Taylor series
 * on ±ln(2)/2; scaled back in two steps, so that results below the normal range are rounded once.
 */
export function exponentialOfSum(name: string): WasmFunction {
  return buildFunction({ name, parameters: ['f64', 'f64'], results: ['f64'] }, (b) => {
    const [high, low] = [b.parameter(0), b.parameter(1)];
    b.add(when(f64.greater(high, f64.constant(greatestExponent)), leaveWith(f64.constant(Number.POSITIVE_INFINITY))));
    b.add(when(f64.less(high, f64.constant(leastExponent)), leaveWith(f64.constant(0))));
    return exponentialBetween(formulaIn(scalar, b), { high, low });
  });
}

/** e^(high + low) from `leastExponent` to `greatestExponent`. */
export function exponentialBetween(n: Formula, { high, low }: Pair): Bytes {
  const k = n.keep(n.nearest(n.multiply(high, n.constant(Math.LOG2E))));
  const whole = n.keep(n.subtract(high, n.multiply(k, n.constant(ln2.high))));
  const fine = n.keep(n.subtract(n.multiply(k, n.constant(ln2.low)), low));
  const r = n.keep(n.subtract(whole, fine));
  const lost = n.keep(n.subtract(n.subtract(whole, r), fine));
  const tail = n.add(
    n.add(lost, n.multiply(lost, r)),
    n.multiply(n.multiply(r, r), polynomial(n, r, exponentialSeries)),
  );
  const y = n.keep(n.add(n.constant(1), n.add(r, tail)));
  const half = n.keep(n.floor(n.multiply(k, n.constant(0.5))));
  return n.multiply(n.multiply(y, powerOfTwo(n, half)), powerOfTwo(n, n.subtract(k, half)));
}

/** e^x. */
export function exponential(name: string, ofSum: number): WasmFunction {
  return buildFunction({ name, parameters: ['f64'], results: ['f64'] }, ({ parameter }) =>
    call(ofSum, parameter(0), f64.constant(0)),
  );
}

/** Natural logarithm: of a mantissa from √½ to √2 by the series in s = f/(2 + f), put together so that little is lost (after fdlibm's form). */
export function logarithm(name: string): WasmFunction {
  return buildFunction({ name, parameters: ['f64'], results: ['f64'] }, (b) => {
    const x = b.parameter(0);
    b.add(when(i32.isZero(f64.greater(x, f64.constant(0))), leaveWith(zeroOrLess(x))));
    b.add(when(f64.equal(x, f64.constant(Number.POSITIVE_INFINITY)), leaveWith(x)));
    return logarithmOfPositive(formulaIn(scalar, b), x);
  });
}

/** The natural logarithm of a positive finite number. */
export function logarithmOfPositive(n: Formula, x: Bytes): Bytes {
  const { k, f } = mantissa(n, x);
  const s = n.keep(n.divide(f, n.add(n.constant(2), f)));
  const z = n.keep(n.multiply(s, s));
  const series = n.multiply(z, polynomial(n, z, logarithmSeries));
  const half = n.keep(n.multiply(n.constant(0.5), n.multiply(f, f)));
  const inner = n.add(n.multiply(s, n.add(half, series)), n.multiply(k, n.constant(ln2.low)));
  return n.subtract(n.multiply(k, n.constant(ln2.high)), n.subtract(n.subtract(half, inner), f));
}

/** -∞ at zero; NaN below and for NaN. */
function zeroOrLess(x: Bytes): Bytes {
  return choose(f64.equal(x, f64.constant(0)), f64.constant(Number.NEGATIVE_INFINITY), f64.constant(Number.NaN));
}

/**
 * x^y as IEEE 754's pow: x^0 and 1^y are 1 whatever the other is; a negative x needs a whole y. What is left, a positive x other than 1
 * and a finite y, is handed to one of two functions: `plain` up to `plainUpTo`, `precise` beyond.
 */
export function power(name: string, { plain, precise }: { plain: number; precise: number }): WasmFunction {
  return buildFunction({ name, parameters: ['f64', 'f64'], results: ['f64'] }, (b) => {
    const [x, y] = [b.parameter(0), b.parameter(1)];
    const [zero, one, infinity] = [f64.constant(0), f64.constant(1), f64.constant(Number.POSITIVE_INFINITY)];
    const ordinary = i32.and(f64.greater(x, zero), f64.less(x, infinity));
    b.add(when(i32.and(ordinary, f64.lessOrEqual(f64.abs(y), f64.constant(plainUpTo))), leaveWith(call(plain, x, y))));
    b.add(when(i32.or(f64.equal(y, zero), f64.equal(x, one)), leaveWith(one)));
    b.add(when(i32.or(f64.unequal(x, x), f64.unequal(y, y)), leaveWith(f64.constant(Number.NaN))));
    const size = b.keep('f64', f64.abs(x));
    const odd = b.keep('i32', i32.and(isWhole(y), i32.isZero(isWhole(f64.multiply(y, f64.constant(0.5))))));
    const sign = b.keep('f64', choose(odd, f64.copySign(one, x), one));
    b.add(
      when(
        i32.and(f64.less(x, zero), i32.and(f64.less(size, infinity), i32.isZero(isWhole(y)))),
        leaveWith(f64.constant(Number.NaN)),
      ),
    );
    const endless = (large: Bytes): Bytes => leaveWith(f64.multiply(sign, choose(large, infinity, zero)));
    const emptyOrEndless = i32.or(f64.equal(size, zero), f64.equal(size, infinity));
    b.add(when(emptyOrEndless, endless(i32.equal(f64.equal(size, zero), f64.less(y, zero)))));
    b.add(when(f64.equal(size, one), leaveWith(sign)));
    b.add(when(f64.equal(f64.abs(y), infinity), endless(i32.equal(f64.greater(size, one), f64.greater(y, zero)))));
    return f64.multiply(sign, call(precise, size, y));
  });
}

/** Up to this exponent the logarithm's series, at most 0.0035, may be rounded as it is: the error grows with the exponent. */
export const plainUpTo = 8;

/** x^y for a positive finite x and a finite y, by the exponential of y · ln x. */
export function powerOfPositive(name: string, { ofSum, precise }: { ofSum: number; precise: boolean }): WasmFunction {
  return buildFunction({ name, parameters: ['f64', 'f64'], results: ['f64'] }, (b) => {
    const { high, low } = exponentOfPower(formulaIn(scalar, b), { x: b.parameter(0), y: b.parameter(1), precise });
    return call(ofSum, high, low);
  });
}

/**
 * y · ln x as a pair, for a positive finite x and a finite y. The logarithm is carried to 60 bits, or with `precise` to about 100, so that the
 * exponential is within about 1 unit in the last place: to an exponent of 8, or over the whole range.
 */
export function exponentOfPower(n: Formula, { x, y, precise }: { x: Bytes; y: Bytes; precise: boolean }): Pair {
  const { high, low } = logarithmPair(n, x, precise ? preciseSeries : plainSeries);
  // Beyond 2^65 the result is 0 or ∞ all the same, and the splitting stays in range.
  const bounded = n.keep(n.copySign(n.min(n.abs(y), n.constant(2 ** 65)), y));
  const product = twoProduct(n, bounded, high);
  return { high: product.high, low: n.add(product.low, n.multiply(bounded, low)) };
}

function isWhole(value: Bytes): Bytes {
  return f64.equal(f64.truncate(value), value);
}

/** s·s²·(2/3 + 2/5 s² + …) as a pair, given s as one. */
type Series = (n: Formula, s: Pair) => Pair;

const plainSeries: Series = (n, s) => {
  const z = n.keep(n.multiply(s.high, s.high));
  return {
    high: n.keep(n.multiply(s.high, n.multiply(z, polynomial(n, z, logarithmSeries)))),
    low: n.constant(0),
  };
};

const preciseSeries: Series = (n, s) => {
  const square = twoProduct(n, s.high, s.high);
  const squareLow = n.keep(n.add(square.low, n.multiply(n.multiply(n.constant(2), s.high), s.low)));
  const rest = n.keep(n.multiply(square.high, polynomial(n, square.high, logarithmSeries.slice(1))));
  const sum = twoSum(n, n.constant(twoThirds.high), rest);
  const sumLow = n.keep(n.add(sum.low, n.constant(twoThirds.low)));
  return times(n, s, times(n, { high: square.high, low: squareLow }, { high: sum.high, low: sumLow }));
};

/** The logarithm of a positive finite number as a pair: k ln 2 + 2s + series. */
function logarithmPair(n: Formula, x: Bytes, series: Series): Pair {
  const { k, f } = mantissa(n, x);
  const s = quotient(n, f);
  const v = series(n, s);
  const twice = twoSum(n, n.multiply(n.constant(2), s.high), v.high);
  const twiceLow = n.keep(n.add(twice.low, n.add(n.multiply(n.constant(2), s.low), v.low)));
  const whole = twoSum(n, n.multiply(k, n.constant(ln2.high)), twice.high);
  const wholeLow = n.keep(n.add(whole.low, n.add(twiceLow, n.multiply(k, n.constant(ln2.low)))));
  return twoSum(n, whole.high, wholeLow);
}

/** f / (2 + f) as a pair. */
function quotient(n: Formula, f: Bytes): Pair {
  const divisor = n.keep(n.add(n.constant(2), f));
  const divisorLow = n.keep(n.subtract(f, n.subtract(divisor, n.constant(2))));
  const high = n.keep(n.divide(f, divisor));
  const back = twoProduct(n, high, divisor);
  const remainder = n.subtract(n.subtract(n.subtract(f, back.high), back.low), n.multiply(high, divisorLow));
  return { high, low: n.keep(n.divide(remainder, divisor)) };
}

function times(n: Formula, x: Pair, y: Pair): Pair {
  const product = twoProduct(n, x.high, y.high);
  return {
    high: product.high,
    low: n.keep(n.add(product.low, n.add(n.multiply(x.high, y.low), n.multiply(x.low, y.high)))),
  };
}

/** x = 2^k · (1 + f) with 1 + f from √½ to √2, for a positive finite x; numbers below the normal range are scaled up first. */
function mantissa(n: Formula, x: Bytes): { k: Bytes; f: Bytes } {
  const { bits } = n;
  const small = n.keepTruth(n.less(x, n.constant(2 ** -1022)));
  const whole = n.keepBits(bits.of(n.multiply(x, n.choose(small, n.constant(two54), n.constant(1)))));
  // k + 1023, which is never below 0; behind the leading bits of 2^52 it is a number.
  const place = n.keepBits(bits.shiftRight(bits.add(whole, bits.constant(bitsOf1 - bitsOfRootHalf)), 52));
  const from2To52 = bits.asNumber(bits.add(place, bits.constant(bitsOf2To52)));
  const k = n.subtract(
    n.subtract(from2To52, n.constant(2 ** 52 + 1023)),
    n.choose(small, n.constant(54), n.constant(0)),
  );
  const scaled = bits.subtract(bits.add(whole, bits.constant(bitsOf1)), bits.shiftLeft(place, 52));
  return { k: n.keep(k), f: n.keep(n.subtract(bits.asNumber(scaled), n.constant(1))) };
}

const bitsOf1 = 0x3ff0000000000000n;
const bitsOf2To52 = 0x4330000000000000n;
/** Of √½. */
const bitsOfRootHalf = 0x3fe6a09e667f3bcdn;

/** 2^k for a whole k of the normal range: k + 1023, at the end of a greater number's bits, moved to the exponent's place. */
function powerOfTwo(n: Formula, k: Bytes): Bytes {
  const { bits } = n;
  return bits.asNumber(bits.shiftLeft(bits.of(n.add(k, n.constant(2 ** 52 + 1023))), 52));
}

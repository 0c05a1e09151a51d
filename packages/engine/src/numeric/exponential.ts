import type { Bytes } from '../encode/bytes.ts';
import { buildFunction, type WasmFunction } from '../encode/function-builder.ts';
import { call, choose, either, f64, i32, leaveWith, when } from '../encode/instructions.ts';
import { exponentialTable, firstBits, logarithmTable, parts } from './exponential-tables.ts';
import { formulaIn, scalar, type Formula } from './numbers.ts';
import { polynomial, type Pair } from './parts.ts';

/** ln 2 in two parts; the first ends in 32 zero bits, so that its product with an exponent is exact. */
const ln2 = { high: 0.6931471803691238, low: 1.9082149292705877e-10 } as const;
const two54 = 2 ** 54;

/** 2/3, 2/5, … of ln((1+s)/(1-s)) = 2s + s·s²·(2/3 + 2/5 s² + …), for s up to 0.172. */
const logarithmSeries = Array.from({ length: 12 }, (_, index) => 2 / (2 * index + 3));

/** 1/3, -1/4, … of ln(1+r) = r - r²/2 + r³·(1/3 - r/4 + …), for r up to 0.0042. */
const logarithmTail = Array.from({ length: 6 }, (_, index) => (index % 2 === 0 ? 1 : -1) / (index + 3));

/** Above this an exponential is ∞, below `leastExponent` 0. */
export const greatestExponent = 709.79;
export const leastExponent = -745.2;

/** e^(high + low) of any size; see `exponentialBetween`. */
export function exponentialOfSum(name: string): WasmFunction {
  return buildFunction({ name, parameters: ['f64', 'f64'], results: ['f64'] }, (b) => {
    const [high, low] = [b.parameter(0), b.parameter(1)];
    b.add(when(f64.greater(high, f64.constant(greatestExponent)), leaveWith(f64.constant(Number.POSITIVE_INFINITY))));
    b.add(when(f64.less(high, f64.constant(leastExponent)), leaveWith(f64.constant(0))));
    return exponentialBetween(formulaIn(scalar, b), { high, low });
  });
}

/**
 * e^(high + low) from `leastExponent` to `greatestExponent`, where low is below 2^-25 of high: by whole parts of a doubling from the table, and a
 * Taylor series on what is left, at most ln(2) / 256.
 */
export function exponentialBetween(n: Formula, { high, low }: Pair): Bytes {
  const { bits } = n;
  const k = n.keep(n.nearest(n.multiply(high, n.constant(parts * Math.LOG2E))));
  const whole = n.subtract(high, n.multiply(k, n.constant(ln2.high / parts)));
  const r = n.keep(n.add(n.subtract(whole, n.multiply(k, n.constant(ln2.low / parts))), low));
  // At the end of a greater number's bits k is a whole number.
  const place = bits.shiftLeft(bits.of(n.add(k, n.constant(1.5 * 2 ** 52))), Math.log2(exponentialTable.rowSize));
  const offsets = n.keepBits(bits.and(place, bits.constant(BigInt((parts - 1) * exponentialTable.rowSize))));
  const [base = [], lost = []] = n.fetch(offsets, { address: exponentialTable.address, pairs: 1 });
  const square = n.keep(n.multiply(r, r));
  const near = n.multiply(square, n.add(n.constant(1 / 2), n.multiply(r, n.constant(1 / 6))));
  const far = n.multiply(n.multiply(square, square), n.add(n.constant(1 / 24), n.multiply(r, n.constant(1 / 120))));
  const more = n.add(n.add(lost, r), n.add(near, far));
  const kept = n.keep(base);
  const y = n.add(kept, n.multiply(kept, more));
  const doublings = n.keep(n.floor(n.multiply(k, n.constant(1 / parts))));
  const half = n.keep(n.floor(n.multiply(doublings, n.constant(0.5))));
  return n.multiply(n.multiply(y, powerOfTwo(n, half)), powerOfTwo(n, n.subtract(doublings, half)));
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
 * x^y as IEEE 754's pow: x^0 and 1^y are 1 whatever the other is; a negative x needs a whole y. A positive x and a finite y are handed to one of two
 * functions of `powerOfPositive`.
 */
export function power(name: string, { ofNormal, ofSmall }: { ofNormal: number; ofSmall: number }): WasmFunction {
  return buildFunction({ name, parameters: ['f64', 'f64'], results: ['f64'] }, (b) => {
    const [x, y] = [b.parameter(0), b.parameter(1)];
    const [zero, one, infinity] = [f64.constant(0), f64.constant(1), f64.constant(Number.POSITIVE_INFINITY)];
    const n = formulaIn(scalar, b);
    b.add(when(isPlainPower(n, x, y), leaveWith(call(ofNormal, x, y))));
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
    // Beyond this the result is 0 or ∞ all the same.
    const bounded = b.keep('f64', f64.copySign(f64.min(f64.abs(y), f64.constant(largestExponent)), y));
    const small = call(ofSmall, f64.multiply(size, f64.constant(two54)), bounded);
    return f64.multiply(
      sign,
      either('f64', f64.less(size, f64.constant(leastNormal)), small, call(ofNormal, size, bounded)),
    );
  });
}

const leastNormal = 2 ** -1022;
/** Up to this size of the exponent all products of `exponentOfPower` are in range. */
const largestExponent = 2 ** 65;

/** Whether `exponentOfPower` has x^y as it is: x is positive, finite and in the normal range, and y not all too large. */
export function isPlainPower(n: Formula, x: Bytes, y: Bytes): Bytes {
  const ordinary = n.truths.and(
    n.greaterOrEqual(x, n.constant(leastNormal)),
    n.less(x, n.constant(Number.POSITIVE_INFINITY)),
  );
  return n.truths.and(ordinary, n.lessOrEqual(n.abs(y), n.constant(largestExponent)));
}

/** (x / 2^`raised`)^y for an x of the normal range and a y up to `largestExponent`, by the exponential of y · ln x. */
export function powerOfPositive(name: string, { ofSum, raised }: { ofSum: number; raised: 0 | 54 }): WasmFunction {
  return buildFunction({ name, parameters: ['f64', 'f64'], results: ['f64'] }, (b) => {
    const { high, low } = exponentOfPower(formulaIn(scalar, b), { x: b.parameter(0), y: b.parameter(1), raised });
    return call(ofSum, high, low);
  });
}

/** y · ln(x / 2^`raised`) as a pair, to about 67 bits: the exponential of it is within 0.7 units in the last place. */
export function exponentOfPower(n: Formula, { x, y, raised = 0 }: { x: Bytes; y: Bytes; raised?: number }): Pair {
  const { high, low } = logarithmPair(n, x, raised);
  const [upperY, upper] = [upperHalf(n, y), upperHalf(n, high)];
  const rest = n.add(n.subtract(high, upper), low);
  const crossed = n.add(n.multiply(n.subtract(y, upperY), upper), n.multiply(y, rest));
  return { high: n.keep(n.multiply(upperY, upper)), low: n.keep(crossed) };
}

/** The 26 leading bits of a number, so that products of two are exact. */
function upperHalf(n: Formula, value: Bytes): Bytes {
  return n.keep(n.bits.asNumber(n.bits.and(n.bits.of(value), n.bits.constant(-(2n ** 27n)))));
}

function isWhole(value: Bytes): Bytes {
  return f64.equal(f64.truncate(value), value);
}

/**
 * The logarithm of a number of the normal range, less that of 2^`raised`, as a pair: x = 2^k · z, and 1/c from the table for a c near z, so that
 * ln x = k ln 2 + ln c + ln(1 + r) with r = z/c - 1, at most 0.0042, by its Taylor series. The leading 21 bits of z go apart, so that r and r²
 * are had exactly.
 */
function logarithmPair(n: Formula, x: Bytes, raised: number): Pair {
  const { bits } = n;
  const whole = n.keepBits(bits.of(x));
  const past = n.keepBits(bits.add(whole, bits.constant(bitsOf1 - firstBits)));
  // k + 1023, which is never below 0; behind the leading bits of 2^52 it is a number.
  const place = n.keepBits(bits.shiftRight(past, 52));
  const from2To52 = bits.asNumber(bits.add(place, bits.constant(bitsOf2To52)));
  const k = n.keep(n.subtract(from2To52, n.constant(2 ** 52 + 1023 + raised)));
  const rowBits = Math.log2(logarithmTable.rowSize);
  const rows = BigInt((parts - 1) * logarithmTable.rowSize);
  const offsets = n.keepBits(bits.and(bits.shiftRight(past, 52 - Math.log2(parts) - rowBits), bits.constant(rows)));
  const [inverse = [], ofC = [], ofCLow = []] = n.fetch(offsets, { address: logarithmTable.address, pairs: 2 });
  const z = n.keepBits(bits.subtract(bits.add(whole, bits.constant(bitsOf1)), bits.shiftLeft(place, 52)));
  const rounded = bits.and(bits.add(z, bits.constant(2n ** 31n)), bits.constant(-(2n ** 32n)));
  const upper = n.keep(bits.asNumber(rounded));
  const toC = n.keep(inverse);
  const rHigh = n.keep(n.subtract(n.multiply(upper, toC), n.constant(1)));
  const rLow = n.keep(n.multiply(n.subtract(bits.asNumber(z), upper), toC));
  const r = n.keep(n.add(rHigh, rLow));
  const rLost = n.add(n.subtract(rHigh, r), rLow);
  // Exactly: both have few binary places.
  const base = n.keep(n.add(n.multiply(k, n.constant(ln2.high)), ofC));
  const sum = n.keep(n.add(base, r));
  const sumLow = n.add(n.subtract(base, sum), r);
  // -r²/2 as that of rHigh, exactly, and the rest.
  const lessHalf = n.keep(n.multiply(n.constant(-0.5), rHigh));
  const square = n.keep(n.multiply(rHigh, lessHalf));
  const squareLow = n.multiply(rLow, n.add(n.multiply(n.constant(-0.5), r), lessHalf));
  const total = n.keep(n.add(sum, square));
  const totalLow = n.add(n.subtract(sum, total), square);
  const r2 = n.keep(n.multiply(r, r));
  const series = n.multiply(n.multiply(r2, r), polynomial(n, r, logarithmTail));
  const baseLow = n.add(n.multiply(k, n.constant(ln2.low)), ofCLow);
  const low = n.keep(n.add(n.add(n.add(sumLow, rLost), n.add(baseLow, squareLow)), n.add(totalLow, series)));
  const high = n.keep(n.add(total, low));
  return { high, low: n.keep(n.add(n.subtract(total, high), low)) };
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

import type { Bytes } from '../encode/bytes.ts';
import { buildFunction, type FunctionBuilder, type WasmFunction } from '../encode/function-builder.ts';
import { call, choose, f64, i32, i64, leaveWith, when } from '../encode/instructions.ts';
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

/**
 * e^(high + low), where low is at most half a unit in the last place of high. Reduced by whole multiples of ln 2 to a Taylor series
 * on ±ln(2)/2; scaled back in two steps, so that results below the normal range are rounded once.
 */
export function exponentialOfSum(name: string): WasmFunction {
  return buildFunction({ name, parameters: ['f64', 'f64'], results: ['f64'] }, (b) => {
    const [high, low] = [b.parameter(0), b.parameter(1)];
    b.add(when(f64.greater(high, f64.constant(709.79)), leaveWith(f64.constant(Number.POSITIVE_INFINITY))));
    b.add(when(f64.less(high, f64.constant(-745.2)), leaveWith(f64.constant(0))));
    const k = b.keep('f64', f64.nearest(f64.multiply(high, f64.constant(Math.LOG2E))));
    const whole = b.keep('f64', f64.subtract(high, f64.multiply(k, f64.constant(ln2.high))));
    const fine = b.keep('f64', f64.subtract(f64.multiply(k, f64.constant(ln2.low)), low));
    const r = b.keep('f64', f64.subtract(whole, fine));
    const lost = b.keep('f64', f64.subtract(f64.subtract(whole, r), fine));
    const tail = f64.add(
      f64.add(lost, f64.multiply(lost, r)),
      f64.multiply(f64.multiply(r, r), polynomial(b, r, exponentialSeries)),
    );
    const y = b.keep('f64', f64.add(f64.constant(1), f64.add(r, tail)));
    const exponent = b.keep('i64', i64.truncateF64(k));
    const half = b.keep('i64', i64.shiftRight(exponent, i64.constant(1n)));
    return f64.multiply(f64.multiply(y, powerOfTwo(half)), powerOfTwo(i64.subtract(exponent, half)));
  });
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
    const { k, f } = mantissa(b, x);
    const s = b.keep('f64', f64.divide(f, f64.add(f64.constant(2), f)));
    const z = b.keep('f64', f64.multiply(s, s));
    const series = f64.multiply(z, polynomial(b, z, logarithmSeries));
    const half = b.keep('f64', f64.multiply(f64.constant(0.5), f64.multiply(f, f)));
    const inner = f64.add(f64.multiply(s, f64.add(half, series)), f64.multiply(k, f64.constant(ln2.low)));
    return f64.subtract(f64.multiply(k, f64.constant(ln2.high)), f64.subtract(f64.subtract(half, inner), f));
  });
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
const plainUpTo = 8;

/**
 * x^y for a positive finite x and a finite y, by the exponential of y · ln x. The logarithm is carried to 60 bits, or with `precise` to
 * about 100, so that the result is within about 1 unit in the last place: to an exponent of 8, or over the whole range.
 */
export function powerOfPositive(name: string, { ofSum, precise }: { ofSum: number; precise: boolean }): WasmFunction {
  return buildFunction({ name, parameters: ['f64', 'f64'], results: ['f64'] }, (b) => {
    const [x, y] = [b.parameter(0), b.parameter(1)];
    const { high, low } = logarithmPair(b, x, precise ? preciseSeries : plainSeries);
    // Beyond 2^65 the result is 0 or ∞ all the same, and the splitting stays in range.
    const bounded = b.keep('f64', f64.copySign(f64.min(f64.abs(y), f64.constant(2 ** 65)), y));
    const product = twoProduct(b, bounded, high);
    return call(ofSum, product.high, f64.add(product.low, f64.multiply(bounded, low)));
  });
}

function isWhole(value: Bytes): Bytes {
  return f64.equal(f64.truncate(value), value);
}

/** s·s²·(2/3 + 2/5 s² + …) as a pair, given s as one. */
type Series = (b: FunctionBuilder, s: Pair) => Pair;

const plainSeries: Series = (b, s) => {
  const z = b.keep('f64', f64.multiply(s.high, s.high));
  return {
    high: b.keep('f64', f64.multiply(s.high, f64.multiply(z, polynomial(b, z, logarithmSeries)))),
    low: f64.constant(0),
  };
};

const preciseSeries: Series = (b, s) => {
  const square = twoProduct(b, s.high, s.high);
  const squareLow = b.keep('f64', f64.add(square.low, f64.multiply(f64.multiply(f64.constant(2), s.high), s.low)));
  const rest = b.keep('f64', f64.multiply(square.high, polynomial(b, square.high, logarithmSeries.slice(1))));
  const sum = twoSum(b, f64.constant(twoThirds.high), rest);
  const sumLow = b.keep('f64', f64.add(sum.low, f64.constant(twoThirds.low)));
  return times(b, s, times(b, { high: square.high, low: squareLow }, { high: sum.high, low: sumLow }));
};

/** The logarithm of a positive finite number as a pair: k ln 2 + 2s + series. */
function logarithmPair(b: FunctionBuilder, x: Bytes, series: Series): Pair {
  const { k, f } = mantissa(b, x);
  const s = quotient(b, f);
  const v = series(b, s);
  const twice = twoSum(b, f64.multiply(f64.constant(2), s.high), v.high);
  const twiceLow = b.keep('f64', f64.add(twice.low, f64.add(f64.multiply(f64.constant(2), s.low), v.low)));
  const whole = twoSum(b, f64.multiply(k, f64.constant(ln2.high)), twice.high);
  const wholeLow = b.keep('f64', f64.add(whole.low, f64.add(twiceLow, f64.multiply(k, f64.constant(ln2.low)))));
  return twoSum(b, whole.high, wholeLow);
}

/** f / (2 + f) as a pair. */
function quotient(b: FunctionBuilder, f: Bytes): Pair {
  const divisor = b.keep('f64', f64.add(f64.constant(2), f));
  const divisorLow = b.keep('f64', f64.subtract(f, f64.subtract(divisor, f64.constant(2))));
  const high = b.keep('f64', f64.divide(f, divisor));
  const back = twoProduct(b, high, divisor);
  const remainder = f64.subtract(f64.subtract(f64.subtract(f, back.high), back.low), f64.multiply(high, divisorLow));
  return { high, low: b.keep('f64', f64.divide(remainder, divisor)) };
}

function times(b: FunctionBuilder, x: Pair, y: Pair): Pair {
  const product = twoProduct(b, x.high, y.high);
  return {
    high: product.high,
    low: b.keep('f64', f64.add(product.low, f64.add(f64.multiply(x.high, y.low), f64.multiply(x.low, y.high)))),
  };
}

/** x = 2^k · (1 + f) with 1 + f from √½ to √2, for a positive finite x; numbers below the normal range are scaled up first. */
function mantissa(b: FunctionBuilder, x: Bytes): { k: Bytes; f: Bytes } {
  const small = b.keep('i32', f64.less(x, f64.constant(2 ** -1022)));
  const normal = f64.multiply(x, choose(small, f64.constant(two54), f64.constant(1)));
  const bits = b.keep('i64', i64.reinterpretF64(normal));
  const exponent = b.keep(
    'i64',
    i64.shiftRight(i64.subtract(bits, i64.constant(0x3fe6a09e667f3bcdn)), i64.constant(52n)),
  );
  const f = f64.subtract(
    f64.reinterpretI64(i64.subtract(bits, i64.shiftLeft(exponent, i64.constant(52n)))),
    f64.constant(1),
  );
  const k = f64.subtract(f64.fromI64(exponent), choose(small, f64.constant(54), f64.constant(0)));
  return { k: b.keep('f64', k), f: b.keep('f64', f) };
}

function powerOfTwo(exponent: Bytes): Bytes {
  return f64.reinterpretI64(i64.shiftLeft(i64.add(exponent, i64.constant(1023n)), i64.constant(52n)));
}

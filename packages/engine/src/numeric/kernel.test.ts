import { expect, test } from 'vitest';
import { uniform } from '../random/uniform.ts';
import { firstBits, parts } from './exponential-tables.ts';
import { kernel } from './kernel.ts';

/** Fixed-point numbers with this many bits after the point: the reference that the kernel is held against. */
const bits = 1200n;
const one = 1n << bits;

/** A 64-bit number as a fixed-point one; exact, since no test value has bits beyond 2^-1100. */
function fixed(value: number): bigint {
  if (!Number.isFinite(value)) throw new RangeError(`Cannot take ${value} as a fixed-point number`);
  let [mantissa, exponent] = [value, 0n];
  while (!Number.isInteger(mantissa)) [mantissa, exponent] = [mantissa * 2, exponent + 1n];
  return (BigInt(mantissa) << bits) >> exponent;
}

const times = (a: bigint, b: bigint): bigint => (a * b) >> bits;
const over = (a: bigint, b: bigint): bigint => (a << bits) / b;

/** The sum of a series whose terms are each made from the one before. */
function series(
  first: bigint,
  next: (term: bigint, index: bigint) => bigint,
  part: (term: bigint, index: bigint) => bigint,
): bigint {
  let [term, sum] = [first, 0n];
  for (let index = 0n; term !== 0n; index++) {
    sum += part(term, index);
    term = next(term, index);
  }
  return sum;
}

const atanh = (s: bigint): bigint =>
  series(
    s,
    (term) => times(term, times(s, s)),
    (term, n) => term / (2n * n + 1n),
  );
const ln2 = 2n * atanh(one / 3n);
const exp = (x: bigint): bigint => {
  const k = x / ln2;
  const value = series(
    one,
    (term, n) => times(term, x - k * ln2) / (n + 1n),
    (term) => term,
  );
  return k >= 0n ? value << k : value >> -k;
};
const ln = (x: bigint): bigint => {
  const k = BigInt(x.toString(2).length) - bits - 1n;
  const m = k >= 0n ? x >> k : x << -k;
  return 2n * atanh(over(m - one, m + one)) + k * ln2;
};
const sin = (x: bigint): bigint =>
  series(
    x,
    (term, n) => -times(times(term, x), x) / ((2n * n + 2n) * (2n * n + 3n)),
    (term) => term,
  );
const cos = (x: bigint): bigint =>
  series(
    one,
    (term, n) => -times(times(term, x), x) / ((2n * n + 1n) * (2n * n + 2n)),
    (term) => term,
  );
const arctan = (x: bigint): bigint => {
  if (x < 0n) return -arctan(-x);
  if (x > one) return 2n * arctan(one) - arctan(over(one, x));
  if (4n * x > one) return arctan(one / 4n) + arctan(over(x - one / 4n, one + x / 4n));
  return series(
    x,
    (term) => -times(term, times(x, x)),
    (term, n) => term / (2n * n + 1n),
  );
};

/** The distance of a result from the truth, in units in the last place of the result. */
function unitsOff(found: number, truth: bigint): number {
  const unit = 2 ** Math.max(-1074, Math.floor(Math.log2(Math.abs(found))) - 52);
  return Math.abs(Number(((fixed(found) - truth) * 1000n) / fixed(unit))) / 1000;
}

const draw = (member: number, variable: number): number => uniform({ seed: 3, member, variable, step: 0 }) * 2 - 1;
const count = 300;
const worst = (one: (member: number) => number): number =>
  Math.max(...Array.from({ length: count }, (_, member) => one(member)));

test.each([
  [
    'exp',
    worst((m) => {
      const x = draw(m, 0) * 600;
      return unitsOff(kernel.exp(x), exp(fixed(x)));
    }),
  ],
  [
    'ln',
    worst((m) => {
      const x = 2 ** (draw(m, 1) * 500);
      return unitsOff(kernel.ln(x), ln(fixed(x)));
    }),
  ],
  [
    'ln near 1',
    worst((m) => {
      const x = 1 + draw(m, 2) * 0.01;
      return unitsOff(kernel.ln(x), ln(fixed(x)));
    }),
  ],
  [
    'sin',
    worst((m) => {
      const x = draw(m, 3) * 40;
      return unitsOff(kernel.sin(x), sin(fixed(x)));
    }),
  ],
  [
    'cos',
    worst((m) => {
      const x = draw(m, 4) * 40;
      return unitsOff(kernel.cos(x), cos(fixed(x)));
    }),
  ],
  [
    'tan',
    worst((m) => {
      const x = draw(m, 5) * 40;
      return unitsOff(kernel.tan(x), over(sin(fixed(x)), cos(fixed(x))));
    }),
  ],
  [
    'arctan',
    worst((m) => {
      const x = draw(m, 6) * 10;
      return unitsOff(kernel.arctan(x), arctan(fixed(x)));
    }),
  ],
  [
    'power',
    worst((m) => {
      const [x, y] = [2 ** (draw(m, 7) * 30), draw(m, 8) * 15];
      return unitsOff(kernel.power(x, y), exp(times(ln(fixed(x)), fixed(y))));
    }),
  ],
  [
    'power of great and small numbers',
    worst((m) => {
      const [x, y] = [2 ** (draw(m, 10) * 1000), draw(m, 11)];
      return unitsOff(kernel.power(x, y), exp(times(ln(fixed(x)), fixed(y))));
    }),
  ],
  [
    'power with small exponents',
    worst((m) => {
      const [x, y] = [2 ** (draw(m, 14) * 100), draw(m, 15) * 8];
      return unitsOff(kernel.power(x, y), exp(times(ln(fixed(x)), fixed(y))));
    }),
  ],
  [
    'power of numbers near 1',
    worst((m) => {
      const [x, y] = [1 + draw(m, 12) * 1e-3, draw(m, 13) * 3e5];
      return unitsOff(kernel.power(x, y), exp(times(ln(fixed(x)), fixed(y))));
    }),
  ],
  [
    'power of 10',
    worst((m) => {
      const y = Math.round(draw(m, 9) * 100);
      return unitsOff(kernel.power(10, y), exp(times(ln(10n * one), fixed(y))));
    }),
  ],
])('kernel.%s is within 2 units in the last place of the truth', (_, units) => {
  expect(units).toBeLessThan(2);
});

test('kernel.power and kernel.exp are rounded almost always to the nearest number, at the ends of the intervals of their tables too', () => {
  const next = (x: number, by: bigint): number => {
    const [start = 0n] = new BigInt64Array(new Float64Array([x]).buffer);
    return new Float64Array(new BigInt64Array([start + by]).buffer)[0] ?? Number.NaN;
  };
  const ends = Array.from({ length: parts }, (_, part) => {
    const [end = 0] = new Float64Array(new BigInt64Array([firstBits + (BigInt(part) << 45n)]).buffer);
    return [-1n, 0n, 1n].map((by) => next(end, by));
  }).flat();
  for (const [index, x] of ends.entries()) {
    const largest = Math.min(2 ** 40, 700 / Math.abs(Math.log(x)));
    for (const y of [draw(index, 16) * 3, draw(index, 17) * largest]) {
      expect(unitsOff(kernel.power(x, y), exp(times(ln(fixed(x)), fixed(y))))).toBeLessThan(0.6);
    }
    const half = next(((2 * Math.round(draw(index, 18) * 300) + 1) * Math.LN2) / parts / 2, 1n);
    expect(unitsOff(kernel.exp(half), exp(fixed(half)))).toBeLessThan(0.6);
  }
});

test('kernel.power and kernel.exp go on below the normal range and up to the greatest number', () => {
  const { power, exp: exponential } = kernel;
  for (const x of [5e-324, 1e-310, 3e-308]) {
    expect(power(x, 1)).toBe(x);
    expect(unitsOff(power(x, 0.3), exp(times(ln(fixed(x)), fixed(0.3))))).toBeLessThan(0.6);
    expect(unitsOff(power(x, -0.9), exp(times(ln(fixed(x)), fixed(-0.9))))).toBeLessThan(0.6);
  }
  for (const x of [-708.5, -720.25, -740, -745, 709.75]) {
    expect(unitsOff(exponential(x), exp(fixed(x)))).toBeLessThan(1.1);
  }
  expect([exponential(709.79), exponential(-745.2), power(1e-310, 1.2), power(2, 2 ** 70)]).toEqual([
    Infinity,
    0,
    0,
    Infinity,
  ]);
  expect([power(1 + 2 ** -52, 2 ** 65), power(1 - 2 ** -53, 2 ** 66), power(1, 2 ** 66), power(0.5, 2 ** -60)]).toEqual(
    [Infinity, 0, 1, 1],
  );
});

test('kernel.sin and kernel.cos keep their accuracy for large angles', () => {
  const halfPi = 2n * arctan(one);
  for (const x of [1e5, 1234567.875, 1e10, 2 ** 44 + 0.5]) {
    const turned = fixed(x) % (4n * halfPi);
    expect(unitsOff(kernel.sin(x), sin(turned))).toBeLessThan(2);
    expect(unitsOff(kernel.cos(x), cos(turned))).toBeLessThan(2);
  }
  expect(kernel.sin(2 ** 46)).toBeNaN();
});

test('kernel.power keeps to IEEE 754 at its edges', () => {
  const { power } = kernel;
  expect([power(0, 0), power(NaN, 0), power(1, NaN), power(-2, 3), power(-2, 2), power(-2, 0.5)]).toEqual([
    1,
    1,
    1,
    -8,
    4,
    NaN,
  ]);
  expect([power(0, -1), power(-0, -1), power(-0, -2), power(2, 1024), power(2, -1080)]).toEqual([
    Infinity,
    -Infinity,
    Infinity,
    Infinity,
    0,
  ]);
  expect([power(0.5, Infinity), power(2, -Infinity), power(-1, Infinity), power(-Infinity, 3)]).toEqual([
    0,
    0,
    1,
    -Infinity,
  ]);
  expect([power(2, 0.5) ** 2 - 2 < 1e-15, power(2, -1074), power(9, 2), power(4, 0.5)]).toEqual([true, 5e-324, 81, 2]);
});

test('kernel.remainder agrees with the host, which is exact', () => {
  for (const [a, b] of [
    [7, 3],
    [-7, 3],
    [7, -3],
    [1e300, 3],
    [5.5, 0.1],
    [5, 5e-324],
    [1, Infinity],
  ] as const) {
    expect(kernel.remainder(a, b)).toBe(a % b);
  }
  expect([kernel.remainder(1, 0), kernel.remainder(Infinity, 2), kernel.remainder(NaN, 2)]).toEqual([NaN, NaN, NaN]);
});

test('kernel.modulo has the sign of the divisor', () => {
  const { modulo } = kernel;
  expect([modulo(7, 3), modulo(-7, 3), modulo(7, -3), modulo(-7, -3), modulo(6, -3), modulo(1, Infinity)]).toEqual([
    1, 2, -2, -1, 0, 1,
  ]);
});

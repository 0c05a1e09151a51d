/** Intervals that a doubling is parted into, for both tables. */
export const parts = 128;

/** Bits of 1. */
const bitsOf1 = 0x3ff0000000000000n;
/** From the bits of an interval's first number to those of the next one's. */
const intervalBits = 2n ** 52n / BigInt(parts);
/**
 * Bits of the number where the first interval of logarithms begins, a little below √½. They are chosen so that 1 lies two thirds into an interval,
 * whose numbers above 1 are twice as far apart: there both ends are as far from 1.
 */
export const firstBits = bitsOf1 - (75n * intervalBits - intervalBits / 3n);

/** Binary places of the numbers that the tables are worked out with. */
const places = 120n;
const one = 1n << places;
/** Binary places of the inverses, so few that products with the upper half of a number are exact. */
const inversePlaces = 11;
/** Binary places of the upper part of logarithms: up to 2^10 they are added to multiples of ln 2 exactly. */
const logarithmPlaces = 42n;

const exponentials = exponentialRows();
const logarithms = logarithmRows();

/**
 * What the exponential and the power read, the same in every module at the same place: table after table, each row of an even count of numbers.
 * Worked out with whole numbers of 120 binary places, after the idea of P. T. P. Tang's table-driven exponential (1989) and logarithm (1990).
 */
export const kernelTables = {
  /** In bytes from the start of memory. */
  address: 64,
  numbers: [...exponentials, ...logarithms].flat(),
} as const;

/** For each part of a doubling 2^(part / parts), and what is lost of it as a share of it. */
export const exponentialTable = { address: kernelTables.address, rowSize: 16 } as const;

/**
 * For each interval the inverse of a number in its middle, and the negative logarithm of that inverse in two parts, of which the first has few
 * binary places; then a number that is not used. The interval of 1 has 1 and 0.
 */
export const logarithmTable = { address: kernelTables.address + 16 * parts, rowSize: 32 } as const;

function exponentialRows(): number[][] {
  // The root of a root, and so on: 2^(1/128).
  let root = 2n * one;
  for (let count = 1; count < parts; count *= 2) root = squareRoot(root * one);
  const rows: number[][] = [];
  for (let part = 0, power = one; part < parts; part++, power = (power * root) >> places) {
    const high = asNumber(power);
    rows.push([high, Number(power - asFixed(high)) / Number(power)]);
  }
  return rows;
}

function logarithmRows(): number[][] {
  return Array.from({ length: parts }, (_, part) => {
    const [from, to] = [part, part + 1].map((each) => numberOf(firstBits + BigInt(each) * intervalBits));
    if (from === undefined || to === undefined || (from <= 1 && 1 < to)) return [1, 0, 0, 0];
    const unit = 2 ** inversePlaces;
    const inverse = Math.round((2 * unit) / (from + to)) / unit;
    const value = -logarithm(BigInt(inverse * unit), BigInt(unit));
    const shift = places - logarithmPlaces;
    const high = ((value + (1n << (shift - 1n))) >> shift) << shift;
    return [inverse, asNumber(high), asNumber(value - high), 0];
  });
}

/** ln(above / below) for two numbers near each other, by the series of the inverse hyperbolic tangent. */
function logarithm(above: bigint, below: bigint): bigint {
  const s = ((above - below) * one) / (above + below);
  const square = (s * s) >> places;
  let sum = 0n;
  for (let term = s, odd = 1n; term !== 0n && term !== -1n; term = (term * square) >> places, odd += 2n) {
    sum += term / odd;
  }
  return 2n * sum;
}

/** The greatest whole number whose square is no more, by Newton's method from above. */
function squareRoot(of: bigint): bigint {
  let root = 1n << (places + 1n);
  for (let next = root; ; root = next) {
    next = (root + of / root) >> 1n;
    if (next >= root) return root;
  }
}

/** To the nearest. */
function asNumber(fixed: bigint): number {
  return Number(fixed) / 2 ** Number(places);
}

function asFixed(number: number): bigint {
  return BigInt(number * 2 ** Number(places));
}

function numberOf(bits: bigint): number {
  return new Float64Array(new BigInt64Array([bits]).buffer)[0] ?? Number.NaN;
}

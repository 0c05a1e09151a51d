import type { Bytes } from '../encode/bytes.ts';
import type { FunctionBuilder } from '../encode/function-builder.ts';
import { choose, f64, i32, i64, type ValueType } from '../encode/instructions.ts';
import { f64x2, firstLanes, i64x2, secondLanes, v128 } from '../encode/vector-instructions.ts';

type Unary = (operand: Bytes) => Bytes;
type Binary = (left: Bytes, right: Bytes) => Bytes;
type UnaryName = 'negate' | 'abs' | 'sqrt' | 'ceil' | 'floor' | 'truncate' | 'nearest';
type BinaryName = 'add' | 'subtract' | 'multiply' | 'divide' | 'min' | 'max' | 'copySign';
type ComparisonName = 'equal' | 'unequal' | 'less' | 'lessOrEqual' | 'greater' | 'greaterOrEqual';

/** The 64 bits of a number as a whole number. */
interface Bits {
  readonly type: ValueType;
  readonly of: Unary;
  readonly asNumber: Unary;
  readonly constant: (value: bigint) => Bytes;
  readonly add: Binary;
  readonly subtract: Binary;
  readonly and: Binary;
  readonly shiftLeft: (value: Bytes, places: number) => Bytes;
  /** Zeros come in. */
  readonly shiftRight: (value: Bytes, places: number) => Bytes;
}

/** What comparisons give. */
interface Truths {
  readonly type: ValueType;
  readonly and: Binary;
  readonly or: Binary;
  readonly exclusiveOr: Binary;
  readonly not: Unary;
}

/**
 * Arithmetic that a formula is written in, on one number or on two in a vector. Both carry out the same operations of IEEE 754, so that a
 * formula which is written once gives the same bits either way.
 */
export interface Numbers
  extends
    Readonly<Record<UnaryName, Unary>>,
    Readonly<Record<BinaryName, Binary>>,
    Readonly<Record<ComparisonName, Binary>> {
  readonly type: ValueType;
  readonly constant: (value: number) => Bytes;
  /** One of two values by a truth; both are computed. */
  readonly choose: (truth: Bytes, then: Bytes, otherwise: Bytes) => Bytes;
  readonly truths: Truths;
  readonly bits: Bits;
  /** See `Formula`; `keep` keeps what is read on the way. */
  readonly fetch: (offsets: Bytes, place: Place & Pick<FunctionBuilder, 'keep'>) => readonly Bytes[];
}

/** Where numbers stand in memory: so many pairs of them from an address on. */
interface Place {
  readonly address: number;
  readonly pairs: number;
}

/** One number. */
export const scalar: Numbers = {
  ...f64,
  type: 'f64',
  choose,
  truths: { type: 'i32', and: i32.and, or: i32.or, exclusiveOr: i32.unequal, not: i32.isZero },
  bits: {
    ...i64,
    type: 'i64',
    of: i64.reinterpretF64,
    asNumber: f64.reinterpretI64,
    shiftLeft: (value, places) => i64.shiftLeft(value, i64.constant(BigInt(places))),
    shiftRight: (value, places) => i64.shiftRightUnsigned(value, i64.constant(BigInt(places))),
  },
  fetch: (offsets, { address, pairs, keep }) => {
    const place = keep('i32', i64.lowerHalf(offsets));
    return Array.from({ length: 2 * pairs }, (_, index) => f64.load(place, address + 8 * index));
  },
};

const itself: Unary = (value) => value;

/** Two numbers in a vector. */
export const lanes: Numbers = {
  ...f64x2,
  type: 'v128',
  copySign: (size, sign) => v128.choose(f64x2.constant(-0), sign, size),
  choose: v128.choose,
  truths: { ...v128, type: 'v128' },
  bits: {
    ...i64x2,
    type: 'v128',
    and: v128.and,
    of: itself,
    asNumber: itself,
    shiftLeft: (value, places) => i64x2.shiftLeft(value, i32.constant(places)),
    shiftRight: (value, places) => i64x2.shiftRightUnsigned(value, i32.constant(places)),
  },
  fetch: (offsets, { address, pairs, keep }) => {
    const places = ([0, 1] as const).map((lane) => keep('i32', i64x2.extractLower(offsets, lane)));
    return Array.from({ length: pairs }, (_, pair) => {
      const [one = [], other = []] = places.map((place) => keep('v128', v128.load(place, address + 16 * pair)));
      return [firstLanes(one, other), secondLanes(one, other)];
    }).flat();
  },
};

/** A formula in the making: its arithmetic, and values that are computed once and read wherever they are put. */
export interface Formula extends Omit<Numbers, 'fetch'> {
  readonly keep: Unary;
  readonly keepTruth: Unary;
  readonly keepBits: Unary;
  /** Pairs of numbers from memory that stand so many bytes beyond an address: where there are two numbers of bytes, each lane's own. */
  readonly fetch: (offsets: Bytes, place: Place) => readonly Bytes[];
}

/** Writes a formula in one arithmetic or the other into a function. */
export function formulaIn(numbers: Numbers, { keep }: FunctionBuilder): Formula {
  return {
    ...numbers,
    keep: (value) => keep(numbers.type, value),
    keepTruth: (value) => keep(numbers.truths.type, value),
    keepBits: (value) => keep(numbers.bits.type, value),
    fetch: (offsets, place) => numbers.fetch(offsets, { ...place, keep }),
  };
}

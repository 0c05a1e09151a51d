import type { Bytes } from '../encode/bytes.ts';
import type { FunctionBuilder } from '../encode/function-builder.ts';
import { choose, f64, i32, i64, type ValueType } from '../encode/instructions.ts';
import { f64x2, i64x2, v128 } from '../encode/vector-instructions.ts';

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
    of: itself,
    asNumber: itself,
    shiftLeft: (value, places) => i64x2.shiftLeft(value, i32.constant(places)),
    shiftRight: (value, places) => i64x2.shiftRightUnsigned(value, i32.constant(places)),
  },
};

/** A formula in the making: its arithmetic, and values that are computed once and read wherever they are put. */
export interface Formula extends Numbers {
  readonly keep: Unary;
  readonly keepTruth: Unary;
  readonly keepBits: Unary;
}

/** Writes a formula in one arithmetic or the other into a function. */
export function formulaIn(numbers: Numbers, { keep }: FunctionBuilder): Formula {
  return {
    ...numbers,
    keep: (value) => keep(numbers.type, value),
    keepTruth: (value) => keep(numbers.truths.type, value),
    keepBits: (value) => keep(numbers.bits.type, value),
  };
}

import { float64, unsigned, type Bytes } from './bytes.ts';

/**
 * Instructions over vectors of two 64-bit numbers (core specification 2.0, fixed-width SIMD), as functions from operands to bytes. Each
 * operation on numbers is the scalar one in each lane, to the bit. Comparisons give masks: all bits of a lane set where they hold,
 * none where not.
 */

const prefix = 0xfd;
type UnaryInstruction = (operand: Bytes) => Bytes;
type BinaryInstruction = (left: Bytes, right: Bytes) => Bytes;

const unary = (opcode: number): UnaryInstruction => {
  const code = [prefix, ...unsigned(opcode)];
  return (operand) => [operand, code];
};
const binary = (opcode: number): BinaryInstruction => {
  const code = [prefix, ...unsigned(opcode)];
  return (left, right) => [left, right, code];
};
/** What is aligned to eight bytes, as all our numbers are. */
const aligned = 3;

/** Which of the two numbers of a vector: 0 stands first in memory. */
export type Lane = 0 | 1;

export const v128 = {
  load: (address: Bytes, offset = 0): Bytes => [address, prefix, 0x00, aligned, unsigned(offset)],
  store: (address: Bytes, value: Bytes, offset = 0): Bytes => [
    address,
    value,
    [prefix, 0x0b, aligned],
    unsigned(offset),
  ],
  not: unary(0x4d),
  and: binary(0x4e),
  /** The bits of the left operand that the right does not have. */
  andNot: binary(0x4f),
  or: binary(0x50),
  exclusiveOr: binary(0x51),
  /** Bits of `then` where the mask has them set, of `otherwise` elsewhere; both are computed. */
  choose: (mask: Bytes, then: Bytes, otherwise: Bytes): Bytes => [then, otherwise, mask, [prefix, 0x52]],
  /** 1, as an i32, where any bit is set. */
  anyTrue: unary(0x53),
} as const;

export const f64x2 = {
  /** The same number in both lanes. */
  constant: (value: number): Bytes => [prefix, 0x0c, float64(value), float64(value)],
  splat: unary(0x14),
  /** One number from memory in both lanes. */
  loadSplat: (address: Bytes, offset = 0): Bytes => [address, prefix, 0x0a, aligned, unsigned(offset)],
  /** A lane as a scalar. */
  extract: (vector: Bytes, lane: Lane): Bytes => [vector, [prefix, 0x21, lane]],
  /** Two scalars as a vector. */
  join: (first: Bytes, second: Bytes): Bytes => [first, [prefix, 0x14], second, [prefix, 0x22, 1]],
  /** The vector with another number in one lane. */
  replace: (vector: Bytes, lane: Lane, value: Bytes): Bytes => [vector, value, [prefix, 0x22, lane]],
  equal: binary(0x47),
  unequal: binary(0x48),
  less: binary(0x49),
  greater: binary(0x4a),
  lessOrEqual: binary(0x4b),
  greaterOrEqual: binary(0x4c),
  ceil: unary(0x74),
  floor: unary(0x75),
  truncate: unary(0x7a),
  /** Halves go to even. */
  nearest: unary(0x94),
  abs: unary(0xec),
  negate: unary(0xed),
  sqrt: unary(0xef),
  add: binary(0xf0),
  subtract: binary(0xf1),
  multiply: binary(0xf2),
  divide: binary(0xf3),
  min: binary(0xf4),
  max: binary(0xf5),
  /** `right < left ? right : left`: what `min` gives, faster, where neither is NaN and they are not zeros of two signs. */
  lesser: binary(0xf6),
  /** `left < right ? right : left`. */
  larger: binary(0xf7),
} as const;

export const i64x2 = {
  constant: (value: bigint): Bytes => {
    const bytes = [...new Uint8Array(new BigInt64Array([value]).buffer)];
    return [prefix, 0x0c, bytes, bytes];
  },
  /** The lower half of a lane as an i32. */
  extractLower: (vector: Bytes, lane: Lane): Bytes => [vector, [prefix, 0x1b, 2 * lane]],
  /** 1, as an i32, where no lane is 0. */
  allTrue: unary(0xc3),
  /** Bits beyond the ends are lost; the count of bits is an i32. */
  shiftLeft: binary(0xcb),
  /** The sign is repeated. */
  shiftRight: binary(0xcc),
  /** Zeros come in. */
  shiftRightUnsigned: binary(0xcd),
  add: binary(0xce),
  subtract: binary(0xd1),
} as const;

/** The first lanes of two vectors. */
export const firstLanes: BinaryInstruction = (left, right) => [left, right, shuffle(0, 2)];

/** The second lanes of two vectors. */
export const secondLanes: BinaryInstruction = (left, right) => [left, right, shuffle(1, 3)];

/** Two of the four lanes of two vectors, counted through both. */
function shuffle(...lanes: number[]): number[] {
  return [prefix, 0x0d, ...lanes.flatMap((lane) => Array.from({ length: 8 }, (_, byte) => 8 * lane + byte))];
}

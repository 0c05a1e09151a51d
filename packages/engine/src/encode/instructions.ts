import { float64, signed, unsigned, type Bytes } from './bytes.ts';

/**
 * Instructions of WebAssembly (core specification 1.0, with saturating truncation) as functions from operands to bytes, so
 * that an expression reads as one. The numbers are the specification's opcodes.
 */

type UnaryInstruction = (operand: Bytes) => Bytes;
type BinaryInstruction = (left: Bytes, right: Bytes) => Bytes;

const unary =
  (...opcode: number[]): UnaryInstruction =>
  (operand) => [operand, opcode];
const binary =
  (opcode: number): BinaryInstruction =>
  (left, right) => [left, right, opcode];

/** `v128` holds two 64-bit numbers; its instructions are in vector-instructions.ts. */
export type ValueType = 'i32' | 'i64' | 'f64' | 'v128';

/** How each type is written. */
export const typeCode: Readonly<Record<ValueType, number>> = { i32: 0x7f, i64: 0x7e, f64: 0x7c, v128: 0x7b };

export const f64 = {
  constant: (value: number): Bytes => [0x44, float64(value)],
  load: (address: Bytes, offset = 0): Bytes => [address, 0x2b, 3, unsigned(offset)],
  store: (address: Bytes, value: Bytes, offset = 0): Bytes => [address, value, 0x39, 3, unsigned(offset)],
  equal: binary(0x61),
  unequal: binary(0x62),
  less: binary(0x63),
  greater: binary(0x64),
  lessOrEqual: binary(0x65),
  greaterOrEqual: binary(0x66),
  abs: unary(0x99),
  negate: unary(0x9a),
  ceil: unary(0x9b),
  floor: unary(0x9c),
  truncate: unary(0x9d),
  /** Halves go to even. */
  nearest: unary(0x9e),
  sqrt: unary(0x9f),
  add: binary(0xa0),
  subtract: binary(0xa1),
  multiply: binary(0xa2),
  divide: binary(0xa3),
  min: binary(0xa4),
  max: binary(0xa5),
  copySign: binary(0xa6),
  fromI32: unary(0xb7),
  fromI64: unary(0xb9),
  reinterpretI64: unary(0xbf),
} as const;

export const i32 = {
  constant: (value: number): Bytes => [0x41, signed(value)],
  load: (address: Bytes, offset = 0): Bytes => [address, 0x28, 2, unsigned(offset)],
  isZero: unary(0x45),
  equal: binary(0x46),
  unequal: binary(0x47),
  less: binary(0x48),
  greater: binary(0x4a),
  lessOrEqual: binary(0x4c),
  greaterOrEqual: binary(0x4e),
  add: binary(0x6a),
  subtract: binary(0x6b),
  multiply: binary(0x6c),
  divide: binary(0x6d),
  remainder: binary(0x6f),
  and: binary(0x71),
  or: binary(0x72),
  shiftLeft: binary(0x74),
  shiftRight: binary(0x75),
  /** NaN gives 0; beyond the range, its end. */
  truncateF64: unary(0xfc, 0x02),
} as const;

export const i64 = {
  constant: (value: bigint): Bytes => [0x42, signed(value)],
  add: binary(0x7c),
  subtract: binary(0x7d),
  and: binary(0x83),
  or: binary(0x84),
  shiftLeft: binary(0x86),
  shiftRight: binary(0x87),
  /** Zeros come in. */
  shiftRightUnsigned: binary(0x88),
  reinterpretF64: unary(0xbd),
  /** As an i32. */
  lowerHalf: unary(0xa7),
  /** NaN gives 0; beyond the range, its end. */
  truncateF64: unary(0xfc, 0x06),
} as const;

/** The value of a local or parameter, by its number. */
export const getLocal = (local: number): Bytes => [0x20, unsigned(local)];

export const setLocal = (local: number, value: Bytes): Bytes => [value, 0x21, unsigned(local)];

export const call = (functionIndex: number, ...operands: Bytes[]): Bytes => [operands, 0x10, unsigned(functionIndex)];

/** Leaves a value unused. */
export const drop = (value: Bytes): Bytes => [value, 0x1a];

/** One of two values; both are computed. */
export const choose = (test: Bytes, then: Bytes, otherwise: Bytes): Bytes => [then, otherwise, test, 0x1b];

/** One of two values; only the one taken is computed. */
export const either = (type: ValueType, test: Bytes, then: Bytes, otherwise: Bytes): Bytes => [
  test,
  [0x04, typeCode[type]],
  then,
  0x05,
  otherwise,
  0x0b,
];

/** Statements carried out if the test is not 0. */
export const when = (test: Bytes, ...body: Bytes[]): Bytes => [test, 0x04, 0x40, body, 0x0b];

/** Statements carried out while the test, taken before each round, is not 0. */
export const during = (test: Bytes, ...body: Bytes[]): Bytes => [
  [0x02, 0x40, 0x03, 0x40],
  i32.isZero(test),
  [0x0d, 1],
  body,
  [0x0c, 0, 0x0b, 0x0b],
];

/** Leaves the function with a value. */
export const leaveWith = (value: Bytes): Bytes => [value, 0x0f];

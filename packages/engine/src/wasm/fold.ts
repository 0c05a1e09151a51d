import { binaryOperations, unaryOperations } from '../compile/primitives.ts';
import type { BinaryCode, UnaryCode } from '../compile/program.ts';
import type { Value } from './value.ts';

/** What an operation comes to where its operand is a number. */
export function foldUnary(name: UnaryCode, operand: Value): number | undefined {
  return operand.kind === 'constant' ? unaryOperations[name](operand.number) : undefined;
}

/**
 * What an operation comes to where that is known beforehand, to the bit: a number, or one of the operands, the other being a number. Nothing
 * else is simplified: `x + 0` is not `x` where x is -0, and `0 × x` is not 0 where x is not finite.
 */
export function foldBinary(name: BinaryCode, left: Value, right: Value): number | Value | undefined {
  const [one, other] = [numberOf(left), numberOf(right)];
  if (one !== undefined && other !== undefined) return binaryOperations[name](one, other);
  switch (name) {
    case 'multiply':
      return other === 1 ? left : one === 1 ? right : undefined;
    case 'divide':
      return other === 1 ? left : undefined;
    case 'subtract':
      return Object.is(other, 0) ? left : undefined;
    case 'add':
      return Object.is(other, -0) ? left : Object.is(one, -0) ? right : undefined;
    default:
      return undefined;
  }
}

/** The number to multiply by instead of dividing by this one, where both give the same bits: powers of two alone. */
export function exactReciprocal(divisor: number): number | undefined {
  const reciprocal = 1 / divisor;
  if (divisor === 0 || !Number.isFinite(divisor) || !Number.isFinite(reciprocal)) return undefined;
  scratch[0] = divisor;
  const fraction = (scratchBits[0] ?? 0n) & 0xfffffffffffffn;
  return fraction === 0n && 1 / reciprocal === divisor ? reciprocal : undefined;
}

const scratch = new Float64Array(1);
const scratchBits = new BigUint64Array(scratch.buffer);

function numberOf(value: Value): number | undefined {
  return value.kind === 'constant' ? value.number : undefined;
}

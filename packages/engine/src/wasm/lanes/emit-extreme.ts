import type { Code } from '../../compile/program.ts';
import type { Bytes } from '../../encode/bytes.ts';
import { f64x2, v128 } from '../../encode/vector-instructions.ts';
import { emitFormula, once, type FormulaContext } from './emit-formula.ts';

/**
 * The lesser or the greater of two in both lanes, as `f64.min` and `f64.max` have it: NaN where either is, and -0 less than 0. `lesser` and
 * `larger` are one instruction of the machine each, where those are seven or eight, but they give their left operand where either is NaN and
 * where both are 0.
 */
export function emitExtreme(
  { function: name, left, right }: Extract<Code, { op: 'binary' }>,
  context: FormulaContext,
): Bytes {
  const isLeast = name === 'min';
  if (right.op === 'constant') return beside(right.value, { isLeast, other: left, context });
  if (left.op === 'constant') return beside(left.value, { isLeast, other: right, context });
  return ofTwo([emitFormula(left, context), emitFormula(right, context)], { isLeast, context });
}

/** With a constant as the right operand the left is given where it is NaN; what is left is zeros. */
function beside(
  value: number,
  { isLeast, other, context }: { isLeast: boolean; other: Code; context: FormulaContext },
): Bytes {
  const [operand, bound] = [emitFormula(other, context), context.n.constant(value)];
  if (Number.isNaN(value) || (isLeast && Object.is(value, -0))) return ofTwo([operand, bound], { isLeast, context });
  if (isLeast) return f64x2.lesser(operand, bound);
  // -0 and 0 make 0.
  const larger = f64x2.larger(operand, bound);
  return Object.is(value, 0) ? f64x2.add(larger, bound) : larger;
}

/**
 * The two orders of the operands differ where one is NaN and in the sign of a zero. For the lesser all bits of both are wanted. For the greater
 * the bits in which they differ, taken from all of both as a number, leave NaN or make the zero positive.
 */
function ofTwo(
  [left, right]: readonly [Bytes, Bytes],
  { isLeast, context: { local } }: { isLeast: boolean; context: FormulaContext },
): Bytes {
  const keep = (value: Bytes, use: (read: Bytes) => Bytes): Bytes => once(local, { type: 'v128', value }, use);
  return keep(left, (a) =>
    keep(right, (b) => {
      if (isLeast) return v128.or(f64x2.lesser(a, b), f64x2.lesser(b, a));
      return keep(f64x2.larger(a, b), (one) =>
        keep(v128.exclusiveOr(one, f64x2.larger(b, a)), (apart) => f64x2.subtract(v128.or(one, apart), apart)),
      );
    }),
  );
}

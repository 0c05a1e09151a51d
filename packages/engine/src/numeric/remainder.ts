import type { Bytes } from '../encode/bytes.ts';
import { buildFunction, type WasmFunction } from '../encode/function-builder.ts';
import { call, during, f64, getLocal, i32, leaveWith, setLocal, when } from '../encode/instructions.ts';
import { formulaIn, scalar, type Formula } from './numbers.ts';

/**
 * The remainder of a division that truncates, exactly: the sign is the dividend's. The divisor is doubled until it is more than
 * half of what is left, then taken away and halved again; each of these steps is exact.
 */
export function remainder(name: string): WasmFunction {
  return buildFunction({ name, parameters: ['f64', 'f64'], results: ['f64'] }, (b) => {
    const [dividend, divisor] = [b.parameter(0), b.parameter(1)];
    const infinity = f64.constant(Number.POSITIVE_INFINITY);
    const least = b.keep('f64', f64.abs(divisor));
    const rest = b.local('f64');
    const part = b.local('f64');
    b.add(setLocal(rest, f64.abs(dividend)));
    const [left, taken] = [getLocal(rest), getLocal(part)];
    // Also caught here: NaN in either.
    const sound = i32.and(f64.less(left, infinity), f64.greater(least, f64.constant(0)));
    b.add(when(i32.isZero(sound), leaveWith(f64.constant(Number.NaN))));
    b.add(when(f64.equal(least, infinity), leaveWith(dividend)));
    b.add(setLocal(part, least));
    b.add(during(f64.lessOrEqual(taken, f64.multiply(left, f64.constant(0.5))), setLocal(part, f64.add(taken, taken))));
    b.add(
      during(
        f64.greaterOrEqual(taken, least),
        when(f64.greaterOrEqual(left, taken), setLocal(rest, f64.subtract(left, taken))),
        setLocal(part, f64.multiply(taken, f64.constant(0.5))),
      ),
    );
    return f64.copySign(left, dividend);
  });
}

/** Modulo, given the number of the function for remainders. */
export function modulo(name: string, remainderIndex: number): WasmFunction {
  return buildFunction({ name, parameters: ['f64', 'f64'], results: ['f64'] }, (b) => {
    const divisor = b.parameter(1);
    return moduloOf(formulaIn(scalar, b), { rest: call(remainderIndex, b.parameter(0), divisor), divisor });
  });
}

/** The remainder with the divisor's sign, as XMILE's MOD has it: a truncated remainder, moved by one divisor where the signs differ. */
export function moduloOf(n: Formula, { rest, divisor }: { rest: Bytes; divisor: Bytes }): Bytes {
  const zero = n.constant(0);
  const left = n.keep(rest);
  const apart = n.truths.exclusiveOr(n.less(left, zero), n.less(divisor, zero));
  return n.choose(n.truths.and(apart, n.unequal(left, zero)), n.add(left, divisor), left);
}

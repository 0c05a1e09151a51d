import type { Bytes } from '../encode/bytes.ts';
import { buildFunction, type WasmFunction } from '../encode/function-builder.ts';
import { choose, during, f64, getLocal, i32, leaveWith, setLocal, when } from '../encode/instructions.ts';

/**
 * Looks up a table in memory: (address, count, mode, input) → value; modes 0 continuous, 1 discrete, 2 extrapolate. The same
 * steps as `lookUp` in compile/primitives.ts, which says what it means.
 */
export function emitLookUp(name: string): WasmFunction {
  return buildFunction({ name, parameters: ['i32', 'i32', 'i32', 'f64'], results: ['f64'] }, (b) => {
    const [table, count, mode, input] = [b.parameter(0), b.parameter(1), b.parameter(2), b.parameter(3)];
    const x = (index: Bytes): Bytes => f64.load(i32.add(table, i32.multiply(index, i32.constant(8))));
    const y = (index: Bytes): Bytes => x(i32.add(count, index));
    b.add(when(f64.unequal(input, input), leaveWith(input)));
    const last = b.keep('i32', i32.subtract(count, i32.constant(1)));
    const [low, high, middle] = [b.local('i32'), b.local('i32'), b.local('i32')];
    b.add(setLocal(low, i32.constant(-1)), setLocal(high, last));
    b.add(
      during(
        i32.less(getLocal(low), getLocal(high)),
        setLocal(
          middle,
          i32.shiftRight(i32.add(i32.add(getLocal(low), getLocal(high)), i32.constant(1)), i32.constant(1)),
        ),
        when(f64.lessOrEqual(x(getLocal(middle)), input), setLocal(low, getLocal(middle))),
        when(f64.greater(x(getLocal(middle)), input), setLocal(high, i32.subtract(getLocal(middle), i32.constant(1)))),
      ),
    );
    const found = getLocal(low);
    const first = i32.constant(0);
    const atLeastFirst = b.keep('i32', choose(i32.less(found, first), first, found));
    const isDiscrete = i32.equal(mode, i32.constant(1));
    const isContinuous = i32.isZero(mode);
    b.add(when(i32.or(isDiscrete, i32.isZero(last)), leaveWith(y(atLeastFirst))));
    b.add(when(i32.and(isContinuous, i32.less(found, first)), leaveWith(y(first))));
    b.add(when(i32.and(isContinuous, i32.equal(found, last)), leaveWith(y(last))));
    const beforeLast = i32.subtract(last, i32.constant(1));
    const left = b.keep('i32', choose(i32.greater(atLeastFirst, beforeLast), beforeLast, atLeastFirst));
    const right = b.keep('i32', i32.add(left, i32.constant(1)));
    const share = f64.divide(f64.subtract(input, x(left)), f64.subtract(x(right), x(left)));
    return f64.add(y(left), f64.multiply(share, f64.subtract(y(right), y(left))));
  });
}

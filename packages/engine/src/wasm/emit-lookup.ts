import { notAvailable, slack } from '../compile/primitives.ts';
import type { Bytes } from '../encode/bytes.ts';
import { buildFunction, type WasmFunction } from '../encode/function-builder.ts';
import { choose, during, f64, getLocal, i32, leaveWith, setLocal, when } from '../encode/instructions.ts';
import type { TableMode } from '../model/model.ts';
import { modeCode } from './memory-layout.ts';

/**
 * Looks up a table in memory: (address, count, mode, input) → value; modes as `modeCode` has them. The same steps as `lookUp` in
 * compile/primitives.ts, which says what it means.
 */
export function emitLookUp(name: string): WasmFunction {
  return buildFunction({ name, parameters: ['i32', 'i32', 'i32', 'f64'], results: ['f64'] }, (b) => {
    const [table, count, mode, input] = [b.parameter(0), b.parameter(1), b.parameter(2), b.parameter(3)];
    const x = (index: Bytes): Bytes => f64.load(i32.add(table, i32.multiply(index, i32.constant(8))));
    const y = (index: Bytes): Bytes => x(i32.add(count, index));
    b.add(when(f64.unequal(input, input), leaveWith(input)));
    const last = b.keep('i32', i32.subtract(count, i32.constant(1)));
    const is = (name: TableMode): Bytes => i32.equal(mode, i32.constant(modeCode[name]));
    const share = f64.max(f64.multiply(f64.constant(slack.share), f64.abs(input)), f64.constant(slack.least));
    const near = b.keep('f64', f64.min(share, f64.constant(slack.most)));
    const reach = b.keep(
      'f64',
      choose(
        i32.or(is('discrete'), is('raw')),
        f64.add(input, near),
        choose(is('forward'), f64.subtract(input, near), input),
      ),
    );
    const [low, high, middle] = [b.local('i32'), b.local('i32'), b.local('i32')];
    b.add(setLocal(low, i32.constant(-1)), setLocal(high, last));
    b.add(
      during(
        i32.less(getLocal(low), getLocal(high)),
        setLocal(
          middle,
          i32.shiftRight(i32.add(i32.add(getLocal(low), getLocal(high)), i32.constant(1)), i32.constant(1)),
        ),
        when(f64.lessOrEqual(x(getLocal(middle)), reach), setLocal(low, getLocal(middle))),
        when(f64.greater(x(getLocal(middle)), reach), setLocal(high, i32.subtract(getLocal(middle), i32.constant(1)))),
      ),
    );
    const found = getLocal(low);
    const first = i32.constant(0);
    const atLeastFirst = b.keep('i32', choose(i32.less(found, first), first, found));
    const next = i32.add(found, i32.constant(1));
    const atPoint = i32.and(
      i32.greaterOrEqual(found, first),
      f64.greaterOrEqual(x(atLeastFirst), f64.subtract(input, near)),
    );
    const isContinuous = is('continuous');
    b.add(when(is('raw'), leaveWith(choose(atPoint, y(atLeastFirst), f64.constant(notAvailable)))));
    b.add(when(is('forward'), leaveWith(y(choose(i32.less(next, last), next, last)))));
    b.add(when(i32.or(is('discrete'), i32.isZero(last)), leaveWith(y(atLeastFirst))));
    b.add(when(i32.and(isContinuous, i32.less(found, first)), leaveWith(y(first))));
    b.add(when(i32.and(isContinuous, i32.equal(found, last)), leaveWith(y(last))));
    const beforeLast = i32.subtract(last, i32.constant(1));
    const left = b.keep('i32', choose(i32.greater(atLeastFirst, beforeLast), beforeLast, atLeastFirst));
    const right = b.keep('i32', i32.add(left, i32.constant(1)));
    const part = f64.divide(f64.subtract(input, x(left)), f64.subtract(x(right), x(left)));
    return f64.add(y(left), f64.multiply(part, f64.subtract(y(right), y(left))));
  });
}

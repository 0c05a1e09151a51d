import { expect, test } from 'vitest';
import type { Bytes } from './bytes.ts';
import { buildFunction } from './function-builder.ts';
import { f64, i32 } from './instructions.ts';
import { encodeModule } from './module.ts';
import { f64x2, firstLanes, i64x2, secondLanes, v128 } from './vector-instructions.ts';

const [left, right] = [v128.load(i32.constant(0)), v128.load(i32.constant(0), 16)];

/** What code that gives a vector makes of two vectors in memory. */
function compute(code: Bytes, operands: readonly number[]): number[] {
  const bytes = encodeModule({
    functions: [
      buildFunction({ name: 'compute', parameters: [], results: [] }, ({ add }) =>
        add(v128.store(i32.constant(32), code)),
      ),
    ],
    exported: ['compute'],
    memoryPages: 1,
  });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes));
  const { compute: run, memory } = exports as unknown as { compute: () => void; memory: WebAssembly.Memory };
  const numbers = new Float64Array(memory.buffer, 0, 6);
  numbers.set(operands);
  run();
  return [...numbers.subarray(4)];
}

const operands = [2.5, -0, -3.5, 7] as const;
const bit = 5e-324;
const asTruth = (mask: Bytes): Bytes => v128.and(mask, f64x2.constant(1));

test.each<[string, Bytes, number[]]>([
  ['load', left, [2.5, -0]],
  ['constant', f64x2.constant(1.25), [1.25, 1.25]],
  ['splat', f64x2.splat(f64.constant(9)), [9, 9]],
  ['loadSplat', f64x2.loadSplat(i32.constant(0), 16), [-3.5, -3.5]],
  ['extract', f64x2.splat(f64x2.extract(right, 1)), [7, 7]],
  ['join', f64x2.join(f64.constant(4), f64.constant(5)), [4, 5]],
  ['replace', f64x2.replace(right, 0, f64.constant(4)), [4, 7]],
  ['equal', asTruth(f64x2.equal(left, f64x2.constant(0))), [0, 1]],
  ['unequal', asTruth(f64x2.unequal(left, f64x2.constant(0))), [1, 0]],
  ['less', asTruth(f64x2.less(left, right)), [0, 1]],
  ['greater', asTruth(f64x2.greater(left, right)), [1, 0]],
  ['lessOrEqual', asTruth(f64x2.lessOrEqual(left, f64x2.constant(0))), [0, 1]],
  ['greaterOrEqual', asTruth(f64x2.greaterOrEqual(left, f64x2.constant(2.5))), [1, 0]],
  ['ceil', f64x2.ceil(right), [-3, 7]],
  ['floor', f64x2.floor(right), [-4, 7]],
  ['truncate', f64x2.truncate(right), [-3, 7]],
  ['nearest', f64x2.nearest(left), [2, -0]],
  ['abs', f64x2.abs(right), [3.5, 7]],
  ['negate', f64x2.negate(left), [-2.5, 0]],
  ['sqrt', f64x2.sqrt(f64x2.constant(9)), [3, 3]],
  ['add', f64x2.add(left, right), [-1, 7]],
  ['subtract', f64x2.subtract(left, right), [6, -7]],
  ['multiply', f64x2.multiply(left, right), [-8.75, -0]],
  ['divide', f64x2.divide(right, f64x2.constant(2)), [-1.75, 3.5]],
  ['min', f64x2.min(left, f64x2.constant(0)), [0, -0]],
  ['max', f64x2.max(left, f64x2.constant(0)), [2.5, 0]],
  ['min of NaN', f64x2.min(f64x2.constant(Number.NaN), left), [Number.NaN, Number.NaN]],
  ['lesser', f64x2.lesser(left, right), [-3.5, -0]],
  ['larger', f64x2.larger(left, right), [2.5, 7]],
  ['not', asTruth(v128.not(f64x2.less(left, right))), [1, 0]],
  ['andNot', v128.andNot(right, f64x2.less(left, right)), [-3.5, 0]],
  ['or', v128.or(f64x2.abs(right), f64x2.constant(-0)), [-3.5, -7]],
  ['exclusiveOr', v128.exclusiveOr(right, f64x2.constant(-0)), [3.5, -7]],
  ['choose', v128.choose(f64x2.less(left, right), left, right), [-3.5, -0]],
  ['anyTrue', f64x2.splat(f64.fromI32(v128.anyTrue(f64x2.less(left, right)))), [1, 1]],
  ['allTrue', f64x2.splat(f64.fromI32(i64x2.allTrue(f64x2.less(left, right)))), [0, 0]],
  ['i64x2 add', i64x2.add(i64x2.constant(2n), i64x2.constant(3n)), [5 * bit, 5 * bit]],
  ['i64x2 subtract', i64x2.subtract(i64x2.constant(5n), i64x2.constant(3n)), [2 * bit, 2 * bit]],
  ['shiftLeft', i64x2.shiftLeft(i64x2.constant(1023n), i32.constant(52)), [1, 1]],
  ['shiftRightUnsigned', i64x2.shiftRightUnsigned(f64x2.constant(-0), i32.constant(61)), [4 * bit, 4 * bit]],
  ['shiftRight', i64x2.shiftRight(f64x2.constant(-0), i32.constant(1)), [-2, -2]],
  ['extractLower', f64x2.splat(f64.fromI32(i64x2.extractLower(i64x2.constant(7n), 1))), [7, 7]],
  ['firstLanes', firstLanes(left, right), [2.5, -3.5]],
  ['secondLanes', secondLanes(left, right), [-0, 7]],
])('%s works in both lanes', (_, code, expected) => {
  expect(compute(code, operands)).toEqual(expected);
});

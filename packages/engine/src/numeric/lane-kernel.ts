import type { Bytes } from '../encode/bytes.ts';
import { buildFunction, type FunctionBuilder, type WasmFunction } from '../encode/function-builder.ts';
import { call, i32, leaveWith, when, type ValueType } from '../encode/instructions.ts';
import { f64x2, i64x2, type Lane } from '../encode/vector-instructions.ts';
import {
  exponentialBetween,
  exponentOfPower,
  greatestExponent,
  leastExponent,
  logarithmOfPositive,
  plainUpTo,
} from './exponential.ts';
import { kernelFunctions, kernelIndex } from './kernel.ts';
import { formulaIn, lanes, type Formula } from './numbers.ts';
import { moduloOf } from './remainder.ts';
import { arctangentOf, circularOf, inverseCircularOf, largestAngle, type Circular } from './trigonometric.ts';

const first = 1 + kernelFunctions.length;

/**
 * The kernel's functions over vectors, each giving in both lanes the bits that the kernel gives: the same formulas, and where a lane is a
 * case of its own, the kernel itself for each. They stand in this order after `kernelFunctions`.
 */
export const laneIndex = {
  exponentialOfSum: first,
  exp: first + 1,
  ln: first + 2,
  power: first + 3,
  sin: first + 4,
  cos: first + 5,
  tan: first + 6,
  arctan: first + 7,
  arcsin: first + 8,
  arccos: first + 9,
  remainder: first + 10,
  modulo: first + 11,
  plainPower: first + 12,
  precisePower: first + 13,
} as const;

const one: readonly ValueType[] = ['v128'];
const two: readonly ValueType[] = ['v128', 'v128'];
const infinity = f64x2.constant(Number.POSITIVE_INFINITY);
const zero = f64x2.constant(0);

export const laneFunctions: readonly WasmFunction[] = [
  inLanes('exponentialOfSum', two, ({ builder, n }, high, low) => {
    const inRange = n.truths.and(
      n.lessOrEqual(high, n.constant(greatestExponent)),
      n.greaterOrEqual(high, n.constant(leastExponent)),
    );
    unlessAll(builder, inRange, eachLane(kernelIndex.exponentialOfSum, high, low));
    return exponentialBetween(n, { high, low });
  }),
  inLanes('exp', one, (_, x) => call(laneIndex.exponentialOfSum, x, zero)),
  inLanes('ln', one, ({ builder, n }, x) => {
    unlessAll(builder, isPositive(n, x), eachLane(kernelIndex.ln, x));
    return logarithmOfPositive(n, x);
  }),
  inLanes('power', two, ({ builder, n }, x, y) => {
    const size = n.abs(y);
    const positive = n.keepTruth(isPositive(n, x));
    const plain = n.truths.and(positive, n.lessOrEqual(size, n.constant(plainUpTo)));
    builder.add(when(i64x2.allTrue(plain), leaveWith(call(laneIndex.plainPower, x, y))));
    const beyond = n.truths.and(n.greater(size, n.constant(plainUpTo)), n.less(size, infinity));
    const precise = n.truths.and(n.truths.and(positive, n.unequal(x, n.constant(1))), beyond);
    builder.add(when(i64x2.allTrue(precise), leaveWith(call(laneIndex.precisePower, x, y))));
    return eachLane(kernelIndex.power, x, y);
  }),
  circular('sin', 'sine'),
  circular('cos', 'cosine'),
  circular('tan', 'tangent'),
  inLanes('arctan', one, ({ n }, x) => arctangentOf(n, x)),
  inLanes('arcsin', one, ({ n }, x) => inverseCircularOf(n, { x, which: 'arcsine', arctangentOf: arctan })),
  inLanes('arccos', one, ({ n }, x) => inverseCircularOf(n, { x, which: 'arccosine', arctangentOf: arctan })),
  inLanes('remainder', two, ({ builder, n }, dividend, divisor) => {
    unlessAll(builder, n.less(n.abs(dividend), n.abs(divisor)), eachLane(kernelIndex.remainder, dividend, divisor));
    return dividend;
  }),
  inLanes('modulo', two, ({ n }, dividend, divisor) =>
    moduloOf(n, { rest: call(laneIndex.remainder, dividend, divisor), divisor }),
  ),
  powerOfPositive('plainPower', { precise: false }),
  powerOfPositive('precisePower', { precise: true }),
];

interface Place {
  readonly builder: FunctionBuilder;
  readonly n: Formula;
}

function inLanes(
  name: string,
  parameters: readonly ValueType[],
  write: (place: Place, x: Bytes, y: Bytes) => Bytes,
): WasmFunction {
  return buildFunction({ name, parameters, results: ['v128'] }, (builder) =>
    write({ builder, n: formulaIn(lanes, builder) }, builder.parameter(0), builder.parameter(1)),
  );
}

function circular(name: 'sin' | 'cos' | 'tan', which: Circular): WasmFunction {
  return inLanes(name, one, ({ builder, n }, x) => {
    const size = n.abs(x);
    unlessAll(builder, n.lessOrEqual(size, n.constant(largestAngle)), eachLane(kernelIndex[name], x));
    return circularOf(n, { x, which });
  });
}

function powerOfPositive(name: string, { precise }: { precise: boolean }): WasmFunction {
  return inLanes(name, two, ({ n }, x, y) => {
    const { high, low } = exponentOfPower(n, { x, y, precise });
    return call(laneIndex.exponentialOfSum, high, low);
  });
}

function arctan(x: Bytes): Bytes {
  return call(laneIndex.arctan, x);
}

function isPositive(n: Formula, x: Bytes): Bytes {
  return n.truths.and(n.greater(x, n.constant(0)), n.less(x, infinity));
}

/** Leaves with a value unless something holds in both lanes. */
function unlessAll({ add }: FunctionBuilder, truth: Bytes, value: Bytes): void {
  add(when(i32.isZero(i64x2.allTrue(truth)), leaveWith(value)));
}

/** A scalar function for one lane and the other. */
export function eachLane(functionIndex: number, ...vectors: Bytes[]): Bytes {
  const of = (lane: Lane): Bytes => call(functionIndex, ...vectors.map((each) => f64x2.extract(each, lane)));
  return f64x2.join(of(0), of(1));
}

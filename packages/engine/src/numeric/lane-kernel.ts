import type { Bytes } from '../encode/bytes.ts';
import { buildFunction, type FunctionBuilder, type WasmFunction } from '../encode/function-builder.ts';
import { call, i32, leaveWith, when, type ValueType } from '../encode/instructions.ts';
import { f64x2, i64x2, type Lane } from '../encode/vector-instructions.ts';
import {
  exponentialBetween,
  exponentOfPower,
  greatestExponent,
  isPlainPower,
  leastExponent,
  logarithmOfPositive,
} from './exponential.ts';
import { kernelFunctions, kernelIndex } from './kernel.ts';
import { formulaIn, type Formula, type Numbers } from './numbers.ts';
import { moduloOf } from './remainder.ts';
import { arctangentOf, circularOf, inverseCircularOf, largestAngle, type Circular } from './trigonometric.ts';

const first = 1 + kernelFunctions.length;

/**
 * The kernel's functions over vectors, each giving in both lanes the bits that the kernel gives: the same formulas, and where a lane is a
 * case of its own, the kernel itself for each. They stand in this order after `kernelFunctions`.
 */
export const laneIndex = {
  exp: first,
  ln: first + 1,
  power: first + 2,
  sin: first + 3,
  cos: first + 4,
  tan: first + 5,
  arctan: first + 6,
  arcsin: first + 7,
  arccos: first + 8,
  remainder: first + 9,
  modulo: first + 10,
} as const;

const one: readonly ValueType[] = ['v128'];
const two: readonly ValueType[] = ['v128', 'v128'];

/** The functions, in `numbers`: those of vectors, with constants in the instructions or wherever a module has them. */
export function laneFunctions(numbers: Numbers): readonly WasmFunction[] {
  const inLanes = (name: string, parameters: readonly ValueType[], write: Write): WasmFunction =>
    buildFunction({ name, parameters, results: ['v128'] }, (builder) =>
      write({ builder, n: formulaIn(numbers, builder) }, builder.parameter(0), builder.parameter(1)),
    );
  const circular = (name: 'sin' | 'cos' | 'tan', which: Circular): WasmFunction =>
    inLanes(name, one, ({ builder, n }, x) => {
      const inRange = n.lessOrEqual(n.abs(x), n.constant(largestAngle));
      unlessAll(builder, inRange, eachLane(kernelIndex[name], x));
      return circularOf(n, { x, which });
    });
  return [
    inLanes('exp', one, ({ builder, n }, x) => {
      unlessAll(builder, isInRange(n, x), eachLane(kernelIndex.exp, x));
      return exponentialBetween(n, { high: x, low: n.constant(0) });
    }),
    inLanes('ln', one, ({ builder, n }, x) => {
      unlessAll(builder, isPositive(n, x), eachLane(kernelIndex.ln, x));
      return logarithmOfPositive(n, x);
    }),
    inLanes('power', two, ({ builder, n }, x, y) => {
      const alone = eachLane(kernelIndex.power, x, y);
      unlessAll(builder, isPlainPower(n, x, y), alone);
      const exponent = exponentOfPower(n, { x, y });
      unlessAll(builder, isInRange(n, exponent.high), alone);
      return exponentialBetween(n, exponent);
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
  ];
}

type Write = (place: { readonly builder: FunctionBuilder; readonly n: Formula }, x: Bytes, y: Bytes) => Bytes;

function arctan(x: Bytes): Bytes {
  return call(laneIndex.arctan, x);
}

function isPositive(n: Formula, x: Bytes): Bytes {
  return n.truths.and(n.greater(x, n.constant(0)), n.less(x, n.constant(Number.POSITIVE_INFINITY)));
}

/** Whether an exponential is neither 0 nor ∞ for its size alone. */
function isInRange(n: Formula, exponent: Bytes): Bytes {
  return n.truths.and(
    n.lessOrEqual(exponent, n.constant(greatestExponent)),
    n.greaterOrEqual(exponent, n.constant(leastExponent)),
  );
}

/** Leaves with a value unless something holds in both lanes. */
function unlessAll({ add }: FunctionBuilder, truth: Bytes, value: Bytes): void {
  add(when(i32.isZero(i64x2.allTrue(truth)), leaveWith(value)));
}

/** A scalar function for one lane and the other. */
function eachLane(functionIndex: number, ...vectors: Bytes[]): Bytes {
  const of = (lane: Lane): Bytes => call(functionIndex, ...vectors.map((each) => f64x2.extract(each, lane)));
  return f64x2.join(of(0), of(1));
}

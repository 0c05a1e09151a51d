import type { GraphicalFunction } from '../model/model.ts';
import { kernel } from '../numeric/kernel.ts';
import type { BinaryCode, UnaryCode } from './program.ts';

/** The meaning of each operation on numbers. Truth is anything but 0; a comparison gives 1 or 0. */

export const unaryOperations: Readonly<Record<UnaryCode, (value: number) => number>> = {
  negate: (value) => -value,
  not: (value) => (value === 0 ? 1 : 0),
  abs: Math.abs,
  exp: kernel.exp,
  ln: kernel.ln,
  sqrt: Math.sqrt,
  sin: kernel.sin,
  cos: kernel.cos,
  tan: kernel.tan,
  arcsin: kernel.arcsin,
  arccos: kernel.arccos,
  arctan: kernel.arctan,
  floor: Math.floor,
  ceil: Math.ceil,
  truncate: Math.trunc,
  // Halves go away from zero.
  round: (value) => Math.trunc(value + (value < 0 ? -0.5 : 0.5)),
};

export const binaryOperations: Readonly<Record<BinaryCode, (left: number, right: number) => number>> = {
  add: (left, right) => left + right,
  subtract: (left, right) => left - right,
  multiply: (left, right) => left * right,
  divide: (left, right) => left / right,
  power: kernel.power,
  modulo: kernel.modulo,
  remainder: kernel.remainder,
  min: Math.min,
  max: Math.max,
  equal: (left, right) => (left === right ? 1 : 0),
  unequal: (left, right) => (left === right ? 0 : 1),
  less: (left, right) => (left < right ? 1 : 0),
  lessOrEqual: (left, right) => (left <= right ? 1 : 0),
  greater: (left, right) => (left > right ? 1 : 0),
  greaterOrEqual: (left, right) => (left >= right ? 1 : 0),
  and: (left, right) => (left !== 0 && right !== 0 ? 1 : 0),
  or: (left, right) => (left !== 0 || right !== 0 ? 1 : 0),
};

/** The number that stands for a missing value, Vensim's `:NA:`. */
export const notAvailable = -(2 ** 109);

/**
 * How far from a point an input still counts as at it, in tables that jump: a billionth of the input, at least 1e-9 and at most
 * 1e-3. Times are start + i × step and so differ from a time that a person wrote by rounding.
 */
export const slack = { share: 1e-9, least: 1e-9, most: 1e-3 } as const;

/** The value of a graphical function; what each mode means is said at `TableMode`. */
export function lookUp({ x, y, mode }: GraphicalFunction, input: number): number {
  if (Number.isNaN(input)) return input;
  const last = x.length - 1;
  const near = Math.min(Math.max(slack.share * Math.abs(input), slack.least), slack.most);
  const reach = mode === 'discrete' || mode === 'raw' ? input + near : mode === 'forward' ? input - near : input;
  // The last point at or before what is in reach; -1 before the first.
  let low = -1;
  let high = last;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((x[middle] ?? 0) <= reach) low = middle;
    else high = middle - 1;
  }
  if (mode === 'raw') return low >= 0 && (x[low] ?? 0) >= input - near ? (y[low] ?? Number.NaN) : notAvailable;
  if (mode === 'forward') return y[Math.min(low + 1, last)] ?? Number.NaN;
  if (mode === 'discrete' || last === 0) return y[Math.max(low, 0)] ?? Number.NaN;
  if (mode === 'continuous' && low === -1) return y[0] ?? Number.NaN;
  if (mode === 'continuous' && low === last) return y[last] ?? Number.NaN;
  const left = Math.min(Math.max(low, 0), last - 1);
  const [x0 = 0, x1 = 0] = [x[left], x[left + 1]];
  const [y0 = 0, y1 = 0] = [y[left], y[left + 1]];
  return y0 + ((input - x0) / (x1 - x0)) * (y1 - y0);
}

import { code } from './code.ts';
import type { Code } from './program.ts';
import type { Scope } from './scope.ts';

/** Lowers a function over an array, given the code of each element. */
export type AggregateLowering = (elements: readonly Code[], scope: Scope) => Code;

/** By canonical name. */
export const aggregates: ReadonlyMap<string, AggregateLowering> = new Map<string, AggregateLowering>([
  ['SUM', (elements) => fold('add', elements)],
  ['PROD', (elements) => fold('multiply', elements)],
  ['MIN', (elements) => fold('min', elements)],
  ['MAX', (elements) => fold('max', elements)],
  ['MEAN', mean],
  ['STDDEV', standardDeviation],
  ['SIZE', (elements) => code.constant(elements.length)],
]);

/** More than this many are folded in two halves, so that no code is nested too deeply. */
const longestFold = 256;

/** From left to right. */
export function fold(operation: 'add' | 'multiply' | 'min' | 'max', elements: readonly Code[]): Code {
  if (elements.length > longestFold) {
    const middle = Math.ceil(elements.length / 2);
    return code.binary(operation, fold(operation, elements.slice(0, middle)), fold(operation, elements.slice(middle)));
  }
  const [first, ...rest] = elements;
  if (first === undefined) return code.constant(Number.NaN);
  return rest.reduce((left, right) => code.binary(operation, left, right), first);
}

function mean(elements: readonly Code[]): Code {
  return code.divide(fold('add', elements), code.constant(elements.length));
}

function standardDeviation(elements: readonly Code[], { builder, owner }: Scope): Code {
  const values = elements.map((element) => builder.shared(owner, element));
  const centre = builder.shared(owner, mean(values));
  const squares = values.map((value) => {
    const distance = builder.shared(owner, code.subtract(value, centre));
    return code.multiply(distance, distance);
  });
  return code.unary('sqrt', mean(squares));
}

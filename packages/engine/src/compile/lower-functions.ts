import { code } from './code.ts';
import { argument, type FunctionLowering } from './function-lowering.ts';
import { delays } from './lower-delays.ts';
import { memories } from './lower-memory.ts';
import { fold } from './lower-aggregates.ts';
import { random } from './lower-random.ts';
import type { Code, UnaryCode } from './program.ts';
import type { Scope } from './scope.ts';
import { special } from './lower-special.ts';
import { timing } from './lower-timing.ts';

const unary =
  (name: UnaryCode): FunctionLowering =>
  (list) =>
    code.unary(name, argument(list, 0));

/** Below this Vensim's ZIDZ and XIDZ take a denominator for zero. */
const vensimZero = 1e-6;

function safeQuotient([top, bottom, instead]: readonly [Code, Code, Code], scope: Scope, tolerance: number): Code {
  const denominator = scope.builder.shared(scope.owner, bottom);
  const zero =
    tolerance === 0
      ? code.binary('equal', denominator, code.constant(0))
      : code.binary('less', code.unary('abs', denominator), code.constant(tolerance));
  return code.select(zero, instead, code.divide(top, denominator));
}

const pure: readonly (readonly [string, FunctionLowering])[] = [
  ['ABS', unary('abs')],
  ['EXP', unary('exp')],
  ['LN', unary('ln')],
  ['LOG10', (list) => code.divide(code.unary('ln', argument(list, 0)), code.constant(Math.LN10))],
  ['LOG', (list) => code.divide(code.unary('ln', argument(list, 0)), code.unary('ln', argument(list, 1)))],
  ['SQRT', unary('sqrt')],
  ['SIN', unary('sin')],
  ['COS', unary('cos')],
  ['TAN', unary('tan')],
  ['ARCSIN', unary('arcsin')],
  ['ARCCOS', unary('arccos')],
  ['ARCTAN', unary('arctan')],
  ['INT', unary('floor')],
  ['INTEGER', unary('truncate')],
  ['CEILING', unary('ceil')],
  ['ROUND', unary('round')],
  ['QUANTUM', quantum],
  ['MOD', (list) => code.binary('modulo', argument(list, 0), argument(list, 1))],
  ['MODULO', (list) => code.binary('remainder', argument(list, 0), argument(list, 1))],
  ['POWER', (list) => code.binary('power', argument(list, 0), argument(list, 1))],
  ['MIN', (list) => fold('min', list)],
  ['MAX', (list) => fold('max', list)],
  ['MEAN', (list) => code.divide(fold('add', list), code.constant(list.length))],
  [
    'SAFEDIV',
    (list, { scope }) => safeQuotient([argument(list, 0), argument(list, 1), list[2] ?? code.constant(0)], scope, 0),
  ],
  [
    'ZIDZ',
    (list, { scope }) => safeQuotient([argument(list, 0), argument(list, 1), code.constant(0)], scope, vensimZero),
  ],
  [
    'XIDZ',
    (list, { scope }) => safeQuotient([argument(list, 0), argument(list, 1), argument(list, 2)], scope, vensimZero),
  ],
  ['PI', () => code.constant(Math.PI)],
];

function quantum(list: readonly Code[], { scope }: { scope: Scope }): Code {
  const value = scope.builder.shared(scope.owner, argument(list, 0));
  const step = scope.builder.shared(scope.owner, argument(list, 1));
  const multiple = code.multiply(step, code.unary('truncate', code.divide(value, step)));
  return code.select(code.binary('lessOrEqual', step, code.constant(0)), value, multiple);
}

/** By canonical name: every built-in that is not an aggregate alone. */
export const functions: ReadonlyMap<string, FunctionLowering> = new Map([
  ...pure,
  ...special,
  ...timing,
  ...delays,
  ...memories,
  ...random,
]);

import fc from 'fast-check';
import type { BinaryCode, Code, Program, UnaryCode } from '../compile/program.ts';
import { tableModes } from '../model/model.ts';

const unaryCodes: readonly UnaryCode[] = [
  'negate',
  'not',
  'abs',
  'exp',
  'ln',
  'sqrt',
  'sin',
  'cos',
  'tan',
  'arcsin',
  'arccos',
  'arctan',
  'floor',
  'ceil',
  'truncate',
  'round',
];
const binaryCodes: readonly BinaryCode[] = [
  'add',
  'subtract',
  'multiply',
  'divide',
  'power',
  'modulo',
  'remainder',
  'min',
  'max',
  'equal',
  'unequal',
  'less',
  'lessOrEqual',
  'greater',
  'greaterOrEqual',
  'and',
  'or',
];
/** Numbers at which operations have cases of their own. */
export const edges = [
  0,
  -0,
  1,
  -1,
  0.5,
  -0.5,
  1.5,
  2.5,
  1 - 1e-12,
  1 + 1e-12,
  1 - 1e-6,
  1 + 1e-6,
  -2.5,
  3,
  1e-320,
  -1e-320,
  1e308,
  -1e308,
  745,
  -745,
  Math.PI,
  Infinity,
  -Infinity,
  NaN,
];

const slotOf = (slot: number): Code => ({ op: 'slot', slot });

/** A program that computes `codes` from the parameters in slots 0, 1, … and does nothing else. */
export function programOf(codes: readonly Code[], parameterCount: number): Program {
  const names = Array.from({ length: parameterCount }, (_, slot) => ({ name: `p${slot}`, slot, value: 0 }));
  return {
    name: 'codes',
    slotCount: parameterCount + codes.length,
    time: { start: 0, stop: 1, step: 1, units: 'year', method: 'euler' },
    layout: [],
    tables: [
      ...tableModes.map((mode) => ({ x: [0, 1, 3], y: [0, 10, -5], mode })),
      ...tableModes.map((mode) => ({ x: [1], y: [7], mode })),
    ],
    parameters: names,
    constants: [],
    initial: [],
    step: codes.map((code, index) => ({ slot: parameterCount + index, code })),
    integrators: [],
    held: [],
    updates: [],
    shapedByValues: false,
    eulerOnly: [],
    watched: [],
  };
}

/** Each operation on the slots 0 and 1, and each kind of table. */
export const everyOperation: readonly Code[] = [
  ...unaryCodes.map((name): Code => ({ op: 'unary', function: name, operand: slotOf(0) })),
  ...binaryCodes.map((name): Code => ({ op: 'binary', function: name, left: slotOf(0), right: slotOf(1) })),
  ...Array.from({ length: 2 * tableModes.length }, (_, table): Code => ({ op: 'lookup', table, input: slotOf(0) })),
];

const { code } = fc.letrec<{ code: Code }>((tie) => ({
  code: fc.oneof(
    { maxDepth: 5, depthSize: 'medium' },
    fc.oneof(
      fc.double({ noDefaultInfinity: true }).map((value): Code => ({ op: 'constant', value })),
      fc.nat(3).map(slotOf),
      fc.constantFrom<Code>({ op: 'time' }, { op: 'timeStep' }, { op: 'stopTime' }),
    ),
    fc
      .tuple(fc.constantFrom(...unaryCodes), tie('code'))
      .map(([name, operand]): Code => ({ op: 'unary', function: name, operand })),
    fc
      .tuple(fc.constantFrom(...binaryCodes), tie('code'), tie('code'))
      .map(([name, left, right]): Code => ({ op: 'binary', function: name, left, right })),
    fc
      .tuple(tie('code'), tie('code'), tie('code'))
      .map(([t, then, otherwise]): Code => ({ op: 'select', test: t, then, otherwise })),
    fc
      .tuple(fc.nat(2 * tableModes.length - 1), tie('code'))
      .map(([table, input]): Code => ({ op: 'lookup', table, input })),
    tie('code').map((index): Code => ({ op: 'element', base: 0, size: 4, index })),
  ),
}));
/** Values for `anyCode`. */
export const fourNumbers = fc.array(fc.oneof(fc.double({ min: -1e3, max: 1e3 }), fc.constantFrom(...edges)), {
  minLength: 4,
  maxLength: 4,
});
/** Expressions over four slots, the clock and the tables of `programOf`. */
export const anyCode = code;

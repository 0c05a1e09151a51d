import type { BinaryCode, Code, UnaryCode } from '../compile/program.ts';
import { numberInC } from './native-number.ts';

/** An expression of a program in C; `nameOf` is asked for each slot, from left to right, and for whole arrays by `elements`. */
export function expressionInC(code: Code, nameOf: (slot: number) => string): string {
  const of = (each: Code): string => expressionInC(each, nameOf);
  switch (code.op) {
    case 'constant':
      return code.value < 0 ? `(${numberInC(code.value)})` : numberInC(code.value);
    case 'slot':
      return nameOf(code.slot);
    case 'time':
      return 't';
    case 'timeStep':
      return 'step';
    case 'startTime':
      return 'start';
    case 'stopTime':
      return 'stop';
    case 'unary':
      return unary[code.function](of(code.operand));
    case 'binary': {
      const left = of(code.left);
      return binary[code.function](left, of(code.right));
    }
    case 'select': {
      const [test, then, otherwise] = [of(code.test), of(code.then), of(code.otherwise)];
      return `(${test} != 0 ? ${then} : ${otherwise})`;
    }
    case 'lookup':
      return `table${code.table}(${of(code.input)})`;
    case 'element':
      return `element(s + ${code.base}, ${code.size}, ${of(code.index)})`;
    case 'procedure':
      throw new TypeError(`Cannot write "${code.procedure}" in C: it is work of the host`);
  }
}

const called =
  (name: string) =>
  (value: string): string =>
    `${name}(${value})`;

const unary: Readonly<Record<UnaryCode, (value: string) => string>> = {
  negate: (value) => `(-${value})`,
  not: (value) => `(double)(${value} == 0)`,
  abs: called('fabs'),
  exp: called('exp'),
  ln: called('log'),
  sqrt: called('sqrt'),
  sin: called('sin'),
  cos: called('cos'),
  tan: called('tan'),
  arcsin: called('asin'),
  arccos: called('acos'),
  arctan: called('atan'),
  floor: called('floor'),
  ceil: called('ceil'),
  truncate: called('trunc'),
  round: called('rounded'),
};

type Write = (left: string, right: string) => string;
const between =
  (sign: string): Write =>
  (left, right) =>
    `(${left} ${sign} ${right})`;
const truth =
  (sign: string): Write =>
  (left, right) =>
    `(double)(${left} ${sign} ${right})`;
const of =
  (name: string): Write =>
  (left, right) =>
    `${name}(${left}, ${right})`;

const binary: Readonly<Record<BinaryCode, Write>> = {
  add: between('+'),
  subtract: between('-'),
  multiply: between('*'),
  divide: between('/'),
  power: of('pow'),
  modulo: of('modulo'),
  remainder: of('fmod'),
  min: of('lesser'),
  max: of('greater'),
  equal: truth('=='),
  unequal: truth('!='),
  less: truth('<'),
  lessOrEqual: truth('<='),
  greater: truth('>'),
  greaterOrEqual: truth('>='),
  and: (left, right) => `(double)(${left} != 0 && ${right} != 0)`,
  or: (left, right) => `(double)(${left} != 0 || ${right} != 0)`,
};

/** What expressions call beside libm. Where an operand is NaN, `lesser` and `greater` give the second, as the machine does. */
export const expressionHelpersInC = `
static inline double lesser(double a, double b) { return a < b ? a : b; }
static inline double greater(double a, double b) { return a > b ? a : b; }
static inline double rounded(double a) { return trunc(a + (a < 0 ? -0.5 : 0.5)); }
static inline double modulo(double a, double b) {
  double rest = fmod(a, b);
  return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
}
static inline double element(const double *values, long size, double index) {
  double place = rounded(index);
  return place >= 0 && place < size ? values[(long)place] : NAN;
}`;

import { number, optional, plain, x, type FunctionEntry } from './entry.ts';

/** Functions of numbers alone. */
export const mathematics: readonly FunctionEntry[] = [
  { name: 'ABS', arguments: [x('value')], units: 'x', documentation: 'The value without its sign.' },
  plain('EXP', 'e to the power of the value.'),
  { ...plain('LN', 'The natural logarithm.'), units: '1' },
  plain('LOG10', 'The logarithm to base 10.'),
  {
    name: 'LOG',
    arguments: [number('value'), number('base')],
    units: '1',
    documentation: 'The logarithm to a given base.',
  },
  { name: 'SQRT', arguments: [x('value')], units: 'x^0.5', documentation: 'The square root.' },
  plain('SIN', 'The sine of an angle in radians.'),
  plain('COS', 'The cosine of an angle in radians.'),
  plain('TAN', 'The tangent of an angle in radians.'),
  plain('ARCSIN', 'The angle in radians whose sine is the value.'),
  plain('ARCCOS', 'The angle in radians whose cosine is the value.'),
  plain('ARCTAN', 'The angle in radians whose tangent is the value.'),
  {
    name: 'INT',
    aliases: ['FLOOR'],
    arguments: [x('value')],
    units: 'x',
    documentation: 'The greatest whole number not above the value.',
  },
  {
    name: 'INTEGER',
    aliases: ['TRUNCATE'],
    arguments: [x('value')],
    units: 'x',
    documentation: 'The value without its decimals, towards zero (Vensim).',
  },
  {
    name: 'CEILING',
    arguments: [x('value')],
    units: 'x',
    documentation: 'The least whole number not below the value.',
  },
  {
    name: 'ROUND',
    arguments: [x('value')],
    units: 'x',
    documentation: 'The nearest whole number; halves go away from zero.',
  },
  {
    name: 'QUANTUM',
    arguments: [x('value'), x('quantum')],
    units: 'x',
    documentation:
      'The multiple of the quantum nearest the value towards zero (Vensim); the value where the quantum is not above 0.',
  },
  {
    name: 'MOD',
    arguments: [x('value'), x('divisor')],
    units: 'x',
    documentation: 'The remainder, with the sign of the divisor (XMILE).',
  },
  {
    name: 'MODULO',
    arguments: [x('value'), x('divisor')],
    units: 'x',
    documentation: 'The remainder, with the sign of the value (Vensim).',
  },
  { name: 'POWER', arguments: [x('value'), number('exponent')], units: 'any', documentation: 'The value to a power.' },
  {
    name: 'SAFEDIV',
    arguments: [x('numerator'), { name: 'denominator', units: 'y' }, optional({ name: 'instead', units: 'x/y' })],
    units: 'x/y',
    documentation: 'A quotient; where the denominator is 0, the third argument, by default 0.',
  },
  {
    name: 'ZIDZ',
    arguments: [x('numerator'), { name: 'denominator', units: 'y' }],
    units: 'x/y',
    documentation: 'A quotient; 0 where the denominator is within 1e-6 of 0 (Vensim).',
  },
  {
    name: 'XIDZ',
    arguments: [x('numerator'), { name: 'denominator', units: 'y' }, { name: 'instead', units: 'x/y' }],
    units: 'x/y',
    documentation: 'A quotient; the third argument where the denominator is within 1e-6 of 0 (Vensim).',
  },
];

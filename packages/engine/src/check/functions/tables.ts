import { number, type ArgumentEntry, type FunctionEntry } from './entry.ts';

const any = (name: string): ArgumentEntry => ({ name, units: 'any' });
const manual = 'Vensim reference manual';
const help = 'isee systems help, Graphical builtins';

/** Functions of graphical functions, which their first argument names. */
export const tables: readonly FunctionEntry[] = [
  {
    name: 'LOOKUP',
    arguments: [any('table'), any('input')],
    units: 'any',
    documentation: 'The value of a graphical function named in the first argument.',
    vensim: 'table(x)',
    xmile: 'LOOKUP(table, x), or table(x)',
  },
  {
    name: 'LOOKUP FORWARD',
    arguments: [any('table'), any('input')],
    units: 'any',
    documentation: 'The value at the next point, without a line between points; beyond the ends the nearest.',
    vensim: 'LOOKUP FORWARD(lookup, x)',
    source: manual,
  },
  {
    name: 'LOOKUP BACKWARD',
    arguments: [any('table'), any('input')],
    units: 'any',
    documentation: 'The value at the last point passed, without a line between points; beyond the ends the nearest.',
    vensim: 'LOOKUP BACKWARD(lookup, x)',
    source: manual,
  },
  {
    name: 'LOOKUP EXTRAPOLATE',
    arguments: [any('table'), any('input')],
    units: 'any',
    documentation: 'The value, the first and the last line extended beyond the points.',
    vensim: 'LOOKUP EXTRAPOLATE(lookup, x)',
    source: manual,
  },
  {
    name: 'LOOKUP INVERT',
    arguments: [any('table'), any('value')],
    units: 'any',
    documentation: 'The least input at which the table has the value; :NA: where it never has.',
    vensim: 'LOOKUP INVERT(lookup, y)',
    source: manual,
  },
  {
    name: 'LOOKUPINV',
    arguments: [any('table'), any('value')],
    units: 'any',
    documentation:
      'The first input at which the table has the value. Where it never has: the input at its least or greatest value, or, where the table is extrapolated, on the extended line (Stella).',
    xmile: 'LOOKUPINV(graphical, expression)',
    source: help,
  },
  {
    name: 'LOOKUP AREA',
    arguments: [any('table'), any('from'), any('to')],
    units: 'any',
    documentation:
      'The area under the table from one input to another; negative where the second is less. NaN beyond the points, of which Vensim’s manual says nothing.',
    vensim: 'LOOKUP AREA(lookup, x start, x end)',
    source: manual,
  },
  {
    name: 'LOOKUPAREA',
    arguments: [any('table'), { ...any('to'), optional: true }, { ...any('from'), optional: true }],
    units: 'any',
    documentation:
      'The area under the table between two inputs in either order, by default its ends; nothing beyond its ends unless it is extrapolated (Stella).',
    xmile: 'LOOKUPAREA(graphical, [to x, from x])',
    source: help,
  },
  {
    name: 'LOOKUP SLOPE',
    arguments: [any('table'), any('input'), number('mode')],
    units: 'any',
    documentation:
      'The slope of the line at an input, at a point the mean of those on its two sides. Beyond the ends by mode: 0 none, 1 that of the last line, -1 :NA:. At the first and the last point that of the one line there (unchecked).',
    vensim: 'LOOKUP SLOPE(lookup, x, m)',
    source: manual,
  },
];

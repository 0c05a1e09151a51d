import { number, time, type ArgumentEntry, type FunctionEntry } from './entry.ts';

const series: ArgumentEntry = { name: 'data', units: 'any' };
const source = 'Vensim reference manual, Data Functions';

/** Functions of data: of a variable whose graphical function runs over TIME. */
export const data: readonly FunctionEntry[] = [
  {
    name: 'GET DATA BETWEEN TIMES',
    arguments: [series, time('time'), number('mode')],
    units: 'any',
    documentation:
      'The value of data at a time: interpolated (mode 0), the next value at or after it (1), or the one before it (-1); :NA:, the number -2^109, before the first point and after the last. Modes 1 and -1 take whole times, rounded down, and at a point -1 gives the point before: not what the manual says, but what Vensim was seen to do.',
    vensim: 'GET DATA BETWEEN TIMES(data, time, mode)',
    source: `${source}; for modes 1 and -1 SDEverywhere, js-model-lookup.ts`,
  },
  {
    name: 'GET DATA AT TIME',
    arguments: [series, time('time')],
    units: 'any',
    documentation: 'The value of data at a time that has a point, otherwise :NA:, the number -2^109.',
    vensim: 'GET DATA AT TIME(data, time)',
    source: `${source}; unchecked`,
  },
  {
    name: 'GET DATA FIRST TIME',
    arguments: [series],
    units: 'time',
    documentation: 'The time of the first point of data.',
    vensim: 'GET DATA FIRST TIME(data)',
    source: `${source}; unchecked`,
  },
  {
    name: 'GET DATA LAST TIME',
    arguments: [series],
    units: 'time',
    documentation: 'The time of the last point of data.',
    vensim: 'GET DATA LAST TIME(data)',
    source: `${source}; unchecked`,
  },
  {
    name: 'GET DATA TOTAL POINTS',
    arguments: [series],
    units: '1',
    documentation: 'The number of points of data.',
    vensim: 'GET DATA TOTAL POINTS(data)',
    source: `${source}; unchecked`,
  },
];

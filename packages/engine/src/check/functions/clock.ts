import { optional, time, x, type FunctionEntry } from './entry.ts';

/** Functions of the clock, and test inputs. */
export const clock: readonly FunctionEntry[] = [
  { name: 'TIME', arguments: [], units: 'time', documentation: 'The current time.' },
  { name: 'DT', aliases: ['TIME STEP'], arguments: [], units: 'time', documentation: 'The length of a step.' },
  { name: 'STARTTIME', aliases: ['INITIAL TIME'], arguments: [], units: 'time', documentation: 'When the run starts.' },
  { name: 'STOPTIME', aliases: ['FINAL TIME'], arguments: [], units: 'time', documentation: 'When the run stops.' },
  { name: 'PI', arguments: [], units: '1', documentation: '3.14159…' },
  {
    name: 'STEP',
    arguments: [x('height'), time('from')],
    units: 'x',
    documentation: '0, and from the given time the height.',
  },
  {
    name: 'RAMP',
    arguments: [{ name: 'slope', units: 'x' }, time('from'), optional(time('until'))],
    units: 'x*time',
    documentation: '0, rising by the slope from one time until another, then held.',
  },
  {
    name: 'PULSE',
    arguments: [x('amount'), optional(time('first')), optional(time('interval'))],
    units: 'x/time',
    documentation:
      'An amount delivered within one step, so amount/DT, at the first time and again at each interval (XMILE). With the amount alone, at every step.',
  },
  {
    name: 'VENSIM PULSE',
    arguments: [time('from'), time('width')],
    units: '1',
    documentation: '1 from a time for a width, at least one step; otherwise 0 (Vensim’s PULSE).',
  },
  {
    name: 'PULSE TRAIN',
    arguments: [time('from'), time('width'), time('interval'), time('until')],
    units: '1',
    documentation: '1 for a width at each interval from a time until another; otherwise 0 (Vensim).',
  },
];

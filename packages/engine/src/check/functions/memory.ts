import { number, optional, time, x, type FunctionEntry } from './entry.ts';

/** Functions that remember: delays, smooths, samples. */
export const memory: readonly FunctionEntry[] = [
  {
    name: 'INIT',
    aliases: ['INITIAL'],
    arguments: [x('value')],
    units: 'x',
    documentation: 'What the value was at the start.',
  },
  {
    name: 'ACTIVE INITIAL',
    arguments: [x('value'), x('initial')],
    units: 'x',
    documentation: 'The value; while initial values are worked out, the second argument (Vensim).',
  },
  {
    name: 'PREVIOUS',
    arguments: [x('value'), x('initial')],
    units: 'x',
    documentation: 'What the value was one step before.',
  },
  {
    name: 'HISTORY',
    arguments: [x('value'), time('when')],
    units: 'x',
    documentation:
      'What the value was at a time of this run, the nearest step’s; 0 for a time before the start or after the present.',
    xmile: 'HISTORY(value, when)',
    source: 'isee systems, “Data builtins”; the conformance pair Time_related_functions',
  },
  {
    name: 'SAMPLE IF TRUE',
    arguments: [{ name: 'condition', units: 'any' }, x('value'), x('initial')],
    units: 'x',
    documentation: 'The value while the condition holds; otherwise what it was when it last held (Vensim).',
  },
  {
    name: 'SMTH1',
    aliases: ['SMOOTH', 'SMOOTHI', 'SMOOTH1'],
    arguments: [x('input'), time('time'), optional(x('initial'))],
    units: 'x',
    documentation: 'First-order exponential smooth.',
  },
  {
    name: 'SMTH3',
    aliases: ['SMOOTH3', 'SMOOTH3I'],
    arguments: [x('input'), time('time'), optional(x('initial'))],
    units: 'x',
    documentation: 'Third-order exponential smooth.',
  },
  {
    name: 'SMTHN',
    aliases: ['SMOOTHN'],
    arguments: [x('input'), time('time'), number('order'), optional(x('initial'))],
    units: 'x',
    documentation: 'Exponential smooth of a whole-number order.',
  },
  {
    name: 'DELAY1',
    aliases: ['DELAY1I'],
    arguments: [x('input'), time('time'), optional(x('initial'))],
    units: 'x',
    documentation: 'First-order material delay: what flows in flows out, on average after the time.',
  },
  {
    name: 'DELAY3',
    aliases: ['DELAY3I'],
    arguments: [x('input'), time('time'), optional(x('initial'))],
    units: 'x',
    documentation: 'Third-order material delay.',
  },
  {
    name: 'DELAYN',
    arguments: [x('input'), time('time'), number('order'), optional(x('initial'))],
    units: 'x',
    documentation: 'Material delay of a whole-number order.',
  },
  {
    name: 'DELAY',
    arguments: [x('input'), time('time'), optional(x('initial'))],
    units: 'x',
    documentation: 'The input as it was a fixed time ago; the time is rounded to whole steps (Stella).',
  },
  {
    name: 'DELAY FIXED',
    arguments: [x('input'), time('time'), x('initial')],
    units: 'x',
    documentation: 'The input as it was a fixed time ago (Vensim); the delay time at the start holds throughout.',
  },
  {
    name: 'TREND',
    arguments: [x('input'), time('averaging time'), optional({ name: 'initial', units: '1/time' })],
    units: '1/time',
    documentation: 'The fractional rate of change of a smoothed input.',
  },
  {
    name: 'FORECAST',
    aliases: ['FORCST'],
    arguments: [
      x('input'),
      time('averaging time'),
      time('horizon'),
      optional({ name: 'initial trend', units: '1/time' }),
    ],
    units: 'x',
    documentation: 'The input extrapolated along its trend.',
  },
];

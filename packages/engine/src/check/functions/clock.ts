import { optional, time, x, type FunctionEntry } from './entry.ts';

/** Functions of the clock, and test inputs. */
export const clock: readonly FunctionEntry[] = [
  {
    name: 'TIME',
    arguments: [],
    units: 'time',
    documentation: 'The current time.',
    vensim: 'Time',
    xmile: 'TIME',
    source: 'XMILE 1.0, section 3.5.5',
  },
  {
    name: 'DT',
    aliases: ['TIME STEP'],
    arguments: [],
    units: 'time',
    documentation: 'The length of a step.',
    vensim: 'TIME STEP',
    xmile: 'DT',
    source: 'XMILE 1.0, section 3.5.5',
  },
  {
    name: 'STARTTIME',
    aliases: ['INITIAL TIME'],
    arguments: [],
    units: 'time',
    documentation: 'When the run starts.',
    vensim: 'INITIAL TIME',
    xmile: 'STARTTIME',
    source: 'XMILE 1.0, section 3.5.5',
  },
  {
    name: 'STOPTIME',
    aliases: ['FINAL TIME'],
    arguments: [],
    units: 'time',
    documentation: 'When the run stops.',
    vensim: 'FINAL TIME',
    xmile: 'STOPTIME',
    source: 'XMILE 1.0, section 3.5.5',
  },
  { name: 'PI', arguments: [], units: '1', documentation: '3.14159…', xmile: 'PI', source: 'XMILE 1.0, section 3.5.1' },
  {
    name: 'SINWAVE',
    arguments: [x('amplitude'), time('period')],
    units: 'x',
    documentation: 'amplitude × SIN(2 × PI × TIME / period) (Stella).',
    xmile: 'SINWAVE(amplitude, period)',
  },
  {
    name: 'COSWAVE',
    arguments: [x('amplitude'), time('period')],
    units: 'x',
    documentation: 'amplitude × COS(2 × PI × TIME / period) (Stella).',
    xmile: 'COSWAVE(amplitude, period)',
  },
  {
    name: 'RUNCOUNT',
    arguments: [],
    units: '1',
    documentation: 'How many runs came before: 0, since no run remembers another (Stella).',
  },
  {
    name: 'STEP',
    arguments: [x('height'), time('from')],
    units: 'x',
    documentation:
      '0, and from the given time the height. Vensim’s STEP, which is VENSIM STEP here, differs where the time is not one of a step.',
    xmile: 'STEP(height, time)',
    source: 'XMILE 1.0, section 3.5.4',
  },
  {
    name: 'VENSIM STEP',
    arguments: [x('height'), time('from')],
    units: 'x',
    documentation:
      '0, and the height from the first step whose middle, TIME + DT/2, is past the given time; the same over a whole step, whatever the method (Vensim’s STEP).',
    vensim: 'STEP(height, time)',
    source: 'https://www.vensim.com/documentation/fn_step.html',
  },
  {
    name: 'RAMP',
    arguments: [{ name: 'slope', units: 'x' }, time('from'), optional(time('until'))],
    units: 'x*time',
    documentation:
      '0, rising by the slope from one time until another, then held. Stella’s RAMP(slope) is read as one from the start of the run. Where the end is before the start: the slope over that negative time, as Vensim has it.',
    vensim: 'RAMP(slope, start, end)',
    xmile: 'RAMP(slope, [start], [end])',
    source:
      'https://www.vensim.com/documentation/fn_ramp.html; https://www.iseesystems.com/resources/help/v3/Content/08-Reference/07-Builtins/Test_input_builtins.htm',
  },
  {
    name: 'PULSE',
    arguments: [x('amount'), optional(time('first')), optional(time('interval'))],
    units: 'x/time',
    documentation:
      'An amount delivered within one step, so amount/DT, at the first time and again at each interval (XMILE). With the amount alone, at every step. Without an interval once, as XMILE says; a file of Stella’s or iThink’s that leaves the interval out means every step from the first time, and is read so.',
    xmile: 'PULSE(volume, [first], [interval])',
    source: 'https://www.iseesystems.com/resources/help/v3/Content/08-Reference/07-Builtins/Test_input_builtins.htm',
  },
  {
    name: 'VENSIM PULSE',
    arguments: [time('from'), time('width')],
    units: '1',
    documentation:
      '1 while the middle of the step, TIME + DT/2, lies between a time and a width later; otherwise 0. A width of 0 is one step; a width shorter than half a step may miss every middle. The same over a whole step, whatever the method (Vensim’s PULSE).',
    vensim: 'PULSE(start, width)',
    source: 'https://www.vensim.com/documentation/fn_pulse.html',
  },
  {
    name: 'PULSE TRAIN',
    arguments: [time('from'), time('width'), time('interval'), time('until')],
    units: '1',
    documentation:
      '1 for a width, at least one step, at each interval from a time until another; otherwise 0. It goes by the middle of the step, TIME + DT/2, and is the same over a whole step, whatever the method (Vensim).',
    vensim: 'PULSE TRAIN(start, width, interval, end)',
    source: 'https://www.vensim.com/documentation/fn_pulse_train.html',
  },
];

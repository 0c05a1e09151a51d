import { number, optional, x, type FunctionEntry } from './entry.ts';

const help = 'isee systems help, Financial builtins';
const balance =
  'Solves pv × (1 + rate)^nper + pmt × ((1 + rate)^nper - 1) / rate + fv = 0, without interest pv + pmt × nper + fv = 0; what is paid is negative.';

/** Functions of money and growth. */
export const finance: readonly FunctionEntry[] = [
  {
    name: 'PMT',
    arguments: [number('rate'), number('periods'), x('present value'), x('future value')],
    units: 'x',
    documentation: `The payment at the end of each period. ${balance}`,
    xmile: 'PMT(rate, nper, pv, fv)',
    source: help,
  },
  {
    name: 'PV',
    arguments: [number('rate'), number('periods'), x('payment'), x('future value')],
    units: 'x',
    documentation: `The present value. ${balance}`,
    xmile: 'PV(rate, nper, pmt, fv)',
    source: help,
  },
  {
    name: 'FV',
    arguments: [number('rate'), number('periods'), x('payment'), x('present value')],
    units: 'x',
    documentation: `The future value. ${balance}`,
    xmile: 'FV(rate, nper, pmt, pv)',
    source: help,
  },
  {
    name: 'CGROWTH',
    arguments: [number('percentage')],
    units: '1/time',
    documentation:
      'The fractional growth rate with which a stock grows by the percentage in one unit of time, whatever the step: ((1 + percentage/100)^DT - 1) / DT.',
    xmile: 'CGROWTH(percentage)',
    source: 'isee systems help, Miscellaneous builtins; the formula is unchecked',
  },
  {
    name: 'NPV',
    arguments: [
      x('stream'),
      { name: 'discount rate', units: '1/time' },
      { name: 'initial', units: 'x*time' },
      number('factor'),
    ],
    units: 'x*time',
    documentation:
      'The net present value of a stream from the start up to and with the current step, times a factor. The discount factor falls by discount rate / (1 + discount rate × TIME STEP).',
    vensim: 'NPV(stream, discount rate, init val, factor)',
    source: 'Vensim reference manual',
  },
  {
    name: 'ENDVAL',
    arguments: [x('input'), optional(x('initial'))],
    units: 'x',
    documentation:
      'What the input was at the end of the run before. No run remembers another here: the initial value, by default that of the input, as in the first run after Stella opens a model.',
    xmile: 'ENDVAL(input, [initial])',
    source: 'isee systems help, Data builtins',
  },
];

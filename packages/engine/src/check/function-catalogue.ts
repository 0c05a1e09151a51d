import { toId } from '../model/names.ts';

/**
 * A built-in function: one row a function, from which arity checks, unit checks, reference documentation and the
 * editor's completion all follow. Its meaning is in `compile/`.
 */
export interface FunctionEntry {
  /** Canonical name; the key of its lowering. */
  readonly name: string;
  /** Other spellings that mean exactly the same. */
  readonly aliases?: readonly string[];
  readonly arguments: readonly ArgumentEntry[];
  /** The last argument may be given any number of times. */
  readonly repeats?: boolean;
  /** Units of the result, in the terms of `ArgumentEntry.units`. */
  readonly units: string;
  readonly documentation: string;
}

export interface ArgumentEntry {
  readonly name: string;
  readonly optional?: boolean;
  /** Takes an array (with `*` or a dimension's name) rather than a number. */
  readonly array?: boolean;
  /**
   * What units it must have, as an expression in `x` and `y` (any units, the same wherever the letter stands), `time` (the
   * model's unit of time) and `1`. `any`: not checked.
   */
  readonly units: string;
}

const x = (name: string): ArgumentEntry => ({ name, units: 'x' });
const number = (name: string): ArgumentEntry => ({ name, units: '1' });
const time = (name: string): ArgumentEntry => ({ name, units: 'time' });
const array = (name: string): ArgumentEntry => ({ name, units: 'x', array: true });
const optional = (entry: ArgumentEntry): ArgumentEntry => ({ ...entry, optional: true });
const plain = (name: string, documentation: string): FunctionEntry => ({
  name,
  arguments: [number('value')],
  units: '1',
  documentation,
});

/** Every built-in that can be computed. */
export const functionCatalogue: readonly FunctionEntry[] = [
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
    name: 'MIN',
    aliases: ['VMIN'],
    arguments: [x('value'), optional(x('other'))],
    repeats: true,
    units: 'x',
    documentation: 'The least of the values, or of the elements of one array.',
  },
  {
    name: 'MAX',
    aliases: ['VMAX'],
    arguments: [x('value'), optional(x('other'))],
    repeats: true,
    units: 'x',
    documentation: 'The greatest of the values, or of the elements of one array.',
  },
  {
    name: 'SUM',
    arguments: [array('array')],
    units: 'x',
    documentation: 'The sum over the elements that `*` or a dimension name stands for.',
  },
  { name: 'MEAN', arguments: [array('array')], units: 'x', documentation: 'The mean over the elements.' },
  {
    name: 'PROD',
    arguments: [{ ...array('array'), units: 'any' }],
    units: 'any',
    documentation: 'The product of the elements.',
  },
  {
    name: 'STDDEV',
    arguments: [array('array')],
    units: 'x',
    documentation: 'The population standard deviation of the elements.',
  },
  {
    name: 'SIZE',
    arguments: [{ ...array('array'), units: 'any' }],
    units: '1',
    documentation: 'The number of elements.',
  },
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
    arguments: [
      x('input'),
      time('averaging time'),
      time('horizon'),
      optional({ name: 'initial trend', units: '1/time' }),
    ],
    units: 'x',
    documentation: 'The input extrapolated along its trend.',
  },
  {
    name: 'LOOKUP',
    arguments: [
      { name: 'table', units: 'any' },
      { name: 'input', units: 'any' },
    ],
    units: 'any',
    documentation: 'The value of a graphical function named in the first argument.',
  },
];

/** Functions of XMILE, Stella and Vensim that are known and cannot be computed yet: refused by name. */
export const refusedFunctions: readonly string[] = [
  'ALLOCATE',
  'ALLOCATE AVAILABLE',
  'ALLOCATE BY PRIORITY',
  'BETA',
  'BINOMIAL',
  'CLOCKTIME',
  'COMBINATIONS',
  'CONVEYOR',
  'COOK',
  'COUNTER',
  'CTFLOW',
  'CTMAX',
  'CTMEAN',
  'CTMIN',
  'CTSTDDEV',
  'CYCLETIME',
  'DELAY BATCH',
  'DELAY CONVEYOR',
  'DELAY MATERIAL',
  'DELAY PROFILE',
  'DELAYP',
  'DEPENDENCY',
  'DERIVN',
  'ENDVAL',
  'EXPRND',
  'FACTORIAL',
  'FIND ZERO',
  'GAME',
  'GAMMA',
  'GAMMALN',
  'GEOMETRIC',
  'GET DATA BETWEEN TIMES',
  'GET DIRECT CONSTANTS',
  'GET DIRECT DATA',
  'GET DIRECT LOOKUPS',
  'GET DIRECT SUBSCRIPT',
  'GET XLS CONSTANTS',
  'GET XLS DATA',
  'GET XLS LOOKUPS',
  'GRADIENT',
  'HISTORY',
  'INVERT MATRIX',
  'INVNORM',
  'IRR',
  'LOGISTIC',
  'LOGNORMAL',
  'LOOKUP AREA',
  'LOOKUP BACKWARD',
  'LOOKUP EXTRAPOLATE',
  'LOOKUP FORWARD',
  'LOOKUP INVERT',
  'LOOKUPINV',
  'MONTECARLO',
  'NEGBINOMIAL',
  'NORMAL',
  'NORMALCDF',
  'NPV',
  'PARETO',
  'PERCENT',
  'PERMUTATIONS',
  'POISSON',
  'PMT',
  'PV',
  'FV',
  'QELEM',
  'QLEN',
  'QUEUE AGE AVERAGE',
  'QUEUE FIFO',
  'RANDOM',
  'RANDOM 0 1',
  'RANDOM EXPONENTIAL',
  'RANDOM GAMMA',
  'RANDOM LOGNORMAL',
  'RANDOM NORMAL',
  'RANDOM PINK NOISE',
  'RANDOM POISSON',
  'RANDOM TRIANGULAR',
  'RANDOM UNIFORM',
  'RANK',
  'REWORK',
  'RUNCOUNT',
  'SHIFT IF TRUE',
  'SIMULTANEOUS',
  'SSHAPE',
  'STEPPED',
  'SUMPOS',
  'TASK',
  'THROUGHPUT',
  'TIME BASE',
  'TRIANGULAR',
  'UNIFORM',
  'VECTOR ELM MAP',
  'VECTOR RANK',
  'VECTOR REORDER',
  'VECTOR SELECT',
  'VECTOR SORT ORDER',
  'WEIBULL',
];

const byId: ReadonlyMap<string, FunctionEntry> = new Map(
  functionCatalogue.flatMap((entry) =>
    [entry.name, ...(entry.aliases ?? [])].map((name) => [toId(name), entry] as const),
  ),
);
const refusedIds: ReadonlySet<string> = new Set(refusedFunctions.map(toId));

/** The built-in of a name or alias, in any case. */
export function findFunction(name: string): FunctionEntry | undefined {
  return byId.get(toId(name));
}

/** Whether a name is a known function that cannot be computed. */
export function isRefusedFunction(name: string): boolean {
  return refusedIds.has(toId(name));
}

/** Names that no variable may take, since equations would no longer mean what they say. */
export const reservedNames: ReadonlySet<string> = new Set(['time', 'dt', 'starttime', 'stoptime']);

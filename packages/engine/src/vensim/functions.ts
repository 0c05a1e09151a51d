import type { Call, Expression } from '../equation/expression.ts';
import { nodesOf } from '../equation/map-expression.ts';
import { signedNumber } from './parse.ts';

/** How a Vensim function is said in Weir's dialect; undefined where the number of arguments is wrong. */
type Translate = (list: readonly Expression[], call: Call) => Expression | 'unknown' | undefined;

const call = (name: string, list: readonly (Expression | undefined)[], of: Call): Expression | undefined => {
  const given = list.filter((each) => each !== undefined);
  return given.length === list.length ? { ...of, name, arguments: given } : undefined;
};
/** The same arguments in the same order, `least` to `most` of them. */
const named =
  (name: string, least: number, most = least): Translate =>
  (list, of) =>
    list.length < least || list.length > most ? undefined : call(name, list, of);

/**
 * Vensim's functions, by their names in capitals with single spaces. A function that is not listed is refused by name.
 * Meanings are those of Vensim's reference manual; where the engine has a function of the same name and another meaning
 * (PULSE), the engine's name for Vensim's is used.
 */
const table: Readonly<Record<string, Translate>> = {
  ABS: named('ABS', 1),
  ARCCOS: named('ARCCOS', 1),
  ARCSIN: named('ARCSIN', 1),
  ARCTAN: named('ARCTAN', 1),
  COS: named('COS', 1),
  SIN: named('SIN', 1),
  TAN: named('TAN', 1),
  EXP: named('EXP', 1),
  LN: named('LN', 1),
  LOG: named('LOG', 2),
  SQRT: named('SQRT', 1),
  INTEGER: named('INTEGER', 1),
  MODULO: named('MODULO', 2),
  QUANTUM: named('QUANTUM', 2),
  POWER: ([base, exponent], of) =>
    base && exponent && { kind: 'binary', operator: '^', left: base, right: exponent, span: of.span },
  MAX: named('MAX', 2),
  MIN: named('MIN', 2),
  VMAX: named('MAX', 1),
  VMIN: named('MIN', 1),
  SUM: named('SUM', 1),
  PROD: named('PROD', 1),
  ELMCOUNT: named('SIZE', 1),
  ZIDZ: named('ZIDZ', 2),
  XIDZ: named('XIDZ', 3),
  'IF THEN ELSE': ([test, then, otherwise], of) =>
    test && then && otherwise && { kind: 'conditional', test, then, otherwise, span: of.span },
  INITIAL: named('INIT', 1),
  'ACTIVE INITIAL': named('ACTIVE INITIAL', 2),
  'SAMPLE IF TRUE': named('SAMPLE IF TRUE', 3),
  GAME: ([input]) => input,
  'GET TIME VALUE': timeValue,
  'GET DATA BETWEEN TIMES': named('GET DATA BETWEEN TIMES', 3),
  'GET DATA AT TIME': named('GET DATA AT TIME', 2),
  'GET DATA FIRST TIME': named('GET DATA FIRST TIME', 1),
  'GET DATA LAST TIME': named('GET DATA LAST TIME', 1),
  'GET DATA TOTAL POINTS': named('GET DATA TOTAL POINTS', 1),
  STEP: named('VENSIM STEP', 2),
  RAMP: named('RAMP', 2, 3),
  PULSE: named('VENSIM PULSE', 2),
  'PULSE TRAIN': named('PULSE TRAIN', 4),
  SMOOTH: named('SMTH1', 2),
  SMOOTHI: named('SMTH1', 3),
  SMOOTH3: named('SMTH3', 2),
  SMOOTH3I: named('SMTH3', 3),
  'SMOOTH N': named('VENSIM SMOOTH N', 4),
  DELAY1: named('DELAY1', 2),
  DELAY1I: named('DELAY1', 3),
  DELAY3: named('DELAY3', 2),
  DELAY3I: named('DELAY3', 3),
  'DELAY N': named('VENSIM DELAY N', 4),
  'DELAY FIXED': named('DELAY FIXED', 3),
  'RANDOM 0 1': named('RANDOM 0 1', 0),
  'RANDOM UNIFORM': named('RANDOM UNIFORM', 3),
  'RANDOM NORMAL': named('RANDOM NORMAL', 5),
  'RANDOM EXPONENTIAL': named('RANDOM EXPONENTIAL', 5),
  'RANDOM POISSON': named('RANDOM POISSON', 6),
  'RANDOM GAMMA': named('RANDOM GAMMA', 6),
  'RANDOM BETA': named('RANDOM BETA', 7),
  'RANDOM BINOMIAL': named('RANDOM BINOMIAL', 7),
  'RANDOM NEGATIVE BINOMIAL': named('RANDOM NEGATIVE BINOMIAL', 7),
  'RANDOM LOOKUP': named('RANDOM LOOKUP', 6),
  'RANDOM WEIBULL': named('RANDOM WEIBULL', 6),
  'RANDOM TRIANGULAR': named('RANDOM TRIANGULAR', 6),
  'RANDOM PINK NOISE': named('RANDOM PINK NOISE', 4),
  TREND: named('TREND', 3),
  FORECAST: named('FORECAST', 3),
  SINH: named('SINH', 1),
  COSH: named('COSH', 1),
  TANH: named('TANH', 1),
  'GAMMA LN': named('GAMMA LN', 1),
  NPV: named('NPV', 4),
  'VECTOR SELECT': named('VECTOR SELECT', 5),
  'VECTOR SORT ORDER': named('VECTOR SORT ORDER', 2),
  'VECTOR RANK': named('VECTOR RANK', 2),
  'VECTOR REORDER': named('VECTOR REORDER', 2),
  'VECTOR ELM MAP': named('VECTOR ELM MAP', 2),
  'VECTOR LOOKUP': named('VECTOR LOOKUP', 5),
  'INVERT MATRIX': named('INVERT MATRIX', 2),
  'ALLOCATE AVAILABLE': named('ALLOCATE AVAILABLE', 3),
  'ALLOCATE BY PRIORITY': named('ALLOCATE BY PRIORITY', 5),
  'FIND MARKET PRICE': named('FIND MARKET PRICE', 4),
  'DEMAND AT PRICE': named('DEMAND AT PRICE', 3),
  'SUPPLY AT PRICE': named('SUPPLY AT PRICE', 3),
  'LOOKUP FORWARD': named('LOOKUP FORWARD', 2),
  'LOOKUP BACKWARD': named('LOOKUP BACKWARD', 2),
  'LOOKUP EXTRAPOLATE': named('LOOKUP EXTRAPOLATE', 2),
  'LOOKUP INVERT': named('LOOKUP INVERT', 2),
  'LOOKUP AREA': named('LOOKUP AREA', 3),
  'LOOKUP SLOPE': named('LOOKUP SLOPE', 3),
};

/** Time, or the start, moved by an offset. Other measures need a calendar, and the clock's time is not that of the model. */
function timeValue([from, offset, measure]: readonly Expression[], { span }: Call): Expression | 'unknown' | undefined {
  if (from === undefined || offset === undefined || measure === undefined) return undefined;
  const [origin, kind] = [signedNumber(from), signedNumber(measure)];
  if (kind !== 0 || (origin !== 0 && origin !== 1)) return 'unknown';
  const time: Expression = { kind: 'reference', name: origin === 0 ? 'TIME' : 'STARTTIME', subscripts: [], span };
  return { kind: 'binary', operator: '+', left: time, right: offset, span };
}

/** Names of the functions that are read, for suggestions. */
export const vensimFunctionNames: readonly string[] = Object.keys(table).filter((name) => !name.startsWith(' '));

/** A Vensim call in Weir's dialect; says whether the function is unknown or its arguments are too many or too few. */
export function fromVensim(of: Call): Expression | 'unknown' | 'wrong-arguments' {
  const name = of.name.toUpperCase();
  const translate = Object.hasOwn(table, name) ? table[name] : undefined;
  return translate === undefined ? 'unknown' : (translate(of.arguments, { ...of, name }) ?? 'wrong-arguments');
}

/** Whether Vensim has a function of that name that can be translated. */
export function isVensimFunction(name: string): boolean {
  return Object.hasOwn(table, name.toUpperCase());
}

/**
 * Whether a name would be taken for a built-in in the document: one of Vensim's functions, or one that a translation gives.
 * A macro may have such a name in Vensim.
 */
export function isBuiltInName(name: string): boolean {
  return builtInNames.has(name.toUpperCase().replace(/_/g, ' '));
}

const builtInNames: ReadonlySet<string> = new Set([...Object.keys(table), ...Object.values(table).flatMap(targetsOf)]);

/** The functions that a translation gives, whatever the number of arguments. */
function targetsOf(translate: Translate): string[] {
  const span = { start: 0, end: 0 };
  const part: Expression = { kind: 'number', value: 1, span };
  return Array.from({ length: 9 }, (_, count) => {
    const list = Array.from({ length: count }, () => part);
    return translate(list, { kind: 'call', name: '', subscripts: [], arguments: list, span });
  }).flatMap((made) =>
    made === undefined || made === 'unknown'
      ? []
      : nodesOf(made).flatMap((node) => (node.kind === 'call' ? [node.name] : [])),
  );
}

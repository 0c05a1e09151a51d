import type { Binary, Call, Expression, Reference } from '../equation/expression.ts';

/** A call or reference of a Stella equation under the engine's names, where the name is no variable of the model. */
export function fromStella(expression: Call | Reference): Expression {
  const key = expression.name
    .toUpperCase()
    .replace(/[\s_]+/g, ' ')
    .trim();
  if (expression.kind === 'reference') {
    return expression;
  }
  const [first, second, third] = expression.arguments;
  // Vensim's, which its own export and xmutil leave as they are.
  if (key === 'IF THEN ELSE' && expression.arguments.length === 3 && first && second && third) {
    return { kind: 'conditional', test: first, then: second, otherwise: third, span: expression.span };
  }
  if (key === 'GAME' && expression.arguments.length === 1 && first) {
    return first;
  }
  if (key === 'LOOKUP') {
    const [table, ...rest] = expression.arguments;
    if (table?.kind === 'reference') {
      return { ...expression, name: table.name, subscripts: table.subscripts, arguments: rest };
    }
  }
  if (key === 'RAMP' && expression.arguments.length === 1) {
    return { ...expression, name: key, arguments: [...expression.arguments, reference('STARTTIME', expression)] };
  }
  return { ...expression, name: key };
}

function reference(name: string, { span }: Expression): Reference {
  return { kind: 'reference', name, subscripts: [], span };
}

/** INT and MOD as Vensim means them: towards zero, and with the sign of the value. */
export function withVensimRounding(expression: Expression): Expression {
  if (expression.kind === 'call' && expression.name === 'INT') {
    return { ...expression, name: 'INTEGER' };
  }
  if (expression.kind === 'call' && expression.name === 'MOD') {
    return { ...expression, name: 'MODULO' };
  }
  return expression.kind === 'binary' && expression.operator === 'mod' ? moduloCall(expression) : expression;
}

/**
 * PULSE(volume, first) as Stella means it: "If you don't provide an interval, the software generates subsequent pulses each DT" (isee
 * systems, "Test input builtins"). XMILE 1.0, section 3.5.4, has it pulse once.
 */
export function withRepeatedPulse(expression: Expression): Expression {
  if (expression.kind !== 'call' || expression.name !== 'PULSE' || expression.arguments.length !== 2) return expression;
  return { ...expression, arguments: [...expression.arguments, reference('DT', expression)] };
}

function moduloCall({ left, right, span }: Binary): Call {
  return { kind: 'call', name: 'MODULO', subscripts: [], arguments: [left, right], span };
}

const randomFunctions = [
  'RANDOM UNIFORM NORMAL LOGNORMAL EXPRND POISSON GAMMA BETA BINOMIAL GEOMETRIC NEGBINOMIAL',
  'TRIANGULAR WEIBULL PARETO LOGISTIC MONTECARLO NORMALPINK',
].flatMap((line) => line.split(' '));

/** Whether a function of Stella's draws random numbers. */
export function isRandomFunction(name: string): boolean {
  const plain = name.toUpperCase().replaceAll('_', ' ');
  return randomFunctions.includes(plain) || plain.startsWith('RANDOM ');
}

const xmileFunctions: ReadonlySet<string> = new Set(
  [
    'ABS ARCCOS ARCSIN ARCTAN COS EXP INT LN LOG10 MAX MIN MOD SIN SQRT TAN SAFEDIV ROUND',
    'SUM MEAN PROD SIZE STDDEV DELAY DELAY1 DELAY3 DELAYN SMTH1 SMTH3 SMTHN TREND FORCST',
    ...randomFunctions,
    'STEP RAMP PULSE INIT PREVIOUS HISTORY TIME DT STARTTIME STOPTIME PI LOOKUP',
    'RANK LOOKUPINV LOOKUPAREA GAMMALN FACTORIAL COMBINATIONS PERMUTATIONS NORMALCDF INVNORM ROOTN PERCENT INF',
    'SINWAVE COSWAVE RUNCOUNT DERIVN ENDVAL CGROWTH PMT PV FV',
  ].flatMap((line) => line.split(' ')),
);

/** Whether XMILE, or Stella in every version that writes it, has a function of that name. */
export function isXmileFunction(name: string): boolean {
  return xmileFunctions.has(name.toUpperCase());
}

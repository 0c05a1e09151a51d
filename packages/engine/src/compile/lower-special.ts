import { code } from './code.ts';
import type { FunctionLowering } from './function-lowering.ts';
import type { specialFunctions } from './procedures/special-functions.ts';
import type { Code } from './program.ts';
import { reportAt, type Scope } from './scope.ts';

const zero = code.constant(0);
const one = code.constant(1);

/** A function of numbers that is computed by a procedure; `defaults` stand for arguments that are left out. */
const byProcedure =
  (procedure: keyof typeof specialFunctions, defaults: readonly Code[] = []): FunctionLowering =>
  (list, { scope: { builder, owner } }) => {
    const inputs = [...list, ...defaults.slice(list.length)];
    return code.slot(builder.procedure(owner, { procedure, inputs, size: 1 }));
  };

/** amplitude × f(2π t / period). */
const wave =
  (name: 'sin' | 'cos'): FunctionLowering =>
  ([amplitude = zero, period = zero]) =>
    code.multiply(
      amplitude,
      code.unary(name, code.divide(code.multiply(code.constant(2 * Math.PI), code.time), period)),
    );

const inverseNormal: FunctionLowering = ([share = zero, mean, deviation], call) => {
  const standard = byProcedure('inverseNormal')([share], call);
  const scaled = deviation === undefined ? standard : code.multiply(standard, deviation);
  return mean === undefined ? scaled : code.add(mean, scaled);
};

/**
 * Differences with the step before, so many times over. The first `order` steps are 0: until then a difference rests on values
 * from before the start.
 */
const derivative: FunctionLowering = (list, { scope, node }) => {
  const [input = zero, written] = list;
  const order = written?.op === 'constant' ? written.value : Number.NaN;
  if (!(Number.isInteger(order) && order >= 0 && order <= 20)) {
    reportAt(scope, node.arguments[1]?.span ?? node.span, {
      code: 'bad-order',
      message: `Cannot use ${node.name} with this order: it is not a whole number from 0 to 20`,
      advice: 'write the order as a number',
    });
    return zero;
  }
  const { builder, owner } = scope;
  let value = builder.shared(owner, input);
  for (let count = 0; count < order; count++) {
    const before = builder.allocate([owner]);
    builder.set(before, { kind: 'held', initial: value, next: builder.slotOf(owner, value) });
    value = builder.shared(owner, code.divide(code.subtract(value, code.slot(before)), code.timeStep));
  }
  if (order === 0) return value;
  const start = code.add(code.startTime, code.multiply(code.constant(order - 0.5), code.timeStep));
  return code.select(code.binary('greater', code.time, start), value, zero);
};

/** (1 + rate)^periods and ((1 + rate)^periods - 1) / rate, which is the number of periods where there is no interest. */
function growth(rate: Code, periods: Code, { builder, owner }: Scope): { whole: Code; sum: Code } {
  const [interest, count] = [builder.shared(owner, rate), builder.shared(owner, periods)];
  const whole = builder.shared(owner, code.binary('power', code.add(one, interest), count));
  const none = code.binary('equal', interest, zero);
  const sum = builder.shared(owner, code.select(none, count, code.divide(code.subtract(whole, one), interest)));
  return { whole, sum };
}

const negative = (value: Code): Code => code.unary('negate', value);

const payment: FunctionLowering = ([rate = zero, periods = zero, present = zero, future = zero], { scope }) => {
  const { whole, sum } = growth(rate, periods, scope);
  return negative(code.divide(code.add(code.multiply(present, whole), future), sum));
};
const presentValue: FunctionLowering = ([rate = zero, periods = zero, paid = zero, future = zero], { scope }) => {
  const { whole, sum } = growth(rate, periods, scope);
  return negative(code.divide(code.add(code.multiply(paid, sum), future), whole));
};
const futureValue: FunctionLowering = ([rate = zero, periods = zero, paid = zero, present = zero], { scope }) => {
  const { whole, sum } = growth(rate, periods, scope);
  return negative(code.add(code.multiply(present, whole), code.multiply(paid, sum)));
};

/** The equations that Vensim's manual gives for it. */
const netPresentValue: FunctionLowering = (list, { scope: { builder, owner } }) => {
  const [stream = zero, rate = zero, initial = zero, factor = one] = list;
  const discount = builder.allocate([owner]);
  const fall = code.divide(rate, code.add(one, code.multiply(rate, code.timeStep)));
  const change = builder.slotOf(owner, code.multiply(negative(code.slot(discount)), fall));
  builder.set(discount, { kind: 'integrator', initial: one, rate: change });
  const worth = builder.shared(owner, code.multiply(stream, code.slot(discount)));
  const total = builder.allocate([owner]);
  builder.set(total, { kind: 'integrator', initial, rate: builder.slotOf(owner, worth) });
  return code.multiply(code.add(code.slot(total), code.multiply(worth, code.timeStep)), factor);
};

const steadyGrowth: FunctionLowering = ([percentage = zero]) => {
  const factor = code.add(one, code.divide(percentage, code.constant(100)));
  return code.divide(code.subtract(code.binary('power', factor, code.timeStep), one), code.timeStep);
};

/** Mathematics and finance beyond the plain functions, by canonical name. */
export const special: readonly (readonly [string, FunctionLowering])[] = [
  ['SINH', byProcedure('sinh')],
  ['COSH', byProcedure('cosh')],
  ['TANH', byProcedure('tanh')],
  ['GAMMA LN', byProcedure('gammaLn')],
  ['FACTORIAL', byProcedure('factorial')],
  ['COMBINATIONS', byProcedure('combinations')],
  ['PERMUTATIONS', byProcedure('permutations')],
  ['NORMALCDF', byProcedure('normalBetween', [zero, zero, zero, one])],
  ['INVNORM', inverseNormal],
  ['ROOTN', ([value = zero, order = one]) => code.binary('power', value, code.divide(one, order))],
  ['PERCENT', ([fraction = zero]) => code.multiply(fraction, code.constant(100))],
  ['INF', () => code.constant(Number.POSITIVE_INFINITY)],
  ['SINWAVE', wave('sin')],
  ['COSWAVE', wave('cos')],
  ['DERIVN', derivative],
  ['PMT', payment],
  ['PV', presentValue],
  ['FV', futureValue],
  ['NPV', netPresentValue],
  ['CGROWTH', steadyGrowth],
  [
    'ENDVAL',
    ([input = zero, initial], { scope: { builder, owner } }) =>
      initial === undefined ? code.slot(builder.hidden(owner, { kind: 'frozen', initial: input })) : initial,
  ],
  ['RUNCOUNT', () => zero],
];

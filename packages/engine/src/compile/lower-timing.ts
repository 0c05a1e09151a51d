import { code } from './code.ts';
import type { FunctionLowering } from './lower-functions.ts';
import type { Code } from './program.ts';

/*
 * Times are start + i × step, so a comparison with a time that a person wrote needs a tolerance: a millionth of a step,
 * far above rounding and far below anything that a step could tell apart.
 */
const tolerance = code.multiply(code.timeStep, code.constant(1e-6));

/** Whether the current time has come to `when`. */
function reached(when: Code): Code {
  return code.binary('greater', code.time, code.subtract(when, tolerance));
}

function only(test: Code, value: Code): Code {
  return code.select(test, value, code.constant(0));
}

const ramp: FunctionLowering = (list, { scope: { builder, owner } }) => {
  const [slope = code.constant(0), from = code.constant(0), until] = list;
  const start = builder.shared(owner, from);
  const now = until === undefined ? code.time : code.binary('min', code.time, until);
  return only(
    code.binary('greater', code.time, start),
    code.multiply(slope, code.binary('max', code.subtract(now, start), code.constant(0))),
  );
};

/** How long ago the last of the repeated starts was; from 0, counted with the tolerance. */
function sinceLast(start: Code, interval: Code): Code {
  return code.binary('modulo', code.add(code.subtract(code.time, start), tolerance), interval);
}

const pulse: FunctionLowering = (list, { scope: { builder, owner } }) => {
  const [amount = code.constant(0), first, interval] = list;
  const rate = code.divide(amount, code.timeStep);
  if (first === undefined) return rate;
  const start = builder.shared(owner, first);
  const begun = reached(start);
  const within = (since: Code): Code => code.binary('less', since, code.timeStep);
  const once = within(code.add(code.subtract(code.time, start), tolerance));
  if (interval === undefined) return only(code.binary('and', begun, once), rate);
  const every = builder.shared(owner, interval);
  const repeated = code.select(code.binary('greater', every, code.constant(0)), within(sinceLast(start, every)), once);
  return only(code.binary('and', begun, repeated), rate);
};

/** Vensim gives a pulse at least one step: a width below the step counts as one step. */
function atLeastAStep(width: Code): Code {
  return code.binary('max', width, code.timeStep);
}

const vensimPulse: FunctionLowering = (list, { scope: { builder, owner } }) => {
  const [from = code.constant(0), width = code.constant(0)] = list;
  const start = builder.shared(owner, from);
  const over = reached(code.add(start, atLeastAStep(width)));
  return code.binary('and', reached(start), code.unary('not', over));
};

const pulseTrain: FunctionLowering = (list, { scope: { builder, owner } }) => {
  const [from = code.constant(0), width = code.constant(0), interval = code.constant(0), until = code.constant(0)] =
    list;
  const start = builder.shared(owner, from);
  const on = code.binary('less', sinceLast(start, interval), atLeastAStep(width));
  const open = code.binary('and', reached(start), code.unary('not', reached(until)));
  return code.binary('and', open, on);
};

/** Functions of the clock, by canonical name. */
export const timing: readonly (readonly [string, FunctionLowering])[] = [
  ['TIME', () => code.time],
  ['DT', () => code.timeStep],
  ['STARTTIME', () => code.startTime],
  ['STOPTIME', () => code.stopTime],
  ['STEP', ([height = code.constant(0), from = code.constant(0)]) => only(reached(from), height)],
  ['RAMP', ramp],
  ['PULSE', pulse],
  ['VENSIM PULSE', vensimPulse],
  ['PULSE TRAIN', pulseTrain],
];

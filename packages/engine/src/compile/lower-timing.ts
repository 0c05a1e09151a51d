import { code } from './code.ts';
import type { FunctionLowering } from './lower-functions.ts';
import type { Code } from './program.ts';
import type { Scope } from './scope.ts';

/*
 * Times are start + i × step, so a comparison with a time that a person wrote needs a tolerance: a millionth of a step,
 * far above rounding and far below anything that a step could tell apart.
 */
const tolerance = code.multiply(code.timeStep, code.constant(1e-6));

/** The time that test inputs go by: where they are held over a step, that of its beginning; see `TimeSettings.testInputs`. */
function clockOf({ builder, model }: Scope): Code {
  const { testInputs, method } = model.model.time;
  // Euler's method asks at the beginnings of steps alone.
  if (testInputs !== 'held' || method === 'euler') return code.time;
  const slot = builder.once('step time', () => {
    const count = builder.allocate(['Time']);
    const next = builder.hidden('Time', { kind: 'formula', code: code.add(code.slot(count), code.constant(1)) });
    builder.set(count, { kind: 'held', initial: code.constant(0), next });
    const time = code.add(code.startTime, code.multiply(code.slot(count), code.timeStep));
    return builder.hidden('Time', { kind: 'formula', code: time });
  });
  return code.slot(slot);
}

/** Whether the time has come to `when`. */
function reached(now: Code, when: Code): Code {
  return code.binary('greater', now, code.subtract(when, tolerance));
}

function only(test: Code, value: Code): Code {
  return code.select(test, value, code.constant(0));
}

const ramp: FunctionLowering = (list, { scope }) => {
  const { builder, owner } = scope;
  const [slope = code.constant(0), from = code.constant(0), until] = list;
  const start = builder.shared(owner, from);
  const clock = clockOf(scope);
  const now = until === undefined ? clock : code.binary('min', clock, until);
  return only(
    code.binary('greater', clock, start),
    code.multiply(slope, code.binary('max', code.subtract(now, start), code.constant(0))),
  );
};

/** How long ago the last of the repeated starts was; from 0, counted with the tolerance. */
function sinceLast(now: Code, [start, interval]: readonly [Code, Code]): Code {
  return code.binary('modulo', code.add(code.subtract(now, start), tolerance), interval);
}

const pulse: FunctionLowering = (list, { scope }) => {
  const { builder, owner } = scope;
  const now = clockOf(scope);
  const [amount = code.constant(0), first, interval] = list;
  const rate = code.divide(amount, code.timeStep);
  if (first === undefined) return rate;
  const start = builder.shared(owner, first);
  const begun = reached(now, start);
  const within = (since: Code): Code => code.binary('less', since, code.timeStep);
  const once = within(code.add(code.subtract(now, start), tolerance));
  if (interval === undefined) return only(code.binary('and', begun, once), rate);
  const every = builder.shared(owner, interval);
  const repeated = code.select(
    code.binary('greater', every, code.constant(0)),
    within(sinceLast(now, [start, every])),
    once,
  );
  return only(code.binary('and', begun, repeated), rate);
};

/** Vensim gives a pulse at least one step: a width below the step counts as one step. */
function atLeastAStep(width: Code): Code {
  return code.binary('max', width, code.timeStep);
}

const vensimPulse: FunctionLowering = (list, { scope }) => {
  const { builder, owner } = scope;
  const now = clockOf(scope);
  const [from = code.constant(0), width = code.constant(0)] = list;
  const start = builder.shared(owner, from);
  const over = reached(now, code.add(start, atLeastAStep(width)));
  return code.binary('and', reached(now, start), code.unary('not', over));
};

const pulseTrain: FunctionLowering = (list, { scope }) => {
  const { builder, owner } = scope;
  const now = clockOf(scope);
  const [from = code.constant(0), width = code.constant(0), interval = code.constant(0), until = code.constant(0)] =
    list;
  const start = builder.shared(owner, from);
  const on = code.binary('less', sinceLast(now, [start, interval]), atLeastAStep(width));
  const open = code.binary('and', reached(now, start), code.unary('not', reached(now, until)));
  return code.binary('and', open, on);
};

/** Functions of the clock, by canonical name. */
export const timing: readonly (readonly [string, FunctionLowering])[] = [
  ['TIME', () => code.time],
  ['DT', () => code.timeStep],
  ['STARTTIME', () => code.startTime],
  ['STOPTIME', () => code.stopTime],
  [
    'STEP',
    ([height = code.constant(0), from = code.constant(0)], { scope }) => only(reached(clockOf(scope), from), height),
  ],
  ['RAMP', ramp],
  ['PULSE', pulse],
  ['VENSIM PULSE', vensimPulse],
  ['PULSE TRAIN', pulseTrain],
];

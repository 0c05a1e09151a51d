import { code } from './code.ts';
import type { FunctionLowering } from './function-lowering.ts';
import type { Code } from './program.ts';
import type { Scope } from './scope.ts';

/*
 * Times are start + i × step, so a comparison with a time that a person wrote needs a tolerance: a millionth of a step,
 * far above rounding and far below anything that a step could tell apart.
 */
const tolerance = code.multiply(code.timeStep, code.constant(1e-6));

/** The time that test inputs go by: where they are held over a step, that of its beginning; see `TimeSettings.testInputs`. */
function clockOf(scope: Scope): Code {
  return scope.model.model.time.testInputs === 'held' ? heldClock(scope) : code.time;
}

/** The time at which the step began. */
function heldClock({ builder, model }: Scope): Code {
  // Euler's method asks at the beginnings of steps alone.
  if (model.model.time.method === 'euler') return code.time;
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
  return only(code.binary('greater', clock, start), code.multiply(slope, code.subtract(now, start)));
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

/*
 * Vensim's own test inputs compare "time plus", the middle of the step, and never change within one. A time that falls on the
 * middle itself is not passed yet, whatever the rounding: hence a millionth of a step less than the half.
 */
const passed = (now: Code, when: Code): Code =>
  code.binary('greater', now, code.subtract(when, code.multiply(code.timeStep, code.constant(0.5 - 1e-6))));
const isBefore = (now: Code, when: Code): Code =>
  code.binary('less', now, code.subtract(when, code.multiply(code.timeStep, code.constant(0.5 + 1e-6))));

const vensimStep: FunctionLowering = ([height = code.constant(0), from = code.constant(0)], { scope }) =>
  only(passed(heldClock(scope), from), height);

const vensimPulse: FunctionLowering = ([from = code.constant(0), given = code.constant(0)], { scope }) => {
  const { builder, owner } = scope;
  const now = heldClock(scope);
  const start = builder.shared(owner, from);
  const width = builder.shared(owner, given);
  const lasting = code.select(code.binary('equal', width, code.constant(0)), code.timeStep, width);
  return code.binary('and', passed(now, start), isBefore(now, code.add(start, lasting)));
};

const pulseTrain: FunctionLowering = (list, { scope }) => {
  const { builder, owner } = scope;
  const now = heldClock(scope);
  const [from = code.constant(0), width = code.constant(0), between = code.constant(0), until = code.constant(0)] =
    list;
  const start = builder.shared(owner, from);
  const interval = builder.shared(owner, between);
  const lasting = builder.shared(owner, code.binary('max', width, code.timeStep));
  const half = code.multiply(code.timeStep, code.constant(0.5));
  // Half a step after the beginning, plus a tolerance for pulses that end in the middle of a step.
  const since = code.binary('modulo', code.add(code.subtract(now, start), code.add(half, tolerance)), interval);
  // An interval shorter than the pulse leaves no gap.
  const on = code.select(code.binary('less', interval, lasting), code.constant(1), code.binary('less', since, lasting));
  return code.binary('and', code.binary('and', passed(now, start), isBefore(now, until)), on);
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
  ['VENSIM STEP', vensimStep],
  ['VENSIM PULSE', vensimPulse],
  ['PULSE TRAIN', pulseTrain],
];

import type { TimeSettings } from '../model/model.ts';
import type { Builder } from './builder.ts';
import { code } from './code.ts';
import { keepsValue } from './keeps-value.ts';
import { startValue } from './start-value.ts';
import type { FunctionLowering } from './lower-functions.ts';
import { nothing } from './lower-reference.ts';
import type { Code } from './program.ts';
import { reportAt, type Scope } from './scope.ts';

/** Lowers each function with memory to integrators and held states. */

const zero = code.constant(0);

/** The whole number that an order is written as; anything else is refused. */
function order(node: Code | undefined, { scope, node: call }: Parameters<FunctionLowering>[1]): number {
  const value = node?.op === 'constant' ? node.value : Number.NaN;
  if (Number.isInteger(value) && value >= 1 && value <= 1000) return value;
  reportAt(scope, call.arguments[2]?.span ?? call.span, {
    code: 'bad-order',
    message: `Cannot use ${call.name} with this order: it is not a whole number from 1 to 1000`,
    advice: 'write the order as a number',
  });
  return 1;
}

/** A chain of stages, each following the one before with `time / stages`. The last stage is the value. */
function smooth(
  [input, time, initial]: readonly [Code, Code, Code | undefined],
  stages: number,
  { builder, owner }: Scope,
): Code {
  const start = initial ?? input;
  const each = builder.shared(owner, stages === 1 ? time : code.divide(time, code.constant(stages)));
  let before = input;
  for (let stage = 0; stage < stages; stage++) {
    const level = builder.allocate([owner]);
    const rate = builder.slotOf(owner, code.divide(code.subtract(before, code.slot(level)), each));
    builder.set(level, { kind: 'integrator', initial: start, rate });
    before = code.slot(level);
  }
  return before;
}

/** A chain of stocks, each emptied at `level / (time / stages)`: what flows in flows out. */
function materialDelay(
  [input, time, initial]: readonly [Code, Code, Code | undefined],
  stages: number,
  { builder, owner }: Scope,
): Code {
  const start = initial ?? input;
  const each = builder.shared(owner, stages === 1 ? time : code.divide(time, code.constant(stages)));
  let inflow = builder.shared(owner, input);
  for (let stage = 0; stage < stages; stage++) {
    const level = builder.allocate([owner]);
    const outflow = code.slot(builder.hidden(owner, { kind: 'formula', code: code.divide(code.slot(level), each) }));
    const rate = builder.slotOf(owner, code.subtract(inflow, outflow));
    builder.set(level, { kind: 'integrator', initial: code.multiply(start, each), rate });
    inflow = outflow;
  }
  return inflow;
}

const smoothOf =
  (stages: number): FunctionLowering =>
  ([input = zero, time = zero, initial], { scope }) =>
    smooth([input, time, initial], stages, scope);

const delayOf =
  (stages: number): FunctionLowering =>
  ([input = zero, time = zero, initial], { scope }) =>
    materialDelay([input, time, initial], stages, scope);

function frozen(value: Code, { builder, owner }: Scope): Code {
  return code.slot(builder.hidden(owner, { kind: 'frozen', initial: value }));
}

/** A longer memory than this is refused: 100 years at 10,000 steps a year. */
const mostSteps = 1_000_000;

/**
 * A ring of the input's last values, of which the one of `time / DT` steps ago is read. The ring is as long as the delay at the start
 * of a run with the model's own parameters and step; a run whose delay is longer than that, or shorter than a step, gives
 * NaN, so `run/` compiles again when it changes them.
 */
const fixedDelay: FunctionLowering = ([input = zero, time = zero, initial], { scope, node }) => {
  const { builder, owner } = scope;
  const step = scope.model.model.time.step;
  const source = builder.slotOf(owner, input);
  const delay = frozen(time, scope);
  const result = builder.allocate([owner]);
  builder.defer(() => {
    const places = Math.round(startValue(delay, builder.startContext(scope.model.model.time)) / step);
    if (!(places >= 0 && places <= mostSteps)) {
      reportAt(scope, node.span, {
        code: 'bad-delay',
        message: `Cannot use ${node.name} with a delay of ${places} steps: it needs from 0 to ${mostSteps}`,
        advice: 'check the delay time and the step',
      });
      return;
    }
    if (places === 0) {
      builder.set(result, { kind: 'formula', code: code.slot(source) });
      return;
    }
    const start = initial ?? code.slot(source);
    const memory = builder.memory(owner, { procedure: 'ringFill', inputs: [start], size: places + 1 });
    builder.update(owner, { procedure: 'ringPush', inputs: [code.slot(source)], memory, follows: code.slot(source) });
    // The source itself is not read, so that a loop through the delay is no circular definition.
    const back = builder.shared(owner, code.unary('round', code.divide(delay, code.timeStep)));
    builder.set(result, { kind: 'formula', code: ringValue(memory.base, places, back), initial: start });
  });
  return code.slot(result);
};

/** The value of so many steps ago; NaN where the ring does not reach so far back. */
function ringValue(ring: number, places: number, back: Code): Code {
  const place = code.subtract(code.slot(ring), back);
  const round = code.add(place, code.select(code.binary('less', place, zero), code.constant(places), zero));
  const within = code.binary(
    'and',
    code.binary('greaterOrEqual', back, code.constant(1)),
    code.binary('lessOrEqual', back, code.constant(places)),
  );
  return code.select(within, { op: 'element', base: ring + 1, size: places, index: round }, nothing);
}

/** How many steps a run of the model's own clock takes. */
function stepsOf({ start, stop, step }: TimeSettings): number {
  return Math.max(1, Math.floor(((stop - start) / step) * (1 + 1e-12) + 1e-6));
}

/**
 * A log of the input, of which the value at a time is read: 0 before the start and after the present (isee systems' reference,
 * "Data builtins"). A time between steps counts as the nearest. Where the time is the present less a lag that does not
 * change, the present value is not read, so that a loop through the function is no circular definition.
 */
const history: FunctionLowering = ([input = zero, when = zero], { scope, node }) => {
  const { builder, owner } = scope;
  const clock = scope.model.model.time;
  const source = code.slot(builder.slotOf(owner, input));
  const result = builder.allocate([owner]);
  const steps = stepsOf(clock);
  if (steps > mostSteps) {
    reportAt(scope, node.span, {
      code: 'too-long-memory',
      message: `Cannot use ${node.name} in a run of ${steps} steps: it remembers at most ${mostSteps}`,
      advice: 'give a longer step',
    });
    return nothing;
  }
  const memory = builder.memory(owner, { procedure: 'logStart', inputs: [], size: steps + 1 });
  builder.update(owner, { procedure: 'logAdd', inputs: [source], memory, follows: source });
  const count = code.slot(memory.base);
  const at = builder.shared(
    owner,
    code.unary('round', code.divide(code.subtract(when, code.startTime), code.timeStep)),
  );
  const past: Code = { op: 'element', base: memory.base + 1, size: steps, index: at };
  const future = code.binary('greater', when, code.add(code.time, code.multiply(code.timeStep, code.constant(1e-6))));
  const known = (present: Code): Code => {
    const value = code.select(code.binary('greaterOrEqual', at, count), present, past);
    return code.select(code.binary('less', at, zero), zero, code.select(future, zero, value));
  };
  builder.defer(() => {
    const lags = isPast(when, builder, clock);
    builder.set(result, {
      kind: 'formula',
      code: known(lags ? nothing : source),
      initial: lags ? zero : known(source),
    });
  });
  return code.slot(result);
};

/** Whether a time is the present less a lag of a step or more that does not change. */
function isPast(when: Code, builder: Builder, clock: TimeSettings): boolean {
  if (when.op !== 'binary' || when.function !== 'subtract' || when.left.op !== 'time') return false;
  const lag = when.right;
  return keepsValue(lag, builder.rules) && startValue(lag, builder.startContext(clock)) >= 0.5 * clock.step;
}

const previous: FunctionLowering = ([value = zero, initial = zero], { scope: { builder, owner } }) => {
  const next = builder.slotOf(owner, value);
  return code.slot(builder.hidden(owner, { kind: 'held', initial, next }));
};

const sampleIfTrue: FunctionLowering = (
  [condition = zero, value = zero, initial = zero],
  { scope: { builder, owner } },
) => {
  const memory = builder.allocate([owner]);
  const result = builder.hidden(owner, { kind: 'formula', code: code.select(condition, value, code.slot(memory)) });
  builder.set(memory, { kind: 'held', initial, next: result });
  return code.slot(result);
};

/** Growth of the input relative to its smooth: (input − average) / (time × |average|), as Vensim defines TREND. */
const trend: FunctionLowering = ([input = zero, time = zero, initial = zero], { scope }) => {
  const { builder, owner } = scope;
  const value = builder.shared(owner, input);
  const period = builder.shared(owner, time);
  const start = code.divide(value, code.add(code.constant(1), code.multiply(initial, period)));
  const average = smooth([value, period, start], 1, scope);
  const scale = builder.shared(owner, code.multiply(period, code.unary('abs', average)));
  const tiny = code.binary('less', code.unary('abs', scale), code.constant(1e-6));
  return code.select(tiny, zero, code.divide(code.subtract(value, average), scale));
};

const forecast: FunctionLowering = (list, call) => {
  const { builder, owner } = call.scope;
  const [input = zero, time = zero, horizon = zero, initial = zero] = list;
  const value = builder.shared(owner, input);
  const growth = trend([value, time, initial], call);
  return code.multiply(value, code.add(code.constant(1), code.multiply(growth, horizon)));
};

/** Functions with memory, by canonical name. */
export const delays: readonly (readonly [string, FunctionLowering])[] = [
  ['SMTH1', smoothOf(1)],
  ['SMTH3', smoothOf(3)],
  [
    'SMTHN',
    ([input = zero, time = zero, stages, initial], call) =>
      smooth([input, time, initial], order(stages, call), call.scope),
  ],
  ['DELAY1', delayOf(1)],
  ['DELAY3', delayOf(3)],
  [
    'DELAYN',
    ([input = zero, time = zero, stages, initial], call) =>
      materialDelay([input, time, initial], order(stages, call), call.scope),
  ],
  ['DELAY', fixedDelay],
  ['DELAY FIXED', fixedDelay],
  ['HISTORY', history],
  ['PREVIOUS', previous],
  ['SAMPLE IF TRUE', sampleIfTrue],
  ['INIT', ([value = zero], { scope }) => frozen(value, scope)],
  [
    'ACTIVE INITIAL',
    ([value = zero, initial = zero], { scope: { builder, owner } }) =>
      code.slot(builder.hidden(owner, { kind: 'formula', code: value, initial })),
  ],
  ['TREND', trend],
  ['FORECAST', forecast],
];

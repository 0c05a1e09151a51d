import type { TimeSettings } from '../model/model.ts';
import type { Builder } from './builder.ts';
import { code } from './code.ts';
import { keepsValue } from './keeps-value.ts';
import type { FunctionLowering } from './function-lowering.ts';
import { nothing } from './lower-reference.ts';
import { runSteps } from './run-steps.ts';
import type { Code } from './program.ts';
import { reportAt, type Scope } from './scope.ts';
import { startValue } from './start-value.ts';

/** Lowers each function that remembers values as they were to held states and memory. */

const zero = code.constant(0);

/** A slot that keeps what a code gives at the start. */
export function frozen(value: Code, { builder, owner }: Scope): Code {
  return code.slot(builder.hidden(owner, { kind: 'frozen', initial: value }));
}

/** A longer memory than this is refused: 100 years at 10,000 steps a year. */
const mostSteps = 1_000_000;

/**
 * A ring of the input's last values, of which the one of `time / DT` steps ago is read. The ring is as long as the delay at the start
 * of a run with the model's own parameters and step; a run whose delay is longer than that, or shorter than a step, gives
 * NaN, so `run/` compiles again when it changes them. `least`: Vensim's is never shorter than a step.
 */
const fixedDelay =
  (least: number): FunctionLowering =>
  ([input = zero, time = zero, initial], { scope, node }) => {
    const { builder, owner } = scope;
    const step = scope.model.model.time.step;
    const source = builder.slotOf(owner, input);
    const delay = frozen(time, scope);
    const result = builder.allocate([owner]);
    builder.shapedByValues = true;
    builder.defer(() => {
      const places = Math.max(
        least,
        Math.round(startValue(delay, builder.startContext(scope.model.model.time)) / step),
      );
      if (!(places >= 0 && places <= mostSteps)) {
        reportAt(scope, node.span, {
          code: 'bad-delay',
          message: `Cannot use ${node.name} with a delay of ${places} steps: it needs from 0 to ${mostSteps}`,
          advice: 'check the delay time and the step',
        });
        return;
      }
      const steps = code.unary('round', code.divide(delay, code.timeStep));
      const back = builder.shared(owner, code.binary('max', code.constant(least), steps));
      if (places === 0) {
        const none = code.binary('equal', back, zero);
        builder.set(result, { kind: 'formula', code: code.select(none, code.slot(source), nothing) });
        return;
      }
      const start = initial ?? code.slot(source);
      const memory = builder.memory(owner, { procedure: 'ringFill', inputs: [start], size: places + 1 });
      builder.update(owner, { procedure: 'ringPush', inputs: [code.slot(source)], memory, follows: code.slot(source) });
      // The source itself is not read, so that a loop through the delay is no circular definition.
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
  const steps = Math.max(1, runSteps(clock));
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

/** Functions that remember, by canonical name. */
export const memories: readonly (readonly [string, FunctionLowering])[] = [
  ['DELAY', fixedDelay(0)],
  ['DELAY FIXED', fixedDelay(1)],
  ['HISTORY', history],
  ['PREVIOUS', previous],
  ['SAMPLE IF TRUE', sampleIfTrue],
  ['INIT', ([value = zero], { scope }) => frozen(value, scope)],
  [
    'ACTIVE INITIAL',
    ([value = zero, initial = zero], { scope: { builder, owner } }) =>
      code.slot(builder.hidden(owner, { kind: 'formula', code: value, initial })),
  ],
];

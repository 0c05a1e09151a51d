import { code } from './code.ts';
import { keepsValue } from './keeps-value.ts';
import { startValue } from './start-value.ts';
import type { FunctionLowering } from './function-lowering.ts';
import { frozen } from './lower-memory.ts';
import { nothing } from './lower-reference.ts';
import type { Code } from './program.ts';
import { reportAt, type Scope } from './scope.ts';

/** Lowers exponential delays and smooths, and what rests on them, to integrators and held states. */

const zero = code.constant(0);

/**
 * A chain of as many stages as an order says: a whole number of 1 to 1000 that does not change. Where it is no plain number, the
 * chain has as many stages as it says at the start with the model's own parameters; a run in which it says otherwise gives
 * NaN, so `run/` compiles again when it changes it.
 */
function inStages(
  order: Code | undefined,
  build: (stages: number) => Code,
  { scope, node: call }: Parameters<FunctionLowering>[1],
): Code {
  const { builder, owner } = scope;
  const known = (value: number): number => {
    if (Number.isInteger(value) && value >= 1 && value <= 1000) return value;
    reportAt(scope, call.arguments[2]?.span ?? call.span, {
      code: 'bad-order',
      message: `Cannot use ${call.name} with this order: it is not a whole number from 1 to 1000 that stays the same`,
      advice: 'give a constant',
    });
    return 1;
  };
  if (order === undefined || order.op === 'constant') return build(known(order?.value ?? Number.NaN));
  const given = code.slot(builder.slotOf(owner, order));
  const fixed = (value: number): number => known(keepsValue(given, builder.rules) ? value : Number.NaN);
  return stagesAtStart(given, build, { scope, known: fixed });
}

/** Builds as many stages as a code says at the start. `known` checks the number. */
function stagesAtStart(
  given: Code,
  build: (stages: number) => Code,
  { scope, known = (value) => Math.min(1000, value || 1) }: { scope: Scope; known?: (value: number) => number },
): Code {
  const { builder, owner } = scope;
  const result = builder.allocate([owner]);
  builder.shapedByValues = true;
  builder.defer(() => {
    const stages = known(startValue(given, builder.startContext(scope.model.model.time)));
    const same = code.binary('equal', given, code.constant(stages));
    builder.set(result, { kind: 'formula', code: code.select(same, build(stages), nothing) });
  });
  return code.slot(result);
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

/**
 * Vensim's DELAY N and SMOOTH N: chains that change once a step, whatever the method. The order and the time of the start say how many stages there
 * are, none shorter than a step.
 */
function vensimChain(
  build: (of: VensimChain) => Code,
  [input, time, initial, order]: readonly [Code, Code, Code, Code],
  { scope }: Parameters<FunctionLowering>[1],
): Code {
  const { builder, owner } = scope;
  const [asked, lasts] = [frozen(order, scope), frozen(time, scope)];
  const most = code.unary('floor', code.add(code.divide(lasts, code.timeStep), code.constant(1e-9)));
  const atLeastOne = (value: Code): Code => code.binary('max', code.constant(1), value);
  const wanted = atLeastOne(code.binary('min', code.unary('round', asked), atLeastOne(most)));
  const given = builder.shared(owner, wanted);
  const parts = { input: builder.shared(owner, input), time: builder.shared(owner, time), initial, scope };
  return stagesAtStart(given, (stages) => build({ ...parts, stages }), { scope });
}

interface VensimChain {
  readonly input: Code;
  readonly time: Code;
  readonly initial: Code;
  readonly stages: number;
  readonly scope: Scope;
}

/**
 * What flows in flows out. Each stage has the delay time that the stage before it had one step earlier: Vensim's results for the conformance
 * suite's `delays` agree to all digits.
 */
function vensimDelay({ input, time, initial, stages, scope: { builder, owner } }: VensimChain): Code {
  let inflow = input;
  let lagged = time;
  for (let stage = 0; stage < stages; stage++) {
    const each = builder.shared(owner, code.divide(lagged, code.constant(stages)));
    const level = builder.allocate([owner]);
    const outflow = builder.shared(owner, code.divide(code.slot(level), each));
    const gain = code.multiply(code.timeStep, code.subtract(inflow, outflow));
    const next = builder.slotOf(owner, code.add(code.slot(level), gain));
    builder.set(level, { kind: 'held', initial: code.multiply(initial, each), next });
    inflow = outflow;
    lagged = code.slot(builder.hidden(owner, { kind: 'held', initial: time, next: builder.slotOf(owner, lagged) }));
  }
  return inflow;
}

function vensimSmooth({ input, time, initial, stages, scope: { builder, owner } }: VensimChain): Code {
  const each = builder.shared(owner, code.divide(time, code.constant(stages)));
  let before = input;
  for (let stage = 0; stage < stages; stage++) {
    const level = builder.allocate([owner]);
    const gain = code.multiply(code.timeStep, code.divide(code.subtract(before, code.slot(level)), each));
    const next = builder.slotOf(owner, code.add(code.slot(level), gain));
    builder.set(level, { kind: 'held', initial, next });
    before = code.slot(level);
  }
  return before;
}

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

/** Delays and smooths, by canonical name. */
export const delays: readonly (readonly [string, FunctionLowering])[] = [
  ['SMTH1', smoothOf(1)],
  ['SMTH3', smoothOf(3)],
  [
    'SMTHN',
    ([input = zero, time = zero, order, initial], call) =>
      inStages(order, (stages) => smooth([input, time, initial], stages, call.scope), call),
  ],
  ['DELAY1', delayOf(1)],
  ['DELAY3', delayOf(3)],
  [
    'DELAYN',
    ([input = zero, time = zero, order, initial], call) =>
      inStages(order, (stages) => materialDelay([input, time, initial], stages, call.scope), call),
  ],
  [
    'VENSIM DELAY N',
    ([input = zero, time = zero, initial = zero, order = zero], call) =>
      vensimChain(vensimDelay, [input, time, initial, order], call),
  ],
  [
    'VENSIM SMOOTH N',
    ([input = zero, time = zero, initial = zero, order = zero], call) =>
      vensimChain(vensimSmooth, [input, time, initial, order], call),
  ],
  ['TREND', trend],
  ['FORECAST', forecast],
];

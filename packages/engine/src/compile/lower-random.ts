import { toId } from '../model/names.ts';
import { code } from './code.ts';
import type { FunctionLowering } from './function-lowering.ts';
import { tableOf } from './lower-tables.ts';
import type { WholeLowering } from './lower-vectors.ts';
import type { ProcedureName } from './procedures.ts';
import { commonInputs } from './procedures/draw.ts';
import type { Code } from './program.ts';
import type { Scope } from './scope.ts';

/** Lowers the functions that draw random numbers to procedures; see `procedures/draw.ts` for what a draw depends on. */

const none = code.constant(Number.NaN);
const zero = code.constant(0);
const one = code.constant(1);

/** A call of a distribution; what is left out is as if it were not there. */
interface Draw {
  readonly procedure: ProcedureName;
  readonly parameters: readonly Code[];
  readonly own?: Code | undefined;
  readonly low?: Code | undefined;
  readonly high?: Code | undefined;
  readonly shift?: Code | undefined;
  readonly stretch?: Code | undefined;
  readonly every?: Code | undefined;
}

function draw(
  { procedure, parameters, own = none, low, high, shift = zero, stretch = one, every = none }: Draw,
  { builder, bases, owner }: Scope,
): Code {
  const noise = bases.get(toId('NOISE SEED'));
  const common = [
    own,
    noise === undefined ? none : code.slot(noise),
    low ?? code.constant(Number.NEGATIVE_INFINITY),
    high ?? code.constant(Number.POSITIVE_INFINITY),
    shift,
    stretch,
    every,
    code.startTime,
  ];
  if (common.length !== commonInputs) throw new TypeError(`Cannot draw with ${common.length} common inputs`);
  return code.slot(builder.procedure(owner, { procedure, inputs: [...common, ...parameters], size: 1 }));
}

/** Vensim: stream 0 is the run's own, which NOISE SEED governs; any other number a stream that no seed changes. */
function vensimStream(stream: Code | undefined, { builder, owner }: Scope): Code {
  if (stream === undefined) return none;
  const shared = builder.shared(owner, stream);
  return code.select(code.binary('equal', shared, zero), none, shared);
}

/** Vensim's `RANDOM …(least, greatest, parameters…, shift, stretch, stream)`. */
const shifted =
  (
    procedure: ProcedureName,
    count: number,
    prepare: (parameters: readonly Code[]) => readonly Code[] = same,
  ): FunctionLowering =>
  (list, { scope }) =>
    draw(
      {
        procedure,
        low: list[0],
        high: list[1],
        parameters: prepare(list.slice(2, 2 + count)),
        shift: list[2 + count],
        stretch: list[3 + count],
        own: vensimStream(list[4 + count], scope),
      },
      scope,
    );

function same(parameters: readonly Code[]): readonly Code[] {
  return parameters;
}

/** Stella's `NAME(parameters…, [seed], [least], [greatest], [sample])`; NaN where one is not wanted. */
const seeded =
  (
    procedure: ProcedureName,
    count: number,
    { prepare = same, scaled = false }: { prepare?: typeof same; scaled?: boolean } = {},
  ): FunctionLowering =>
  (list, { scope }) => {
    const [own, low, high, every] = list.slice(count);
    return draw(
      {
        procedure,
        parameters: prepare(list.slice(0, scaled ? count - 1 : count)),
        own,
        low: bound(low, Number.NEGATIVE_INFINITY, scope),
        high: bound(high, Number.POSITIVE_INFINITY, scope),
        every,
        stretch: scaled ? list[count - 1] : undefined,
      },
      scope,
    );
  };

/** A bound that may be NaN for there being none. */
function bound(given: Code | undefined, otherwise: number, { builder, owner }: Scope): Code | undefined {
  if (given === undefined) return undefined;
  const shared = builder.shared(owner, given);
  return code.select(code.binary('equal', shared, shared), shared, code.constant(otherwise));
}

/** A share of 0…1, whatever is asked for (Stella: a probability outside is taken for 1). */
const asProbability = (value: Code, { builder, owner }: Scope): Code => {
  const shared = builder.shared(owner, value);
  const within = code.binary(
    'and',
    code.binary('greaterOrEqual', shared, zero),
    code.binary('lessOrEqual', shared, one),
  );
  return code.select(within, shared, one);
};

const binomial: FunctionLowering = ([trials = zero, probability = zero, ...rest], call) =>
  seeded('drawBinomial', 2)([trials, asProbability(probability, call.scope), ...rest], call);

/** 1 with a chance of `percentage` in 100 for a unit of time, so for DT of it at a step (Stella). */
const monteCarlo: FunctionLowering = ([percentage = zero, ...rest], call) => {
  const share = seeded('drawUniform', 2)([zero, code.constant(100), ...rest.slice(0, 1)], call);
  return code.binary('less', share, code.multiply(percentage, code.timeStep));
};

/** Gamma with a scale that may be left out. */
const gamma: FunctionLowering = ([shape = one, scale = one, ...rest], call) =>
  seeded('drawGamma', 2, { scaled: true })([shape, scale, ...rest], call);

/**
 * Vensim's RANDOM PINK NOISE as its manual gives it: white noise through a first-order smooth of the correlation time, the white
 * noise so strong that the deviation comes out right whatever the step. It moves once a step, under every method.
 */
const pinkNoise: FunctionLowering = (list, { scope }) => {
  const { builder, owner } = scope;
  const [mean = zero, deviation = zero, correlation = one, stream] = list;
  const own = builder.shared(owner, vensimStream(stream, scope));
  const normal = (): Code =>
    draw(
      { procedure: 'drawNormal', parameters: [zero, one], low: code.constant(-6), high: code.constant(6), own },
      scope,
    );
  const share = builder.shared(owner, code.divide(code.timeStep, correlation));
  const strength = code.unary('sqrt', code.divide(code.subtract(code.constant(2), share), share));
  const middle = builder.shared(owner, mean);
  const spread = builder.shared(owner, deviation);
  const white = code.add(middle, code.multiply(code.multiply(spread, strength), normal()));
  const state = builder.allocate([owner]);
  const next = builder.hidden(owner, {
    kind: 'formula',
    code: code.add(code.slot(state), code.multiply(code.subtract(white, code.slot(state)), share)),
  });
  builder.set(state, { kind: 'held', initial: code.add(middle, code.multiply(spread, normal())), next });
  return code.slot(state);
};

/** Vensim's `RANDOM LOOKUP(table, least, greatest, shift, stretch, stream)`: the table is the density, up to its size. */
const lookedUp: WholeLowering = (node, scope, lower) => {
  const table = tableOf(node, scope, lower);
  const [low, high, shift, stretch, stream] = node.arguments.slice(1).map((each) => lower(each, scope));
  if (table === undefined) return none;
  const parameters = scope.builder.constants([...table.x, ...table.y]).map(code.slot);
  const own = vensimStream(stream, scope);
  return draw({ procedure: 'drawTabulated', parameters, low, high, shift, stretch, own }, scope);
};

/** Those of them that take a graphical function. */
export const randomOfTables: ReadonlyMap<string, WholeLowering> = new Map([['RANDOM LOOKUP', lookedUp]]);

/** Functions that draw random numbers, by canonical name. */
export const random: readonly (readonly [string, FunctionLowering])[] = [
  ['RANDOM 0 1', (_, { scope }) => draw({ procedure: 'drawUniform', parameters: [zero, one] }, scope)],
  [
    'RANDOM UNIFORM',
    (list, { scope }) =>
      draw({ procedure: 'drawUniform', parameters: list.slice(0, 2), own: vensimStream(list[2], scope) }, scope),
  ],
  ['RANDOM NORMAL', shifted('drawNormal', 0, () => [zero, one])],
  ['RANDOM EXPONENTIAL', shifted('drawExponential', 0, () => [one])],
  ['RANDOM POISSON', shifted('drawPoisson', 1)],
  // Vensim takes an order below 1 for 1.
  ['RANDOM GAMMA', shifted('drawGamma', 1, ([order = one]) => [code.binary('max', order, one)])],
  ['RANDOM BETA', shifted('drawBeta', 2)],
  ['RANDOM BINOMIAL', shifted('drawBinomial', 2, ([probability = zero, trials = zero]) => [trials, probability])],
  [
    'RANDOM NEGATIVE BINOMIAL',
    shifted('drawNegativeBinomial', 2, ([probability = zero, successes = zero]) => [successes, probability]),
  ],
  ['RANDOM WEIBULL', shifted('drawUnitWeibull', 1)],
  [
    'RANDOM TRIANGULAR',
    (list, { scope }) =>
      draw(
        {
          procedure: 'drawTriangular',
          low: list[0],
          high: list[1],
          parameters: list.slice(2, 5),
          own: vensimStream(list[5], scope),
        },
        scope,
      ),
  ],
  ['RANDOM PINK NOISE', pinkNoise],
  ['UNIFORM', seeded('drawUniform', 2)],
  ['NORMAL', seeded('drawNormal', 2)],
  ['LOGNORMAL', seeded('drawLognormal', 2)],
  ['EXPRND', seeded('drawExponential', 1)],
  ['POISSON', seeded('drawPoisson', 1)],
  ['GAMMA', gamma],
  ['BETA', seeded('drawBeta', 2)],
  ['BINOMIAL', binomial],
  ['GEOMETRIC', seeded('drawGeometric', 1)],
  ['NEGBINOMIAL', seeded('drawNegativeBinomial', 2)],
  ['TRIANGULAR', seeded('drawTriangular', 3)],
  ['WEIBULL', seeded('drawWeibull', 2)],
  ['PARETO', seeded('drawPareto', 2)],
  ['LOGISTIC', seeded('drawLogistic', 2)],
  ['MONTECARLO', monteCarlo],
];

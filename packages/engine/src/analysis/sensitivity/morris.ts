import { uniform } from '../../random/uniform.ts';
import type { Distribution } from '../../random/distribution.ts';
import type { WorkOptions } from '../../run/work.ts';
import type { Experiment } from '../experiment.ts';
import { describeEffects } from './describe-effects.ts';
import { rangesOf, valueWithin, type InputRange } from './input-range.ts';
import { failedRuns, failureNotes, outputColumns } from './output-columns.ts';

export interface MorrisOptions extends WorkOptions {
  /** What is known of each of the experiment's inputs, in their order; they are moved over its range. */
  readonly distributions: readonly Distribution[];
  /** How often each input is moved, from different places; at least 2, by default 20. Runs: trajectories × (inputs + 1). */
  readonly trajectories?: number;
  /** Values that each input takes, evenly spread over its range: an even number of at least 4, by default 4. */
  readonly levels?: number;
  /** By default 1. */
  readonly seed?: number;
}

/**
 * How an output answers to an input, by the spread of its elementary effects against their size (Garcia Sanchez et al. 2014):
 * `straight` below a tenth, `bends` below one half, `bends-or-interacts` below 1, and from there `turns-or-interacts`.
 */
export type EffectShape = 'none' | 'straight' | 'bends' | 'bends-or-interacts' | 'turns-or-interacts';

/** The elementary effects of one input on one output, in units of the output for the whole range of the input. */
export interface ElementaryEffects {
  readonly input: string;
  /** Mean effect: its sign says which way. Small beside `muStar` where the output rises in places and falls in others. */
  readonly mu: number;
  /** Mean of the effects' sizes (Campolongo, Cariboni and Saltelli 2007): how much the input matters. */
  readonly muStar: number;
  /** Standard deviation of the effects: 0 where the output answers by a straight line whatever the others are. */
  readonly sigma: number;
  /** Standard error of `muStar`. */
  readonly standardError: number;
  /** Effects that these rest on: fewer than the trajectories where runs failed. */
  readonly count: number;
  readonly shape: EffectShape;
}

export interface MorrisScreening {
  readonly method: 'morris';
  readonly seed: number;
  readonly trajectories: number;
  readonly levels: number;
  readonly runs: number;
  /** Runs that gave no number for an output; the effects on both sides of each are left out. */
  readonly failed: number;
  readonly ranges: readonly (InputRange & { readonly input: string })[];
  readonly outputs: readonly {
    readonly output: string;
    /** The input that matters most first. */
    readonly effects: readonly ElementaryEffects[];
    /** Sentences. */
    readonly findings: readonly string[];
  }[];
  /** What to bear in mind: runs that failed, and what the method cannot say. */
  readonly notes: readonly string[];
}

/**
 * Morris screening: which inputs matter, and which do not, for few runs. Each trajectory starts at a random place of a grid and moves
 * the inputs once each, in random order, by Δ = levels / (2 (levels − 1)) of their range; an elementary effect is the change of the output
 * over Δ, so that it is in units of the output for the input's whole range (Morris 1991, "Factorial sampling plans for preliminary
 * computational experiments"). It screens: it orders inputs, but does not share out the variance, and it takes all values of a range for
 * equally worth a look, whatever the distribution says. Inputs are moved independently.
 *
 * @throws RangeError where the options make no sense
 * @example
 * ```ts
 * const experiment = { inputs: ['a', 'b'], outputs: ['y'], run: async (points: Float64Array) => points.filter((_, at) => at % 2 === 0) };
 * const range = { kind: 'uniform', low: 0, high: 3 } as const;
 * const { outputs } = await morrisScreening(experiment, { distributions: [range, range] });
 * outputs[0]?.effects.map(({ input }) => input); // ['a', 'b']
 * ```
 */
export async function morrisScreening(experiment: Experiment, options: MorrisOptions): Promise<MorrisScreening> {
  const { distributions, trajectories = 20, levels = 4, seed = 1 } = options;
  if (!(Number.isInteger(trajectories) && trajectories >= 2))
    throw new RangeError(`Cannot screen by ${trajectories} trajectories: at least 2 are needed`);
  if (!(Number.isInteger(levels / 2) && levels >= 4))
    throw new RangeError(`Cannot screen at ${levels} levels: an even number of at least 4 is needed`);
  const { inputs, outputs } = experiment;
  const ranges = rangesOf(inputs, distributions);
  const plan = trajectoryPlan({ inputs: inputs.length, trajectories, levels, seed });
  const points = plan.shares.map((share, at) => valueWithin(ranges[at % inputs.length] ?? nowhere, share));
  const columns = outputColumns(await experiment.run(points, options), outputs.length);
  const [runs, failed] = [points.length / inputs.length, failedRuns(columns)];
  return {
    method: 'morris',
    seed,
    trajectories,
    levels,
    runs,
    failed,
    ranges: ranges.map((range, index) => ({ input: inputs[index] ?? '', ...range })),
    outputs: outputs.map((output, index) => {
      const values = columns[index] ?? new Float64Array();
      const least = smallestEffect(values);
      const effects = inputs
        .map((input, place) => summarise(input, effectsOf(values, plan, place), least))
        .toSorted((a, b) => sizeOf(b) - sizeOf(a));
      return { output, effects, findings: describeEffects(output, effects) };
    }),
    notes: [...failureNotes(failed, runs), ...limits],
  };
}

const limits = [
  'A screening orders the inputs; it does not share out the uncertainty, and it takes every value of a range for equally worth a look.',
  'Inputs are moved independently of each other.',
];

const nowhere: InputRange = { low: Number.NaN, central: Number.NaN, high: Number.NaN, byRatio: false };

interface TrajectoryPlan {
  /** Row-major: for each trajectory, its inputs + 1 points, as shares of the ranges. */
  readonly shares: Float64Array;
  /** Row-major: for each trajectory, the input moved between each point and the next. */
  readonly moved: Int32Array;
  readonly inputs: number;
  readonly delta: number;
}

/** Steps of half the levels: from each level of the lower half there is one up, and each level is met equally often. */
function trajectoryPlan(size: { inputs: number; trajectories: number; levels: number; seed: number }): TrajectoryPlan {
  const { inputs, trajectories, levels, seed } = size;
  const half = levels / 2;
  const shares = new Float64Array(trajectories * (inputs + 1) * inputs);
  const moved = new Int32Array(trajectories * inputs);
  for (let member = 0; member < trajectories; member++) {
    const drawn = (variable: number, step: number): number => uniform({ seed, member, variable, step });
    const levelsNow = new Int32Array(inputs).map((_, input) => {
      const lower = Math.floor(drawn(input, 0) * half);
      return drawn(input, 1) < 0.5 ? lower : lower + half;
    });
    const order = moved.subarray(member * inputs, (member + 1) * inputs);
    // Each input is put at a random place among those before it.
    for (let input = 0; input < inputs; input++) {
      const place = Math.floor(drawn(input, 2) * (input + 1));
      order[input] = order[place] ?? 0;
      order[place] = input;
    }
    for (let point = 0; point <= inputs; point++) {
      if (point > 0) {
        const input = order[point - 1] ?? 0;
        const level = levelsNow[input] ?? 0;
        levelsNow[input] = level < half ? level + half : level - half;
      }
      shares.set(
        Float64Array.from(levelsNow, (level) => level / (levels - 1)),
        (member * (inputs + 1) + point) * inputs,
      );
    }
  }
  return { shares, moved, inputs, delta: half / (levels - 1) };
}

/** The elementary effects of one input, one a trajectory; those beside a failed run are left out. */
function effectsOf(
  values: Float64Array,
  { shares, moved, inputs, delta }: TrajectoryPlan,
  input: number,
): Float64Array {
  const found: number[] = [];
  moved.forEach((each, at) => {
    if (each !== input) return;
    const before = Math.floor(at / inputs) * (inputs + 1) + (at % inputs);
    const rises = (shares[(before + 1) * inputs + input] ?? 0) > (shares[before * inputs + input] ?? 0);
    const change = (values[before + 1] ?? Number.NaN) - (values[before] ?? Number.NaN);
    if (Number.isFinite(change)) found.push((rises ? change : -change) / delta);
  });
  return Float64Array.from(found);
}

function summarise(input: string, effects: Float64Array, least: number): ElementaryEffects {
  const count = effects.length;
  const sizes = effects.map(Math.abs);
  const muStar = mean(sizes);
  const sigma = deviation(effects);
  return {
    input,
    mu: mean(effects),
    muStar,
    sigma,
    standardError: deviation(sizes) / Math.sqrt(count),
    count,
    shape: shapeOf(muStar <= least ? 0 : sigma / muStar, muStar <= least),
  };
}

function shapeOf(ratio: number, none: boolean): EffectShape {
  if (none) return 'none';
  if (ratio < 0.1) return 'straight';
  if (ratio < 0.5) return 'bends';
  return ratio < 1 ? 'bends-or-interacts' : 'turns-or-interacts';
}

/** An input without a single effect comes last. */
function sizeOf({ muStar }: ElementaryEffects): number {
  return Number.isNaN(muStar) ? -1 : muStar;
}

/** Below this a change is rounding: that of a sum of numbers of the output's size. */
function smallestEffect(values: Float64Array): number {
  return 1e-12 * values.reduce((most, value) => (Math.abs(value) > most ? Math.abs(value) : most), 0);
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function deviation(values: Float64Array): number {
  const centre = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1));
}

import type { Distribution } from '../../random/distribution.ts';
import type { WorkOptions } from '../../run/work.ts';
import type { Experiment } from '../experiment.ts';
import { plainNumber } from '../plain-number.ts';
import { rangesOf, valueWithin, type InputRange } from './input-range.ts';
import { failedRuns, failureNotes, outputColumns } from './output-columns.ts';

export interface TornadoOptions extends WorkOptions {
  /** What is known of each of the experiment's inputs, in their order; each is moved over its range, the others staying central. */
  readonly distributions: readonly Distribution[];
  /** Values that each input takes besides its central one, ends included: at least 2, by default 5. Runs: 1 + inputs × points. */
  readonly points?: number;
}

/** How the output goes as the input rises from low to high; `turns`: it rises and falls. `unknown`: too few runs gave a number. */
export type BarShape = 'flat' | 'rises' | 'falls' | 'turns' | 'unknown';

/** What one input does to one output, all others at their central values. */
export interface TornadoBar {
  readonly input: string;
  readonly low: number;
  readonly high: number;
  /** The output at the input's low end and at its high end; NaN where that run failed. */
  readonly atLow: number;
  readonly atHigh: number;
  /** Between the least and the most of the output over all points tried. */
  readonly swing: number;
  readonly shape: BarShape;
  /** All points tried, the central one included, from low to high. */
  readonly course: readonly { readonly value: number; readonly result: number }[];
}

export interface Tornado {
  readonly method: 'tornado';
  readonly runs: number;
  readonly failed: number;
  readonly outputs: readonly {
    readonly output: string;
    /** The output with every input at its central value. */
    readonly central: number;
    /** Widest swing first. */
    readonly bars: readonly TornadoBar[];
    /** Sentences. */
    readonly findings: readonly string[];
  }[];
  /** What to bear in mind: runs that failed, and what the method cannot say. */
  readonly notes: readonly string[];
}

/**
 * One input at a time from the low end of its range to the high one, the others at their central values: the bars of a tornado diagram
 * (Howard 1988, "Decision analysis: practice and promise"), with points between the ends, so that an output that rises and falls is not taken
 * for one that stays. What inputs do together is not seen.
 *
 * @throws RangeError where the options make no sense
 * @example
 * ```ts
 * const experiment = { inputs: ['a'], outputs: ['y'], run: async (points: Float64Array) => points.map((a) => a * a) };
 * const { outputs } = await tornado(experiment, { distributions: [{ kind: 'uniform', low: -1, high: 1 }] });
 * outputs[0]?.bars[0]?.shape; // 'turns'
 * ```
 */
export async function tornado(experiment: Experiment, options: TornadoOptions): Promise<Tornado> {
  const { distributions, points = 5 } = options;
  if (!(Number.isInteger(points) && points >= 2))
    throw new RangeError(`Cannot draw a tornado from ${points} points an input: both ends are needed`);
  const { inputs, outputs } = experiment;
  const ranges = rangesOf(inputs, distributions);
  const tried = ranges.map((range) => Array.from({ length: points }, (_, at) => valueWithin(range, at / (points - 1))));
  const centre = ranges.map(({ central }) => central);
  const rows = [centre, ...tried.flatMap((values, input) => values.map((value) => centre.with(input, value)))];
  const columns = outputColumns(await experiment.run(Float64Array.from(rows.flat()), options), outputs.length);
  const failed = failedRuns(columns);
  return {
    method: 'tornado',
    runs: rows.length,
    failed,
    outputs: outputs.map((output, place) => {
      const results = columns[place] ?? new Float64Array();
      const central = results[0] ?? Number.NaN;
      const bars = inputs
        .map((input, own) => {
          const answers = results.subarray(1 + own * points, 1 + (own + 1) * points);
          return barFor({ input, range: ranges[own] ?? nowhere, values: tried[own] ?? [], results: answers, central });
        })
        .toSorted((a, b) => sizeOf(b) - sizeOf(a));
      return { output, central, bars, findings: describe(output, central, bars) };
    }),
    notes: [
      ...failureNotes(failed, rows.length),
      'One input is moved at a time, so that what inputs do together is not seen; Sobol indices show it.',
    ],
  };
}

const nowhere: InputRange = { low: Number.NaN, central: Number.NaN, high: Number.NaN, byRatio: false };

function barFor({
  input,
  range,
  values,
  results,
  central,
}: {
  readonly input: string;
  readonly range: InputRange;
  readonly values: readonly number[];
  readonly results: Float64Array;
  readonly central: number;
}): TornadoBar {
  const course = values.map((value, at) => ({ value, result: results[at] ?? Number.NaN }));
  if (!values.includes(range.central)) course.push({ value: range.central, result: central });
  course.sort((a, b) => a.value - b.value);
  const sound = course.map(({ result }) => result).filter(Number.isFinite);
  const [least, most] = [Math.min(...sound), Math.max(...sound)];
  const ends = { atLow: results[0] ?? Number.NaN, atHigh: results.at(-1) ?? Number.NaN };
  const { low, high } = range;
  if (sound.length < 2) return { input, low, high, ...ends, swing: Number.NaN, shape: 'unknown', course };
  return { input, low, high, ...ends, swing: most - least, shape: shapeOf(sound), course };
}

/** Changes that are rounding do not count: those small beside the swing, and a swing small beside the output. */
function shapeOf(results: readonly number[]): BarShape {
  const [least, most] = [Math.min(...results), Math.max(...results)];
  const swing = most - least;
  if (swing <= 1e-12 * Math.max(Math.abs(least), Math.abs(most))) return 'flat';
  const changes = results.slice(1).map((result, before) => result - (results[before] ?? result));
  const rises = changes.some((change) => change > 1e-9 * swing);
  const falls = changes.some((change) => change < -1e-9 * swing);
  return rises && falls ? 'turns' : rises ? 'rises' : 'falls';
}

/** A bar without a swing comes last. */
function sizeOf({ swing }: TornadoBar): number {
  return Number.isNaN(swing) ? -1 : swing;
}

const told = 5;

function describe(output: string, central: number, bars: readonly TornadoBar[]): readonly string[] {
  const moving = bars.filter(({ shape }) => shape === 'rises' || shape === 'falls' || shape === 'turns');
  const flat = bars.filter(({ shape }) => shape === 'flat').length;
  const sentences = moving.slice(0, told).map((bar) => sentenceFor(output, bar));
  if (Number.isFinite(central))
    sentences.unshift(`With every input at its central value, "${output}" is ${plainNumber(central)}.`);
  else sentences.unshift(`The run with every input at its central value failed: there is no centre to compare with.`);
  if (flat > 0) sentences.push(`${flat === 1 ? '1 input leaves' : `${flat} inputs leave`} "${output}" where it is.`);
  return sentences;
}

function sentenceFor(output: string, { input, low, high, atLow, atHigh, swing, shape, course }: TornadoBar): string {
  const ends = `"${input}" from ${plainNumber(low)} to ${plainNumber(high)} takes "${output}" from ${plainNumber(atLow)} to ${plainNumber(atHigh)}`;
  if (shape !== 'turns') return `${ends}.`;
  const sound = course.filter(({ result }) => Number.isFinite(result));
  const most = sound.reduce((best, each) => (each.result > best.result ? each : best));
  const least = sound.reduce((best, each) => (each.result < best.result ? each : best));
  const inner = most.value !== low && most.value !== high ? most : least;
  return `${ends}, but not straight there: near ${plainNumber(inner.value)} it is ${plainNumber(inner.result)} (a swing of ${plainNumber(swing)}).`;
}

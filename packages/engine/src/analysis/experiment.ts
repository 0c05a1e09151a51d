import { InputError } from '../run/input-error.ts';
import { elementId, findSlots } from '../run/element-names.ts';
import { resolveProblem, type Problem } from '../run/problem.ts';
import type { ManyRuns, RunMany } from '../run/run-many.ts';
import type { WorkOptions } from '../run/work.ts';

/**
 * A question that can be asked at many points at once: numbers in, numbers out. It is all that sensitivity, calibration and policy
 * search know of a model, so that they can be held against functions whose answers are known.
 */
export interface Experiment {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /**
   * @param points row-major, a number for each of `inputs` a point
   * @returns row-major, a number for each of `outputs` a point; NaN throughout where the run failed
   */
  run(points: Float64Array, options?: WorkOptions): Promise<Float64Array>;
}

/** A number drawn from one variable's course: at a time (the last saved one not after it), at the end, or over all saved times. */
export interface Measure {
  /** A variable, or an element of one: `name[a,b]`. */
  readonly variable: string;
  readonly at: number | 'end' | 'mean' | 'highest' | 'lowest';
}

/** What a measure is called: "children looked after at 2030". */
export function nameOfMeasure({ variable, at }: Measure): string {
  return typeof at === 'number' || at === 'end' ? `${variable} at ${at}` : `${at} ${variable}`;
}

/**
 * An experiment with a model: inputs are constants of the problem's program, outputs are measures of its course. Every point draws the same random
 * numbers, those of the problem's member, so that points differ by their inputs alone.
 *
 * @throws {InputError} where a name is not known
 */
export function experimentOf(
  problem: Problem,
  { inputs, measures, runMany }: { inputs: readonly string[]; measures: readonly Measure[]; runMany: RunMany },
): Experiment {
  const given = Object.fromEntries(inputs.map((name) => [name, parameterValue(problem, name)]));
  const measured = measuredRuns({ ...problem, parameters: { ...problem.parameters, ...given } }, measures);
  const places = inputs.map((name) => parameterPlaces(problem, name));
  return {
    inputs,
    outputs: measures.map(nameOfMeasure),
    run: (points, options) => {
      const parametersOf = (run: number): Float64Array => {
        const values = measured.parameters.slice();
        places.forEach((slots, input) => {
          for (const place of slots) values[place] = points[run * inputs.length + input] ?? Number.NaN;
        });
        return values;
      };
      return measured.run({ count: points.length / inputs.length, parametersOf, runMany }, options);
    },
  };
}

/** Runs of a problem of which no more is kept than some measures. */
export interface MeasuredRuns {
  /** The problem's own values, in the order of its program's parameters. */
  readonly parameters: Float64Array;
  /** @returns row-major, a number for each of the measures a run; NaN throughout where the run failed */
  run(
    runs: Pick<ManyRuns, 'count' | 'parametersOf'> & { readonly runMany: RunMany },
    options?: WorkOptions,
  ): Promise<Float64Array>;
}

/**
 * Many runs of a problem that differ in their parameters alone, each reduced to measures of its course.
 *
 * @throws {InputError} where a name is not known
 */
export function measuredRuns(problem: Problem, measures: readonly Measure[]): MeasuredRuns {
  const { request } = resolveProblem({ ...problem, save: measures.map(({ variable }) => variable) });
  if (request.save.length !== measures.length) throw new InputError([arrayedMeasure(problem, measures)]);
  const { parameters, member = 0, ...shared } = request;
  const times = Float64Array.from(
    { length: Math.floor(shared.steps / shared.saveEvery) + 1 },
    (_, row) => problem.start + row * shared.saveEvery * shared.step,
  );
  return {
    parameters,
    run: async ({ count, parametersOf, runMany }, options) => {
      const found = new Float64Array(count * measures.length).fill(Number.NaN);
      const runs = { program: problem.program, request: shared, count, parametersOf, memberOf: () => member };
      for await (const { from, to, rows, statuses } of runMany(runs, options)) {
        for (let run = from; run < to; run++) {
          if (statuses[run - from]?.kind !== 'done') continue;
          const own = rows.subarray((run - from) * times.length * measures.length);
          measures.forEach(({ at }, column) => {
            const course = times.map((_, row) => own[row * measures.length + column] ?? Number.NaN);
            found[run * measures.length + column] = take(course, at, times);
          });
        }
      }
      return found;
    },
  };
}

function take(course: Float64Array, at: Measure['at'], times: Float64Array): number {
  switch (at) {
    case 'end':
      return course.at(-1) ?? Number.NaN;
    case 'mean':
      return course.reduce((sum, value) => sum + value, 0) / course.length;
    case 'highest':
      return course.reduce((most, value) => Math.max(most, value));
    case 'lowest':
      return course.reduce((least, value) => Math.min(least, value));
    default:
      return course[times.findLastIndex((time) => time <= at + 1e-9 * Math.max(1, Math.abs(at)))] ?? Number.NaN;
  }
}

/** Which of the program’s parameters a name means: those of its elements. A stock's initial value has another slot than the stock, so that names are what counts. */
export function parameterPlaces({ program }: Problem, name: string): number[] {
  const names = new Set(findSlots(program, name)?.map((element) => elementId(element.name)));
  return program.parameters.flatMap((each, place) => (names.has(elementId(each.name)) ? [place] : []));
}

/** The value that a program has for a constant, of several the first; any number for a name that is none, which a problem refuses. */
export function parameterValue(problem: Problem, name: string): number {
  const [place] = parameterPlaces(problem, name);
  return problem.program.parameters[place ?? -1]?.value ?? 0;
}

function arrayedMeasure({ program }: Problem, measures: readonly Measure[]) {
  const found = measures.find(({ variable }) => (findSlots(program, variable)?.length ?? 1) > 1);
  return {
    code: 'not-one-number',
    severity: 'error',
    message: `Cannot measure "${found?.variable}": it is an array or stands for several elements`,
    advice: 'name one element, as in "name[a,b]"',
  } as const;
}

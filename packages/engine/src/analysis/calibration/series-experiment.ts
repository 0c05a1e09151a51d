import type { Program } from '../../compile/program.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { findSlots, unknownName } from '../../run/element-names.ts';
import { InputError } from '../../run/input-error.ts';
import { resolveProblem, type Problem } from '../../run/problem.ts';
import type { RunMany } from '../../run/run-many.ts';
import { parameterPlaces, type Experiment } from '../experiment.ts';
import { at } from './at.ts';
import type { Observation } from './likelihood/observation.ts';

/**
 * An experiment that gives what the model has for every figure of every series. At a time between two steps it is taken on the line between them. A total adds up the flow's values at the steps from `total`
 * before the time on, times the step, as Euler's method does; under other methods half of the first and half of the last step's. Of a ratio both parts are
 * added up. Runs end with the last figure.
 *
 * @throws {InputError} where a name is not known
 */
export function seriesExperiment(
  problem: Problem,
  {
    inputs,
    observations,
    runMany,
  }: { inputs: readonly string[]; observations: readonly Observation[]; runMany: RunMany },
): Experiment {
  const diagnostics: Diagnostic[] = [];
  const slots: number[] = [];
  const columnsOf = (names: readonly string[]): number[] =>
    names.flatMap((name) => {
      const found = findSlots(problem.program, name);
      if (found === undefined) diagnostics.push(unknownName(problem.program, name, 'compare'));
      return (found ?? []).map(({ slot }) => {
        if (!slots.includes(slot)) slots.push(slot);
        return slots.indexOf(slot);
      });
    });
  const readings = observations.map((each) =>
    readingOf(problem, each, {
      sum: columnsOf(each.variables),
      per: each.per === undefined ? undefined : columnsOf(each.per),
    }),
  );
  const values = Object.fromEntries(inputs.map((name) => [name, constantValue(problem, name) ?? 0]));
  const { request } = resolveProblem({ ...problem, parameters: { ...problem.parameters, ...values }, save: [] });
  if (diagnostics.length > 0) throw new InputError(diagnostics);
  const places = inputs.map((name) => parameterPlaces(problem, name));
  const saveEvery = commonDivisor(
    readings.flatMap(({ spans }) => spans.flatMap(({ from, to, total }) => (total ? [1] : [from, to]))),
  );
  const last = readings.reduce((most, { spans }) => spans.reduce((later, { to }) => Math.max(later, to), most), 0);
  const steps = readsStop(problem.program) ? request.steps : Math.min(request.steps, last);
  const { parameters, member = 0, ...shared } = { ...request, steps, save: slots, saveEvery };
  return {
    inputs,
    outputs: observations.flatMap(({ name, times }) => times.map((time) => `${name} at ${time}`)),
    run: async (points, options) => {
      const count = points.length / Math.max(1, inputs.length);
      const parametersOf = (run: number): Float64Array => {
        const all = parameters.slice();
        places.forEach((list, input) =>
          list.forEach((place) => (all[place] = at(points, run * inputs.length + input))),
        );
        return all;
      };
      const width = readings.reduce((sum, { spans }) => sum + spans.length, 0);
      const found = new Float64Array(count * width).fill(Number.NaN);
      const runs = { program: problem.program, request: shared, count, parametersOf, memberOf: () => member };
      for await (const { from, to, rows, rowCount, statuses } of runMany(runs, options)) {
        for (let run = from; run < to; run++) {
          if (statuses[run - from]?.kind !== 'done') continue;
          const size = rowCount * slots.length;
          const own = rows.subarray((run - from) * size, (run - from + 1) * size);
          let place = run * width;
          for (const { reading, spans } of readings)
            for (const span of spans) found[place++] = reading({ rows: own, width: slots.length, saveEvery }, span);
        }
      }
      return found;
    },
  };
}

/** Series without the figures at times that the run does not reach, and what was left out, in words. */
export function withinRun(
  { start, stop, step }: Problem,
  observations: readonly Observation[],
): { observations: readonly Observation[]; notes: readonly string[] } {
  const notes: string[] = [];
  const slack = 1e-6 * step;
  const kept = observations.map((each): Observation => {
    const inside = each.times.map((time) => time - (each.total ?? 0) >= start - slack && time <= stop + slack);
    const outside = each.times.filter((_, place) => inside[place] === false);
    if (outside.length === 0) return each;
    notes.push(
      `"${each.name}" is compared without ${outside.length} of its ${each.times.length} figures (${outside.join(', ')}): the run is from ${start} to ${stop}` +
        (each.total === undefined ? '' : `, and each figure adds up the ${each.total} before it`),
    );
    const keep = <Item>(list: readonly Item[]): Item[] => list.filter((_, place) => inside[place] === true);
    const { outOf } = each;
    return {
      ...each,
      times: keep(each.times),
      values: keep(each.values),
      ...(outOf === undefined ? {} : { outOf: keep(outOf) }),
    };
  });
  return { observations: kept.filter(({ times }) => times.length > 0), notes };
}

/** The value that a problem has for a constant: its own, or the program's; of an array, that of the first element. */
export function constantValue(problem: Problem, name: string): number | undefined {
  const [place] = parameterPlaces(problem, name);
  if (place === undefined) return undefined;
  const { request } = resolveProblem({ ...problem, save: [] });
  return request.parameters[place];
}

interface Saved {
  readonly rows: Float64Array;
  readonly width: number;
  readonly saveEvery: number;
}

/** Steps that a figure is made of; where it is no total, `share` of the way from the first to the last. */
interface StepSpan {
  readonly from: number;
  readonly to: number;
  readonly share: number;
  readonly total: boolean;
}

function readingOf(
  { start, step, method }: Problem,
  { times, total, scale = 1 }: Observation,
  { sum, per }: { sum: readonly number[]; per: readonly number[] | undefined },
) {
  const spans = times.map((time): StepSpan => {
    const exact = (time - start) / step;
    const nearest = Math.round(exact);
    if (total !== undefined)
      return { from: nearest - Math.max(1, Math.round(total / step)), to: nearest, share: 0, total: true };
    if (Math.abs(exact - nearest) < 1e-6) return { from: nearest, to: nearest, share: 0, total: false };
    return { from: Math.floor(exact), to: Math.floor(exact) + 1, share: exact - Math.floor(exact), total: false };
  });
  const valueAt = (
    { rows, width, saveEvery }: Saved,
    { columns, index }: { columns: readonly number[]; index: number },
  ): number => columns.reduce((added, column) => added + at(rows, (index / saveEvery) * width + column), 0);
  const over =
    (saved: Saved, columns: readonly number[]) =>
    ({ from, to, share, total: adds }: StepSpan): number => {
      const [first, last] = [valueAt(saved, { columns, index: from }), valueAt(saved, { columns, index: to })];
      if (!adds) return from === to ? first : (1 - share) * first + share * last;
      let added = method === 'euler' ? first : (first + last) / 2;
      for (let index = from + 1; index < to; index++) added += valueAt(saved, { columns, index });
      return added * step;
    };
  const reading = (saved: Saved, span: StepSpan): number =>
    (scale * over(saved, sum)(span)) / (per === undefined ? 1 : over(saved, per)(span));
  return { spans, reading };
}

/** Whether an equation looks at the end of the run: then runs go on to it, though no figure is later. */
function readsStop(program: Program): boolean {
  return JSON.stringify(program).includes('"stopTime"');
}

/** The greatest whole number that all are multiples of. */
function commonDivisor(numbers: readonly number[]): number {
  const divisor = numbers.reduce((a, b) => {
    let [greater, lesser] = [a, b];
    while (lesser > 0) [greater, lesser] = [lesser, greater % lesser];
    return greater;
  }, 0);
  return Math.max(1, divisor);
}

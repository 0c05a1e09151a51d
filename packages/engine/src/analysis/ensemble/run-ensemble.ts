import type { Diagnostic } from '../../model/diagnostic.ts';
import { nearNames, suggestion } from '../../model/near-names.ts';
import { timeOf } from '../../run/clock.ts';
import { elementId } from '../../run/element-names.ts';
import { InputError } from '../../run/input-error.ts';
import { resolveProblem, type Problem } from '../../run/problem.ts';
import type { RunMany } from '../../run/run-many.ts';
import type { WorkOptions } from '../../run/work.ts';
import type { DrawnConstants } from '../calibration/use-posterior.ts';
import { parameterPlaces, parameterValue } from '../experiment.ts';
import { CellStatistics, mostExact } from './cell-statistics.ts';
import type { EnsembleSummary, FailedMember, SeriesSummary } from './ensemble-summary.ts';
import { summarise } from './summarise.ts';
import { ThresholdStatistics } from './threshold-statistics.ts';
import { ReplicateMeans } from './replicate-means.ts';
import { sampleInputs } from './sample-inputs.ts';
import { startOfReplicate, type SampleOptions } from './uncertain-input.ts';

/** A value that a variable may pass: a target, a limit. */
export interface Threshold {
  /** As in the ensemble's series: `name`, or `name[a,b]`. */
  readonly variable: string;
  readonly value: number;
}

/** An ensemble to be run. */
export interface EnsembleOptions extends SampleOptions, WorkOptions {
  readonly runMany: RunMany;
  /** Constants whose values were drawn before, such as those of a posterior by `posteriorDraws`: members take them in turn, from the first again where there are more members. */
  readonly draws?: DrawnConstants;
  /** Times to summarise: of each the last saved one not after it. By default all that the problem saves. */
  readonly at?: readonly number[];
  /** Shares from 0 to 1 whose quantiles are wanted; by default the median and the ends of the bands that hold 50 and 90 of 100 members. */
  readonly probabilities?: readonly number[];
  readonly thresholds?: readonly Threshold[];
}

const usualProbabilities = [0.05, 0.25, 0.5, 0.75, 0.95];
const mostFailedNamed = 20;
/** Numbers that may be kept: 1 GiB of them. */
const mostKept = 2 ** 27;

/**
 * Runs a problem many times with its uncertain inputs drawn anew, and summarises what it saves. Members draw their own random numbers too, where the
 * model has any. Nothing of a member is kept but, up to 10,000 members, the numbers that are summarised, whose quantiles are exact; beyond that the memory
 * does not grow, and quantiles are within `rankError`.
 *
 * Errors are those of independent draws, but for the error of a mean over several replicates. Of a Latin hypercube they are hardly ever greater (Owen 1997), of a
 * Sobol sequence mostly far smaller.
 *
 * @param problem with the variables to summarise in `save`
 * @throws {InputError} where a name, a time, a distribution or a correlation makes no sense, a constant is drawn twice, or more would have to be kept than memory holds
 * @example
 * ```ts
 * const problem = createProblem(program, { save: ['x'] });
 * const distribution = { kind: 'uniform', low: 0.04, high: 0.08 } as const;
 * const summary = await runEnsemble(problem, {
 *   inputs: [{ parameter: 'referral rate', distribution }],
 *   count: 100,
 *   seed: 1,
 *   runMany: runManyHere(wasmBackend),
 * });
 * summary.failed.count; // 0
 * ```
 */
export async function runEnsemble(problem: Problem, options: EnsembleOptions): Promise<EnsembleSummary> {
  const { runMany, count, seed, method = 'latin-hypercube', probabilities = usualProbabilities } = options;
  const sample = sampleInputs(options);
  const { parameters, runs, columns, rows, times } = laidOut(problem, options);
  const places = options.inputs.map(({ parameter }) => parameterPlaces(problem, parameter));
  const draws = (options.draws?.names ?? []).map((name, place) => ({
    places: parameterPlaces(problem, name),
    values: options.draws?.values[place] ?? new Float64Array(0),
  }));
  const parametersOf = (member: number): Float64Array => {
    const values = parameters.slice();
    const drawn = sample.valuesOf(member);
    places.forEach((own, input) => {
      for (const place of own) values[place] = drawn[input] ?? Number.NaN;
    });
    for (const own of draws)
      for (const place of own.places) values[place] = own.values[member % own.values.length] ?? Number.NaN;
    return values;
  };

  const width = columns.length;
  const cells = new CellStatistics(rows.length * width, count);
  const thresholds = thresholdsOf(columns, options.thresholds ?? []).map(
    ({ column, value }) => new ThresholdStatistics({ column, value, width, times: rows.length }),
  );
  const replicates = (options.replicates ?? 1) > 1 ? new ReplicateMeans(rows.length * width) : undefined;
  let replicate = 0;
  const failed: FailedMember[] = [];
  let failures = 0;
  const values = new Float64Array(rows.length * width);
  for await (const portion of runMany({ ...runs, count, parametersOf }, options)) {
    for (let run = portion.from; run < portion.to; run++) {
      const status = portion.statuses[run - portion.from];
      if (run === startOfReplicate(replicate + 1, options)) {
        replicates?.finish();
        replicate += 1;
      }
      if (status !== undefined && status.kind !== 'done') {
        failures += 1;
        if (failed.length < mostFailedNamed) failed.push({ member: run, status });
        continue;
      }
      const own = portion.rows.subarray((run - portion.from) * portion.rowCount * width);
      rows.forEach((row, time) => values.set(own.subarray(row * width, (row + 1) * width), time * width));
      cells.add(values);
      replicates?.add(values);
      for (const threshold of thresholds) threshold.add(values);
    }
  }
  replicates?.finish();
  const series: SeriesSummary[] = [];
  for (const [column, name] of columns.entries()) {
    const own = thresholds.filter((threshold) => threshold.column === column);
    const place = { name, column, width, times: rows.length };
    series.push(await summarise(cells, place, { probabilities, thresholds: own, replicates, signal: options.signal }));
  }
  const { rankError } = cells;
  return { count, seed, method, times, series, failed: { count: failures, first: failed }, rankError };
}

/** The runs that the members have in common, and where of their rows the summary is. */
function laidOut(problem: Problem, { inputs, draws, at, count }: EnsembleOptions) {
  const drawn = [...inputs.map(({ parameter }) => parameter), ...(draws?.names ?? [])];
  const twice = drawn.find((name, place) => drawn.findIndex((each) => elementId(each) === elementId(name)) < place);
  if (twice !== undefined) {
    const message = `Cannot draw "${twice}" twice`;
    throw new InputError([{ code: 'bad-ensemble', severity: 'error', message, advice: 'leave one of the two out' }]);
  }
  const given = Object.fromEntries(drawn.map((name) => [name, parameterValue(problem, name)]));
  const { request, columns: all } = resolveProblem({
    ...problem,
    parameters: { ...problem.parameters, ...given },
  });
  const { parameters, member: _member, ...shared } = request;
  // Time and the constants of the clock are the same in every member.
  const columns = all.flatMap((column) => (column.kind === 'saved' ? [column.name] : []));
  const saved = Float64Array.from({ length: Math.floor(shared.steps / shared.saveEvery) + 1 }, (_, row) =>
    timeOf(shared, row * shared.saveEvery),
  );
  const rows = at === undefined ? [...saved.keys()] : at.map((time) => rowAt(saved, time));
  const early = at?.[rows.indexOf(-1)];
  const late = at?.find((time) => time > problem.stop + 1e-9 * Math.max(1, Math.abs(problem.stop)));
  const outside = early ?? late;
  if (outside !== undefined) {
    const end = early === undefined ? `ends at ${problem.stop}` : `starts at ${problem.start}`;
    const message = `Cannot summarise the ensemble at ${outside}: the run ${end}`;
    throw new InputError([{ code: 'bad-time', severity: 'error', message, advice: 'give a time within the run' }]);
  }
  const kept = rows.length * columns.length * Math.min(count, mostExact);
  if (kept > mostKept) {
    const message = `Cannot keep ${kept} numbers of an ensemble: at most ${mostKept} are possible`;
    const advice = 'save fewer variables, or give fewer times';
    throw new InputError([{ code: 'too-much-saved', severity: 'error', message, advice }]);
  }
  const times = Float64Array.from(rows, (row) => saved[row] ?? Number.NaN);
  return { parameters, runs: { program: problem.program, request: shared }, columns, rows, times };
}

/** The last saved row not after a time; -1 where there is none. */
function rowAt(saved: Float64Array, time: number): number {
  return saved.findLastIndex((each) => each <= time + 1e-9 * Math.max(1, Math.abs(time)));
}

function thresholdsOf(columns: readonly string[], thresholds: readonly Threshold[]) {
  const faults: Diagnostic[] = [];
  const found = thresholds.map(({ variable, value }) => {
    const column = columns.findIndex((name) => elementId(name) === elementId(variable));
    if (column < 0) {
      const near = nearNames(variable, columns);
      const message = `Cannot count members about a threshold of "${variable}": it is not among what is saved`;
      const advice = suggestion(near) ?? 'save it, or name one element of it';
      faults.push({ code: 'unknown-name', severity: 'error', message, advice, near });
    }
    return { column, value };
  });
  if (faults.length > 0) throw new InputError(faults);
  return found;
}

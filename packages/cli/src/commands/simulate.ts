import { extname } from 'node:path';
import { createProblem, run } from '@weir/engine';
import type { IntegrationMethod, Model, Problem, ProblemOptions, Results, RunStatus } from '@weir/engine';
import { backends } from '../backends.ts';
import type { BackendName } from '../backends.ts';
import { toCsv } from '../csv.ts';
import { exitCodes } from '../failure.ts';
import { loadModel } from '../read-model.ts';
import { writeOutput } from '../read-file.ts';
import { refusingInput } from '../refusing-input.ts';
import { runRemarks } from '../run-remarks.ts';
import type { Terminal } from '../terminal.ts';

/** The options of `weir simulate`. */
export interface SimulateOptions {
  readonly set?: Readonly<Record<string, number>>;
  readonly method?: IntegrationMethod;
  readonly dt?: number;
  readonly start?: number;
  readonly stop?: number;
  readonly saveEvery?: number;
  readonly seed?: number;
  readonly tolerance?: number;
  readonly save?: readonly string[];
  readonly backend: BackendName;
  readonly format: 'csv' | 'json';
  readonly out?: string;
}

/**
 * Runs a model once and prints what it gave.
 *
 * @returns the exit code: 1 where the run diverged, after its results
 * @throws Failure where the model or an option names what there is not
 */
export async function simulate(terminal: Terminal, path: string, options: SimulateOptions): Promise<number> {
  const model = await loadModel(terminal, path);
  const problem = problemFor(model, options);
  const results = run(isVensim(path) ? withControls(problem) : problem, backends[options.backend]);
  const text = options.format === 'csv' ? resultsToCsv(results) : resultsToJson(model, results);
  if (options.out === undefined) terminal.out(text);
  else await writeOutput(options.out, text);
  terminal.err(
    runRemarks(model, results)
      .map((line) => `${line}\n`)
      .join(''),
  );
  if (results.status.kind === 'done') return exitCodes.done;
  terminal.err(describeFailure(results.status));
  return exitCodes.input;
}

function isVensim(path: string): boolean {
  return extname(path).toLowerCase() === '.mdl';
}

/** Vensim lists the variables that control a run among its results, so those of its models do here. */
function withControls(problem: Problem): Problem {
  if (problem.save !== undefined) return problem;
  const names = problem.program.layout.map(({ name }) => name);
  return { ...problem, save: [...names, 'FINAL TIME', 'INITIAL TIME', 'SAVEPER', 'TIME STEP'] };
}

function describeFailure({ kind, time, variable }: Exclude<RunStatus, { kind: 'done' }>): string {
  if (kind === 'stalled')
    return (
      `The run came no further than time ${time}, because of "${variable}". Usual causes: one stock that follows another far faster than ` +
      'the time step, a value that grows without bound, a test that the run hovers about. A method of fixed steps goes on (--method rk4)\n'
    );
  return (
    `The run diverged at time ${time}: "${variable}" is no longer a finite number. Usual causes: a division by zero, ` +
    'a step too long for a fast flow (try a smaller --dt), a reinforcing loop without a limit\n'
  );
}

function problemFor(
  model: Model,
  { set, method, dt, start, stop, saveEvery, seed, tolerance, save }: SimulateOptions,
): Problem {
  const given: ProblemOptions = {
    ...(set === undefined ? {} : { parameters: set }),
    ...(method === undefined ? {} : { method }),
    ...(dt === undefined ? {} : { step: dt, saveEvery: savingInterval(model, dt) }),
    ...(saveEvery === undefined ? {} : { saveEvery }),
    ...(start === undefined ? {} : { start }),
    ...(stop === undefined ? {} : { stop }),
    ...(seed === undefined ? {} : { seed }),
    ...(tolerance === undefined ? {} : { tolerance: { relative: tolerance, absolute: tolerance / 1000 } }),
    ...(save === undefined ? {} : { save }),
  };
  return refusingInput(model, () => createProblem(model, given));
}

/** Rows stay where the model has them when the step is shortened; where they cannot, each step is saved. */
function savingInterval(model: Model, dt: number): number {
  const every = model.time.saveEvery ?? model.time.step;
  const steps = every / dt;
  return steps >= 1 && Math.abs(steps - Math.round(steps)) <= 1e-6 * steps ? every : dt;
}

function resultsToCsv({ times, columns }: Results): string {
  const rows = Array.from(times, (time, row) => [time, ...columns.map(({ values }) => values[row] ?? Number.NaN)]);
  return toCsv([['Time', ...columns.map(({ name }) => name)], ...rows]);
}

/** `NaN`, which JSON does not have, becomes `null`. */
function resultsToJson(model: Model, { status, seed, times, columns }: Results): string {
  const variables = Object.fromEntries(columns.map(({ name, values }) => [name, Array.from(values)]));
  return `${JSON.stringify({ model: model.name, timeUnits: model.time.units, status, seed, times: Array.from(times), variables }, null, 2)}\n`;
}

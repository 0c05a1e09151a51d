import { compileModel } from '../compile/compile-model.ts';
import { runSteps } from '../compile/run-steps.ts';
import type { Program } from '../compile/program.ts';
import { expandModel } from '../expand/expand-model.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { IntegrationMethod, Model, VariableId } from '../model/model.ts';
import { toId } from '../model/names.ts';
import { defaultTolerance, type RunRequest, type Tolerance } from './backend.ts';
import { elementId, elementSlots, findSlots, unknownName } from './element-names.ts';
import { InputError } from './input-error.ts';
import { overrideVariables } from './override-variables.ts';

/**
 * What is to be run: a program, its clock, the constants that differ from the model's own, and what to keep. A plain value: copy it
 * with changes, `{ ...problem, method: 'rk4' }`. Fixed delays, conveyors and the like have as much memory as the clock and the times that the problem
 * was created with ask for; after a change to these, create the problem again, or they give NaN and the run reports that it diverged.
 */
export interface Problem {
  readonly program: Program;
  readonly start: number;
  readonly stop: number;
  readonly step: number;
  readonly saveEvery: number;
  readonly method: IntegrationMethod;
  /** By name, `name` setting all elements of an array and `name[a,b]` one; of a stock, its initial value. */
  readonly parameters: Readonly<Record<string, number>>;
  /**
   * Names to keep, as `parameters` has them; absent: every variable. `Time`, `TIME STEP`, `INITIAL TIME`, `FINAL TIME` and `SAVEPER` are
   * kept where they are named.
   */
  readonly save?: readonly string[];
  /**
   * What random numbers follow from, a whole number from 0 to 2^32 - 1; by default 0. The same problem gives the same numbers, on every
   * machine and in both back ends; another seed gives others from the same distributions.
   */
  readonly seed: number;
  /** How exact the method `dormand-prince` is to be; by default 1e-6 relative and 1e-9 absolute. Other methods do not ask. */
  readonly tolerance: Tolerance;
  /** Which member of an ensemble, a whole number from 0; by default 0. Members draw independently under one seed. */
  readonly member: number;
}

export type ProblemOptions = Partial<Omit<Problem, 'program'>>;

/**
 * Makes a problem from a model or a program; what the options leave out comes from the model. With a model, `parameters` may
 * also name a variable that is not a constant: its equation is replaced by the number.
 *
 * @throws {InputError} with all that is wrong with the model, the names or the clock.
 *
 * @example
 * ```ts
 * const problem = createProblem(model, { parameters: { 'referral rate': 0.06 }, stop: 2030 });
 * ```
 */
export function createProblem(source: Program | Model, options: ProblemOptions = {}): Problem {
  const program = 'slotCount' in source ? source : compileFor(source, options);
  const { time } = program;
  const step = options.step ?? time.step;
  const problem: Problem = {
    program,
    start: options.start ?? time.start,
    stop: options.stop ?? time.stop,
    step,
    saveEvery: options.saveEvery ?? time.saveEvery ?? step,
    method: options.method ?? time.method,
    parameters: options.parameters ?? {},
    seed: options.seed ?? 0,
    member: options.member ?? 0,
    tolerance: options.tolerance ?? defaultTolerance,
    ...(options.save === undefined ? {} : { save: options.save }),
  };
  const { diagnostics } = resolve(problem);
  if (diagnostics.length > 0) throw new InputError(diagnostics);
  return problem;
}

/** Compiles with the clock and the values that the problem will have, so that fixed delays and their like have the right length. */
function compileFor(model: Model, options: ProblemOptions): Program {
  const { start, stop, step, method } = { ...model.time, ...options };
  // The interval of saving is checked with the problem, not with the model.
  const { saveEvery, ...clock } = model.time;
  const timed = flat({ ...model, time: { ...clock, start, stop, step, method } });
  const own = compiled(timed);
  const values = options.parameters ?? {};
  const settable = parameterNames(own);
  const computed = Object.entries(values).filter(
    ([name]) => !settable.has(elementId(name)) && findSlots(own, name) !== undefined,
  );
  const changed =
    computed.length === 0 && !own.shapedByValues ? own : compiled(overrideVariables(timed, known(own, values)));
  const defaults = new Map(own.parameters.map((each) => [each.name, each.value]));
  return {
    ...changed,
    time: saveEvery === undefined ? changed.time : { ...changed.time, saveEvery },
    parameters: changed.parameters.map((each) => ({ ...each, value: defaults.get(each.name) ?? each.value })),
  };
}

/** The model as one list of variables, so that those of modules can be set too. */
function flat(model: Model): Model {
  const expanded = expandModel(model);
  const errors = expanded.diagnostics.filter((each) => each.severity === 'error');
  if (errors.length > 0) throw new InputError(errors);
  return expanded.model;
}

function compiled(model: Model): Program {
  const { program, diagnostics } = compileModel(model);
  if (program === undefined) throw new InputError(diagnostics.filter((each) => each.severity === 'error'));
  return program;
}

function known(program: Program, values: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => findSlots(program, name) !== undefined));
}

function parameterNames(program: Program): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { name } of program.parameters) names.add(elementId(name)).add(elementId(name.replace(/\[[^\]]*\]$/, '')));
  return names;
}

/** What a back end needs for a problem, and the columns that the rows will have. */
export interface ResolvedProblem {
  readonly request: RunRequest;
  readonly columns: readonly ResolvedColumn[];
}

/** Where a column's numbers come from: what the run saves at that place of a row, or the clock. */
export type ResolvedColumn =
  | { readonly kind: 'saved'; readonly name: string; readonly index: number }
  | { readonly kind: 'time'; readonly name: string }
  | { readonly kind: 'constant'; readonly name: string; readonly value: number };

/**
 * Turns the names and times of a problem into the integers of a request.
 *
 * @throws {InputError} where a name is not known or the clock makes no sense.
 */
export function resolveProblem(problem: Problem): ResolvedProblem {
  const { resolved, diagnostics } = resolve(problem);
  if (diagnostics.length > 0) throw new InputError(diagnostics);
  return resolved;
}

function resolve(problem: Problem): { resolved: ResolvedProblem; diagnostics: readonly Diagnostic[] } {
  const { start, step, method, seed, member, tolerance } = problem;
  const diagnostics: Diagnostic[] = [];
  const { steps, saveEvery } = resolveClock(problem, diagnostics);
  checkMethod(problem, diagnostics);
  checkSeeds(problem, diagnostics);
  const parameters = resolveParameters(problem, diagnostics);
  const { columns, save } = resolveColumns(problem, diagnostics);
  const numbers = (Math.floor(steps / saveEvery) + 1) * save.length;
  if (numbers > mostSaved) {
    const message = `Cannot keep ${numbers} numbers of one run: at most ${mostSaved} are possible`;
    diagnostics.push({
      code: 'too-much-saved',
      severity: 'error',
      message,
      advice: 'save less often, or fewer variables',
    });
  }
  const request = { start, step, steps, saveEvery, method, parameters, seed, member, tolerance, save };
  return { resolved: { request, columns }, diagnostics };
}

/** What to keep: variables and elements, and Vensim's control variables by name where the model has none of that name. */
function resolveColumns(
  problem: Problem,
  diagnostics: Diagnostic[],
): { columns: readonly ResolvedColumn[]; save: readonly number[] } {
  const { program } = problem;
  const save: number[] = [];
  const columns = (problem.save ?? program.layout.map((each) => each.name)).flatMap((name): ResolvedColumn[] => {
    const found = findSlots(program, name);
    if (found !== undefined)
      return found.map((each) => ({ kind: 'saved', name: each.name, index: save.push(each.slot) - 1 }));
    const control = controls.get(toId(name));
    if (control !== undefined) return [control(problem)];
    diagnostics.push(unknownName(program, name, 'save'));
    return [];
  });
  return { columns, save };
}

const constant =
  (name: string, valueOf: (problem: Problem) => number) =>
  (problem: Problem): ResolvedColumn => ({ kind: 'constant', name, value: valueOf(problem) });

const controls: ReadonlyMap<VariableId, (problem: Problem) => ResolvedColumn> = new Map([
  [toId('Time'), (): ResolvedColumn => ({ kind: 'time', name: 'Time' })],
  [toId('INITIAL TIME'), constant('INITIAL TIME', ({ start }) => start)],
  [toId('FINAL TIME'), constant('FINAL TIME', ({ stop }) => stop)],
  [toId('TIME STEP'), constant('TIME STEP', ({ step }) => step)],
  [toId('SAVEPER'), constant('SAVEPER', ({ saveEvery }) => saveEvery)],
]);

/** The most steps that a run may take: a day's work for no one. */
const mostSteps = 100_000_000;
/** Saved numbers of one run: 2 GiB of them, within what either back end can hold. */
const mostSaved = 2 ** 28;

function resolveClock(
  { start, stop, step, saveEvery }: Problem,
  diagnostics: Diagnostic[],
): { steps: number; saveEvery: number } {
  const say = (message: string, advice: string): void => {
    diagnostics.push({ code: 'bad-time', severity: 'error', message, advice });
  };
  const steps = runSteps({ start, stop, step });
  const every = Math.round(saveEvery / step);
  if (!(step > 0)) say(`Cannot run with a step of ${step}`, 'give a step above 0');
  else if (!(stop >= start)) say(`Cannot run from ${start} to ${stop}`, 'give a stop that is not before the start');
  else if (!(steps <= mostSteps))
    say(`Cannot run ${steps} steps: at most ${mostSteps} are possible`, 'give a longer step');
  else if (!(every >= 1) || Math.abs(saveEvery / step - every) > 1e-6 * every) {
    say(`Cannot save every ${saveEvery}: it is not a whole number of steps of ${step}`, 'give a multiple of the step');
  }
  return { steps, saveEvery: every };
}

function checkSeeds({ seed, member }: Problem, diagnostics: Diagnostic[]): void {
  for (const [name, value] of Object.entries({ seed, member })) {
    if (Number.isInteger(value) && value >= 0 && value < 2 ** 32) continue;
    const message = `Cannot draw random numbers for the ${name} ${value}`;
    const advice = 'give a whole number from 0 to 4294967295';
    diagnostics.push({ code: 'bad-seed', severity: 'error', message, advice });
  }
}

function checkMethod({ program, method, tolerance }: Problem, diagnostics: Diagnostic[]): void {
  const { relative, absolute } = tolerance;
  if (!(relative >= 0 && absolute >= 0 && relative + absolute > 0 && relative + absolute < 1)) {
    const message = `Cannot keep to a tolerance of ${relative} relative and ${absolute} absolute`;
    const advice = 'give numbers from 0 up to 1, not both 0, such as 1e-6 and 1e-9';
    diagnostics.push({ code: 'bad-tolerance', severity: 'error', message, advice });
  }
  const [first, ...others] = method === 'euler' ? [] : program.eulerOnly;
  if (first === undefined) return;
  const rest = others.length === 0 ? '' : ` and ${others.length} more`;
  const message = `Cannot run "${first}"${rest} with the method "${method}": what it does is defined for Euler's method alone`;
  diagnostics.push({ code: 'euler-only', severity: 'error', message, advice: 'choose Euler' });
}

function resolveParameters({ program, parameters }: Problem, diagnostics: Diagnostic[]): Float64Array {
  const values = Float64Array.from(program.parameters, (each) => each.value);
  const indices = new Map<string, number[]>();
  for (const [index, { name }] of program.parameters.entries()) {
    for (const id of new Set([elementId(name), elementId(name.replace(/\[[^\]]*\]$/, ''))])) {
      const list = indices.get(id);
      if (list === undefined) indices.set(id, [index]);
      else list.push(index);
    }
  }
  // Whole arrays first, so that an element's own value holds whatever the order.
  const entries = Object.entries(parameters).toSorted(([a], [b]) => Number(a.includes('[')) - Number(b.includes('[')));
  for (const [name, value] of entries) {
    const found = indices.get(elementId(name));
    if (found === undefined) {
      const advice = `"${name}" is computed; create the problem from the model, which can replace its equation by a number`;
      diagnostics.push(
        findSlots(program, name) === undefined
          ? unknownName(program, name, 'set')
          : {
              code: 'not-a-constant',
              severity: 'error',
              message: `Cannot set "${name}": it is not a constant`,
              advice,
            },
      );
      continue;
    }
    if (!Number.isFinite(value)) {
      diagnostics.push({
        code: 'not-a-number',
        severity: 'error',
        message: `Cannot set "${name}" to ${value}`,
        advice: 'give a finite number',
      });
    }
    for (const index of found) values[index] = value;
  }
  return values;
}

/** The names of all columns that a program can save, arrays element by element. */
export function columnNames(program: Program): readonly string[] {
  return program.layout.flatMap((each) => elementSlots(each).map(({ name }) => name));
}

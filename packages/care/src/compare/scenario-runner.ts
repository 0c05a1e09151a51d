import { compileModel, createProblem, InputError, resolveProblem, toId, wasmBackend } from '@weir/engine';
import type { Backend, PreparedProgram, Program, RunRequest } from '@weir/engine';
import { sampleDraws, type Draw, type Sample } from '@weir/engine/analysis';
import type { GeneralModel, Scenario } from '../types.ts';
import { drawnConstants, drawnEffects } from './drawn-constants.ts';
import { matchesHistory, publishedPath, type PublishedPath } from './history-match.ts';
import { scenarioSettings } from './scenario-settings.ts';

export interface RunnerOptions {
  readonly general: GeneralModel;
  /** Carries out the runs; WebAssembly if absent. */
  readonly backend?: Backend;
  /** Members that the ensemble has in all; 200 if absent. */
  readonly members?: number;
  readonly seed?: number;
  /** Last year; the model's own if absent. */
  readonly stop?: number;
  /** Constants that differ from the model's own: a local model. */
  readonly constants?: Readonly<Record<string, number>>;
  /** The published path that members must keep to; England's if absent, none if `false`. */
  readonly history?: PublishedPath | false;
}

/** Carries out runs of scenarios, one at a time and in any order; made once. */
export interface ScenarioRunner {
  /** Ids of the indicators, in the order of the rows. */
  readonly indicators: readonly string[];
  readonly times: Float64Array;
  readonly memberCount: number;
  readonly seed: number;
  /** Constants drawn, with their ranges. */
  readonly draws: readonly Draw[];
  /** Every indicator at every time, row-major by indicator, with everything at its central value. */
  central(scenario: Scenario): Float64Array;
  /** The same for one member: the same draws for every scenario. NaN throughout if the run diverged. */
  member(scenario: Scenario, index: number): Float64Array;
  /** What is run, and the values that a member of a scenario has for each of the program's parameters: for runs elsewhere. */
  readonly program: Program;
  parameters(scenario: Scenario, index: number): Float64Array;
  /** The values drawn for a member: of the uncertain constants, and of the strategies' effects, by parameter. */
  drawn(index: number): ReadonlyMap<string, number>;
  /** How the draws of a member came about: attempts made until one kept to the published path, and how far it was pulled to the centre. */
  acceptance(index: number): { readonly attempts: number; readonly pulled: number };
}

/** Fresh draws that are tried for a member before its first draw is pulled towards the centre. */
const attemptsPerMember = 6;
/** Each pull keeps this share of the distance from the centre. */
const pullPerStep = 0.7;

interface MemberDraw {
  readonly constants: ReadonlyMap<string, number>;
  readonly attempts: number;
  readonly pulled: number;
}

/**
 * Makes a runner. A member's constants are drawn from the ranges of their evidence (triangular about the model's value, Latin hypercube);
 * a draw whose looked-after path from 2010 to 2025 leaves the published one by more than 6 % in any year is replaced by another, and after
 * six attempts pulled towards the centre until it keeps to it. What is left is uncertainty that the published history allows.
 *
 * @throws InputError where the model cannot be compiled or a constant is not there
 * @example
 * ```ts
 * const runner = makeScenarioRunner({ general: generalModel });
 * const values = runner.central({ id: 'a', name: 'Hire', strategies: ['hire'], settings: {} });
 * ```
 */
export function makeScenarioRunner(options: RunnerOptions): ScenarioRunner {
  const { general, backend = wasmBackend, members = 200, seed = 1, constants = {} } = options;
  const program = compiled(general);
  const stop = options.stop ?? general.model.time.stop;
  const { request } = resolveProblem(
    createProblem(program, { stop, save: general.indicators.map(({ variable }) => variable) }),
  );
  const prepared = backend.prepare(program);
  const draws = drawnConstants(general, program).filter(({ parameter }) => constants[parameter] === undefined);
  const effects = drawnEffects(general.strategies);
  const effectSample = sampleDraws(effects, { seed: seed + 500_009, memberCount: members });
  const drawsOf = memberDraws({
    program,
    prepared,
    draws,
    members,
    seed,
    constants,
    path: options.history ?? publishedPath(general),
  });
  const rowCount = Math.floor(request.steps / request.saveEvery) + 1;
  const interval = request.saveEvery * request.step;

  const carryOut = (parameters: Float64Array): Float64Array => {
    const { rows, status } = prepared.run({ ...request, parameters });
    const columns = general.indicators.length;
    const out = new Float64Array(columns * rowCount);
    for (let column = 0; column < columns; column++) {
      for (let row = 0; row < rowCount; row++) {
        out[column * rowCount + row] =
          status.kind === 'done' ? (rows[row * columns + column] ?? Number.NaN) : Number.NaN;
      }
    }
    return out;
  };
  const effectsOf = (index: number): ReadonlyMap<string, number> =>
    new Map(
      effects.map(({ parameter, mode }, place) => [parameter, effectSample.values[place]?.[index] ?? mode] as const),
    );
  const parametersFor = (scenario: Scenario, index: number): Float64Array => {
    const drawn = effectsOf(index);
    const settings = scenarioSettings(general, scenario, (parameter) => drawn.get(parameter));
    return parametersOf(program, constants, new Map([...drawsOf(index).constants, ...settings]));
  };
  return {
    program,
    parameters: parametersFor,
    drawn: (index) => new Map([...drawsOf(index).constants, ...effectsOf(index)]),
    indicators: general.indicators.map(({ id }) => id),
    times: Float64Array.from({ length: rowCount }, (_, row) => request.start + row * interval),
    memberCount: members,
    seed,
    draws,
    central: (scenario) => carryOut(parametersOf(program, constants, scenarioSettings(general, scenario))),
    member: (scenario, index) => carryOut(parametersFor(scenario, index)),
    acceptance: (index) => {
      const { attempts, pulled } = drawsOf(index);
      return { attempts, pulled };
    },
  };
}

function compiled({ model }: GeneralModel): Program {
  const { program, diagnostics } = compileModel(model);
  if (program === undefined) throw new InputError(diagnostics.filter(({ severity }) => severity === 'error'));
  return program;
}

function parametersOf(
  { parameters }: Program,
  constants: Readonly<Record<string, number>>,
  values: ReadonlyMap<string, number>,
): Float64Array {
  return Float64Array.from(parameters, ({ name, value }) => {
    const plain = name.replaceAll(/\s*,\s*/g, ',');
    return values.get(name) ?? values.get(plain) ?? constants[name] ?? constants[plain] ?? value;
  });
}

interface DrawContext {
  readonly program: Program;
  readonly prepared: PreparedProgram;
  readonly draws: readonly Draw[];
  readonly members: number;
  readonly seed: number;
  readonly constants: Readonly<Record<string, number>>;
  readonly path: PublishedPath | false;
}

/** Gives the draws of a member, kept once they are found. Each member's depend on the seed and its number alone. */
function memberDraws(context: DrawContext): (member: number) => MemberDraw {
  const { draws, members, seed, path } = context;
  const kept = new Map<number, MemberDraw>();
  const samples: Sample[] = [];
  const sampleOf = (attempt: number): Sample => {
    const sample = samples[attempt] ?? sampleDraws(draws, { seed: seed + attempt * 104_729, memberCount: members });
    samples[attempt] = sample;
    return sample;
  };
  const valuesAt = (attempt: number, member: number, pull: number): ReadonlyMap<string, number> =>
    new Map(
      draws.map(({ parameter, mode }, index) => {
        const drawn = sampleOf(attempt).values[index]?.[member] ?? mode;
        return [parameter, mode + (drawn - mode) * pull];
      }),
    );
  const accepts = historyTest(context);
  const find = (member: number): MemberDraw => {
    if (path === false) return { constants: valuesAt(0, member, 1), attempts: 1, pulled: 1 };
    for (let attempt = 0; attempt < attemptsPerMember; attempt++) {
      const constants = valuesAt(attempt, member, 1);
      if (accepts(constants)) return { constants, attempts: attempt + 1, pulled: 1 };
    }
    for (let pull = pullPerStep; pull > 0.01; pull *= pullPerStep) {
      const constants = valuesAt(0, member, pull);
      if (accepts(constants)) return { constants, attempts: attemptsPerMember, pulled: pull };
    }
    return { constants: valuesAt(0, member, 0), attempts: attemptsPerMember, pulled: 0 };
  };
  return (member) => {
    const found = kept.get(member) ?? find(member);
    kept.set(member, found);
    return found;
  };
}

/** Whether a draw keeps to the published path: a run that stops where the path does. */
function historyTest({
  program,
  prepared,
  path,
  constants,
}: DrawContext): (values: ReadonlyMap<string, number>) => boolean {
  if (path === false) return () => true;
  const last = Math.max(...path.points.map(({ year }) => year));
  const variable = program.layout.find(({ id }) => id === toId(path.variable));
  const problem = createProblem(program, {
    stop: last,
    saveEvery: program.time.saveEvery ?? program.time.step,
    save: [path.variable],
  });
  const { request } = resolveProblem(problem);
  const short: RunRequest = { ...request, save: variable === undefined ? [] : [variable.base] };
  return (values) => {
    const { rows, status } = prepared.run({ ...short, parameters: parametersOf(program, constants, values) });
    return (
      status.kind === 'done' &&
      matchesHistory(path, { rows, start: short.start, interval: short.saveEvery * short.step })
    );
  };
}

import { callProcedure } from '../compile/procedures.ts';
import type { Program } from '../compile/program.ts';
import { kernel } from '../numeric/kernel.ts';
import {
  defaultTolerance,
  type BatchOutput,
  type BatchRequest,
  type PreparedProgram,
  type RunOutput,
  type RunRequest,
  type RunStatus,
} from '../run/backend.ts';
import { timeOf } from '../run/clock.ts';
import { oneByOne } from '../run/one-by-one.ts';
import { AdaptiveStep } from './adaptive-step.ts';
import type { Stepper } from './stepper.ts';
import { withSwitches, type Switches } from './switches.ts';

/** What a back end can do of itself, and how it offers the pieces of a program for the rest. */
export interface Capabilities {
  readonly run: (request: RunRequest) => RunOutput;
  /** Carries out a batch by a method of fixed steps; where it gives nothing, the runs are carried out one by one. */
  readonly runBatch?: (batch: BatchRequest) => BatchOutput | undefined;
  /** Makes a program ready; what it gives starts a run. */
  readonly pieces: (program: Program) => (request: RunRequest) => Stepper;
}

/** Adds the adaptive method to a back end: it is written once, over the pieces that a back end offers. */
export function adaptively(program: Program, { run, runBatch, pieces }: Capabilities): PreparedProgram {
  let ready: { readonly watching: Watching; readonly stepperOf: (request: RunRequest) => Stepper } | undefined;
  const prepare = (): NonNullable<typeof ready> => {
    const watching = withSwitches(program);
    return { watching, stepperOf: pieces(watching.program) };
  };
  const runAny = (request: RunRequest): RunOutput => {
    if (request.method !== 'dormand-prince') return run(request);
    ready ??= prepare();
    return new AdaptiveRun(ready.stepperOf(request), { ...ready.watching, request }).carryOut();
  };
  return {
    run: runAny,
    runBatch: (batch) => (batch.method === 'dormand-prince' ? undefined : runBatch?.(batch)) ?? oneByOne(runAny, batch),
  };
}

type Watching = ReturnType<typeof withSwitches>;

/** Steps that may be tried within one DT. */
const mostAttempts = 20_000;
/** A way so short, as a share of DT, that a change of branch need not be told from its ends. */
const shortest = 1e-10;
/** So many times the distance of two numbers that are next to each other is as near as times are told apart. */
const ulps = 8 * 2 ** -52;

/**
 * A run by steps as long as the tolerance allows, at most DT. Every DT is landed on: there rows are saved, held states and memory move
 * on, and random numbers change, as with every other method.
 */
class AdaptiveRun {
  readonly #stepper: Stepper;
  readonly #program: Program;
  readonly #switches: Switches;
  readonly #request: RunRequest;
  readonly #step: AdaptiveStep;
  /** The step that the tolerance asks for, as far as is known. */
  #size: number;
  #lastError = 1;

  constructor(stepper: Stepper, { program, switches, request }: Watching & { readonly request: RunRequest }) {
    this.#stepper = stepper;
    this.#program = program;
    this.#switches = switches;
    this.#request = request;
    this.#step = new AdaptiveStep(stepper, { program, switches, tolerance: request.tolerance ?? defaultTolerance });
    this.#size = request.step;
  }

  carryOut(): RunOutput {
    const { steps, saveEvery, save, parameters } = this.#request;
    const { slots } = this.#stepper;
    const rowCount = Math.floor(steps / saveEvery) + 1;
    const rows = new Float64Array(rowCount * save.length).fill(Number.NaN);
    this.#program.parameters.forEach(({ slot }, index) => {
      slots[slot] = parameters[index] ?? Number.NaN;
    });
    this.#stepper.begin();
    let status: RunStatus = { kind: 'done' };
    for (let number = 0; status.kind === 'done'; number++) {
      const time = timeOf(this.#request, number);
      this.#stepper.evaluate(time, number);
      const failed = this.#program.watched.find(({ slot }) => !Number.isFinite(slots[slot]));
      if (failed !== undefined) {
        status = { kind: 'diverged', time, variable: failed.name };
        break;
      }
      if (number % saveEvery === 0) {
        save.forEach((slot, column) => {
          rows[(number / saveEvery) * save.length + column] = slots[slot] ?? Number.NaN;
        });
      }
      if (number === steps) break;
      status = this.#advance(time, number);
    }
    return { rows, rowCount, status };
  }

  /** One DT on: integrators, then held states by the values that they had in `next` at its beginning, then memory. */
  #advance(time: number, number: number): RunStatus {
    const { slots } = this.#stepper;
    const { held, updates } = this.#program;
    const next = Float64Array.from(held, (each) => slots[each.next] ?? Number.NaN);
    const status = this.#integrate(time, number);
    if (status.kind !== 'done') return status;
    held.forEach(({ slot }, index) => {
      slots[slot] = next[index] ?? Number.NaN;
    });
    const { step: timeStep, seed = 0, member = 0 } = this.#request;
    for (const update of updates)
      callProcedure(update, { slots, moment: { step: number, time, timeStep, seed, member } });
    return status;
  }

  /** Moves the integrators over one DT. `wall`: how far a change of branch is known to be at most. */
  #integrate(start: number, number: number): RunStatus {
    const length = this.#request.step;
    const nearest = Math.max(shortest * length, ulps * Math.max(Math.abs(start), Math.abs(start + length)));
    let passed = 0;
    let wall: number | undefined;
    let blame = 0;
    this.#step.restart();
    for (let attempt = 0; attempt < mostAttempts; attempt++) {
      const rest = length - passed;
      if (rest <= 0) {
        this.#step.settle();
        return { kind: 'done' };
      }
      const position = { step: number, time: start + passed };
      const size = chooseSize({
        wanted: this.#size,
        rest,
        wall: wall === undefined ? undefined : wall - passed,
        nearest,
      });
      if (wall !== undefined && wall - passed <= nearest) {
        this.#step.cross(position, size);
        passed = size === rest ? length : passed + size;
        wall = undefined;
        continue;
      }
      const result = this.#step.attempt(position, size);
      if (result.kind === 'switched') {
        wall = passed + size;
        blame = -1 - result.which;
        continue;
      }
      if (!(result.error <= 1)) {
        blame = result.worst;
        this.#size = size * (Number.isNaN(result.error) ? 0.1 : Math.max(0.2, 0.9 * kernel.power(result.error, -0.2)));
        if (this.#size < nearest / 100) break;
        continue;
      }
      this.#step.accept();
      passed = size === rest ? length : passed + size;
      this.#lengthen(size, result.error);
    }
    return { kind: 'stalled', time: start + passed, variable: this.#nameOf(blame) };
  }

  /** A proportional and integral controller (Gustafsson 1991): what the error and the one before it suggest for the next step. */
  #lengthen(size: number, error: number): void {
    const bounded = Math.max(error, 1e-8);
    const factor = 0.9 * kernel.power(bounded, -0.7 / 5) * kernel.power(this.#lastError, 0.4 / 5);
    const next = size * Math.min(5, Math.max(0.2, factor));
    this.#lastError = bounded;
    // A step that was cut short says nothing against a longer one.
    this.#size = Math.min(this.#request.step, size < this.#size ? Math.max(this.#size, next) : next);
  }

  /** The integrator of that number; below 0, where the switch of number -1 - n stands. */
  #nameOf(blame: number): string {
    if (blame < 0) return this.#switches.names[-1 - blame] ?? '';
    const slot = this.#program.integrators[blame]?.slot;
    return this.#program.watched.find((each) => each.slot === slot)?.name ?? '';
  }
}

/** The whole rest, or less; before a wall half the way, and at the last all of it. */
function chooseSize({
  wanted,
  rest,
  wall,
  nearest,
}: {
  wanted: number;
  rest: number;
  wall: number | undefined;
  nearest: number;
}): number {
  if (wall !== undefined) return wall <= nearest ? Math.min(wall, rest) : Math.min(wanted, wall / 2, rest);
  // No sliver is left over.
  return wanted >= rest * 0.999 ? rest : Math.min(wanted, rest / 2);
}

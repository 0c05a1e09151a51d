import type { Program } from '../compile/program.ts';
import type { Tolerance } from '../run/backend.ts';
import { errorWeights, stageTimes, stageWeights } from './dormand-prince.ts';
import type { Stepper } from './stepper.ts';
import type { Switches } from './switches.ts';

/** Where in the run a step begins: in the DT of that number, at that time. */
export interface Position {
  readonly step: number;
  readonly time: number;
}

/**
 * What came of trying a step. `tried`: its error in units of what is allowed, NaN where a value was not finite, and the integrator with
 * the greatest. `switched`: an equation took another branch on the way, which is the switch of that number.
 */
export type Attempt =
  | { readonly kind: 'tried'; readonly error: number; readonly worst: number }
  | { readonly kind: 'switched'; readonly which: number };

/** The state of all integrators and their slopes, and trial steps from there. */
export class AdaptiveStep {
  readonly #program: Program;
  readonly #stepper: Stepper;
  readonly #switches: Switches;
  readonly #tolerance: Tolerance;
  readonly #state: Float64Array;
  readonly #trial: Float64Array;
  /** The slopes of each stage. */
  readonly #slopes: readonly Float64Array[];
  /** The branch that each switch is in. */
  readonly #branches: Float64Array;

  constructor(
    stepper: Stepper,
    { program, switches, tolerance }: { program: Program; switches: Switches; tolerance: Tolerance },
  ) {
    this.#program = program;
    this.#stepper = stepper;
    this.#switches = switches;
    this.#tolerance = tolerance;
    const empty = (): Float64Array => new Float64Array(program.integrators.length);
    this.#state = empty();
    this.#trial = empty();
    this.#slopes = Array.from({ length: stageWeights.length + 1 }, empty);
    this.#branches = new Float64Array(switches.count);
  }

  /** Takes state, slopes and branches from the slots, which have just been evaluated. */
  restart(): void {
    const { slots } = this.#stepper;
    this.#program.integrators.forEach(({ slot, rate }, index) => {
      this.#state[index] = at(slots, slot);
      this.#first[index] = at(slots, rate);
    });
    this.#branches.set(slots.subarray(this.#switches.base, this.#switches.base + this.#switches.count));
  }

  /** Tries a step without taking it. */
  attempt({ step, time }: Position, size: number): Attempt {
    for (const [stage, weights] of stageWeights.entries()) {
      this.#place(weights, size);
      this.#stepper.evaluate(time + at(stageTimes, stage) * size, step);
      const which = this.#changed();
      if (which >= 0) return { kind: 'switched', which };
      this.#readSlopes(stage + 1);
    }
    return { kind: 'tried', ...this.#error(size) };
  }

  /** Takes the step that was tried last; its last slopes are the next first ones. */
  accept(): void {
    this.#state.set(this.#trial);
    this.#first.set(this.#slope(stageWeights.length));
  }

  /** Goes across a change of branch, by Euler's method since the way is as short as time can be told apart. */
  cross({ step, time }: Position, size: number): void {
    this.#place([1], size);
    this.#stepper.evaluate(time + size, step);
    this.restart();
  }

  /** Puts the state back into the slots, which trial steps have changed. */
  settle(): void {
    this.#program.integrators.forEach(({ slot }, index) => {
      this.#stepper.slots[slot] = at(this.#state, index);
    });
  }

  get #first(): Float64Array {
    return this.#slope(0);
  }

  #slope(stage: number): Float64Array {
    const slope = this.#slopes[stage];
    if (slope === undefined) throw new RangeError(`Cannot find the slopes of stage ${stage}`);
    return slope;
  }

  #place(weights: readonly number[], size: number): void {
    const { slots } = this.#stepper;
    this.#program.integrators.forEach(({ slot }, index) => {
      let slope = 0;
      for (const [stage, weight] of weights.entries()) slope += weight * at(this.#slope(stage), index);
      const value = at(this.#state, index) + size * slope;
      this.#trial[index] = value;
      slots[slot] = value;
    });
  }

  #readSlopes(stage: number): void {
    const slopes = this.#slope(stage);
    this.#program.integrators.forEach(({ rate }, index) => {
      slopes[index] = at(this.#stepper.slots, rate);
    });
  }

  /** The first switch that has left its branch; -1 where none has. */
  #changed(): number {
    const { slots } = this.#stepper;
    for (let index = 0; index < this.#switches.count; index++) {
      // A branch that cannot be told, NaN, is no change.
      const [before, now] = [at(this.#branches, index), at(slots, this.#switches.base + index)];
      if (before !== now && !Number.isNaN(before) && !Number.isNaN(now)) return index;
    }
    return -1;
  }

  #error(size: number): { error: number; worst: number } {
    const { relative, absolute } = this.#tolerance;
    let [error, worst] = [0, 0];
    for (let index = 0; index < this.#state.length; index++) {
      let slope = 0;
      for (const [stage, weight] of errorWeights.entries()) slope += weight * at(this.#slope(stage), index);
      const value = Math.max(Math.abs(at(this.#state, index)), Math.abs(at(this.#trial, index)));
      const share = Math.abs(size * slope) / (absolute + relative * value);
      if (!(share <= error)) [error, worst] = [share, index];
      if (Number.isNaN(share)) break;
    }
    return { error, worst };
  }
}

function at(values: ArrayLike<number>, index: number): number {
  const value = values[index];
  if (value === undefined) throw new RangeError(`Cannot read ${index} of ${values.length}`);
  return value;
}

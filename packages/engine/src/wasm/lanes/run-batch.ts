import type { ProcedureCode, Program } from '../../compile/program.ts';
import type { BatchOutput, BatchRequest, RunStatus } from '../../run/backend.ts';
import { stepFraction, timeOf } from '../../run/clock.ts';
import { clockAddress } from '../memory-layout.ts';
import type { FixedStepMethod } from './emit-advance.ts';
import { emitBatch, ranToTheEnd } from './emit-batch.ts';
import { layOutLanes, type LaneLayout } from './lane-layout.ts';
import { callInLanes, type Group } from './lane-procedures.ts';

const pageSize = 65_536;
const everyBit = -1n;

interface Exports {
  readonly memory: WebAssembly.Memory;
  readonly begin: () => void;
  readonly run: (
    from: number,
    steps: number,
    saveEvery: number,
    saveCount: number,
    list: number,
    rows: number,
    rowsSize: number,
  ) => number;
}

/** A program ready to run several members at once, two in each vector, by one method. */
export class LaneRuns {
  readonly #program: Program;
  readonly #layout: LaneLayout;
  readonly #procedures: readonly ProcedureCode[];
  readonly #exports: Exports;
  /** Tables and the numbers that the code names. */
  readonly #fixed: Float64Array<ArrayBuffer>;
  /** All of the memory. */
  #numbers = new Float64Array();
  #group: Group | undefined;

  constructor(program: Program, { method, pairs }: { method: FixedStepMethod; pairs: number }) {
    this.#program = program;
    this.#layout = layOutLanes(program, pairs);
    const { bytes, procedures } = emitBatch(program, { layout: this.#layout, method });
    this.#procedures = procedures;
    this.#fixed = this.#layout.numbers();
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), {
      host: { procedure: (index: number) => this.#procedure(index) },
    });
    this.#exports = exports as unknown as Exports;
  }

  /** Carries out a batch; each run gives, to the bit, what it gives alone. */
  run(batch: BatchRequest): BatchOutput {
    const rowCount = Math.floor(batch.steps / batch.saveEvery) + 1;
    const rows = new Float64Array(batch.parameters.length * rowCount * batch.save.length);
    const statuses: RunStatus[] = [];
    for (let from = 0; from < batch.parameters.length; from += this.#width) {
      statuses.push(...this.#runGroup(batch, { from, rows, rowCount }));
    }
    return { rows, rowCount, statuses };
  }

  get #width(): number {
    return 2 * this.#layout.pairs;
  }

  #runGroup(
    batch: BatchRequest,
    { from, rows, rowCount }: { from: number; rows: Float64Array; rowCount: number },
  ): RunStatus[] {
    const { steps, saveEvery, save } = batch;
    const count = Math.min(this.#width, batch.parameters.length - from);
    const rowsLength = rowCount * save.length;
    const list = this.#layout.numbersAddress + this.#fixed.byteLength;
    const rowsAddress = Math.ceil((list + 4 * save.length) / 8) * 8;
    this.#begin(batch, { from, count, size: rowsAddress + 8 * this.#width * rowsLength });
    new Int32Array(this.#numbers.buffer, list, save.length).set(save);
    const statuses = Array.from({ length: count }, (): RunStatus => ({ kind: 'done' }));
    const kept = statuses.map(() => rowsLength);
    for (let step = 0; ;) {
      step = this.#exports.run(step, steps, saveEvery, save.length, list, rowsAddress, 8 * rowsLength);
      if (step === ranToTheEnd) break;
      for (const [lane, variable] of this.#failures(statuses)) {
        statuses[lane] = { kind: 'diverged', time: timeOf(batch, step), variable };
        kept[lane] = Math.ceil(step / saveEvery) * save.length;
      }
      if (!this.#goOnWithout(statuses)) break;
    }
    for (const [lane, length] of kept.entries()) {
      const start = rowsAddress / 8 + lane * rowsLength;
      const target = (from + lane) * rowsLength;
      rows.set(this.#numbers.subarray(start, start + length), target);
      rows.fill(Number.NaN, target + length, target + rowsLength);
    }
    return statuses;
  }

  /** Makes the memory ready and does what is done once. A group that is not full is filled with copies of its last member. */
  #begin(batch: BatchRequest, { from, count, size }: { from: number; count: number; size: number }): void {
    const { memory, begin } = this.#exports;
    const missing = Math.ceil((size - memory.buffer.byteLength) / pageSize);
    if (missing > 0) memory.grow(missing);
    // Memory that has grown is another buffer.
    if (this.#numbers.buffer !== memory.buffer) {
      this.#numbers = new Float64Array(memory.buffer);
      this.#numbers.set(this.#fixed, this.#layout.numbersAddress / 8);
    }
    const numbers = this.#numbers.fill(0, 0, this.#layout.numbersAddress / 8);
    const runs = Array.from({ length: this.#width }, (_, lane) => from + Math.min(lane, count - 1));
    this.#group = { seed: batch.seed ?? 0, members: runs.map((run) => batch.members[run] ?? 0) };
    this.#program.parameters.forEach(({ slot }, index) => {
      for (const [lane, run] of runs.entries()) {
        numbers[this.#place(slot, lane)] = batch.parameters[run]?.[index] ?? Number.NaN;
      }
    });
    const { multiplier, divisor } = stepFraction(batch.step);
    const clock = {
      time: batch.start,
      timeStep: batch.step,
      startTime: batch.start,
      stopTime: timeOf(batch, batch.steps),
      multiplier,
      divisor,
    };
    for (const [name, value] of Object.entries(clock)) numbers[clockAddress[name as keyof typeof clock] / 8] = value;
    this.#alive().fill(everyBit, 0, count);
    begin();
  }

  /** Where a slot of a member stands, in numbers. */
  #place(slot: number, lane: number): number {
    return this.#layout.slot(slot, 0) / 8 + lane;
  }

  #alive(): BigInt64Array {
    return new BigInt64Array(this.#numbers.buffer, this.#layout.aliveAddress(0), this.#width);
  }

  /** Which of the members that were well have a value that is not finite, and the variable to blame. */
  #failures(statuses: readonly RunStatus[]): [lane: number, variable: string][] {
    return statuses.flatMap(({ kind }, lane): [number, string][] => {
      if (kind !== 'done') return [];
      const failed = this.#program.watched.find(({ slot }) => !Number.isFinite(this.#numbers[this.#place(slot, lane)]));
      return failed === undefined ? [] : [[lane, failed.name]];
    });
  }

  /**
   * Leaves members that have failed out of account: from now on their lanes double one that is well, since numbers that are not finite are slow
   * to compute with. False where none is left.
   */
  #goOnWithout(statuses: readonly RunStatus[]): boolean {
    const well = statuses.findIndex(({ kind }) => kind === 'done');
    if (well < 0) return false;
    const alive = this.#alive();
    for (const [lane, { kind }] of statuses.entries()) {
      if (kind === 'done' || alive[lane] === 0n) continue;
      alive[lane] = 0n;
      for (let slot = 0; slot < this.#program.slotCount; slot++) {
        this.#numbers[this.#place(slot, lane)] = this.#numbers[this.#place(slot, well)] ?? Number.NaN;
      }
    }
    return true;
  }

  #procedure(index: number): number {
    const code = this.#procedures[index];
    if (code === undefined || this.#group === undefined) throw new RangeError(`Cannot find procedure ${index}`);
    callInLanes(code, { layout: this.#layout, numbers: this.#numbers, group: this.#group });
    return 0;
  }
}

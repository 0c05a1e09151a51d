import type { ProcedureCode, Program } from '../../compile/program.ts';
import type { BatchOutput, BatchRequest, RunOutput, RunRequest, RunStatus } from '../../run/backend.ts';
import { stepFraction, timeOf } from '../../run/clock.ts';
import { clockAddress, clockEnd, slotAddress } from '../memory-layout.ts';
import type { BatchLayout } from './batch-layout.ts';
import type { FixedStepMethod } from './emit-advance.ts';
import { emitBatch } from './emit-batch.ts';
import { ranToTheEnd } from './run-contract.ts';
import { callForMembers, type Group } from './member-procedures.ts';

const pageSize = 65_536;
const everyBit = -1n;
const done: RunStatus = { kind: 'done' };

interface Exports {
  readonly memory: WebAssembly.Memory;
  readonly begin: () => void;
  /** See `runParameters`. */
  readonly run: (...parameters: number[]) => number;
}

interface Options {
  readonly method: FixedStepMethod;
  readonly pairs: number;
  /** Carries out one run, looking closely at every step. */
  readonly runAlone: (request: RunRequest) => RunOutput;
}

/** A program ready to run several members at once, two in each vector, by one method. */
export class BatchRuns {
  readonly #program: Program;
  readonly #layout: BatchLayout;
  readonly #procedures: readonly ProcedureCode[];
  readonly #exports: Exports;
  readonly #runAlone: Options['runAlone'];
  /** All of the memory. */
  #numbers = new Float64Array();
  #group: Group | undefined;

  constructor(program: Program, { method, pairs, runAlone }: Options) {
    this.#program = program;
    this.#runAlone = runAlone;
    const { bytes, layout, procedures } = emitBatch(program, { method, pairs });
    this.#layout = layout;
    this.#procedures = procedures;
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

  /** Members that fail are run again alone, which tells when and where they failed. */
  #runGroup(
    batch: BatchRequest,
    { from, rows, rowCount }: { from: number; rows: Float64Array; rowCount: number },
  ): RunStatus[] {
    const { parameters, members, ...shared } = batch;
    const { steps, saveEvery, save } = batch;
    const count = Math.min(this.#width, parameters.length - from);
    const rowsLength = rowCount * save.length;
    const list = this.#layout.end;
    const rowsAddress = Math.ceil((list + 4 * save.length) / 8) * 8;
    this.#begin(batch, { from, count, size: rowsAddress + 8 * this.#width * rowsLength });
    new Int32Array(this.#numbers.buffer, list, save.length).set(save);
    for (let step = 0; step !== ranToTheEnd;) {
      step = this.#exports.run(step, steps, saveEvery, save.length, list, rowsAddress, 8 * rowsLength);
      if (step !== ranToTheEnd && !this.#goOnWithoutFailed(count)) break;
    }
    const alive = this.#alive();
    const firstRow = rowsAddress / 8;
    if (alive.every((each, lane) => each !== 0n || lane >= count)) {
      rows.set(this.#numbers.subarray(firstRow, firstRow + count * rowsLength), from * rowsLength);
      return Array.from({ length: count }, () => done);
    }
    return Array.from({ length: count }, (_, lane): RunStatus => {
      const run = from + lane;
      if (alive[lane] === 0n) {
        const own = { ...shared, parameters: parameters[run] ?? new Float64Array(), member: members[run] ?? 0 };
        const output = this.#runAlone(own);
        rows.set(output.rows, run * rowsLength);
        return output.status;
      }
      const start = firstRow + lane * rowsLength;
      rows.set(this.#numbers.subarray(start, start + rowsLength), run * rowsLength);
      return done;
    });
  }

  /** Makes the memory ready and does what is done once. A group that is not full is filled with copies of its last member. */
  #begin(batch: BatchRequest, { from, count, size }: { from: number; count: number; size: number }): void {
    const { memory, begin } = this.#exports;
    const missing = Math.ceil((size - memory.buffer.byteLength) / pageSize);
    if (missing > 0) memory.grow(missing);
    // Memory that has grown is another buffer.
    if (this.#numbers.buffer !== memory.buffer) this.#numbers = new Float64Array(memory.buffer);
    const numbers = this.#numbers.fill(0, 0, clockEnd / 8).fill(0, slotAddress(0) / 8, this.#layout.slotsEnd / 8);
    const runs = Array.from({ length: this.#width }, (_, lane) => from + Math.min(lane, count - 1));
    this.#group = { seed: batch.seed ?? 0, members: runs.map((run) => batch.members[run] ?? 0) };
    this.#program.parameters.forEach(({ slot }, index) => {
      const place = this.#layout.vector(slot, 0) / 8;
      for (const [lane, run] of runs.entries()) numbers[place + lane] = batch.parameters[run]?.[index] ?? Number.NaN;
    });
    const { multiplier, divisor } = stepFraction(batch.step);
    numbers[clockAddress.timeStep / 8] = batch.step;
    numbers[clockAddress.startTime / 8] = batch.start;
    numbers[clockAddress.stopTime / 8] = timeOf(batch, batch.steps);
    numbers[clockAddress.multiplier / 8] = multiplier;
    numbers[clockAddress.divisor / 8] = divisor;
    this.#alive().fill(everyBit, 0, count);
    begin();
  }

  #alive(): BigInt64Array {
    return new BigInt64Array(this.#numbers.buffer, this.#layout.alive(0), this.#width);
  }

  /**
   * Leaves members that have failed out of account: from now on their lanes double one that is well, since numbers that are not finite are slow
   * to compute with. False where none is left.
   */
  #goOnWithoutFailed(count: number): boolean {
    const alive = this.#alive();
    const lanes = Array.from({ length: count }, (_, lane) => lane).filter((lane) => alive[lane] !== 0n);
    const failed = lanes.filter((lane) => !this.#isWell(lane));
    if (failed.length === 0) throw new TypeError('Cannot tell which member has failed');
    for (const lane of failed) alive[lane] = 0n;
    const well = lanes.find((lane) => alive[lane] !== 0n);
    if (well === undefined) return false;
    for (const address of [...this.#layout.slots, this.#layout.fault(0)]) {
      const place = address / 8;
      for (const lane of failed) this.#numbers[place + lane] = this.#numbers[place + well] ?? Number.NaN;
    }
    return true;
  }

  #isWell(lane: number): boolean {
    const number = (address: number): number => this.#numbers[address / 8 + lane] ?? Number.NaN;
    return (
      number(this.#layout.fault(0)) === 0 &&
      this.#program.watched.every(({ slot }) => Number.isFinite(number(this.#layout.vector(slot, 0))))
    );
  }

  #procedure(index: number): number {
    const code = this.#procedures[index];
    if (code === undefined || this.#group === undefined) throw new RangeError(`Cannot find procedure ${index}`);
    callForMembers(code, { layout: this.#layout, numbers: this.#numbers, group: this.#group });
    return 0;
  }
}

import { callProcedure } from '../compile/procedures.ts';
import type { ProcedureCode, Program } from '../compile/program.ts';
import { adaptively } from '../integrate/adaptive-run.ts';
import type { Stepper } from '../integrate/stepper.ts';
import { stepFraction, timeOf } from '../run/clock.ts';
import type { Backend, CompiledCode, PreparedProgram, RunOutput, RunRequest } from '../run/backend.ts';
import { emitProgram } from './emit-program.ts';
import { prepareBatches } from './batch/prepare-batches.ts';
import { clockAddress, clockEnd, methodNumber, slotAddress } from './memory-layout.ts';
import { ran } from './run-contract.ts';

const pageSize = 65_536;

/** The fast back end: each program becomes a WebAssembly module, in which whole runs are carried out. */
export const wasmBackend: Backend = {
  name: 'wasm',
  compile,
  prepare(program: Program, code: CompiledCode = compile(program)): PreparedProgram {
    const ready = instantiate(program, code);
    return adaptively(program, {
      run: (request) => carryOut(request, ready),
      runBatch: prepareBatches(program, (request) => carryOut(request, ready)),
      pieces: (watching) => {
        const pieces = instantiate(watching, compile(watching));
        return (request) => stepperOf(request, pieces);
      },
    });
  },
};

function compile(program: Program): CompiledCode {
  const { bytes, procedures } = emitProgram(program);
  return { module: new WebAssembly.Module(bytes), procedures };
}

function instantiate(program: Program, { module, procedures }: CompiledCode): Ready {
  const host = new Host(program, procedures);
  const instance = new WebAssembly.Instance(module, { host: { procedure: host.procedure } });
  const exports = instance.exports as unknown as Exports;
  return { program, host, ...exports, memoryEnd: exports.memoryEnd() };
}

/** The pieces of a program for a method that chooses its own steps. */
function stepperOf(request: RunRequest, ready: Ready): Stepper {
  const { program, begin, evaluate, memoryEnd } = ready;
  const numbers = clear(request, { ready, size: memoryEnd });
  return {
    slots: numbers.subarray(slotAddress(0) / 8, slotAddress(program.slotCount) / 8),
    begin: () => {
      numbers[clockAddress.time / 8] = request.start;
      begin();
    },
    evaluate: (time, step) => {
      numbers[clockAddress.time / 8] = time;
      numbers[clockAddress.stepNumber / 8] = step;
      evaluate();
    },
  };
}

/** What a module calls back for: procedures over the slots in its memory. */
class Host {
  readonly #program: Program;
  readonly #procedures: readonly ProcedureCode[];
  #memory: WebAssembly.Memory | undefined;
  #request: Pick<RunRequest, 'seed' | 'member'> = {};
  #numbers = new Float64Array();

  constructor(program: Program, procedures: readonly ProcedureCode[]) {
    this.#program = program;
    this.#procedures = procedures;
  }

  attach(memory: WebAssembly.Memory, request: RunRequest): void {
    this.#memory = memory;
    this.#request = request;
  }

  readonly procedure = (index: number): number => {
    const code = this.#procedures[index];
    if (code === undefined || this.#memory === undefined) throw new RangeError(`Cannot find procedure ${index}`);
    // Memory that has grown is another buffer.
    if (this.#numbers.buffer !== this.#memory.buffer) {
      this.#numbers = new Float64Array(this.#memory.buffer, 0, slotAddress(this.#program.slotCount) / 8);
    }
    const clock = (address: number): number => this.#numbers[address / 8] ?? Number.NaN;
    const slots = this.#numbers.subarray(slotAddress(0) / 8);
    callProcedure(code, {
      slots,
      moment: {
        step: clock(clockAddress.stepNumber),
        time: clock(clockAddress.time),
        timeStep: clock(clockAddress.timeStep),
        seed: this.#request.seed ?? 0,
        member: this.#request.member ?? 0,
      },
    });
    return slots[code.base] ?? Number.NaN;
  };
}

interface Exports {
  readonly memory: WebAssembly.Memory;
  /** (steps, saveEvery, method, saveCount, saveAddress, row, exact); see `emitProgram`. */
  readonly run: (...parameters: number[]) => number;
  readonly runSmall?: (...parameters: number[]) => number;
  readonly begin: () => void;
  readonly evaluate: () => void;
  readonly memoryEnd: () => number;
}

interface Ready extends Omit<Exports, 'memoryEnd'> {
  readonly program: Program;
  readonly host: Host;
  /** Where memory that the module does not use begins. */
  readonly memoryEnd: number;
}

/** The memory of so many bytes, ready for a run: the clock in its place, slots 0. */
function clear(
  request: RunRequest,
  { ready: { program, memory, host }, size }: { ready: Ready; size: number },
): Float64Array {
  const missing = Math.ceil((size - memory.buffer.byteLength) / pageSize);
  if (missing > 0) memory.grow(missing);
  host.attach(memory, request);
  const numbers = new Float64Array(memory.buffer, 0, size / 8);
  numbers.fill(0, 0, clockEnd / 8);
  numbers.fill(0, slotAddress(0) / 8, slotAddress(program.slotCount) / 8);
  numbers[clockAddress.timeStep / 8] = request.step;
  numbers[clockAddress.startTime / 8] = request.start;
  numbers[clockAddress.stopTime / 8] = timeOf(request, request.steps);
  const { multiplier, divisor } = stepFraction(request.step);
  numbers[clockAddress.multiplier / 8] = multiplier;
  numbers[clockAddress.divisor / 8] = divisor;
  return numbers;
}

/** Carries a run out; where something was not finite, once more with a close look at every step, to say what and when. */
function carryOut(request: RunRequest, ready: Ready): RunOutput {
  // Of a step by this method only the slopes at its middle count: what was not finite at its beginning may go unnoticed later.
  const exact = request.method === 'midpoint';
  return attempt(request, { ready, exact }) ?? attempt(request, { ready, exact: true }) ?? unexpected();
}

function unexpected(): never {
  throw new TypeError('Cannot carry a run out: the module did not say how it ended');
}

function attempt(request: RunRequest, { ready, exact }: { ready: Ready; exact: boolean }): RunOutput | undefined {
  const { program, memory, memoryEnd } = ready;
  const { steps, saveEvery, save, method } = request;
  if (method === 'dormand-prince') throw new TypeError('Cannot take the steps of an adaptive method in one call');
  const rowCount = Math.floor(steps / saveEvery) + 1;
  const saveAddress = memoryEnd;
  const rowsAddress = Math.ceil((saveAddress + 4 * save.length) / 8) * 8;
  const numbers = clear(request, { ready, size: rowsAddress + 8 * rowCount * save.length });
  program.parameters.forEach(({ slot }, index) => {
    numbers[slotAddress(slot) / 8] = request.parameters[index] ?? Number.NaN;
  });
  new Int32Array(memory.buffer, saveAddress, save.length).set(save);
  const run = (method === 'euler' && !exact ? ready.runSmall : undefined) ?? ready.run;
  const ended = run(steps, saveEvery, methodNumber[method], save.length, saveAddress, rowsAddress, Number(exact));
  if (ended === ran.unsound) return undefined;
  if (ended === ran.toTheEnd) return { rows: numbers.slice(rowsAddress / 8), rowCount, status: { kind: 'done' } };
  const written = Math.floor((ended - 1) / saveEvery) + 1;
  const rows = numbers.slice(rowsAddress / 8).fill(Number.NaN, written * save.length);
  const failed = program.watched.find(({ slot }) => !Number.isFinite(numbers[slotAddress(slot) / 8]));
  return { rows, rowCount, status: { kind: 'diverged', time: timeOf(request, ended), variable: failed?.name ?? '' } };
}

import { callProcedure } from '../compile/procedures.ts';
import type { ProcedureCode, Program } from '../compile/program.ts';
import { adaptively } from '../integrate/adaptive-run.ts';
import type { Stepper } from '../integrate/stepper.ts';
import { stepFraction, timeOf } from '../run/clock.ts';
import type { Backend, CompiledCode, PreparedProgram, RunOutput, RunRequest } from '../run/backend.ts';
import { emitProgram, ranToTheEnd } from './emit-program.ts';
import { clockAddress, layOut, methodNumber, type MemoryLayout } from './memory-layout.ts';
import { prepareBatches } from './lanes/prepare-batches.ts';

const pageSize = 65_536;

/** The fast back end: each program becomes a WebAssembly module, in which whole runs are carried out. */
export const wasmBackend: Backend = {
  name: 'wasm',
  compile,
  prepare(program: Program, code: CompiledCode = compile(program)): PreparedProgram {
    const ready = instantiate(program, code);
    return adaptively(program, {
      run: (request) => carryOut(request, ready),
      runBatch: prepareBatches(program),
      pieces: (watching) => {
        const pieces = instantiate(watching, compile(watching));
        return (request) => stepperOf(request, pieces);
      },
    });
  },
};

function compile(program: Program): CompiledCode {
  const { bytes, procedures } = emitProgram(program, layOut(program));
  return { module: new WebAssembly.Module(bytes), procedures };
}

function instantiate(program: Program, { module, procedures }: CompiledCode): Ready {
  const layout = layOut(program);
  const host = new Host(program, layout, procedures);
  const { exports } = new WebAssembly.Instance(module, { host: { procedure: host.procedure } });
  return { program, layout, host, ...(exports as unknown as Exports) };
}

/** The pieces of a program for a method that chooses its own steps. */
function stepperOf(request: RunRequest, ready: Ready): Stepper {
  const { program, layout, begin, evaluate } = ready;
  const numbers = clear(request, { ready, size: layout.saveAddress });
  return {
    slots: numbers.subarray(layout.slot(0) / 8, layout.slot(program.slotCount) / 8),
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
  readonly #layout: MemoryLayout;
  readonly #procedures: readonly ProcedureCode[];
  #memory: WebAssembly.Memory | undefined;
  #request: Pick<RunRequest, 'seed' | 'member'> = {};
  #numbers = new Float64Array();

  constructor(program: Program, layout: MemoryLayout, procedures: readonly ProcedureCode[]) {
    this.#program = program;
    this.#layout = layout;
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
      this.#numbers = new Float64Array(this.#memory.buffer, 0, this.#layout.slot(this.#program.slotCount) / 8);
    }
    const clock = (address: number): number => this.#numbers[address / 8] ?? Number.NaN;
    const slots = this.#numbers.subarray(this.#layout.slot(0) / 8);
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
  readonly run: (steps: number, saveEvery: number, method: number, saveCount: number, rowsAddress: number) => number;
  readonly begin: () => void;
  readonly evaluate: () => void;
}

interface Ready extends Exports {
  readonly program: Program;
  readonly layout: MemoryLayout;
  readonly host: Host;
}

/** The memory of so many bytes, ready for a run: tables and the clock in their places, slots 0. */
function clear(
  request: RunRequest,
  { ready: { layout, memory, host }, size }: { ready: Ready; size: number },
): Float64Array {
  const missing = Math.ceil((size - memory.buffer.byteLength) / pageSize);
  if (missing > 0) memory.grow(missing);
  host.attach(memory, request);
  const numbers = new Float64Array(memory.buffer, 0, size / 8);
  numbers.fill(0, 0, layout.tablesAddress / 8);
  numbers.set(layout.tableNumbers, layout.tablesAddress / 8);
  numbers[clockAddress.timeStep / 8] = request.step;
  numbers[clockAddress.startTime / 8] = request.start;
  numbers[clockAddress.stopTime / 8] = timeOf(request, request.steps);
  const { multiplier, divisor } = stepFraction(request.step);
  numbers[clockAddress.multiplier / 8] = multiplier;
  numbers[clockAddress.divisor / 8] = divisor;
  return numbers;
}

function carryOut(request: RunRequest, ready: Ready): RunOutput {
  const { program, layout, memory, run } = ready;
  const { steps, saveEvery, save, method } = request;
  if (method === 'dormand-prince') throw new TypeError('Cannot take the steps of an adaptive method in one call');
  const rowCount = Math.floor(steps / saveEvery) + 1;
  const rowsAddress = Math.ceil((layout.saveAddress + 4 * save.length) / 8) * 8;
  const numbers = clear(request, { ready, size: rowsAddress + 8 * rowCount * save.length });
  program.parameters.forEach(({ slot }, index) => {
    numbers[layout.slot(slot) / 8] = request.parameters[index] ?? Number.NaN;
  });
  new Int32Array(memory.buffer, layout.saveAddress, save.length).set(save);
  numbers.fill(Number.NaN, rowsAddress / 8);
  const ended = run(steps, saveEvery, methodNumber[method], save.length, rowsAddress);
  const rows = numbers.slice(rowsAddress / 8);
  if (ended === ranToTheEnd) return { rows, rowCount, status: { kind: 'done' } };
  const failed = program.watched.find(({ slot }) => !Number.isFinite(numbers[layout.slot(slot) / 8]));
  return { rows, rowCount, status: { kind: 'diverged', time: timeOf(request, ended), variable: failed?.name ?? '' } };
}

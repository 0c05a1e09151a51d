import { binaryOperations, lookUp, unaryOperations } from '../compile/primitives.ts';
import { callProcedure } from '../compile/procedures.ts';
import type { Moment } from '../compile/procedures/procedure.ts';
import type { Assignment, Code, Program } from '../compile/program.ts';
import { adaptively } from '../integrate/adaptive-run.ts';
import type { Stepper } from '../integrate/stepper.ts';
import { timeOf } from '../run/clock.ts';
import type { Backend, PreparedProgram, RunOutput, RunRequest, RunStatus } from '../run/backend.ts';

/** The state of one run. */
interface Machine {
  readonly slots: Float64Array;
  time: number;
  /** Number of the step. */
  step: number;
  readonly request: RunRequest;
}

type Evaluate = (machine: Machine) => number;

/** The back end that defines the meaning of a program: closures over one array of numbers. */
export const interpreter: Backend = {
  name: 'interpreter',
  prepare(program: Program): PreparedProgram {
    const sections = prepareSections(program);
    return adaptively(program, {
      run: (request) => run(program, sections, request),
      pieces: (watching) => {
        const pieces = prepareSections(watching);
        return (request) => stepperOf(request, { slotCount: watching.slotCount, sections: pieces });
      },
    });
  },
};

function prepareSections(program: Program): Sections {
  return {
    constants: prepare(program.constants, program),
    initial: prepare(program.initial, program),
    step: prepare(program.step, program),
  };
}

/** The pieces of a program for a method that chooses its own steps. */
function stepperOf(request: RunRequest, { slotCount, sections }: { slotCount: number; sections: Sections }): Stepper {
  const machine: Machine = { slots: new Float64Array(slotCount), time: request.start, step: 0, request };
  return {
    slots: machine.slots,
    begin: () => {
      sections.constants(machine);
      sections.initial(machine);
    },
    evaluate: (time, number) => {
      machine.time = time;
      machine.step = number;
      sections.step(machine);
    },
  };
}

interface Sections {
  readonly constants: (machine: Machine) => void;
  readonly initial: (machine: Machine) => void;
  readonly step: (machine: Machine) => void;
}

function run(program: Program, sections: Sections, request: RunRequest): RunOutput {
  const machine: Machine = { slots: new Float64Array(program.slotCount), time: request.start, step: 0, request };
  const { slots } = machine;
  const rowCount = Math.floor(request.steps / request.saveEvery) + 1;
  const rows = new Float64Array(rowCount * request.save.length).fill(Number.NaN);
  program.parameters.forEach(({ slot }, index) => {
    slots[slot] = at(request.parameters, index);
  });
  sections.constants(machine);
  sections.initial(machine);
  let status: RunStatus = { kind: 'done' };
  for (let step = 0; ; step++) {
    machine.time = timeOf(request, step);
    machine.step = step;
    sections.step(machine);
    const failed = program.watched.find(({ slot }) => !Number.isFinite(at(slots, slot)));
    if (failed !== undefined) {
      status = { kind: 'diverged', time: machine.time, variable: failed.name };
      break;
    }
    if (step % request.saveEvery === 0) save(rows, step / request.saveEvery, machine);
    if (step === request.steps) break;
    advance(program, sections, machine);
  }
  return { rows, rowCount, status };
}

function save(rows: Float64Array, row: number, { slots, request }: Machine): void {
  request.save.forEach((slot, column) => {
    rows[row * request.save.length + column] = at(slots, slot);
  });
}

/** One step on: integrators by their rates and held states by their next values, both read before anything is changed; then memory. */
function advance(program: Program, sections: Sections, machine: Machine): void {
  const { slots } = machine;
  const next = program.held.map((held) => at(slots, held.next));
  if (machine.request.method === 'euler') {
    const rates = program.integrators.map(({ rate }) => at(slots, rate));
    program.integrators.forEach(({ slot }, index) => {
      slots[slot] = at(slots, slot) + machine.request.step * (rates[index] ?? Number.NaN);
    });
  } else advanceRungeKutta(program, sections, machine);
  program.held.forEach(({ slot }, index) => {
    slots[slot] = next[index] ?? Number.NaN;
  });
  const moment = momentOf(machine);
  for (const update of program.updates) callProcedure(update, { slots, moment });
}

/** When procedures are called, as they are told it. */
function momentOf({ time, step, request }: Machine): Omit<Moment, 'stream'> {
  const { step: timeStep, seed = 0, member = 0 } = request;
  return { step, time, timeStep, seed, member };
}

/** The Runge–Kutta methods of fixed steps; `step` has been carried out for the first point. */
function advanceRungeKutta(program: Program, sections: Sections, machine: Machine): void {
  const { slots, request, time } = machine;
  const { integrators } = program;
  const from = integrators.map(({ slot }) => at(slots, slot));
  const rates = (): number[] => integrators.map(({ rate }) => at(slots, rate));
  const move = (part: number, slopes: readonly number[]): void => {
    integrators.forEach(({ slot }, index) => {
      slots[slot] = (from[index] ?? Number.NaN) + part * (slopes[index] ?? Number.NaN);
    });
  };
  const inner = (part: number, slopes: readonly number[]): number[] => {
    move(part * request.step, slopes);
    machine.time = time + part * request.step;
    sections.step(machine);
    return rates();
  };
  const first = rates();
  switch (request.method) {
    case 'rk2': {
      const second = inner(1, first);
      move(
        request.step / 2,
        first.map((slope, index) => slope + (second[index] ?? 0)),
      );
      break;
    }
    case 'midpoint':
      move(request.step, inner(0.5, first));
      break;
    default: {
      const second = inner(0.5, first);
      const third = inner(0.5, second);
      const fourth = inner(1, third);
      const slopes = first.map(
        (slope, index) => slope + 2 * (second[index] ?? 0) + 2 * (third[index] ?? 0) + (fourth[index] ?? 0),
      );
      move(request.step / 6, slopes);
    }
  }
  machine.time = time;
}

function prepare(assignments: readonly Assignment[], program: Program): (machine: Machine) => void {
  const prepared = assignments.map(({ slot, code }) => ({ slot, evaluate: closure(code, program) }));
  return (machine) => {
    for (const { slot, evaluate } of prepared) machine.slots[slot] = evaluate(machine);
  };
}

function closure(code: Code, program: Program): Evaluate {
  switch (code.op) {
    case 'constant':
      return () => code.value;
    case 'slot':
      return ({ slots }) => at(slots, code.slot);
    case 'time':
      return ({ time }) => time;
    case 'timeStep':
      return ({ request }) => request.step;
    case 'startTime':
      return ({ request }) => request.start;
    case 'stopTime':
      return ({ request }) => timeOf(request, request.steps);
    case 'unary': {
      const operate = unaryOperations[code.function];
      const operand = closure(code.operand, program);
      return (machine) => operate(operand(machine));
    }
    case 'binary': {
      const operate = binaryOperations[code.function];
      const [left, right] = [closure(code.left, program), closure(code.right, program)];
      return (machine) => operate(left(machine), right(machine));
    }
    case 'select': {
      const [test, then, otherwise] = [code.test, code.then, code.otherwise].map((each) => closure(each, program));
      if (test === undefined || then === undefined || otherwise === undefined)
        throw new TypeError('Cannot prepare a select without its parts');
      return (machine) => (test(machine) !== 0 ? then(machine) : otherwise(machine));
    }
    case 'lookup': {
      const table = program.tables[code.table];
      if (table === undefined) throw new RangeError(`Cannot find table ${code.table} of the program`);
      const input = closure(code.input, program);
      return (machine) => lookUp(table, input(machine));
    }
    case 'procedure':
      return (machine) => {
        callProcedure(code, { slots: machine.slots, moment: momentOf(machine) });
        return at(machine.slots, code.base);
      };
    case 'element': {
      const { base, size } = code;
      const index = closure(code.index, program);
      return (machine) => {
        const offset = unaryOperations.round(index(machine));
        return offset >= 0 && offset < size ? at(machine.slots, base + offset) : Number.NaN;
      };
    }
  }
}

/** A checked read: a program never reads outside its slots. */
function at(values: Float64Array, index: number): number {
  const value = values[index];
  if (value === undefined) throw new RangeError(`Cannot read slot ${index} of ${values.length}`);
  return value;
}

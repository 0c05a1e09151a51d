import type { Assignment, ProcedureCode, Program } from '../compile/program.ts';
import type { Bytes } from '../encode/bytes.ts';
import { buildFunction, type WasmFunction } from '../encode/function-builder.ts';
import { call, drop, during, f64, getLocal, i32, leaveWith, setLocal, when } from '../encode/instructions.ts';
import { encodeModule } from '../encode/module.ts';
import { hostProcedure, kernelFunctions } from '../numeric/kernel.ts';
import { emitCode, emitProcedure } from './emit-code.ts';
import { emitLookUp } from './emit-lookup.ts';
import { clockAddress, methodNumber, type MemoryLayout } from './memory-layout.ts';

/** Engines compile long functions slowly or not at all; a section is cut into functions of this many assignments. */
const assignmentsPerFunction = 1000;

/** What `run` gives: this where the run came to its end, otherwise the step at which a watched slot was no longer finite. */
export const ranToTheEnd = -1;

/** A program's module, and the calls that it makes to the outside: `procedure(number)` is to carry out the one of that number. */
export interface EmittedProgram {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly procedures: readonly ProcedureCode[];
}

/**
 * The module of a program. It exports its memory and
 * `run(steps, saveEvery, method, saveCount, rowsAddress) → ranToTheEnd | step`.
 * The caller sets the clock, the parameters and the list of slots to save before; rows are written to `rowsAddress`.
 * For methods that choose their own steps it exports the pieces as well: `begin()`, all that is done once, and `evaluate()`, a step's
 * assignments at the time that the clock says.
 */
export function emitProgram(program: Program, layout: MemoryLayout): EmittedProgram {
  const imports = [hostProcedure];
  const functions: WasmFunction[] = [...kernelFunctions];
  const define = (each: WasmFunction): number => imports.length + functions.push(each) - 1;
  const lookUp = define(emitLookUp('lookUp'));
  const procedures: ProcedureCode[] = [];
  const procedureOf = (each: ProcedureCode): number => procedures.push(each) - 1;
  const section = (name: string, assignments: readonly Assignment[]): Bytes => {
    const calls: Bytes[] = [];
    for (let from = 0; from < assignments.length; from += assignmentsPerFunction) {
      const part = assignments.slice(from, from + assignmentsPerFunction);
      calls.push(
        call(
          define(
            buildFunction({ name: `${name}${from}`, parameters: [], results: [] }, (builder) => {
              for (const { slot, code } of part) {
                const value = emitCode(code, { builder, layout, lookUp, procedureOf });
                builder.add(f64.store(i32.constant(0), value, layout.slot(slot)));
              }
            }),
          ),
        ),
      );
    }
    return calls;
  };
  const constants = section('constants', program.constants);
  const initial = section('initial', program.initial);
  const step = section('step', program.step);
  const update = program.updates.map((each) => drop(emitProcedure(procedureOf(each))));
  const advance = call(define(emitAdvance(program, { layout, step, update })));
  const isSound = call(define(emitIsSound(program, layout)));
  const save = define(emitSave(layout));
  define(emitRun({ constants, initial, step, advance, isSound, save }));
  define(buildFunction({ name: 'begin', parameters: [], results: [] }, ({ add }) => add(constants, initial)));
  define(buildFunction({ name: 'evaluate', parameters: [], results: [] }, ({ add }) => add(step)));
  return {
    bytes: encodeModule({ imports, functions, exported: ['run', 'begin', 'evaluate'], memoryPages: 1 }),
    procedures,
  };
}

/** 1 where every watched slot is finite: only then is each less itself zero. */
function emitIsSound(program: Program, layout: MemoryLayout): WasmFunction {
  return buildFunction({ name: 'isSound', parameters: [], results: ['i32'] }, ({ add }) => {
    for (const { slot } of program.watched) {
      const value = f64.load(i32.constant(0), layout.slot(slot));
      add(when(f64.unequal(f64.subtract(value, value), f64.constant(0)), leaveWith(i32.constant(0))));
    }
    return i32.constant(1);
  });
}

/** Copies the slots to save into the row at the address: (rowAddress, saveCount). */
function emitSave(layout: MemoryLayout): WasmFunction {
  return buildFunction({ name: 'save', parameters: ['i32', 'i32'], results: [] }, (b) => {
    const index = b.local('i32');
    const slot = i32.load(i32.multiply(getLocal(index), i32.constant(4)), layout.saveAddress);
    const value = f64.load(i32.multiply(slot, i32.constant(8)), layout.slot(0));
    b.add(
      during(
        i32.less(getLocal(index), b.parameter(1)),
        f64.store(i32.add(b.parameter(0), i32.multiply(getLocal(index), i32.constant(8))), value),
        setLocal(index, i32.add(getLocal(index), i32.constant(1))),
      ),
    );
  });
}

interface Sections {
  readonly constants: Bytes;
  readonly initial: Bytes;
  readonly step: Bytes;
  readonly advance: Bytes;
  readonly isSound: Bytes;
  readonly save: number;
}

function emitRun({ constants, initial, step, advance, isSound, save }: Sections): WasmFunction {
  return buildFunction({ name: 'run', parameters: ['i32', 'i32', 'i32', 'i32', 'i32'], results: ['i32'] }, (b) => {
    const [steps, saveEvery, method, saveCount] = [b.parameter(0), b.parameter(1), b.parameter(2), b.parameter(3)];
    const row = 4;
    const index = b.local('i32');
    const now = getLocal(index);
    const passed = f64.multiply(f64.fromI32(now), load(clockAddress.multiplier));
    const time = f64.add(load(clockAddress.startTime), f64.divide(passed, load(clockAddress.divisor)));
    b.add(store(clockAddress.method, f64.fromI32(method)));
    b.add(constants, store(clockAddress.time, load(clockAddress.startTime)), initial);
    b.add(
      during(
        i32.lessOrEqual(now, steps),
        store(clockAddress.time, time),
        store(clockAddress.stepNumber, f64.fromI32(now)),
        step,
        when(i32.isZero(isSound), leaveWith(now)),
        when(
          i32.isZero(i32.remainder(now, saveEvery)),
          call(save, getLocal(row), saveCount),
          setLocal(row, i32.add(getLocal(row), i32.multiply(saveCount, i32.constant(8)))),
        ),
        when(i32.equal(now, steps), leaveWith(i32.constant(ranToTheEnd))),
        advance,
        setLocal(index, i32.add(now, i32.constant(1))),
      ),
    );
    return i32.constant(ranToTheEnd);
  });
}

/** One step on, as the interpreter does it: the same sums in the same order. */
function emitAdvance(
  program: Program,
  { layout, step, update }: { layout: MemoryLayout; step: Bytes; update: Bytes },
): WasmFunction {
  return buildFunction({ name: 'advance', parameters: [], results: [] }, (b) => {
    const value = (slot: number): Bytes => load(layout.slot(slot));
    const timeStep = load(clockAddress.timeStep);
    const scratch = (set: 'from' | 'slope' | 'last', index: number): number => layout.integratorAddress(set, index);
    program.held.forEach(({ next }, index) => b.add(store(layout.heldAddress(index), value(next))));
    program.integrators.forEach(({ slot, rate }, index) => {
      b.add(store(scratch('from', index), value(slot)), store(scratch('slope', index), value(rate)));
    });
    const move = (part: Bytes, set: 'slope' | 'last'): Bytes =>
      program.integrators.map(({ slot }, index) =>
        store(layout.slot(slot), f64.add(load(scratch('from', index)), f64.multiply(part, load(scratch(set, index))))),
      );
    const time = b.keep('f64', load(clockAddress.time));
    /** Steps to the inner point along the last slopes, and adds the slopes found there, `weight` times, to the sum. */
    const inner = (part: number, { along, weight }: { along: 'slope' | 'last'; weight: number }): Bytes => [
      move(f64.multiply(f64.constant(part), timeStep), along),
      store(clockAddress.time, f64.add(time, f64.multiply(f64.constant(part), timeStep))),
      step,
      program.integrators.map(({ rate }, index) => [
        store(scratch('last', index), value(rate)),
        store(
          scratch('slope', index),
          f64.add(load(scratch('slope', index)), f64.multiply(f64.constant(weight), value(rate))),
        ),
      ]),
    ];
    const is = (method: keyof typeof methodNumber): Bytes =>
      f64.equal(load(clockAddress.method), f64.constant(methodNumber[method]));
    b.add(
      when(is('euler'), move(timeStep, 'slope')),
      when(
        is('rk4'),
        inner(0.5, { along: 'slope', weight: 2 }),
        inner(0.5, { along: 'last', weight: 2 }),
        inner(1, { along: 'last', weight: 1 }),
        move(f64.divide(timeStep, f64.constant(6)), 'slope'),
      ),
      when(is('rk2'), inner(1, { along: 'slope', weight: 1 }), move(f64.divide(timeStep, f64.constant(2)), 'slope')),
      when(is('midpoint'), inner(0.5, { along: 'slope', weight: 0 }), move(timeStep, 'last')),
      store(clockAddress.time, time),
    );
    program.held.forEach(({ slot }, index) => b.add(store(layout.slot(slot), load(layout.heldAddress(index)))));
    b.add(update);
  });
}

function load(address: number): Bytes {
  return f64.load(i32.constant(0), address);
}

function store(address: number, value: Bytes): Bytes {
  return f64.store(i32.constant(0), value, address);
}

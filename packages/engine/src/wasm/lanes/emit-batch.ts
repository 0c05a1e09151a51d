import type { ProcedureCode, Program } from '../../compile/program.ts';
import type { Bytes } from '../../encode/bytes.ts';
import { buildFunction, type WasmFunction } from '../../encode/function-builder.ts';
import { call, drop, during, f64, getLocal, i32, leaveWith, setLocal, when } from '../../encode/instructions.ts';
import { encodeModule } from '../../encode/module.ts';
import { f64x2, v128 } from '../../encode/vector-instructions.ts';
import { hostProcedure, kernelFunctions } from '../../numeric/kernel.ts';
import { laneFunctions } from '../../numeric/lane-kernel.ts';
import { emitLookUp } from '../emit-lookup.ts';
import { clockAddress } from '../memory-layout.ts';
import { addAdvance, type FixedStepMethod } from './emit-advance.ts';
import { lanesWithConstants } from './formula-contexts.ts';
import { addAssignments, faultOf } from './emit-section.ts';
import { emitPieces } from './emit-table.ts';
import type { LaneLayout } from './lane-layout.ts';
import { uniformIn } from './uniform-slots.ts';

/** Engines compile long functions slowly or not at all; a section is cut into functions of about this many vectors computed. */
const vectorsPerFunction = 500;

/** What `run` gives: this where it came to the end, otherwise the step at which a member that is alive was no longer finite. */
export const ranToTheEnd = -1;

/** A module for a batch, and the calls that it makes to the outside: `procedure(number)` is to carry out the one of that number for all. */
export interface EmittedBatch {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly procedures: readonly ProcedureCode[];
}

/**
 * The module in which a batch of members runs by one method. It exports its memory, `begin()`, which does what is done once, and
 * `run(from, steps, saveEvery, saveCount, listAddress, rowsAddress, rowsSize) → ranToTheEnd | step`, which goes on at the step `from`.
 * The caller sets the clock, who is alive, the parameters and the list of slots to save before. The rows of each member follow those of
 * the member before, `rowsSize` bytes on.
 */
export function emitBatch(
  program: Program,
  { layout, method }: { layout: LaneLayout; method: FixedStepMethod },
): EmittedBatch {
  const imports = [hostProcedure];
  const functions: WasmFunction[] = [...kernelFunctions, ...laneFunctions(lanesWithConstants(layout))];
  const define = (each: WasmFunction): number => imports.length + functions.push(each) - 1;
  const procedures: ProcedureCode[] = [];
  const procedure = (code: ProcedureCode): Bytes => drop(call(0, i32.constant(procedures.push(code) - 1)));
  const pieces = program.tables.map((table, index) => {
    const { address, piecesAddress } = layout.table(index);
    return piecesAddress === undefined
      ? undefined
      : define(emitPieces(`pieces${index}`, { table, address, piecesAddress }));
  });
  const context = {
    layout,
    uniform: uniformIn(program),
    lookUp: define(emitLookUp('lookUp')),
    piecesFunction: (table: number) => pieces[table],
    procedure,
  };
  const nothing: ReadonlySet<number> = new Set();
  const watched = watchedInStep(program);
  const perFunction = Math.ceil(vectorsPerFunction / layout.pairs);
  const section = (name: 'constants' | 'initial' | 'step'): Bytes => {
    const assignments = program[name];
    const calls: Bytes[] = [];
    for (let from = 0; from < assignments.length; from += perFunction) {
      const part = assignments.slice(from, from + perFunction);
      const write = buildFunction({ name: `${name}${from}`, parameters: [], results: [] }, (builder) =>
        addAssignments(builder, part, { ...context, watched: name === 'step' ? watched : nothing }),
      );
      calls.push(call(define(write)));
    }
    return calls;
  };
  const [constants, initial, step] = [section('constants'), section('initial'), section('step')];
  const updates = program.updates.map(procedure);
  const advance = define(
    buildFunction({ name: 'advance', parameters: [], results: [] }, (b) =>
      addAdvance(b, program, { layout, method, step, updates }),
    ),
  );
  const noFault = Array.from({ length: layout.pairs }, (_, pair) =>
    v128.store(i32.constant(0), f64x2.constant(0), layout.faultAddress(pair)),
  );
  const isSound = define(emitIsSound(program, layout));
  const save = define(emitSave(layout));
  define(buildFunction({ name: 'begin', parameters: [], results: [] }, ({ add }) => add(constants, initial)));
  define(emitRun({ noFault, step, advance: call(advance), isSound: call(isSound), save }));
  const bytes = encodeModule({ imports, functions, exported: ['begin', 'run'], memoryPages: 1 });
  return { bytes, procedures };
}

/** The watched slots that formulas compute at each step; the others are stocks, and what procedures give. */
function watchedInStep({ watched, step }: Program): ReadonlySet<number> {
  const computed = new Set(step.flatMap(({ slot, code }) => (code.op === 'procedure' ? [] : [slot])));
  return new Set(watched.flatMap(({ slot }) => (computed.has(slot) ? [slot] : [])));
}

/** 1 where every watched slot of every member that is alive is finite. */
function emitIsSound(program: Program, layout: LaneLayout): WasmFunction {
  const seen = watchedInStep(program);
  const unseen = program.watched.filter(({ slot }) => !seen.has(slot));
  return buildFunction({ name: 'isSound', parameters: [], results: ['i32'] }, (b) => {
    const faults = Array.from({ length: layout.pairs }, (_, pair) => {
      const [fault, value] = [b.local('v128'), b.local('v128')];
      b.add(setLocal(fault, v128.load(i32.constant(0), layout.faultAddress(pair))));
      for (const { slot } of unseen) {
        b.add(setLocal(value, v128.load(i32.constant(0), layout.slot(slot, pair))));
        b.add(setLocal(fault, v128.or(getLocal(fault), faultOf(getLocal(value)))));
      }
      return v128.and(getLocal(fault), v128.load(i32.constant(0), layout.aliveAddress(pair)));
    });
    return i32.isZero(v128.anyTrue(faults.reduce((all, each) => v128.or(all, each))));
  });
}

/** Copies the slots to save into a row of each member: (list, count, row, rowsSize). */
function emitSave({ pairs, slot, slotSize }: LaneLayout): WasmFunction {
  return buildFunction({ name: 'save', parameters: ['i32', 'i32', 'i32', 'i32'], results: [] }, (b) => {
    const [list, count, row, rowsSize] = [b.parameter(0), b.parameter(1), b.parameter(2), b.parameter(3)];
    const [index, target] = [b.local('i32'), b.local('i32')];
    const place = b.local('i32');
    const vector = b.local('v128');
    b.add(
      during(
        i32.less(getLocal(index), count),
        setLocal(
          place,
          i32.multiply(i32.load(i32.add(list, i32.multiply(getLocal(index), i32.constant(4)))), i32.constant(slotSize)),
        ),
        setLocal(target, i32.add(row, i32.multiply(getLocal(index), i32.constant(8)))),
        Array.from({ length: pairs }, (_, pair) => [
          setLocal(vector, v128.load(getLocal(place), slot(0, pair))),
          ([0, 1] as const).map((lane) => [
            f64.store(getLocal(target), f64x2.extract(getLocal(vector), lane)),
            setLocal(target, i32.add(getLocal(target), rowsSize)),
          ]),
        ]),
        setLocal(index, i32.add(getLocal(index), i32.constant(1))),
      ),
    );
  });
}

interface Parts {
  /** Forgets what was found not to be finite. */
  readonly noFault: Bytes;
  readonly step: Bytes;
  readonly advance: Bytes;
  readonly isSound: Bytes;
  readonly save: number;
}

function emitRun({ noFault, step, advance, isSound, save }: Parts): WasmFunction {
  const parameters = ['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32'] as const;
  return buildFunction({ name: 'run', parameters, results: ['i32'] }, (b) => {
    const [from, steps, saveEvery, saveCount] = [b.parameter(0), b.parameter(1), b.parameter(2), b.parameter(3)];
    const [list, rows, rowsSize] = [b.parameter(4), b.parameter(5), b.parameter(6)];
    const index = b.local('i32');
    const now = getLocal(index);
    const clock = (name: keyof typeof clockAddress): Bytes => f64.load(i32.constant(0), clockAddress[name]);
    const setClock = (name: keyof typeof clockAddress, value: Bytes): Bytes =>
      f64.store(i32.constant(0), value, clockAddress[name]);
    const passed = f64.multiply(f64.fromI32(now), clock('multiplier'));
    const row = i32.multiply(i32.divide(now, saveEvery), i32.multiply(saveCount, i32.constant(8)));
    b.add(
      setLocal(index, from),
      during(
        i32.lessOrEqual(now, steps),
        setClock('time', f64.add(clock('startTime'), f64.divide(passed, clock('divisor')))),
        setClock('stepNumber', f64.fromI32(now)),
        noFault,
        step,
        when(i32.isZero(isSound), leaveWith(now)),
        when(i32.isZero(i32.remainder(now, saveEvery)), call(save, list, saveCount, i32.add(rows, row), rowsSize)),
        when(i32.equal(now, steps), leaveWith(i32.constant(ranToTheEnd))),
        advance,
        setLocal(index, i32.add(now, i32.constant(1))),
      ),
    );
    return i32.constant(ranToTheEnd);
  });
}

import type { Assignment, ProcedureCode, Program } from '../compile/program.ts';
import type { Bytes } from '../encode/bytes.ts';
import { buildFunction, type WasmFunction } from '../encode/function-builder.ts';
import { call, drop, during, either, f64, getLocal, i32, leaveWith, setLocal, when } from '../encode/instructions.ts';
import { encodeModule } from '../encode/module.ts';
import { hostProcedure, kernelData, kernelFunctions } from '../numeric/kernel.ts';
import { emitLookUp } from './emit-lookup.ts';
import { callsMathematics } from './batch-calls.ts';
import { fuseLoops, type Block } from './fuse-loops.ts';
import { emitEuler, emitRungeKutta } from './integrate-writer.ts';
import { clockAddress, MemoryLayout } from './memory-layout.ts';
import { writeHoisted, writeSection, type ModuleContext, type SectionOptions } from './section-writer.ts';
import { laneKernelBlock } from './lane-kernel-block.ts';
import { Reads } from './reads.ts';
import { ran, runParameters } from './run-contract.ts';
import { isSmall, writeSmallRun } from './small-run.ts';
import { planSteps } from './step-plan.ts';
import { TableWriter } from './table-writer.ts';
import { ValueGraph } from './value-graph.ts';

/** A program's module, and the calls that it makes to the outside: `procedure(number)` is to carry out the one of that number. */
export interface EmittedProgram {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly procedures: readonly ProcedureCode[];
}

/**
 * The module of a program. It exports its memory and
 * `run(steps, saveEvery, method, saveCount, saveAddress, row, exact) → ran | step`; for small programs, `runSmall` does the same by Euler's
 * method, faster and never exactly.
 * The caller sets the clock, the parameters and the list of slots to save before; rows are written from the address `row`. With `exact`, every
 * step computes everything and looks at every watched slot.
 * For methods that choose their own steps it exports the pieces as well: `begin()`, all that is done once, and `evaluate()`, a step's
 * assignments at the time that the clock says. `memoryEnd()` is where the list and the rows may begin.
 */
export function emitProgram(program: Program): EmittedProgram {
  const layout = new MemoryLayout(program);
  const inPairs = program.step.some(({ code }) => callsMathematics(code)) ? laneKernelBlock : undefined;
  const functions: WasmFunction[] = [...kernelFunctions, ...(inPairs?.functions ?? [])];
  // The one import is counted first.
  const define = (each: WasmFunction): number => functions.push(each);
  const lookUp = define(emitLookUp('lookUp'));
  const procedures: ProcedureCode[] = [];
  const procedureOf = (each: ProcedureCode): number => procedures.push(each) - 1;
  const reads = new Reads();
  const plan = planSteps(program, reads);
  const graph = new ValueGraph({ tables: program.tables, isSteady: plan.isSteady, newSlot: () => layout.newSlot() });
  const tables = new TableWriter(program.tables, { layout, lookUp });
  const context: ModuleContext = { graph, isSteady: plan.isSteady, layout, tables, define, procedureOf };
  const section = (assignments: readonly Assignment[], options: SectionOptions): Bytes => {
    const blocks: readonly Block[] =
      options.hoisting && !plan.readsAhead
        ? fuseLoops(assignments, { program, reads })
        : [{ kind: 'straight', calls: [], assignments }];
    return writeSection(blocks, options, context).map((each) => call(each));
  };
  const constants = section(program.constants, { name: 'constants', hoisting: false });
  const initial = section(program.initial, { name: 'initial', hoisting: false });
  const step = section(plan.needed, { name: 'step', hoisting: true, doubtful: plan.doubtful });
  const rest = section(plan.outputs, { name: 'outputs', hoisting: true });
  // What is lifted out is known only when all else has been written.
  const hoisted = define(empty);
  const startClock = store(clockAddress.time, load(clockAddress.startTime));
  const begin = call(define(emitStatements('begin', [constants, startClock, initial, call(hoisted)])));
  const update = program.updates.map((each) => drop(call(0, i32.constant(procedureOf(each)))));
  const options = { layout, step, update };
  const euler = call(define(emitEuler(program, options)));
  const rungeKutta = define(emitRungeKutta(program, options));
  const advance = (method: Bytes): Bytes => [method, [0x04, 0x40], call(rungeKutta, method), 0x05, euler, 0x0b];
  const isSound = call(define(emitIsSound(program, layout)));
  const save = define(emitSave(layout));
  define(emitRun({ begin, step, rest, advance, isSound, save }));
  define(emitStatements('evaluate', [step, rest]));
  if (isSmall(program)) writeSmallRun(program, { plan, begin, isSound, save }, context);
  functions[hoisted - 1] = writeHoisted('hoisted', context);
  define(emitMemoryEnd(layout.end));
  const exported = ['run', 'runSmall', 'begin', 'evaluate', 'memoryEnd'];
  const memoryPages = Math.ceil(layout.end / pageSize);
  const kernelNumbers = inPairs === undefined ? [] : [{ address: inPairs.address, bytes: bytesOf(inPairs.numbers) }];
  const data = [kernelData, ...kernelNumbers, layout.fixed];
  const bytes = encodeModule({ imports: [hostProcedure], functions, exported, memoryPages, data });
  return { bytes, procedures };
}

function bytesOf(numbers: readonly number[]): Uint8Array {
  return new Uint8Array(Float64Array.from(numbers).buffer);
}

/** Bytes of memory come in pages. */
const pageSize = 65_536;

const empty = emitStatements('empty', []);

function emitStatements(name: string, statements: Bytes): WasmFunction {
  return buildFunction({ name, parameters: [], results: [] }, ({ add }) => add(statements));
}

/** Gives where memory that the module does not use begins. */
function emitMemoryEnd(end: number): WasmFunction {
  return buildFunction({ name: 'memoryEnd', parameters: [], results: ['i32'] }, () => i32.constant(end));
}

/** 1 where every watched slot is finite: only then is each less itself zero. */
function emitIsSound({ watched }: Program, layout: MemoryLayout): WasmFunction {
  return buildFunction({ name: 'isSound', parameters: [], results: ['i32'] }, (b) => {
    const addresses = layout.integers(watched.map(({ slot }) => layout.slot(slot)));
    const [index, sum, value] = [b.local('i32'), b.local('f64'), b.local('f64')];
    b.add(
      during(
        i32.less(getLocal(index), i32.constant(4 * watched.length)),
        setLocal(value, f64.load(i32.load(getLocal(index), addresses))),
        setLocal(sum, f64.add(getLocal(sum), f64.subtract(getLocal(value), getLocal(value)))),
        setLocal(index, i32.add(getLocal(index), i32.constant(4))),
      ),
    );
    return f64.equal(getLocal(sum), f64.constant(0));
  });
}

/** Copies the slots to save into the row at the address: (rowAddress, saveCount, saveAddress). */
function emitSave(layout: MemoryLayout): WasmFunction {
  return buildFunction({ name: 'save', parameters: ['i32', 'i32', 'i32'], results: [] }, (b) => {
    const index = b.local('i32');
    const slot = i32.load(i32.add(b.parameter(2), i32.multiply(getLocal(index), i32.constant(4))));
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

interface Parts {
  readonly begin: Bytes;
  readonly step: Bytes;
  readonly rest: Bytes;
  readonly advance: (method: Bytes) => Bytes;
  readonly isSound: Bytes;
  readonly save: number;
}

function emitRun({ begin, step, rest, advance, isSound, save }: Parts): WasmFunction {
  return buildFunction({ name: 'run', parameters: runParameters.types, results: ['i32'] }, (b) => {
    const { row } = runParameters.places;
    const given = (name: keyof typeof runParameters.places): Bytes => b.parameter(runParameters.places[name]);
    const [steps, saveEvery, method, exact] = [given('steps'), given('saveEvery'), given('method'), given('exact')];
    const [saveCount, saveAddress] = [given('saveCount'), given('saveAddress')];
    const [index, isRow] = [b.local('i32'), b.local('i32')];
    const now = getLocal(index);
    const passed = f64.multiply(f64.fromI32(now), load(clockAddress.multiplier));
    const time = f64.add(load(clockAddress.startTime), f64.divide(passed, load(clockAddress.divisor)));
    const isLast = i32.equal(now, steps);
    const unsoundBefore = i32.and(i32.isZero(exact), f64.unequal(load(clockAddress.soundness), f64.constant(0)));
    b.add(begin);
    b.add(
      during(
        i32.lessOrEqual(now, steps),
        store(clockAddress.time, time),
        store(clockAddress.stepNumber, f64.fromI32(now)),
        step,
        setLocal(isRow, i32.isZero(i32.remainder(now, saveEvery))),
        when(
          i32.or(i32.or(getLocal(isRow), isLast), exact),
          rest,
          when(unsoundBefore, leaveWith(i32.constant(ran.unsound))),
          when(i32.isZero(isSound), leaveWith(either('i32', exact, now, i32.constant(ran.unsound)))),
          when(
            getLocal(isRow),
            call(save, getLocal(row), saveCount, saveAddress),
            setLocal(row, i32.add(getLocal(row), i32.multiply(saveCount, i32.constant(8)))),
          ),
          when(isLast, leaveWith(i32.constant(ran.toTheEnd))),
        ),
        advance(method),
        setLocal(index, i32.add(now, i32.constant(1))),
      ),
    );
    return i32.constant(ran.toTheEnd);
  });
}

function load(address: number): Bytes {
  return f64.load(i32.constant(0), address);
}

function store(address: number, value: Bytes): Bytes {
  return f64.store(i32.constant(0), value, address);
}

import type { Assignment, ProcedureCode, Program } from '../../compile/program.ts';
import type { Bytes } from '../../encode/bytes.ts';
import { buildFunction, type WasmFunction } from '../../encode/function-builder.ts';
import { call, drop, during, f64, getLocal, i32, leaveWith, setLocal, when } from '../../encode/instructions.ts';
import { encodeModule } from '../../encode/module.ts';
import { f64x2, v128 } from '../../encode/vector-instructions.ts';
import { hostProcedure, kernelData, kernelFunctions } from '../../numeric/kernel.ts';
import { laneFunctions } from '../../numeric/lane-kernel.ts';
import { lanes, type Numbers } from '../../numeric/numbers.ts';
import { emitLookUp } from '../emit-lookup.ts';
import { fuseLoops, type Block } from '../fuse-loops.ts';
import { clockAddress } from '../memory-layout.ts';
import { isSmall } from '../small-run.ts';
import { planSteps, type StepPlan } from '../step-plan.ts';
import { TableWriter } from '../table-writer.ts';
import { ValueGraph } from '../value-graph.ts';
import { BatchLayout } from './batch-layout.ts';
import { BatchTables } from './batch-tables.ts';
import { addAdvance, type FixedStepMethod } from './emit-advance.ts';
import { ranToTheEnd, runParameters } from './run-contract.ts';
import { writeHoisted, writeSection, type BatchContext, type SectionOptions } from './member-sections.ts';
import { writeSmallBatch } from './small-batch.ts';

/** A module for a batch, where its memory has everything, and the calls that it makes to the outside: `procedure(number)` is for all members. */
export interface EmittedBatch {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly layout: BatchLayout;
  readonly procedures: readonly ProcedureCode[];
}

/**
 * The module in which a batch of members runs by one method. It exports its memory, `begin()`, which does what is done once, and `run`; see
 * `runParameters`. The caller sets the clock, who is alive, the parameters and the list of slots to save before. The rows of each member follow those
 * of the member before. Watched slots are looked at where rows are saved; a member that fails then may have failed before.
 */
export function emitBatch(
  program: Program,
  { method, pairs }: { method: FixedStepMethod; pairs: number },
): EmittedBatch {
  const layout = new BatchLayout(program, pairs);
  const functions: WasmFunction[] = [...kernelFunctions, ...laneFunctions(numbersIn(layout))];
  // The one import is counted first.
  const define = (each: WasmFunction): number => functions.push(each);
  const procedures: ProcedureCode[] = [];
  const procedureOf = (each: ProcedureCode): number => procedures.push(each) - 1;
  const plan = planFor(program, method);
  const lookUp = define(emitLookUp('lookUp'));
  const graph = new ValueGraph({ tables: program.tables, isSteady: plan.isSteady, newSlot: () => layout.newSlot() });
  const context: BatchContext = {
    graph,
    layout,
    tables: new BatchTables(program.tables, { layout, lookUp }),
    commonTables: new TableWriter(program.tables, { layout, lookUp }),
    define,
    procedureOf,
  };
  const section = (assignments: readonly Assignment[], options: SectionOptions): Bytes => {
    const blocks: readonly Block[] =
      options.hoisting && !plan.readsAhead
        ? fuseLoops(assignments, { program })
        : [{ kind: 'straight', calls: [], assignments }];
    return writeSection(blocks, options, context).map((each) => call(each));
  };
  const constants = section(program.constants, { name: 'constants', hoisting: false });
  const initial = section(program.initial, { name: 'initial', hoisting: false });
  const step = section(plan.needed, { name: 'step', hoisting: true, doubtful: plan.doubtful });
  const rest = section(plan.outputs, { name: 'outputs', hoisting: true });
  // What is lifted out is known only when all else has been written.
  const hoisted = define(buildFunction({ name: 'hoisted', parameters: [], results: [] }, () => undefined));
  const startClock = setClock('time', clock('startTime'));
  define(buildFunction({ name: 'begin', parameters: [], results: [] }, ({ add }) =>
    add(constants, startClock, initial, call(hoisted)),
  ));
  const updates = program.updates.map((each) => drop(call(0, i32.constant(procedureOf(each)))));
  const advance = define(
    buildFunction({ name: 'advance', parameters: [], results: [] }, (b) =>
      addAdvance(b, program, { layout, method, step, updates }),
    ),
  );
  const isSound = define(emitIsSound(program, layout));
  const save = define(emitSave(layout));
  define(method === 'euler' && isSmall(program)
    ? writeSmallBatch(program, { plan, isSound: call(isSound), save }, context)
    : emitRun({ step, rest, advance: call(advance), isSound: call(isSound), save }));
  functions[hoisted - 1] = writeHoisted('hoisted', context);
  const exported = ['begin', 'run'];
  const memoryPages = Math.ceil(layout.end / pageSize);
  const bytes = encodeModule({
    imports: [hostProcedure],
    functions,
    exported,
    memoryPages,
    data: [kernelData, layout.fixed],
  });
  return { bytes, layout, procedures };
}

/** Bytes of memory come in pages. */
const pageSize = 65_536;

/** Of a step by the midpoint method only the slopes at its middle count: there all that is watched is looked at in every step. */
function planFor(program: Program, method: FixedStepMethod): StepPlan {
  const plan = planSteps(program);
  if (method !== 'midpoint') return plan;
  const doubtful = new Set(program.watched.map(({ slot }) => slot));
  return { ...plan, needed: program.step, outputs: [], doubtful };
}

/** Arithmetic on vectors whose constants are read from memory: that takes less than to have them in the instructions. */
function numbersIn(layout: BatchLayout): Numbers {
  return { ...lanes, constant: (value) => f64x2.loadSplat(i32.constant(0), layout.number(value)) };
}

/** 1 where all that is watched has been finite, as far as is known, in every member that is alive. */
function emitIsSound({ watched }: Program, layout: BatchLayout): WasmFunction {
  return buildFunction({ name: 'isSound', parameters: [], results: ['i32'] }, (b) => {
    const addresses = layout.integers(watched.map(({ slot }) => layout.vector(slot, 0)));
    const index = b.local('i32');
    const pairs = Array.from({ length: layout.pairs }, (_, pair) => ({
      fault: b.local('v128'),
      value: b.local('v128'),
      pair,
    }));
    for (const { fault, pair } of pairs) b.add(setLocal(fault, v128.load(i32.constant(0), layout.fault(pair))));
    b.add(
      during(
        i32.less(getLocal(index), i32.constant(4 * watched.length)),
        pairs.map(({ fault, value, pair }) => [
          setLocal(value, v128.load(i32.load(getLocal(index), addresses), 16 * pair)),
          setLocal(fault, v128.or(getLocal(fault), f64x2.subtract(getLocal(value), getLocal(value)))),
        ]),
        setLocal(index, i32.add(getLocal(index), i32.constant(4))),
      ),
    );
    const ofAlive = pairs.map(({ fault, pair }) =>
      v128.and(getLocal(fault), v128.load(i32.constant(0), layout.alive(pair))),
    );
    return i32.isZero(v128.anyTrue(ofAlive.reduce((all, each) => v128.or(all, each))));
  });
}

/** Copies the slots to save into a row of each member: (list, count, row, rowsSize). */
function emitSave(layout: BatchLayout): WasmFunction {
  return buildFunction({ name: 'save', parameters: ['i32', 'i32', 'i32', 'i32'], results: [] }, (b) => {
    const [list, count, row, rowsSize] = [b.parameter(0), b.parameter(1), b.parameter(2), b.parameter(3)];
    const [index, target, place, vector] = [b.local('i32'), b.local('i32'), b.local('i32'), b.local('v128')];
    const slot = i32.load(i32.add(list, i32.multiply(getLocal(index), i32.constant(4))));
    b.add(
      during(
        i32.less(getLocal(index), count),
        setLocal(place, i32.multiply(slot, i32.constant(layout.slotSize))),
        setLocal(target, i32.add(row, i32.multiply(getLocal(index), i32.constant(8)))),
        Array.from({ length: layout.pairs }, (_, pair) => [
          setLocal(vector, v128.load(getLocal(place), layout.vector(0, pair))),
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
  readonly step: Bytes;
  readonly rest: Bytes;
  readonly advance: Bytes;
  readonly isSound: Bytes;
  readonly save: number;
}

function emitRun({ step, rest, advance, isSound, save }: Parts): WasmFunction {
  const parameters = runParameters.map(() => 'i32' as const);
  return buildFunction({ name: 'run', parameters, results: ['i32'] }, (b) => {
    const given = (name: (typeof runParameters)[number]): Bytes => b.parameter(runParameters.indexOf(name));
    const [steps, saveEvery, saveCount] = [given('steps'), given('saveEvery'), given('saveCount')];
    const [index, isRow] = [b.local('i32'), b.local('i32')];
    const now = getLocal(index);
    const passed = f64.multiply(f64.fromI32(now), clock('multiplier'));
    const row = i32.multiply(i32.divide(now, saveEvery), i32.multiply(saveCount, i32.constant(8)));
    const isLast = i32.equal(now, steps);
    b.add(
      setLocal(index, given('from')),
      during(
        i32.lessOrEqual(now, steps),
        setClock('time', f64.add(clock('startTime'), f64.divide(passed, clock('divisor')))),
        setClock('stepNumber', f64.fromI32(now)),
        step,
        setLocal(isRow, i32.isZero(i32.remainder(now, saveEvery))),
        when(
          i32.or(getLocal(isRow), isLast),
          rest,
          when(i32.isZero(isSound), leaveWith(now)),
          when(getLocal(isRow), call(save, given('list'), saveCount, i32.add(given('rows'), row), given('rowsSize'))),
          when(isLast, leaveWith(i32.constant(ranToTheEnd))),
        ),
        advance,
        setLocal(index, i32.add(now, i32.constant(1))),
      ),
    );
    return i32.constant(ranToTheEnd);
  });
}

function clock(name: keyof typeof clockAddress): Bytes {
  return f64.load(i32.constant(0), clockAddress[name]);
}

function setClock(name: keyof typeof clockAddress, value: Bytes): Bytes {
  return f64.store(i32.constant(0), value, clockAddress[name]);
}

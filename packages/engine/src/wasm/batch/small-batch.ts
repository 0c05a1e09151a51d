import { code } from '../../compile/code.ts';
import type { Assignment, Program } from '../../compile/program.ts';
import type { Bytes } from '../../encode/bytes.ts';
import { CodeWriter } from '../../encode/code-writer.ts';
import type { WasmFunction } from '../../encode/function-builder.ts';
import { call, choose, f64, getLocal, i32, leaveWith, setLocal, when } from '../../encode/instructions.ts';
import { opcode } from '../../encode/opcodes.ts';
import { v128 } from '../../encode/vector-instructions.ts';
import { clockAddress } from '../memory-layout.ts';
import type { StepPlan } from '../step-plan.ts';
import type { Value } from '../value.ts';
import { CommonValues } from './common-values.ts';
import { ranToTheEnd, runParameters } from './run-contract.ts';
import type { BatchContext } from './member-sections.ts';
import { MemberWriter } from './member-writer.ts';

interface Options {
  readonly plan: StepPlan;
  /** Leaves 1 where all watched slots in memory are finite. */
  readonly isSound: Bytes;
  /** The function that saves a row: (list, count, row, rowsSize). */
  readonly save: number;
}

/** A slot that a step fills, with its value. */
interface Filled {
  readonly slot: number;
  readonly value: Value;
}

/** A pair of members: what writes its values, the variables of its states, and the one in which bits are set where something doubtful is not finite. */
interface Pair {
  readonly values: MemberWriter;
  readonly states: ReadonlyMap<number, number>;
  readonly fault: number;
  readonly pair: number;
}

/**
 * All members of a batch by Euler's method as one function, with what `run` is given and gives, for programs that are small (see `isSmall`): the
 * states of all pairs are held in variables, and slots are put into memory at saved rows alone.
 */
export function writeSmallBatch(
  { integrators, held }: Program,
  { plan, isSound, save }: Options,
  { graph, layout, tables, commonTables }: BatchContext,
): WasmFunction {
  const writer = new CodeWriter(runParameters.map(() => 'i32'));
  const given = (name: (typeof runParameters)[number]): Bytes => getLocal(runParameters.indexOf(name));
  const timeLocal = writer.local('f64');
  const [now, untilRow] = [writer.local('i32'), writer.local('i32')];
  const common = new CommonValues({ writer, layout, tables: commonTables, timeLocal });
  const slots = [...integrators, ...held].map(({ slot }) => slot);
  const pairs = Array.from({ length: layout.pairs }, (_, pair): Pair => {
    const states = new Map(slots.map((slot) => [slot, writer.local('v128')]));
    const values = new MemberWriter({ writer, layout, tables, common, pair, slotLocals: states, timeLocal });
    return { values, states, fault: writer.local('v128'), pair };
  });

  graph.begin({ hoisting: true });
  const fill = ({ slot, code: own }: Assignment): Filled => {
    const value = graph.valueOf(own);
    graph.assign(slot, value);
    if (plan.doubtful.has(slot)) value.uses += 2;
    return { slot, value };
  };
  const needed = plan.needed.map(fill);
  const outputs = graph.within(() => plan.outputs.map(fill));
  // States are not assigned: what a step reads of them is what they were at its beginning.
  const next = [
    ...integrators.map(({ slot, rate }) => code.add(code.slot(slot), code.multiply(code.timeStep, code.slot(rate)))),
    ...held.map((each) => code.slot(each.next)),
  ].map((each) => graph.valueOf(each));

  const store = (address: number, write: () => void): void => {
    writer.i32(0);
    write();
    writer.vectorMemory(opcode.vector.store, address);
  };
  const load = (address: number): Bytes => v128.load(i32.constant(0), address);

  for (const { states, fault, pair } of pairs) {
    for (const [slot, local] of states) writer.add(setLocal(local, load(layout.vector(slot, pair))));
    writer.add(setLocal(fault, load(layout.fault(pair))));
  }
  const passed = i32.remainder(given('from'), given('saveEvery'));
  writer.add([
    setLocal(now, given('from')),
    setLocal(untilRow, choose(passed, i32.subtract(given('saveEvery'), passed), i32.constant(0))),
    [0x03, 0x40],
    setLocal(timeLocal, timeNow(getLocal(now))),
  ]);
  for (const { slot, value } of needed) {
    for (const { values, fault } of pairs) {
      values.prepare(value);
      if (!plan.doubtful.has(slot)) continue;
      writer.get(fault);
      values.write(value);
      values.write(value);
      writer.vector(opcode.vector.subtract);
      writer.vector(opcode.vector.or);
      writer.set(fault);
    }
  }
  const isLast = i32.equal(getLocal(now), given('steps'));
  const isRow = i32.isZero(getLocal(untilRow));
  const rowSize = i32.multiply(given('saveCount'), i32.constant(8));
  const row = i32.add(given('rows'), i32.multiply(i32.divide(getLocal(now), given('saveEvery')), rowSize));
  writer.add(i32.or(isRow, isLast));
  writer.begin();
  for (const { values, states, fault, pair } of pairs) {
    for (const [slot, local] of states) store(layout.vector(slot, pair), () => writer.get(local));
    store(layout.fault(pair), () => writer.get(fault));
    for (const { slot, value } of [...needed, ...outputs]) {
      store(layout.vector(slot, pair), () => values.write(value));
    }
  }
  writer.add([
    when(i32.isZero(isSound), leaveWith(getLocal(now))),
    when(
      isRow,
      call(save, given('list'), given('saveCount'), row, given('rowsSize')),
      setLocal(untilRow, given('saveEvery')),
    ),
    when(isLast, leaveWith(i32.constant(ranToTheEnd))),
  ]);
  writer.end();
  writer.add(setLocal(untilRow, i32.subtract(getLocal(untilRow), i32.constant(1))));
  // All are worked out before any is changed.
  for (const { values } of pairs) for (const value of next) values.write(value);
  for (const { states } of pairs.toReversed()) for (const local of [...states.values()].toReversed()) writer.set(local);
  writer.add([setLocal(now, i32.add(getLocal(now), i32.constant(1))), [0x0c, 0, 0x0b, 0x00]]);
  return writer.finish({ name: 'run', results: ['i32'] });
}

/** The time of a step by its number. */
function timeNow(step: Bytes): Bytes {
  const clock = (name: keyof typeof clockAddress): Bytes => f64.load(i32.constant(0), clockAddress[name]);
  const passed = f64.multiply(f64.fromI32(step), clock('multiplier'));
  return f64.add(clock('startTime'), f64.divide(passed, clock('divisor')));
}

import { code, operandsOf } from '../compile/code.ts';
import type { Assignment, Code, Program } from '../compile/program.ts';
import type { Bytes } from '../encode/bytes.ts';
import { CodeWriter } from '../encode/code-writer.ts';
import { call, f64, getLocal, i32, leaveWith, setLocal, when } from '../encode/instructions.ts';
import { opcode } from '../encode/opcodes.ts';
import { clockAddress } from './memory-layout.ts';
import { ran, runParameters } from './run-contract.ts';
import type { ModuleContext } from './section-writer.ts';
import type { StepPlan } from './step-plan.ts';
import type { Value } from './value.ts';
import { ValueWriter } from './value-writer.ts';

/** Programs of more assignments a step are carried out over memory, function by function. */
const mostAssignments = 300;
/** As many states as that are held in variables. */
const mostStates = 60;

/** Whether a program is so small that a whole run by Euler's method can be one function, with the states and all of a step in its variables. */
export function isSmall({ step, integrators, held, updates }: Program): boolean {
  const states = [...integrators, ...held].map(({ slot }) => slot);
  return (
    updates.length === 0 &&
    step.length <= mostAssignments &&
    states.length <= mostStates &&
    new Set(states).size === states.length &&
    step.every((each) => isPlain(each.code))
  );
}

/** Whether a code reads nothing but slots that are known beforehand. */
function isPlain(node: Code): boolean {
  return node.op !== 'procedure' && node.op !== 'element' && operandsOf(node).every(isPlain);
}

interface Options {
  readonly plan: StepPlan;
  /** All that is done once. */
  readonly begin: Bytes;
  /** Leaves 1 where all watched slots in memory are finite. */
  readonly isSound: Bytes;
  /** The function that saves a row: (rowAddress, saveCount, saveAddress). */
  readonly save: number;
}

/** A slot that a step fills, with its value. */
interface Filled {
  readonly slot: number;
  readonly value: Value;
}

/**
 * A whole run by Euler's method as one function, with the parameters and results of `run` but for `exact`. Slots are put into memory at
 * saved rows alone.
 */
export function writeSmallRun(
  { integrators, held }: Program,
  { plan, begin, isSound, save }: Options,
  { graph, layout, tables, define }: ModuleContext,
): void {
  const writer = new CodeWriter(runParameters.types);
  const slotLocals = new Map([...integrators, ...held].map(({ slot }) => [slot, writer.local('f64')]));
  const [timeLocal, unsound] = [writer.local('f64'), writer.local('f64')];
  const [now, untilRow] = [writer.local('i32'), writer.local('i32')];
  const values = new ValueWriter({ writer, layout, tables, slotLocals, timeLocal });
  const { steps, saveEvery, saveCount, saveAddress, row } = runParameters.places;

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

  const store = ({ slot, value }: Filled): void => {
    writer.i32(0);
    values.write(value);
    writer.storeTo(layout.slot(slot));
  };
  const check = ({ slot, value }: Filled): void => {
    if (!plan.doubtful.has(slot)) return;
    writer.get(unsound);
    values.write(value);
    values.write(value);
    writer.operation(opcode.subtract);
    writer.operation(opcode.add);
    writer.set(unsound);
  };

  writer.add(begin);
  for (const [slot, local] of slotLocals) writer.add(setLocal(local, load(layout.slot(slot))));
  writer.add([0x03, 0x40]);
  const passed = f64.multiply(f64.fromI32(getLocal(now)), load(clockAddress.multiplier));
  writer.add(
    setLocal(timeLocal, f64.add(load(clockAddress.startTime), f64.divide(passed, load(clockAddress.divisor)))),
  );
  for (const each of needed) {
    values.prepare(each.value);
    check(each);
  }
  const isLast = i32.equal(getLocal(now), getLocal(steps));
  const isRow = i32.isZero(getLocal(untilRow));
  writer.add(i32.or(isRow, isLast));
  writer.begin();
  for (const [slot, local] of slotLocals) writer.add(f64.store(i32.constant(0), getLocal(local), layout.slot(slot)));
  for (const each of [...needed, ...outputs]) store(each);
  const isUnsound = i32.or(i32.isZero(isSound), f64.unequal(getLocal(unsound), f64.constant(0)));
  writer.add(when(isUnsound, leaveWith(i32.constant(ran.unsound))));
  writer.add(
    when(
      isRow,
      call(save, getLocal(row), getLocal(saveCount), getLocal(saveAddress)),
      setLocal(row, i32.add(getLocal(row), i32.multiply(getLocal(saveCount), i32.constant(8)))),
      setLocal(untilRow, getLocal(saveEvery)),
    ),
  );
  writer.add(when(isLast, leaveWith(i32.constant(ran.toTheEnd))));
  writer.end();
  writer.add(setLocal(untilRow, i32.subtract(getLocal(untilRow), i32.constant(1))));
  // All are worked out before any is changed.
  for (const value of next) values.write(value);
  for (const local of [...slotLocals.values()].toReversed()) writer.set(local);
  writer.add([setLocal(now, i32.add(getLocal(now), i32.constant(1))), [0x0c, 0, 0x0b, 0x00]]);
  define(writer.finish({ name: 'runSmall', results: ['i32'] }));
}

function load(address: number): Bytes {
  return f64.load(i32.constant(0), address);
}

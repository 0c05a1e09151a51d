import { procedures } from '../compile/procedures.ts';
import { binaryOperations, lookUp, unaryOperations } from '../compile/primitives.ts';
import type { BinaryCode, Code, ProcedureCode, UnaryCode } from '../compile/program.ts';
import type { GraphicalFunction, VariableId } from '../model/model.ts';
import type { ProgramIndex } from './influence-graph.ts';

/** A value and its rate of change in the direction asked about. */
interface Dual {
  readonly value: number;
  readonly slope: number;
}

/** All slots at one time of a run, and that time. */
export interface Moment {
  readonly time: number;
  readonly slots: Float64Array;
  readonly settings: { readonly timeStep: number; readonly startTime: number; readonly stopTime: number };
}

/**
 * How `slot` (for a stock: its rate) answers, at one moment, when every element of the variable `cause` rises by one unit and
 * all other named variables stay. Slots that only lowering knows are followed; a delayed effect counts as if it had arrived.
 * Forward differentiation, exact but for kinks, where the branch taken counts.
 */
export function slopeOf(
  slot: number,
  cause: VariableId,
  { index, moment }: { index: ProgramIndex; moment: Moment },
): number {
  const known = new Map<number, number>();
  const ofSlot = (read: number): number => {
    const owner = index.owner.get(read);
    if (owner !== undefined) return owner.id === cause ? 1 : 0;
    const earlier = known.get(read);
    if (earlier !== undefined) return earlier;
    known.set(read, 0); // while it is being worked out: a delay's level does not drive itself
    const driver = index.driver.get(read);
    const slope = driver === undefined ? 0 : evaluate(driver).slope;
    known.set(read, slope);
    return slope;
  };
  const evaluate = (code: Code): Dual =>
    differentiate(code, { moment, tables: index.program.tables, ofSlot, evaluate });
  const driver = index.driver.get(slot);
  return driver === undefined ? 0 : evaluate(driver).slope;
}

interface Context {
  readonly moment: Moment;
  readonly tables: readonly GraphicalFunction[];
  readonly ofSlot: (slot: number) => number;
  readonly evaluate: (code: Code) => Dual;
}

function differentiate(code: Code, { moment, tables, ofSlot, evaluate }: Context): Dual {
  const read = (slot: number): Dual => ({ value: moment.slots[slot] ?? Number.NaN, slope: ofSlot(slot) });
  switch (code.op) {
    case 'constant':
      return { value: code.value, slope: 0 };
    case 'time':
      return { value: moment.time, slope: 0 };
    case 'timeStep':
    case 'startTime':
    case 'stopTime':
      return { value: moment.settings[code.op], slope: 0 };
    case 'slot':
      return read(code.slot);
    case 'unary': {
      const { value, slope } = evaluate(code.operand);
      const result = unaryOperations[code.function](value);
      return { value: result, slope: slope === 0 ? 0 : slope * unarySlopes[code.function](value, result) };
    }
    case 'binary':
      return binary(code.function, evaluate(code.left), evaluate(code.right));
    case 'select':
      return evaluate(code.test).value !== 0 ? evaluate(code.then) : evaluate(code.otherwise);
    case 'lookup': {
      const table = tables[code.table];
      if (table === undefined) throw new RangeError(`Cannot find table ${code.table} of the program`);
      const { value, slope } = evaluate(code.input);
      return { value: lookUp(table, value), slope: slope === 0 ? 0 : slope * tableSlope(table, value) };
    }
    case 'procedure':
      return procedureSlope(code, { moment, inputs: code.inputs.map(read) });
    case 'element': {
      const offset = unaryOperations.round(evaluate(code.index).value);
      return offset >= 0 && offset < code.size ? read(code.base + offset) : { value: Number.NaN, slope: 0 };
    }
  }
}

/** By a small move of the inputs in the direction asked about: procedures have no derivative written down. */
function procedureSlope(
  { procedure, size, stream, result = 0 }: ProcedureCode,
  { moment, inputs }: { moment: Moment; inputs: readonly Dual[] },
): Dual {
  const { time, settings } = moment;
  const step = Math.round((time - settings.startTime) / settings.timeStep);
  const valueAt = (shift: number): number => {
    const outputs = new Float64Array(size);
    const values = Float64Array.from(inputs, (input) => input.value + shift * input.slope);
    const when = { step, time, timeStep: settings.timeStep, seed: 0, member: 0, stream };
    procedures[procedure].run(values, outputs, when);
    return outputs[result] ?? Number.NaN;
  };
  const value = valueAt(0);
  if (inputs.every(({ slope }) => slope === 0)) return { value, slope: 0 };
  const scale = Math.max(1e-6, ...inputs.map((input) => (input.slope === 0 ? 0 : Math.abs(input.value / input.slope))));
  const shift = 1e-6 * scale;
  return { value, slope: (valueAt(shift) - value) / shift };
}

/** Derivatives given the operand and the result; 0 for steps. */
const unarySlopes: Readonly<Record<UnaryCode, (x: number, y: number) => number>> = {
  negate: () => -1,
  not: () => 0,
  abs: (x) => Math.sign(x),
  exp: (_, y) => y,
  ln: (x) => 1 / x,
  sqrt: (_, y) => 1 / (2 * y),
  sin: (x) => Math.cos(x),
  cos: (x) => -Math.sin(x),
  tan: (_, y) => 1 + y * y,
  arcsin: (x) => 1 / Math.sqrt(1 - x * x),
  arccos: (x) => -1 / Math.sqrt(1 - x * x),
  arctan: (x) => 1 / (1 + x * x),
  floor: () => 0,
  ceil: () => 0,
  truncate: () => 0,
  round: () => 0,
};

function binary(name: BinaryCode, a: Dual, b: Dual): Dual {
  const value = binaryOperations[name](a.value, b.value);
  return { value, slope: a.slope === 0 && b.slope === 0 ? 0 : (binarySlopes[name]?.(a, b, value) ?? 0) };
}

/** Derivatives; comparisons and logic have none. A factor that does not move is left out, lest 0 × ∞ spoil the sum. */
const binarySlopes: Readonly<Partial<Record<BinaryCode, (a: Dual, b: Dual, value: number) => number>>> = {
  add: (a, b) => a.slope + b.slope,
  subtract: (a, b) => a.slope - b.slope,
  multiply: (a, b) => part(a.slope, b.value) + part(b.slope, a.value),
  divide: (a, b) => part(a.slope, 1 / b.value) - part(b.slope, a.value / (b.value * b.value)),
  power: (a, b, value) => part(a.slope, b.value * a.value ** (b.value - 1)) + part(b.slope, value * Math.log(a.value)),
  modulo: (a) => a.slope,
  remainder: (a) => a.slope,
  min: (a, b) => (a.value <= b.value ? a.slope : b.slope),
  max: (a, b) => (a.value >= b.value ? a.slope : b.slope),
};

function part(slope: number, factor: number): number {
  return slope === 0 ? 0 : slope * factor;
}

/** Slope of a graphical function at an input; at a point, that of the segment to its right. */
function tableSlope({ x, y, mode }: GraphicalFunction, input: number): number {
  if ((mode !== 'continuous' && mode !== 'extrapolate') || x.length < 2) return 0;
  const right = x.findIndex((value) => value > input);
  if (mode === 'continuous' && (right === 0 || right === -1)) return 0;
  const upper = right === -1 ? x.length - 1 : Math.max(1, right);
  return ((y[upper] ?? 0) - (y[upper - 1] ?? 0)) / ((x[upper] ?? 1) - (x[upper - 1] ?? 0));
}

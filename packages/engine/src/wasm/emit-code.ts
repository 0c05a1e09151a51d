import type { BinaryCode, Code, ProcedureCode, UnaryCode } from '../compile/program.ts';
import type { Bytes } from '../encode/bytes.ts';
import type { FunctionBuilder } from '../encode/function-builder.ts';
import { call, choose, either, f64, getLocal, i32, setLocal } from '../encode/instructions.ts';
import { kernelIndex } from '../numeric/kernel.ts';
import { clockAddress, type MemoryLayout } from './memory-layout.ts';

/** What an expression is emitted into. */
export interface EmitContext {
  readonly builder: FunctionBuilder;
  readonly layout: MemoryLayout;
  /** The function that looks a table up: (address, count, mode, input) → value. */
  readonly lookUp: number;
  /** Notes a call to the outside; its number. */
  readonly procedureOf: (code: ProcedureCode) => number;
}

/** See `hostProcedure`. */
const hostProcedureIndex = 0;

const zero = f64.constant(0);

/** Code as instructions that leave its value, a 64-bit number, on the stack. */
export function emitCode(code: Code, context: EmitContext): Bytes {
  const { layout } = context;
  switch (code.op) {
    case 'constant':
      return f64.constant(code.value);
    case 'slot':
      return f64.load(i32.constant(0), layout.slot(code.slot));
    case 'time':
    case 'timeStep':
    case 'startTime':
    case 'stopTime':
      return f64.load(i32.constant(0), clockAddress[code.op]);
    case 'unary':
      return emitUnary(code.function, emitCode(code.operand, context), context);
    case 'binary':
      return binaryInstructions[code.function](emitCode(code.left, context), emitCode(code.right, context));
    case 'select':
      return either(
        'f64',
        isTrue(emitCode(code.test, context)),
        emitCode(code.then, context),
        emitCode(code.otherwise, context),
      );
    case 'lookup': {
      const table = layout.table(code.table);
      const place = [i32.constant(table.address), i32.constant(table.count), i32.constant(table.mode)];
      return call(context.lookUp, ...place, emitCode(code.input, context));
    }
    case 'element':
      return emitElement(code, context);
    case 'procedure':
      return emitProcedure(context.procedureOf(code));
  }
}

/** Has the outside carry out the procedure of that number; leaves the first of its results. */
export function emitProcedure(number: number): Bytes {
  return call(hostProcedureIndex, i32.constant(number));
}

function emitElement({ base, size, index }: Extract<Code, { op: 'element' }>, context: EmitContext): Bytes {
  const { builder, layout } = context;
  return once(builder, emitUnary('round', emitCode(index, context), context), (offset) => {
    const inside = i32.and(f64.greaterOrEqual(offset, zero), f64.less(offset, f64.constant(size)));
    const address = i32.multiply(i32.truncateF64(offset), i32.constant(8));
    return either('f64', inside, f64.load(address, layout.slot(base)), f64.constant(Number.NaN));
  });
}

function emitUnary(name: UnaryCode, operand: Bytes, { builder }: EmitContext): Bytes {
  switch (name) {
    case 'negate':
      return f64.negate(operand);
    case 'not':
      return asNumber(f64.equal(operand, zero));
    case 'abs':
    case 'sqrt':
    case 'floor':
    case 'ceil':
    case 'truncate':
      return f64[name](operand);
    case 'round':
      return once(builder, operand, (value) =>
        f64.truncate(f64.add(value, choose(f64.less(value, zero), f64.constant(-0.5), f64.constant(0.5)))),
      );
    default:
      return call(kernelIndex[name], operand);
  }
}

type Emit = (left: Bytes, right: Bytes) => Bytes;
const comparison =
  (compare: Emit): Emit =>
  (left, right) =>
    asNumber(compare(left, right));

const binaryInstructions: Readonly<Record<BinaryCode, Emit>> = {
  add: f64.add,
  subtract: f64.subtract,
  multiply: f64.multiply,
  divide: f64.divide,
  power: (left, right) => call(kernelIndex.power, left, right),
  modulo: (left, right) => call(kernelIndex.modulo, left, right),
  remainder: (left, right) => call(kernelIndex.remainder, left, right),
  min: f64.min,
  max: f64.max,
  equal: comparison(f64.equal),
  unequal: comparison(f64.unequal),
  less: comparison(f64.less),
  lessOrEqual: comparison(f64.lessOrEqual),
  greater: comparison(f64.greater),
  greaterOrEqual: comparison(f64.greaterOrEqual),
  and: (left, right) => asNumber(i32.and(isTrue(left), isTrue(right))),
  or: (left, right) => asNumber(i32.or(isTrue(left), isTrue(right))),
};

/** Uses a value several times where it stands, so that a branch that is not taken does not compute it. */
function once(builder: FunctionBuilder, value: Bytes, use: (value: Bytes) => Bytes): Bytes {
  const local = builder.local('f64');
  return [setLocal(local, value), use(getLocal(local))];
}

/** Anything but 0, NaN included. */
function isTrue(value: Bytes): Bytes {
  return f64.unequal(value, zero);
}

function asNumber(truth: Bytes): Bytes {
  return f64.fromI32(truth);
}

import type { BinaryCode, Code, UnaryCode } from '../../compile/program.ts';
import type { Bytes } from '../../encode/bytes.ts';
import { either, getLocal, setLocal, type ValueType } from '../../encode/instructions.ts';
import type { laneIndex } from '../../numeric/lane-kernel.ts';
import type { Numbers } from '../../numeric/numbers.ts';
import { isCheap } from './formula-cost.ts';

type CodeOf<Op extends Code['op']> = Extract<Code, { op: Op }>;

/** What a formula over slots is written into, be it of one number or of two in a vector. */
export interface FormulaContext {
  /** A variable of the function that the formula stands in. */
  readonly local: (type: ValueType) => number;
  readonly n: Numbers;
  /** Asked first for each code: whether there is a better way to write it here. */
  readonly instead: (code: Code) => Bytes | undefined;
  readonly slot: (slot: number) => Bytes;
  readonly clock: (op: 'time' | 'timeStep' | 'startTime' | 'stopTime') => Bytes;
  readonly kernel: (name: keyof typeof laneIndex, ...operands: Bytes[]) => Bytes;
  readonly lookUp: (table: number, input: Bytes) => Bytes;
  /** A code that is a least or greatest value. */
  readonly extreme: (code: CodeOf<'binary'>) => Bytes;
  /** `offset` is a whole number, in or out of range. */
  readonly element: (code: CodeOf<'element'>, offset: Bytes) => Bytes;
  /** Whether a truth holds in any lane, and whether in all, as an i32. */
  readonly anyOf: (truth: Bytes) => Bytes;
  readonly allOf: (truth: Bytes) => Bytes;
}

/** A code as instructions that leave its value on the stack. */
export function emitFormula(code: Code, context: FormulaContext): Bytes {
  const { n } = context;
  switch (code.op) {
    case 'constant':
      return n.constant(code.value);
    case 'slot':
      return context.slot(code.slot);
    case 'time':
    case 'timeStep':
    case 'startTime':
    case 'stopTime':
      return context.clock(code.op);
    case 'procedure':
      throw new TypeError('Cannot put a procedure into a formula');
    default:
      return context.instead(code) ?? emitOperation(code, context);
  }
}

type Operation = CodeOf<'unary' | 'binary' | 'select' | 'lookup' | 'element'>;

function emitOperation(code: Operation, context: FormulaContext): Bytes {
  switch (code.op) {
    case 'unary':
      if (code.function === 'not') break;
      return emitUnary(code.function, emitFormula(code.operand, context), context);
    case 'binary': {
      if (isTruth(code.function)) break;
      if (code.function === 'min' || code.function === 'max') return context.extreme(code);
      return emitBinary(code.function, [emitFormula(code.left, context), emitFormula(code.right, context)], context);
    }
    case 'select':
      return emitSelect(code, context);
    case 'lookup':
      return context.lookUp(code.table, emitFormula(code.input, context));
    case 'element':
      return context.element(code, rounded(emitFormula(code.index, context), context));
  }
  return asNumber(context.n, emitTruth(code, context));
}

const truthNames = ['equal', 'unequal', 'less', 'lessOrEqual', 'greater', 'greaterOrEqual', 'and', 'or'] as const;
type TruthName = (typeof truthNames)[number];
type Arithmetic = Exclude<BinaryCode, TruthName>;

function isTruth(name: BinaryCode): name is TruthName {
  return truthNames.some((each) => each === name);
}

function emitUnary(name: Exclude<UnaryCode, 'not'>, operand: Bytes, context: FormulaContext): Bytes {
  const { n, kernel } = context;
  switch (name) {
    case 'negate':
    case 'abs':
    case 'sqrt':
    case 'floor':
    case 'ceil':
    case 'truncate':
      return n[name](operand);
    case 'round':
      return rounded(operand, context);
    default:
      return kernel(name, operand);
  }
}

function emitBinary(name: Arithmetic, [left, right]: readonly [Bytes, Bytes], { n, kernel }: FormulaContext): Bytes {
  switch (name) {
    case 'power':
    case 'modulo':
    case 'remainder':
      return kernel(name, left, right);
    default:
      return n[name](left, right);
  }
}

/** A code's value as a truth: anything but 0, NaN included. */
function emitTruth(code: Code, context: FormulaContext): Bytes {
  const { n } = context;
  if (code.op === 'unary' && code.function === 'not') return n.truths.not(emitTruth(code.operand, context));
  if (code.op !== 'binary' || !isTruth(code.function)) return n.unequal(emitFormula(code, context), n.constant(0));
  const name = code.function;
  return name === 'and' || name === 'or'
    ? n.truths[name](emitTruth(code.left, context), emitTruth(code.right, context))
    : n[name](emitFormula(code.left, context), emitFormula(code.right, context));
}

/**
 * One of two values. Both are computed where that costs little; otherwise each only if a lane takes it. A lane that does not take it
 * computes it for nothing: no operation of a formula stops a run.
 */
function emitSelect({ test, then, otherwise }: CodeOf<'select'>, context: FormulaContext): Bytes {
  const { n, local, anyOf, allOf } = context;
  const [one, other] = [emitFormula(then, context), emitFormula(otherwise, context)];
  const truth = emitTruth(test, context);
  if (isCheap(then) && isCheap(otherwise)) return n.choose(truth, one, other);
  return once(local, { type: n.truths.type, value: truth }, (taken) => {
    const nothing = n.constant(0);
    const guardedOne = isCheap(then) ? one : either(n.type, anyOf(taken), one, nothing);
    const guardedOther = isCheap(otherwise) ? other : either(n.type, allOf(taken), nothing, other);
    return n.choose(taken, guardedOne, guardedOther);
  });
}

/** The nearest whole number; halves go away from zero. */
function rounded(value: Bytes, { n, local }: FormulaContext): Bytes {
  return once(local, { type: n.type, value }, (read) => {
    const half = n.choose(n.less(read, n.constant(0)), n.constant(-0.5), n.constant(0.5));
    return n.truncate(n.add(read, half));
  });
}

/** Uses a value several times where it stands, so that a branch that is not taken does not compute it. */
export function once(
  local: FormulaContext['local'],
  { type, value }: { type: ValueType; value: Bytes },
  use: (read: Bytes) => Bytes,
): Bytes {
  const variable = local(type);
  return [setLocal(variable, value), use(getLocal(variable))];
}

function asNumber(n: Numbers, truth: Bytes): Bytes {
  return n.choose(truth, n.constant(1), n.constant(0));
}

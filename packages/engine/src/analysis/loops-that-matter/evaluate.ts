import { binaryOperations, lookUp, unaryOperations } from '../../compile/primitives.ts';
import { callProcedure } from '../../compile/procedures.ts';
import type { Assignment, Code, Program } from '../../compile/program.ts';
import { timeOf } from '../../run/clock.ts';

/** When equations are worked out again. */
export interface Instant {
  readonly time: number;
  /** Number of the step. */
  readonly step: number;
}

/** Works an assignment out over some values of all slots and puts the result among them. */
export type Evaluator = (slots: Float64Array, at: Instant) => void;

/** Makes the assignments of a program's steps ready to be worked out one by one, over values that no run had at one time. */
export function evaluators(program: Program): (assignment: Assignment) => Evaluator {
  const known = new Map<Assignment, Evaluator>();
  const make = ({ slot, code }: Assignment): Evaluator => {
    if (code.op === 'procedure') {
      const { step: timeStep } = program.time;
      return (slots, at) => callProcedure(code, { slots, moment: { ...at, timeStep, seed: 0, member: 0 } });
    }
    const value = closure(code, program);
    return (slots, at) => {
      slots[slot] = value(slots, at);
    };
  };
  return (assignment) => {
    const found = known.get(assignment) ?? make(assignment);
    known.set(assignment, found);
    return found;
  };
}

/** The slots that an assignment sets: several where a procedure fills them. */
export function slotsSet({ slot, code }: Assignment): number[] {
  return code.op === 'procedure' ? Array.from({ length: code.size }, (_, index) => code.base + index) : [slot];
}

type Value = (slots: Float64Array, at: Instant) => number;

function closure(code: Code, program: Program): Value {
  const inner = (part: Code): Value => closure(part, program);
  switch (code.op) {
    case 'constant':
      return () => code.value;
    case 'slot':
      return (slots) => slots[code.slot] ?? Number.NaN;
    case 'time':
      return (_, { time }) => time;
    case 'timeStep':
      return () => program.time.step;
    case 'startTime':
      return () => program.time.start;
    case 'stopTime': {
      const { start, stop, step } = program.time;
      const last = timeOf(program.time, Math.round((stop - start) / step));
      return () => last;
    }
    case 'unary': {
      const [operate, operand] = [unaryOperations[code.function], inner(code.operand)];
      return (slots, at) => operate(operand(slots, at));
    }
    case 'binary': {
      const operate = binaryOperations[code.function];
      const [left, right] = [inner(code.left), inner(code.right)];
      return (slots, at) => operate(left(slots, at), right(slots, at));
    }
    case 'select': {
      const [test, then, otherwise] = [inner(code.test), inner(code.then), inner(code.otherwise)];
      return (slots, at) => (test(slots, at) !== 0 ? then(slots, at) : otherwise(slots, at));
    }
    case 'lookup': {
      const table = program.tables[code.table];
      if (table === undefined) throw new RangeError(`Cannot find table ${code.table} of the program`);
      const input = inner(code.input);
      return (slots, at) => lookUp(table, input(slots, at));
    }
    case 'element': {
      const { base, size } = code;
      const index = inner(code.index);
      return (slots, at) => {
        const offset = unaryOperations.round(index(slots, at));
        return offset >= 0 && offset < size ? (slots[base + offset] ?? Number.NaN) : Number.NaN;
      };
    }
    case 'procedure':
      throw new TypeError('Cannot evaluate a procedure inside an expression: it stands only as a whole code');
  }
}

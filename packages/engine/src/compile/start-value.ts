import type { GraphicalFunction, TimeSettings } from '../model/model.ts';
import type { Rule } from './builder.ts';
import { procedures } from './procedures.ts';
import { binaryOperations, lookUp, unaryOperations } from './primitives.ts';
import type { Code } from './program.ts';

/** What a value at the start is worked out from. A parameter's own value stands in `parameters`. */
export interface StartContext {
  readonly rules: readonly Rule[];
  readonly tables: readonly GraphicalFunction[];
  readonly time: TimeSettings;
  readonly parameters: ReadonlyMap<number, number>;
}

/** The value of a code at the start of a run with the model's own parameters; NaN where it rests on itself. */
export function startValue(node: Code, context: StartContext): number {
  const known = new Map<number, number>();
  const slot = (index: number): number => {
    const before = known.get(index);
    if (before !== undefined) return before;
    known.set(index, Number.NaN);
    const rule = context.rules[index];
    let value = Number.NaN;
    if (rule?.kind === 'parameter') value = context.parameters.get(index) ?? Number.NaN;
    else if (rule?.kind === 'written') {
      slot(rule.by);
      value = known.get(index) ?? Number.NaN;
    } else if (rule?.kind === 'formula') value = evaluate(rule.initial ?? rule.code);
    else if (rule !== undefined) value = evaluate(rule.initial);
    known.set(index, value);
    return value;
  };
  const evaluate = (each: Code): number => {
    switch (each.op) {
      case 'constant':
        return each.value;
      case 'slot':
        return slot(each.slot);
      case 'time':
      case 'startTime':
        return context.time.start;
      case 'timeStep':
        return context.time.step;
      case 'stopTime':
        return context.time.stop;
      case 'unary':
        return unaryOperations[each.function](evaluate(each.operand));
      case 'binary':
        return binaryOperations[each.function](evaluate(each.left), evaluate(each.right));
      case 'select':
        return evaluate(each.test) !== 0 ? evaluate(each.then) : evaluate(each.otherwise);
      case 'lookup': {
        const table = context.tables[each.table];
        return table === undefined ? Number.NaN : lookUp(table, evaluate(each.input));
      }
      case 'element': {
        const offset = unaryOperations.round(evaluate(each.index));
        return offset >= 0 && offset < each.size ? slot(each.base + offset) : Number.NaN;
      }
      case 'procedure': {
        const outputs = new Float64Array(each.size);
        const { start, step } = context.time;
        const moment = { step: 0, time: start, timeStep: step, seed: 0, member: 0, stream: each.stream };
        procedures[each.procedure].run(Float64Array.from(each.inputs, slot), outputs, moment);
        outputs.forEach((result, offset) => known.set(each.base + offset, result));
        return outputs[0] ?? Number.NaN;
      }
    }
  };
  return evaluate(node);
}

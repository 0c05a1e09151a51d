import type { Call, Expression } from '../equation/expression.ts';

/** A call that is to be said with Vensim's functions, and what is needed for that. */
export interface OtherCall {
  readonly call: Call;
  readonly text: (part: Expression) => string;
  /** An aggregate of Vensim over an argument. */
  readonly aggregate: (kind: string, argument: Expression) => string;
  /** Whether the value is the same at all times. */
  readonly constant: (part: Expression) => boolean;
}

type Print = (list: readonly string[], given: OtherCall) => string | undefined;

const ceiling: Print = ([value]) =>
  value && `(INTEGER(${value}) + IF THEN ELSE(INTEGER(${value}) < ${bracketed(value)}, 1, 0))`;
const floor: Print = ([value]) =>
  value && `(INTEGER(${value}) - IF THEN ELSE(INTEGER(${value}) > ${bracketed(value)}, 1, 0))`;

/** Functions that Vensim lacks and can say, by the engine's name. */
const others: Readonly<Record<string, Print>> = {
  FLOOR: floor,
  CEILING: ceiling,
  TRUNCATE: ([value]) => value && `INTEGER(${value})`,
  ROUND: ([value]) => value && `INTEGER(${value} + IF THEN ELSE(${bracketed(value)} < 0, -0.5, 0.5))`,
  TREND: ([input, time]) => input && time && `TREND(${input}, ${time}, 0)`,
  // The fixed delay of Vensim keeps the delay time of the start, Stella's follows it.
  DELAY: ([input, time, initial], { call, constant }) =>
    input !== undefined && call.arguments[1] !== undefined && constant(call.arguments[1])
      ? `DELAY FIXED(${input}, ${time ?? '0'}, ${initial ?? input})`
      : undefined,
  PULSE: ([amount, first, interval], { call }) => {
    if (amount === undefined) return undefined;
    const rate = `(${amount}) / TIME STEP`;
    const every = call.arguments[2];
    if (first === undefined) return `(${rate})`;
    if (every === undefined || (every.kind === 'number' && every.value <= 0)) {
      return `(PULSE(${first}, TIME STEP) * (${rate}))`;
    }
    return every.kind === 'number'
      ? `(PULSE TRAIN(${first}, TIME STEP, ${interval ?? '0'}, FINAL TIME + TIME STEP) * (${rate}))`
      : undefined;
  },
  MEAN: (_, { call, aggregate }) => {
    const [argument] = call.arguments;
    const sum = argument && aggregate('SUM', argument);
    return sum && `(${sum} / ${countOf(sum)})`;
  },
  SIZE: (_, { call, aggregate }) => {
    const [argument] = call.arguments;
    return argument && countOf(aggregate('SUM', argument));
  },
};

/** The call in Vensim's language; undefined where there is no way to say it. */
export function printOther(name: string, given: OtherCall): string | undefined {
  return others[name]?.(given.call.arguments.map(given.text), given);
}

function bracketed(value: string): string {
  return `(${value})`;
}

/** How many elements an aggregate runs over, by the ranges that it marks. */
function countOf(aggregate: string): string | undefined {
  const ranges = new Set(aggregate.match(/(?:"(?:\\.|[^"\\])*"|[^[\],!()]+)(?=!)/g)?.map((each) => each.trim()));
  return ranges.size === 0 ? undefined : `(${[...ranges].map((each) => `ELMCOUNT(${each})`).join(' * ')})`;
}

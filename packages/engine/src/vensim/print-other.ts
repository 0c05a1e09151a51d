import type { Call, Expression } from '../equation/expression.ts';
import { isOnGrid, isWholeSteps, type Grid } from '../equation/on-grid.ts';

/** A call that is to be said with Vensim's functions, and what is needed for that. */
export interface OtherCall {
  readonly call: Call;
  readonly text: (part: Expression) => string;
  /** An aggregate of Vensim over an argument. */
  readonly aggregate: (kind: string, argument: Expression) => string;
  /** Whether the value is the same at all times. */
  readonly constant: (part: Expression) => boolean;
  /** The steps of the run. */
  readonly grid: Grid;
  /** The name of the time step: in a macro it has a dollar sign. */
  readonly timeStep: string;
}

type Print = (list: readonly string[], given: OtherCall) => string | undefined;

const ceiling: Print = ([value]) =>
  value && `(INTEGER(${value}) + IF THEN ELSE(INTEGER(${value}) < ${bracketed(value)}, 1, 0))`;
const floor: Print = ([value]) =>
  value && `(INTEGER(${value}) - IF THEN ELSE(INTEGER(${value}) > ${bracketed(value)}, 1, 0))`;

/**
 * A time from which a test input of Vensim acts as the engine's does. Vensim's goes by the middle of a step and so rises at the step
 * that is nearest, the engine's at the first that is not before; on the grid of steps the two are the same.
 */
function startFor(start: string, { timeStep }: OtherCall): string {
  return `${start} + 0.4999 * ${timeStep}`;
}

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
  STEP: ([height, from], given) => {
    const start = given.call.arguments[1];
    if (height === undefined || from === undefined || start === undefined) return undefined;
    return `STEP(${height}, ${isOnGrid(start, given.grid) ? from : startFor(from, given)})`;
  },
  PULSE: ([amount, first, interval], given) => {
    const { timeStep, grid } = given;
    if (amount === undefined) return undefined;
    const rate = `(${amount}) / ${timeStep}`;
    const [, from, every] = given.call.arguments;
    if (first === undefined || from === undefined) return `(${rate})`;
    const once = every === undefined || (every.kind === 'number' && every.value <= 0);
    const plain = isOnGrid(from, grid) && (once || isWholeSteps(every, grid));
    const start = plain ? first : startFor(first, given);
    if (once) return `(PULSE(${start}, ${timeStep}) * (${rate}))`;
    const end = `FINAL TIME${timeStep.endsWith('$') ? '$' : ''} + ${timeStep}`;
    return every.kind === 'number'
      ? `(PULSE TRAIN(${start}, ${timeStep}, ${interval ?? '0'}, ${end}) * (${rate}))`
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

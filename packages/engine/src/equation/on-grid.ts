import type { TimeSettings, Variable } from '../model/model.ts';
import { toId } from '../model/names.ts';
import type { Expression } from './expression.ts';
import { parseEquation } from './parse.ts';

/** What {@link isOnGrid} needs to know of a model. */
export interface Grid {
  readonly time: Pick<TimeSettings, 'start' | 'step'>;
  readonly variables: ReadonlyMap<string, Variable>;
}

/**
 * Whether an expression is plainly the time of a step: a number, or an auxiliary that is a number, a whole count of steps after the
 * start. False where it cannot be told. Where it holds, the test inputs of XMILE and of Vensim agree.
 */
export function isOnGrid(expression: Expression, { time, variables }: Grid): boolean {
  const value = plainNumber(expression, variables);
  return value !== undefined && isWhole((value - time.start) / time.step);
}

/** Whether an expression is plainly a whole number of steps long. */
export function isWholeSteps(expression: Expression, { time, variables }: Grid): boolean {
  const value = plainNumber(expression, variables);
  return value !== undefined && isWhole(value / time.step);
}

function isWhole(steps: number): boolean {
  return Math.abs(steps - Math.round(steps)) < 1e-6;
}

/** The number that an expression plainly is, or that the auxiliary it names plainly is; undefined where it cannot be told. */
export function plainNumber(expression: Expression, variables: ReadonlyMap<string, Variable>): number | undefined {
  if (expression.kind === 'number') return expression.value;
  if (expression.kind === 'unary' && expression.operator !== 'not') {
    const value = plainNumber(expression.operand, variables);
    return value === undefined || expression.operator === '+' ? value : -value;
  }
  const variable = expression.kind === 'reference' ? variables.get(toId(expression.name)) : undefined;
  const [definition, ...others] = variable?.kind === 'auxiliary' ? variable.definitions : [];
  if (definition === undefined || others.length > 0) return undefined;
  const parsed = parseEquation(definition.equation).expression;
  // One step deep: a number that another number stands for is rare, and a loop of names would never end.
  return parsed === undefined || parsed.kind === 'reference' ? undefined : plainNumber(parsed, new Map());
}

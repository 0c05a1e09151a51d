import type { Expression } from '../equation/expression.ts';
import { mapExpression } from '../equation/map-expression.ts';
import { toId } from '../model/names.ts';
import { constantValue } from './constant.ts';
import type { MdlContext } from './context.ts';

/**
 * Whether an expression is the same at all times: numbers and scalar constants. Vensim's arrays and functions of time are
 * not looked into.
 */
export function isConstant(context: MdlContext, expression: Expression): boolean {
  return evaluate(context, expression, { start: undefined }) !== undefined;
}

/**
 * What a Vensim expression of scalars is worth at the start of the run; undefined where it needs more than arithmetic,
 * constants, Time and STEP. Vensim takes the order of a delay, and the number of steps in it, at the start.
 */
export function startValue(context: MdlContext, expression: Expression): number | undefined {
  return evaluate(context, expression, { start: context.time.start });
}

/** `start` is the time to take; undefined: an expression of time has no value. */
function evaluate(
  context: MdlContext,
  expression: Expression,
  { start }: { readonly start: number | undefined },
): number | undefined {
  const { start: initial, stop, step, saveEvery } = context.time;
  const controls: Readonly<Record<string, number | undefined>> = {
    time: start,
    initial_time: initial,
    final_time: stop,
    time_step: step,
    saveper: saveEvery ?? step,
  };
  const lookUp = (name: string, trail: readonly string[]): number | undefined => {
    const id = toId(name);
    const control = controls[id];
    if (control !== undefined || id === 'time') return control;
    const [entry, ...others] = context.variables.get(id)?.entries ?? [];
    if (entry?.statement.kind !== 'equation' || others.length > 0 || trail.includes(id)) return undefined;
    return value(entry.statement.expression, [...trail, id]);
  };
  const value = (part: Expression, trail: readonly string[]): number | undefined =>
    constantValue(
      mapExpression(part, (node) => stepAt(start, node)),
      (name) => lookUp(name, trail),
    );
  return value(expression, []);
}

/** STEP(height, from) as a condition on the start. */
function stepAt(start: number | undefined, node: Expression): Expression {
  if (start === undefined || node.kind !== 'call' || node.name.toUpperCase() !== 'STEP') return node;
  const [height, from] = node.arguments;
  if (height === undefined || from === undefined) return node;
  const { span } = node;
  const test: Expression = {
    kind: 'binary',
    operator: '<=',
    left: from,
    right: { kind: 'number', value: start, span },
    span,
  };
  return { kind: 'conditional', test, then: height, otherwise: { kind: 'number', value: 0, span }, span };
}

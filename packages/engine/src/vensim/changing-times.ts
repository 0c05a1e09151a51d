import type { Expression } from '../equation/expression.ts';
import { nodesOf } from '../equation/map-expression.ts';
import type { VariableId } from '../model/model.ts';
import { toId } from '../model/names.ts';
import type { MdlVariable, VariableStatement } from './context.ts';

/** When a run with control variables that change starts and stops, and the one step that reaches all its times. */
export interface WalkedTimes {
  readonly start: number;
  readonly stop: number;
  readonly step: number;
  /** Whether the length of the steps changes on the way. */
  readonly stepChanges: boolean;
}

const mostSteps = 1_000_000;

/**
 * Follows a run whose control variables depend on Time, as Vensim takes them: anew at every step. The start is what INITIAL
 * TIME gives at time 0. Undefined where they do not come to an end, or their times share no step.
 */
export function walkTimes(valueAt: (name: string, time: number) => number | undefined): WalkedTimes | undefined {
  const start = valueAt('INITIAL TIME', 0);
  if (start === undefined || valueAt('INITIAL TIME', start) !== start) return undefined;
  const passed: { readonly time: number; readonly step: number }[] = [];
  let time = start;
  for (;;) {
    const [step, stop] = [valueAt('TIME STEP', time), valueAt('FINAL TIME', time)];
    if (step === undefined || stop === undefined || !(step > 0) || passed.length > mostSteps) return undefined;
    if (!(time + step < stop + 1e-6 * step)) break;
    passed.push({ time, step });
    time += step;
  }
  const steps = new Set(passed.map((each) => each.step));
  const shortest = steps.size === 0 ? valueAt('TIME STEP', start) : Math.min(...steps);
  if (shortest === undefined) return undefined;
  const whole = (at: number): boolean => Math.abs((at - start) / shortest - Math.round((at - start) / shortest)) < 1e-6;
  if (![...passed.map((each) => each.time), time].every(whole)) return undefined;
  const stop = start + Math.round((time - start) / shortest) * shortest;
  return { start, stop, step: shortest, stepChanges: steps.size > 1 };
}

const pure = new Set(
  'ABS ARCCOS ARCSIN ARCTAN COS COSH EXP INTEGER LN LOG MAX MIN MODULO POWER QUANTUM SIN SINH SQRT TAN TANH VMAX VMIN SUM PROD XIDZ ZIDZ'.split(
    ' ',
  ),
).add('IF THEN ELSE');

/**
 * The first variable whose values would be others if a run took other steps: one that uses a control variable and, where the
 * steps change (`stepChanges`), a level and a function that remembers or reads the step. Undefined where there is none.
 */
export function dependsOnSteps(
  variables: ReadonlyMap<VariableId, MdlVariable>,
  { controls, stepChanges }: { readonly controls: ReadonlySet<string>; readonly stepChanges: boolean },
): MdlVariable | undefined {
  const depends = (expression: Expression): boolean =>
    nodesOf(expression).some((node) => {
      if (node.kind === 'reference') return controls.has(toId(node.name));
      return (
        stepChanges && node.kind === 'call' && !pure.has(node.name.toUpperCase()) && !variables.has(toId(node.name))
      );
    });
  return [...variables].find(
    ([id, { entries }]) => !controls.has(id) && entries.some(({ statement }) => expressionsOf(statement).some(depends)),
  )?.[1];
}

/** The expressions of a statement; of a level, one that depends on steps whatever it says. */
function expressionsOf(statement: VariableStatement): readonly Expression[] {
  if (statement.kind === 'equation') return [statement.expression];
  if (statement.kind === 'with-lookup') return [statement.input];
  if (statement.kind !== 'integral') return [];
  const { rate } = statement;
  return [{ kind: 'call', name: 'INTEG', subscripts: [], arguments: [rate], span: rate.span }];
}

import { nodesOf } from '../equation/map-expression.ts';
import { parseEquation } from '../equation/parse.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Model, Variable } from '../model/model.ts';

const testInputs: ReadonlySet<string> = new Set(['STEP', 'RAMP', 'PULSE', 'PULSE TRAIN', 'VENSIM PULSE']);
const chains: ReadonlyMap<string, string> = new Map([
  ['DELAYN', 'DELAY N'],
  ['SMTHN', 'SMOOTH N'],
]);

/**
 * Warnings of what is written under a name of Vensim's that does not mean quite the same there: test inputs, which Vensim holds over a step of
 * Runge–Kutta, and delays and smooths of any order, which in Vensim change once a step and have no stage shorter than one (see
 * `TimeSettings.testInputs` and VENSIM DELAY N).
 */
export function changedMeanings(model: Model): Diagnostic[] {
  const isHeld = model.time.method === 'euler' || model.time.testInputs === 'held';
  return model.variables.flatMap((variable) => {
    const called = callsOf(variable);
    const input = isHeld ? undefined : called.find((name) => testInputs.has(name));
    const chain = called.find((name) => chains.has(name));
    return [
      ...(input === undefined
        ? []
        : [
            warning(variable, {
              name: input,
              difference: 'Vensim holds it over each step of Runge–Kutta',
              advice: 'let the model run by Euler if the numbers are to be the same',
            }),
          ]),
      ...(chain === undefined
        ? []
        : [
            warning(variable, {
              name: chain,
              difference: `Vensim’s ${chains.get(chain) ?? chain} changes once a step, and no stage of it is shorter than a step`,
              advice: 'the numbers are the same by Euler where the time is constant and holds a step for each stage',
            }),
          ]),
    ];
  });
}

function callsOf(variable: Variable): string[] {
  if (variable.kind === 'lookup') return [];
  const definitions = variable.kind === 'stock' ? variable.initial : variable.definitions;
  return definitions.flatMap(({ equation }) => {
    const { expression } = parseEquation(equation);
    return expression === undefined
      ? []
      : nodesOf(expression).flatMap((node) => (node.kind === 'call' ? [node.name.toUpperCase()] : []));
  });
}

function warning(
  { name: variable, place }: Variable,
  { name, difference, advice }: { name: string; difference: string; advice: string },
): Diagnostic {
  return {
    code: 'other-meaning',
    severity: 'warning',
    message: `Cannot write ${name} of "${variable}" for Vensim with quite its meaning: ${difference}`,
    advice,
    variable,
    ...(place === undefined ? {} : { place }),
  };
}

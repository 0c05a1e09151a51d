import { toId } from '@weir/engine';
import type { Model, Variable, VariableId } from '@weir/engine';
import { equationInputs } from '../workings/equation-tokens.ts';
import type { SystemLink } from './system-graph.ts';

/** Every link of a model: what each equation names, and flows on the stocks that they fill and drain. */
export function modelLinks(model: Model): SystemLink[] {
  const known = new Set(model.variables.map((variable) => toId(variable.name)));
  const links = new Map<string, SystemLink>();
  const add = (from: VariableId, to: VariableId, sign: SystemLink['sign']): void => {
    links.set(`${from}>${to}`, { from, to, sign });
  };
  for (const variable of model.variables) {
    const to = toId(variable.name);
    for (const equation of equationsOf(variable)) {
      for (const from of equationInputs(equation, known)) if (from !== to) add(from, to, '?');
    }
    if (variable.kind !== 'stock') continue;
    for (const flow of variable.inflows) add(toId(flow), to, '+');
    for (const flow of variable.outflows) add(toId(flow), to, '-');
  }
  return [...links.values()];
}

function equationsOf(variable: Variable): string[] {
  if (variable.kind === 'lookup') return [];
  const definitions = variable.kind === 'stock' ? (variable.net ?? []) : variable.definitions;
  return definitions.map(({ equation }) => equation);
}

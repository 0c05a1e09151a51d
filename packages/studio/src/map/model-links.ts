import { toId } from '@weir/engine';
import type { Model, Variable, VariableId } from '@weir/engine';
import { equationInputs } from '../workings/equation-tokens.ts';
import type { SystemLink } from './system-graph.ts';

/**
 * Every link of a model as its document has it: what each equation names, and flows on the stocks that they fill and
 * drain. The signs of the flows are plain; those of the rest are found by running the model.
 */
export function modelLinks(model: Model): SystemLink[] {
  const known = new Set(model.variables.map((variable) => toId(variable.name)));
  const links = new Map<string, SystemLink>();
  const add = (link: SystemLink): void => {
    links.set(`${link.from}>${link.to}`, link);
  };
  for (const variable of model.variables) {
    const to = toId(variable.name);
    for (const equation of equationsOf(variable)) {
      for (const from of equationInputs(equation, known)) if (from !== to) add({ from, to });
    }
    if (variable.kind !== 'stock') continue;
    for (const flow of variable.inflows) add({ from: toId(flow), to, sign: '+' });
    for (const flow of variable.outflows) add({ from: toId(flow), to, sign: '-' });
  }
  return [...links.values()];
}

/** The links with the signs that were found; links of curves, which have no value of their own, stay without. */
export function withSigns(links: readonly SystemLink[], found: readonly SystemLink[]): SystemLink[] {
  const key = (from: VariableId, to: VariableId): string => `${from}>${to}`;
  const signs = new Map(found.map((link) => [key(link.from, link.to), link.sign]));
  return links.map((link) => {
    const sign = link.sign ?? signs.get(key(link.from, link.to));
    return sign === undefined ? link : { ...link, sign };
  });
}

function equationsOf(variable: Variable): string[] {
  if (variable.kind === 'lookup') return [];
  const definitions = variable.kind === 'stock' ? (variable.net ?? []) : variable.definitions;
  return definitions.map(({ equation }) => equation);
}

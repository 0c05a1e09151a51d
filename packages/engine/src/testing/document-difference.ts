import { expandDefinitions } from '../equation/expand-definitions.ts';
import type { Definition, Dimension, Model, Variable } from '../model/model.ts';

/**
 * The first thing in which two documents differ in what they say, as a path and the two values; undefined where they say the same. Left
 * aside are places, the model's name (an `.mdl` has none in it), the order of variables and elements, and whether an array is defined over
 * a dimension or element by element.
 */
export function differenceOf(before: Model, after: Model): string | undefined {
  return difference(normal(before), normal(after), '');
}

function normal(model: Model): unknown {
  const { name: _name, ...rest } = model;
  const part = (each: { readonly variables: readonly Variable[] }): object => ({
    ...each,
    variables: Object.fromEntries(
      each.variables.map((variable) => [variable.name, normalVariable(variable, model.dimensions)]),
    ),
  });
  const byName = (parts: readonly { readonly name: string; readonly variables: readonly Variable[] }[]): object =>
    Object.fromEntries(parts.map((each) => [each.name, part(each)]));
  const whole = {
    ...part(rest),
    ...(model.macros === undefined ? {} : { macros: byName(model.macros) }),
    ...(model.submodels === undefined ? {} : { submodels: byName(model.submodels) }),
  };
  return JSON.parse(JSON.stringify(whole, (key, value: unknown) => (key === 'place' ? undefined : value)));
}

function normalVariable(variable: Variable, dimensions: readonly Dimension[]): unknown {
  const expand = (definitions: readonly Definition[]): unknown => {
    const cells = expandDefinitions({ dimensions, variable, definitions, everyElement: true });
    return Object.fromEntries(cells.map(({ subscripts, equation, table }) => [subscripts.join(), { equation, table }]));
  };
  const extents = variable.dimensions.map((name) =>
    [...(dimensions.find((each) => each.name === name)?.elements ?? [name])].toSorted(),
  );
  const base = { ...variable, dimensions: extents };
  switch (variable.kind) {
    case 'stock':
      return { ...base, initial: expand(variable.initial), net: variable.net && expand(variable.net) };
    case 'lookup':
      return { ...base, definitions: expand(variable.definitions.map((each) => ({ ...each, equation: '' }))) };
    case 'flow':
    case 'auxiliary':
      return { ...base, definitions: expand(variable.definitions) };
  }
}

function difference(before: unknown, after: unknown, path: string): string | undefined {
  if (Object.is(before, after)) return undefined;
  if (typeof before !== 'object' || typeof after !== 'object' || before === null || after === null) {
    return `${path}: ${JSON.stringify(before)} became ${JSON.stringify(after)}`;
  }
  const [left, right] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  for (const key of new Set([...left.keys(), ...right.keys()])) {
    const found = difference(left.get(key), right.get(key), `${path}/${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

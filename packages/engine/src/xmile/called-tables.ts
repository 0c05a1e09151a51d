import { mapExpression } from '../equation/map-expression.ts';
import { parseEquation } from '../equation/parse.ts';
import { printExpression } from '../equation/print.ts';
import type { Auxiliary, Definition, Lookup, Variable, VariableId } from '../model/model.ts';
import { toId } from '../model/names.ts';

/**
 * In Stella a converter with a graphical function has a value of its own and can also be called with another input,
 * `LOOKUP(converter, x)`. In the document these are two things: for each such converter that is called, a lookup with
 * the same points is added and the calls are directed to it.
 */
export function addCalledTables(variables: readonly Variable[]): Variable[] {
  const withTable = new Map<VariableId, Auxiliary>();
  for (const variable of variables) {
    if (variable.kind === 'auxiliary' && variable.definitions.some((definition) => definition.table !== undefined)) {
      withTable.set(toId(variable.name), variable);
    }
  }
  if (withTable.size === 0) {
    return [...variables];
  }
  const taken = new Set(variables.map((variable) => toId(variable.name)));
  const lookups = new Map<VariableId, Lookup>();
  const lookupOf = (name: string): string | undefined => {
    const id = toId(name);
    const source = withTable.get(id);
    if (source === undefined) {
      return undefined;
    }
    const lookup = lookups.get(id) ?? asLookup(source, taken);
    lookups.set(id, lookup);
    return lookup.name;
  };
  const redirected = variables.map((variable) => redirect(variable, lookupOf));
  return [...redirected, ...lookups.values()];
}

function asLookup(source: Auxiliary, taken: Set<VariableId>): Lookup {
  let name = `${source.name} table`;
  while (taken.has(toId(name))) {
    name += ' 2';
  }
  taken.add(toId(name));
  const { kind: _kind, definitions, ...base } = source;
  return {
    ...base,
    name,
    kind: 'lookup',
    definitions: definitions.flatMap(({ subscripts, table, place }) =>
      table === undefined ? [] : [{ subscripts, table, ...(place === undefined ? {} : { place }) }],
    ),
  };
}

function redirect(variable: Variable, lookupOf: (name: string) => string | undefined): Variable {
  const definitions = (list: readonly Definition[]): Definition[] =>
    list.map((definition) => {
      const { expression } = parseEquation(definition.equation);
      const changed =
        expression &&
        mapExpression(expression, (node) => {
          const name = node.kind === 'call' ? lookupOf(node.name) : undefined;
          return name === undefined ? node : { ...node, name };
        });
      return changed === undefined || changed === expression
        ? definition
        : { ...definition, equation: printExpression(changed) };
    });
  switch (variable.kind) {
    case 'stock':
      return {
        ...variable,
        initial: definitions(variable.initial),
        ...(variable.net && { net: definitions(variable.net) }),
      };
    case 'flow':
    case 'auxiliary':
      return { ...variable, definitions: definitions(variable.definitions) };
    case 'lookup':
      return variable;
  }
}

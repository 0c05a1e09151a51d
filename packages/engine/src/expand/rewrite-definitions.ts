import type { Expression } from '../equation/expression.ts';
import { parseEquation } from '../equation/parse.ts';
import { printExpression } from '../equation/print.ts';
import type { Conveyor, Definition, Variable } from '../model/model.ts';

/** A definition's tree and what it belongs to. */
export interface Written {
  readonly variable: Variable;
  readonly definition: Definition;
  /** Of a stock, whether it is the rate, the initial value or an equation of its conveyor. */
  readonly part: 'initial' | 'net' | 'definitions' | ConveyorPart;
}

/**
 * The variable with `change` applied to the tree of every equation. Text that cannot be read, or in which nothing changes, stays
 * as it is: the check reports it at its own place.
 */
export function rewriteDefinitions(
  variable: Variable,
  change: (expression: Expression, written: Written) => Expression,
): Variable {
  const rewriteOne = (definition: Definition, part: Written['part']): Definition => {
    const { expression } = parseEquation(definition.equation);
    if (expression === undefined) return definition;
    const changed = change(expression, { variable, definition, part });
    return changed === expression ? definition : { ...definition, equation: printExpression(changed) };
  };
  const rewrite = (definitions: readonly Definition[], part: Written['part']): readonly Definition[] =>
    definitions.map((each) => rewriteOne(each, part));
  switch (variable.kind) {
    case 'lookup':
      return variable;
    case 'stock':
      return {
        ...variable,
        initial: rewrite(variable.initial, 'initial'),
        ...(variable.net === undefined ? {} : { net: rewrite(variable.net, 'net') }),
        ...(variable.conveyor === undefined
          ? {}
          : { conveyor: mapConveyor(variable.conveyor, (definition, part) => rewriteOne(definition, part).equation) }),
      };
    default:
      return { ...variable, definitions: rewrite(variable.definitions, 'definitions') };
  }
}

const conveyorParts = ['length', 'capacity', 'inflowLimit', 'sample', 'arrest'] as const;
export type ConveyorPart = (typeof conveyorParts)[number];

/** The conveyor with each of its equations changed. They hold for all elements of the stock. */
export function mapConveyor(
  conveyor: Conveyor,
  change: (definition: Definition, part: ConveyorPart) => string,
): Conveyor {
  const place = conveyor.place === undefined ? {} : { place: conveyor.place };
  const changed = conveyorParts.flatMap((part) => {
    const equation = conveyor[part];
    return equation === undefined ? [] : [[part, change({ subscripts: [], equation, ...place }, part)] as const];
  });
  return { ...conveyor, ...Object.fromEntries(changed) };
}

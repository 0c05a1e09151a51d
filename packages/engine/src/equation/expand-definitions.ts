import type { Definition, Dimension } from '../model/model.ts';
import { toId } from '../model/names.ts';
import type { Expression, Subscript } from './expression.ts';
import { mapExpression } from './map-expression.ts';
import { parseEquation } from './parse.ts';
import { printExpression } from './print.ts';

/**
 * The definitions of a variable in the form that every tool knows: either one for all elements, with no subscripts, or one
 * for each single element, in which the dimensions of the left side are replaced by that element. Of two definitions for
 * the same element the later counts.
 */
export function expandDefinitions(options: {
  readonly dimensions: readonly Dimension[];
  readonly variable: { readonly dimensions: readonly string[] };
  readonly definitions: readonly Definition[];
  /** Write out every element even where one definition would do for all. */
  readonly everyElement?: boolean;
}): Definition[] {
  const { dimensions, variable, definitions, everyElement = false } = options;
  const [only] = definitions;
  if (!everyElement && definitions.length === 1 && only !== undefined && coversAll(only, variable.dimensions)) {
    return [{ ...only, subscripts: [] }];
  }
  const byElement = new Map<string, Definition>();
  for (const definition of definitions) {
    const written = definition.subscripts.length === 0 ? variable.dimensions : definition.subscripts;
    const skipped = (definition.except ?? []).map((each) => elementsOf(dimensions, each));
    for (const elements of combinations(elementsOf(dimensions, written))) {
      if (!skipped.some((except) => except.every((names, index) => names.includes(elements[index] ?? '')))) {
        const replaced = new Map(written.map((name, index) => [toId(name), elements[index] ?? '']));
        const equation = substitute(definition.equation, { dimensions, replaced });
        const { except: _except, ...rest } = definition;
        byElement.set(elements.join('\u0000'), { ...rest, subscripts: elements, equation });
      }
    }
  }
  return [...byElement.values()];
}

function coversAll(definition: Definition, dimensions: readonly string[]): boolean {
  const { subscripts, except = [] } = definition;
  const same = subscripts.every((name, index) => toId(name) === toId(dimensions[index] ?? ''));
  return except.length === 0 && same;
}

/** For each subscript the elements it stands for: those of a dimension or subrange, or the element itself. */
function elementsOf(dimensions: readonly Dimension[], subscripts: readonly string[]): string[][] {
  return subscripts.map((name) => {
    const range = dimensions.find((dimension) => toId(dimension.name) === toId(name));
    return range === undefined ? [name] : [...range.elements];
  });
}

/** Every choice of one from each list, the last varying fastest. */
export function combinations(lists: readonly (readonly string[])[]): string[][] {
  return lists.reduce<string[][]>((made, list) => made.flatMap((start) => list.map((item) => [...start, item])), [[]]);
}

function substitute(
  equation: string,
  options: { readonly dimensions: readonly Dimension[]; readonly replaced: ReadonlyMap<string, string> },
): string {
  const { dimensions, replaced } = options;
  const { expression } = parseEquation(equation);
  if (expression === undefined) {
    return equation;
  }
  const subscript = (each: Subscript): Subscript =>
    each.kind === 'name' ? { ...each, name: replaced.get(toId(each.name)) ?? each.name } : each;
  const changed = mapExpression(expression, (node): Expression => {
    if (node.kind === 'reference') {
      const element = replaced.get(toId(node.name));
      const range = dimensions.find(({ name }) => toId(name) === toId(node.name));
      if (element !== undefined && range !== undefined && node.subscripts.length === 0) {
        return { kind: 'number', value: range.elements.indexOf(element) + 1, span: node.span };
      }
      return { ...node, subscripts: node.subscripts.map(subscript) };
    }
    return node.kind === 'call' ? { ...node, subscripts: node.subscripts.map(subscript) } : node;
  });
  return printExpression(changed);
}

import type { CheckedDimension, CheckedVariable } from '../check/checked-model.ts';
import { findFunction } from '../check/function-catalogue.ts';
import type { Expression, Subscript } from '../equation/expression.ts';
import { toId } from '../model/names.ts';
import { iteratorKey, reportAt, type Bound, type Scope } from './scope.ts';
import { staticValue } from './static-value.ts';

/**
 * What an aggregate runs over. Every `*` and every dimension name that the definition does not bind makes an iterator. Those of
 * one dimension run together, so that `SUM(a[*] * b[*])` is a sum of products; within one reference a second `*` over
 * the same dimension is an iterator of its own, so that `SUM(m[*, *])` sums a whole square.
 */
export interface Iterator {
  readonly key: string;
  readonly dimension: CheckedDimension;
}

/** Gives each subscript of one reference its iterator, in order; undefined for those that need none. */
export function iteratorsOf(
  target: CheckedVariable,
  subscripts: readonly Subscript[],
  scope: Scope,
): readonly (Iterator | undefined)[] {
  const counts = new Map<string, number>();
  return target.dimensions.map((dimension, axis) => {
    const runs = iteratedDimension(dimension, subscripts[axis], { scope, whole: subscripts.length === 0 });
    if (runs === undefined) return undefined;
    const count = counts.get(runs.id) ?? 0;
    counts.set(runs.id, count + 1);
    return { key: iteratorKey(runs, count), dimension: runs };
  });
}

function iteratedDimension(
  dimension: CheckedDimension,
  subscript: Subscript | undefined,
  { scope, whole }: { scope: Scope; whole: boolean },
): CheckedDimension | undefined {
  if (whole) return dimension;
  if (subscript?.kind === 'wildcard') {
    return subscript.of === undefined ? dimension : scope.model.dimensions.get(toId(subscript.of));
  }
  if (subscript?.kind === 'range') return slice(dimension, subscript, scope);
  if (subscript?.kind !== 'name') return undefined;
  const id = toId(subscript.name);
  if (scope.bindings.has(id) || dimension.positions.has(id)) return undefined;
  return scope.model.dimensions.get(id);
}

/** `first:last`: these elements of a dimension and all between them, as a subrange of it. */
function slice(
  dimension: CheckedDimension,
  { from, to, span }: Extract<Subscript, { kind: 'range' }>,
  scope: Scope,
): CheckedDimension | undefined {
  const position = (end: Expression): number | undefined =>
    end.kind === 'reference' && end.subscripts.length === 0 && dimension.positions.has(toId(end.name))
      ? dimension.positions.get(toId(end.name))
      : (staticValue(end, scope) ?? Number.NaN) - 1;
  const [first = Number.NaN, last = Number.NaN] = [position(from), position(to)];
  const elements = dimension.elements.slice(first, last + 1);
  if (!(first >= 0 && last < dimension.elements.length) || elements.length === 0) {
    reportAt(scope, span, {
      code: 'bad-slice',
      message: `Cannot run over this part of the dimension "${dimension.name}": its ends are not two of its elements, the first before the last`,
      advice: 'name the first and the last element, or their numbers, as in x[1:3]',
    });
    return undefined;
  }
  return {
    id: `${dimension.id}:${first}-${last}`,
    name: `${dimension.name}[${elements[0]}:${elements.at(-1)}]`,
    elements,
    root: dimension.root,
    positions: new Map(elements.map((element, index) => [toId(element), index])),
  };
}

/** All iterators of an aggregate's argument, inner aggregates left out. */
export function collectIterators(expression: Expression, scope: Scope): readonly Iterator[] {
  const found = new Map<string, Iterator>();
  const visit = (node: Expression): void => {
    switch (node.kind) {
      case 'number':
        return;
      case 'unary':
        visit(node.operand);
        return;
      case 'binary':
        visit(node.left);
        visit(node.right);
        return;
      case 'conditional':
        [node.test, node.then, node.otherwise].forEach(visit);
        return;
      case 'call':
        if (isAggregate(node)) return;
        collect(node.name, node.subscripts);
        node.arguments.forEach(visit);
        return;
      case 'reference':
        collect(node.name, node.subscripts);
    }
  };
  const collect = (name: string, subscripts: readonly Subscript[]): void => {
    const target = scope.model.variables.get(toId(name));
    if (target === undefined) return;
    for (const iterator of iteratorsOf(target, subscripts, scope)) {
      if (iterator !== undefined && !scope.iterated.has(iterator.key)) found.set(iterator.key, iterator);
    }
    for (const subscript of subscripts) if (subscript.kind === 'expression') visit(subscript.expression);
  };
  visit(expression);
  return [...found.values()];
}

/** Whether a call runs over its argument rather than taking its value. */
export function isAggregate(node: Expression): boolean {
  if (node.kind !== 'call') return false;
  const entry = findFunction(node.name);
  if (entry === undefined) return false;
  return (
    (entry.arguments[0]?.array === true && !(entry.name === 'MEAN' && node.arguments.length > 1)) ||
    ((entry.name === 'MIN' || entry.name === 'MAX') && node.arguments.length === 1)
  );
}

/** A scope for every combination of the iterators' elements, the last varying fastest. */
export function iterate(iterators: readonly Iterator[], expression: Expression, scope: Scope): readonly Scope[] {
  const roots = new Map<string, Iterator>();
  for (const iterator of iterators) {
    const ordinal = iterator.key.slice(iterator.key.lastIndexOf('#'));
    const other = roots.get(iterator.dimension.root + ordinal);
    if (other !== undefined && other.dimension.id !== iterator.dimension.id) {
      reportAt(scope, expression.span, {
        code: 'mixed-ranges',
        message: `Cannot run over "${other.dimension.name}" and "${iterator.dimension.name}" together: they are different parts of one dimension`,
        advice: `name one of them in every subscript, as in [*:${iterator.dimension.name}]`,
      });
      return [];
    }
    roots.set(iterator.dimension.root + ordinal, iterator);
  }
  let scopes: readonly Scope[] = [scope];
  for (const { key, dimension } of iterators) {
    scopes = scopes.flatMap((each) =>
      dimension.elements.map((_, position) => {
        const bound: Bound = { dimension, position };
        return { ...each, iterated: new Map(each.iterated).set(key, bound) };
      }),
    );
  }
  return scopes;
}

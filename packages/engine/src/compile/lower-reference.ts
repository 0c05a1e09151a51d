import { elementName, isAbsent, type CheckedDimension, type CheckedVariable } from '../check/checked-model.ts';
import { findFunction, functionCatalogue, isRefusedFunction } from '../check/function-catalogue.ts';
import { nearNames, suggestion } from '../model/near-names.ts';
import type { Call, Expression, Reference, Span, Subscript } from '../equation/expression.ts';
import { toId } from '../model/names.ts';
import { code } from './code.ts';
import { iteratorsOf } from './iterators.ts';
import type { Code } from './program.ts';
import { positionIn, reportAt, type Bound, type Scope } from './scope.ts';
import { boundElement, elementPosition, qualifiedElement, staticValue } from './static-value.ts';

/** What stands where nothing could be made of an expression; a diagnostic has been reported for it. */
export const nothing: Code = code.constant(Number.NaN);

/** Lowers an expression; handed on, since the two call each other. */
export type Lower = (expression: Expression, scope: Scope) => Code;

/** Lowers a name that is used as a number: a variable, a dimension's current element, an element. */
export function lowerReference(node: Reference, scope: Scope, lower: Lower): Code {
  const id = toId(node.name);
  const target = scope.model.variables.get(id);
  if (target !== undefined) {
    if (target.variable.kind === 'lookup') {
      reportAt(scope, node.span, {
        code: 'lookup-without-input',
        message: `Cannot use the graphical function "${node.name}" as a number`,
        advice: `give it an input: ${node.name}(…)`,
      });
      return nothing;
    }
    const base = scope.bases.get(id);
    return base === undefined ? nothing : lowerElement(target, { node, base, scope, lower });
  }
  const ofDimension = qualifiedElement(node, scope);
  if (ofDimension !== undefined && node.subscripts.length === 0) return code.constant(ofDimension + 1);
  const bound = boundElement(id, scope);
  if (scope.repeated.has(id) && node.subscripts.length === 0) {
    reportRepeated(node, scope);
    return nothing;
  }
  if (bound !== undefined && node.subscripts.length === 0) return code.constant(bound.position + 1);
  const position = elementPosition(id, scope);
  if (position !== undefined && node.subscripts.length === 0) return code.constant(position + 1);
  reportUnknown(node, scope);
  return nothing;
}

function reportUnknown(node: Reference, scope: Scope): void {
  if (scope.model.unread.has(toId(node.name))) return;
  if (isRefusedFunction(node.name)) {
    reportAt(scope, node.span, {
      code: 'unsupported-function',
      message: `Cannot compute "${node.name}": this function is not supported yet`,
      advice: 'replace it by functions that are',
    });
    return;
  }
  if (findFunction(node.name) !== undefined) {
    reportAt(scope, node.span, {
      code: 'wrong-arguments',
      message: `Cannot use the function "${node.name}" without its arguments`,
      advice: `write ${node.name}(…)`,
    });
    return;
  }
  const known = [...scope.model.variables.values()].map((each) => each.variable.name);
  const elements = [...scope.model.dimensions.values()].flatMap((each) => [each.name, ...each.elements]);
  const builtIns = functionCatalogue.filter((each) => each.arguments.length === 0).map((each) => each.name);
  const near = nearNames(node.name, new Set([...known, ...elements, ...builtIns]));
  reportAt(scope, node.span, {
    code: 'unknown-name',
    message: `Cannot find "${node.name}", which the equation of "${scope.variable.variable.name}" names`,
    advice: suggestion(near),
    near,
  });
}

/** `m'`: the element of a matrix with its two dimensions exchanged. */
export function lowerTransposed(node: Call, scope: Scope, lower: Lower): Code {
  const [named] = node.arguments;
  const target = named?.kind === 'reference' ? scope.model.variables.get(toId(named.name)) : undefined;
  if (named?.kind !== 'reference' || named.subscripts.length > 0 || target?.dimensions.length !== 2) {
    reportAt(scope, node.span, {
      code: 'needs-array',
      message: 'Cannot transpose what is not the name of an array with two dimensions',
      advice: 'name one without subscripts',
    });
    return nothing;
  }
  const turned: CheckedVariable = { ...target, dimensions: target.dimensions.toReversed() };
  const indices = implicitIndices(turned, named, scope)?.toReversed();
  if (indices === undefined) return nothing;
  const subscripts = indices.map((index): Subscript => {
    const value = 'at' in index ? index.at + 1 : Number.NaN;
    return { kind: 'expression', expression: { kind: 'number', value, span: named.span }, span: named.span };
  });
  return lowerReference({ ...named, subscripts }, scope, lower);
}

/** Where along one axis a subscript points: a known position, or code for a position from 1. */
type Index = { readonly at: number } | { readonly code: Code };

/** Lowers an element of an array, or a scalar. `base` is the slot of the first element. */
export function lowerElement(
  target: CheckedVariable,
  { node, base, scope, lower }: { node: Reference; base: number; scope: Scope; lower: Lower },
): Code {
  const indices = lowerIndices(target, node, { scope, lower });
  if (indices === undefined) return nothing;
  let offset = 0;
  let stride = target.size;
  let moving: Code | undefined;
  const guards: Code[] = [];
  for (const [axis, dimension] of target.dimensions.entries()) {
    const length = dimension.elements.length;
    stride /= length;
    const index = indices[axis];
    if (index === undefined) return nothing;
    if ('at' in index) {
      offset += index.at * stride;
      continue;
    }
    const position = scope.builder.shared(
      scope.owner,
      code.unary('round', code.subtract(index.code, code.constant(1))),
    );
    const least = code.binary('greaterOrEqual', position, code.constant(0));
    guards.push(code.binary('and', least, code.binary('less', position, code.constant(length))));
    const step = stride === 1 ? position : code.multiply(position, code.constant(stride));
    moving = moving === undefined ? step : code.add(moving, step);
  }
  if (moving === undefined) return isThere(target, offset, { node, scope }) ? code.slot(base + offset) : nothing;
  const index = offset === 0 ? moving : code.add(moving, code.constant(offset));
  const element: Code = { op: 'element', base, size: target.size, index };
  const outside = code.constant(scope.model.model.outsideArrays === 'zero' ? 0 : Number.NaN);
  return guards.reduce((then, guard) => code.select(guard, then, outside), element);
}

/** The offset from the variable's first element, where every subscript is known; undefined (and reported) otherwise. */
export function knownOffset(
  target: CheckedVariable,
  node: Reference,
  { scope, lower, what = 'a graphical function' }: { scope: Scope; lower: Lower; what?: string },
): number | undefined {
  const indices = lowerIndices(target, node, { scope, lower });
  if (indices === undefined) return undefined;
  let offset = 0;
  for (const [axis, dimension] of target.dimensions.entries()) {
    const index = indices[axis];
    if (index === undefined || !('at' in index)) {
      reportAt(scope, node.span, {
        code: 'moving-subscript',
        message: `Cannot choose ${what} by a computed subscript in "${node.name}"`,
        advice: 'name the element',
      });
      return undefined;
    }
    offset = offset * dimension.elements.length + index.at;
  }
  return isThere(target, offset, { node, scope }) ? offset : undefined;
}

/** Reports a reference to an element of a partial array that has no equation. */
function isThere(target: CheckedVariable, offset: number, { node, scope }: { node: Reference; scope: Scope }): boolean {
  if (!isAbsent(target, offset)) return true;
  reportAt(scope, node.span, {
    code: 'absent-element',
    message: `Cannot find "${elementName(target.variable.name, offset, target.dimensions)}": no equation is given for this element`,
    advice: 'give it an equation, or name the elements that have one',
  });
  return false;
}

const noIndices: readonly Index[] = [];

function lowerIndices(
  target: CheckedVariable,
  node: Reference,
  { scope, lower }: { scope: Scope; lower: Lower },
): readonly Index[] | undefined {
  const { dimensions } = target;
  if (node.subscripts.length + dimensions.length === 0) return noIndices;
  if (node.subscripts.length === 0) return implicitIndices(target, node, scope);
  if (node.subscripts.length !== dimensions.length) {
    const has =
      dimensions.length === 0
        ? 'it is a single number'
        : `it is arrayed over [${dimensions.map((each) => each.name).join(', ')}]`;
    reportAt(scope, node.span, {
      code: 'wrong-subscripts',
      message: `Cannot take "${node.name}" with ${node.subscripts.length} subscript${node.subscripts.length === 1 ? '' : 's'}: ${has}`,
      advice: dimensions.length === 0 ? 'remove the subscripts' : 'give one subscript for each dimension',
    });
    return undefined;
  }
  const iterators = iteratorsOf(target, node.subscripts, scope);
  const indices: Index[] = [];
  for (const [axis, dimension] of dimensions.entries()) {
    const subscript = node.subscripts[axis];
    const iterator = iterators[axis];
    if (subscript === undefined) return undefined;
    const index =
      iterator === undefined
        ? lowerSubscript(subscript, dimension, { scope, lower, name: node.name })
        : iteratedIndex(dimension, scope.iterated.get(iterator.key), { scope, subscript, name: node.name });
    if (index === undefined) return undefined;
    indices.push(index);
  }
  return indices;
}

/** An array without subscripts: in an aggregate, the element it has come to; in an equation over the same dimensions, its own element. */
function implicitIndices(target: CheckedVariable, node: Reference, scope: Scope): readonly Index[] | undefined {
  const iterators = scope.iterated.size === 0 ? [] : iteratorsOf(target, [], scope);
  const indices: Index[] = [];
  for (const [axis, dimension] of target.dimensions.entries()) {
    const bound = scope.iterated.get(iterators[axis]?.key ?? '') ?? boundAxis(target, axis, { node, scope });
    const at = bound === undefined ? undefined : positionIn(dimension, bound);
    if (at === undefined) {
      if (scope.repeated.has(dimension.id)) return undefined;
      reportAt(scope, node.span, {
        code: 'missing-subscripts',
        message: `Cannot use the array "${node.name}" as a single number`,
        advice: `name an element, as in ${node.name}[${target.dimensions.map((each) => each.elements[0] ?? '…').join(', ')}], or sum over it with SUM(${node.name}[${target.dimensions.map(() => '*').join(', ')}])`,
      });
      return undefined;
    }
    indices.push({ at });
  }
  return indices;
}

/**
 * The element of one dimension that the definition has come to. Where a dimension stands more than once on the left, an array that has
 * it as often takes each in order.
 */
function boundAxis(
  target: CheckedVariable,
  axis: number,
  { node, scope }: { node: Reference; scope: Scope },
): Bound | undefined {
  const id = target.dimensions[axis]?.id ?? '';
  const places = target.dimensions.flatMap((each, index) => (each.id === id ? [index] : []));
  const same = scope.own.filter((bound) => bound.dimension.id === id);
  if (places.length === 1 && scope.repeated.has(id)) {
    reportRepeated({ name: target.dimensions[axis]?.name ?? id, span: node.span }, scope);
    return undefined;
  }
  if (places.length > 1) return same.length === places.length ? same[places.indexOf(axis)] : undefined;
  return scope.bindings.get(id) ?? scope.bindings.get(target.dimensions[axis]?.root ?? '');
}

function reportRepeated({ name, span }: { name: string; span: Span }, scope: Scope): void {
  reportAt(scope, span, {
    code: 'repeated-dimension',
    message: `Cannot tell which element of "${name}" is meant: the variable has this dimension more than once`,
    advice: 'give one of its dimensions another name for the same elements',
  });
}

function iteratedIndex(
  dimension: CheckedDimension,
  bound: Bound | undefined,
  { scope, subscript, name }: { scope: Scope; subscript: Subscript; name: string },
): Index | undefined {
  if (bound === undefined) {
    const text = subscript.kind === 'name' ? subscript.name : '*';
    reportAt(scope, subscript.span, {
      code: 'range-outside-aggregate',
      message: `Cannot take "${name}[${text}]" as a single number: the equation does not run over "${subscript.kind === 'name' ? subscript.name : dimension.name}"`,
      advice: 'name an element, or put it in SUM, MEAN, MIN, MAX or PROD',
    });
    return undefined;
  }
  const at = positionIn(dimension, bound);
  if (at === undefined) {
    reportNotIn(
      { name: bound.dimension.elements[bound.position] ?? bound.dimension.name, span: subscript.span },
      dimension,
      scope,
    );
    return undefined;
  }
  return { at };
}

function lowerSubscript(
  subscript: Subscript,
  dimension: CheckedDimension,
  { scope, lower, name }: { scope: Scope; lower: Lower; name: string },
): Index | undefined {
  if (subscript.kind === 'range') return undefined;
  if (subscript.kind === 'wildcard') {
    reportNotIn({ name: subscript.of ?? '*', span: subscript.span }, dimension, scope);
    return undefined;
  }
  if (subscript.kind === 'expression') {
    const position = staticValue(subscript.expression, scope);
    if (position === undefined) return { code: lower(subscript.expression, scope) };
    const at = Math.round(position) - 1;
    return at >= 0 && at < dimension.elements.length ? { at } : { code: code.constant(position) };
  }
  const id = toId(subscript.name);
  if (scope.repeated.has(id)) {
    reportRepeated(subscript, scope);
    return undefined;
  }
  const bound = scope.bindings.get(id);
  const at = bound === undefined ? undefined : positionIn(dimension, bound);
  if (at !== undefined) return { at };
  const element = dimension.positions.get(id);
  if (element !== undefined) return { at: element };
  const isBuiltIn = bound === undefined && findFunction(subscript.name)?.arguments.length === 0;
  if (scope.model.variables.has(id) || isBuiltIn) {
    return { code: lower({ kind: 'reference', name: subscript.name, subscripts: [], span: subscript.span }, scope) };
  }
  if (bound !== undefined) {
    reportNotIn(
      { name: bound.dimension.elements[bound.position] ?? subscript.name, span: subscript.span },
      dimension,
      scope,
    );
    return undefined;
  }
  const near = nearNames(subscript.name, [...dimension.elements, dimension.name]);
  reportAt(scope, subscript.span, {
    code: 'unknown-element',
    message: `Cannot find "${subscript.name}" in the dimension "${dimension.name}" of "${name}"`,
    advice: suggestion(near),
    near,
  });
  return undefined;
}

function reportNotIn({ name, span }: { name: string; span: Span }, dimension: CheckedDimension, scope: Scope): void {
  reportAt(scope, span, {
    code: 'different-dimensions',
    message: `Cannot find "${name}" in the dimension "${dimension.name}"`,
    advice: `use an element of "${dimension.name}": ${dimension.elements.slice(0, 5).join(', ')}${dimension.elements.length > 5 ? ', …' : ''}`,
  });
}

import type { CheckedDimension, CheckedModel, CheckedVariable } from '../check/checked-model.ts';
import { placeAt } from '../equation/place-at.ts';
import type { Span } from '../equation/expression.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Place, VariableId } from '../model/model.ts';
import type { Builder } from './builder.ts';

/** An element of a dimension that a name stands for while an equation is lowered for one element of its variable. */
export interface Bound {
  readonly dimension: CheckedDimension;
  readonly position: number;
}

/** All that the meaning of an expression depends on. */
export interface Scope {
  readonly builder: Builder;
  readonly model: CheckedModel;
  /** First slot of each variable. */
  readonly bases: ReadonlyMap<VariableId, number>;
  readonly variable: CheckedVariable;
  /** The element that is defined, as messages name it. */
  readonly owner: string;
  readonly text: string;
  readonly place?: Place | undefined;
  /** By canonical name of dimension or subrange: those that the definition runs over. */
  readonly bindings: ReadonlyMap<string, Bound>;
  /** The element of each dimension of the variable, in order. */
  readonly own: readonly Bound[];
  /** Canonical names that stand for more than one dimension on the left, so that they mean none of them alone. */
  readonly repeated: ReadonlySet<string>;
  /** By iterator (see `iterators.ts`): those that an aggregate runs over. */
  readonly iterated: ReadonlyMap<string, Bound>;
  readonly report: (diagnostic: Diagnostic) => void;
}

/** Reports a problem with a part of the equation. */
export function reportAt(
  scope: Scope,
  span: Span,
  details: { code: string; message: string; advice?: string; near?: readonly string[] },
): void {
  const place = scope.place === undefined ? {} : { place: placeAt(scope.text, span.start, scope.place) };
  scope.report({ severity: 'error', ...details, variable: scope.variable.variable.name, ...place });
}

/** The position in `dimension` of a bound element; undefined where the element is not in it. */
export function positionIn(dimension: CheckedDimension, bound: Bound): number | undefined {
  if (bound.dimension.id === dimension.id) return bound.position;
  if (bound.dimension.root !== dimension.root) return undefined;
  const element = bound.dimension.elements[bound.position];
  return element === undefined ? undefined : dimension.positions.get(elementId(bound.dimension, bound.position));
}

function elementId(dimension: CheckedDimension, position: number): string {
  for (const [id, at] of dimension.positions) if (at === position) return id;
  throw new RangeError(`Cannot find position ${position} in "${dimension.name}"`);
}

/** The key of the iterator that stands for the `count`-th mention (from 0) of a dimension in one reference. */
export function iteratorKey(dimension: CheckedDimension, count: number): string {
  return `${dimension.id}#${count}`;
}

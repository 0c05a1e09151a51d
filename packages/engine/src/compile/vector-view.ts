import { elementName, isAbsent, type CheckedVariable } from '../check/checked-model.ts';
import type { Expression, Reference } from '../equation/expression.ts';
import { toId } from '../model/names.ts';
import { code } from './code.ts';
import { knownOffset, type Lower } from './lower-reference.ts';
import type { Code } from './program.ts';
import { reportAt, type Scope } from './scope.ts';

/** The slots of an array along its last dimensions, where one of its elements stands in an argument. */
export interface VectorView {
  /** The slot of the first element of the block. */
  readonly first: number;
  /** How far into the block the element stands that was named. */
  readonly at: number;
  /** The extent of the block along each of the last dimensions. */
  readonly lengths: readonly number[];
}

/** Who asks for a view, for messages. */
export interface ViewRequest {
  readonly scope: Scope;
  readonly lower: Lower;
  /** The function. */
  readonly name: string;
}

/**
 * The last `axes` dimensions of the array that an argument names (`all`: every one), as Vensim's functions over whole vectors take
 * them: `x[row, col]` stands for the row in which `col` runs over all its elements. Undefined, and reported, for anything else.
 */
export function vectorView(
  expression: Expression | undefined,
  axes: number | 'all',
  { scope, lower, name }: ViewRequest,
): VectorView | undefined {
  const target = expression?.kind === 'reference' ? scope.model.variables.get(toId(expression.name)) : undefined;
  const base = target === undefined ? undefined : scope.bases.get(target.id);
  const count = axes === 'all' ? 1 : axes;
  if (
    expression?.kind !== 'reference' ||
    target === undefined ||
    base === undefined ||
    target.dimensions.length < count
  ) {
    reportAt(scope, expression?.span ?? { start: 0, end: 0 }, {
      code: 'needs-array',
      message: `Cannot use ${name} here: this argument is not an array with ${count === 1 ? 'a dimension' : `${count} dimensions`}`,
      advice: 'name an array; give an expression a variable of its own',
    });
    return undefined;
  }
  const from = axes === 'all' ? 0 : target.dimensions.length - count;
  if (axes !== 'all' && !runsOverAll(target, expression, { from, scope, name })) return undefined;
  const offset = knownOffset(target, expression, { scope, lower, what: `an array for ${name}` });
  if (offset === undefined) return undefined;
  const lengths = target.dimensions.slice(from).map((dimension) => dimension.elements.length);
  const size = lengths.reduce((product, length) => product * length, 1);
  const at = offset % size;
  const gap = Array.from({ length: size }, (_, index) => offset - at + index).find((index) => isAbsent(target, index));
  if (gap !== undefined && axes !== 'all') {
    reportAt(scope, expression.span, {
      code: 'absent-element',
      message: `Cannot use ${name}: "${elementName(target.variable.name, gap, target.dimensions)}" has no equation`,
      advice: 'give it an equation, or the others an array of their own',
    });
    return undefined;
  }
  return { first: base + offset - at, at, lengths };
}

/** The codes of a block's elements in order, or of `count` of them from one on. */
export function elementsOf({ first, lengths }: VectorView, from = 0, count?: number): Code[] {
  const size = lengths.reduce((product, length) => product * length, 1);
  return Array.from({ length: count ?? size }, (_, index) => code.slot(first + from + index));
}

/** Vensim takes the vector whole: a subrange that is less than the array's own dimension is refused. */
function runsOverAll(
  target: CheckedVariable,
  { subscripts, span }: Reference,
  { from, scope, name }: { from: number; scope: Scope; name: string },
): boolean {
  for (const [axis, dimension] of target.dimensions.entries()) {
    const subscript = subscripts[axis];
    if (axis < from || subscript?.kind !== 'name' || dimension.positions.has(toId(subscript.name))) continue;
    const range = scope.model.dimensions.get(toId(subscript.name));
    if (range === undefined || range.elements.length === dimension.elements.length) continue;
    reportAt(scope, span, {
      code: 'part-of-vector',
      message: `Cannot use ${name} over "${range.name}": the array "${target.variable.name}" runs over "${dimension.name}", and it takes the whole of it`,
      advice: `give the elements of "${range.name}" an array of their own`,
    });
    return false;
  }
  return true;
}

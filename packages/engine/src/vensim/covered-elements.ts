import { combinations } from '../equation/expand-definitions.ts';
import { elementsOf, report, type Entry, type MdlContext } from './context.ts';

const MOST_ELEMENTS = 100_000;

/**
 * The elements that an entry defines, the last subscript varying fastest, its exceptions left out. Undefined, with a diagnostic,
 * where they are too many to be written out.
 */
export function coveredElements(
  context: MdlContext,
  { statement: { left }, start }: Pick<Entry, 'statement' | 'start'>,
): string[][] | undefined {
  const lists = left.subscripts.map((each) => elementsOf(context, each));
  if (lists.reduce((product, list) => product * list.length, 1) > MOST_ELEMENTS) {
    report(context, {
      code: 'too-many-elements',
      message: `Cannot write out "${left.name}" for more than ${MOST_ELEMENTS} elements`,
      advice: 'use smaller ranges',
      offset: start,
      variable: left.name,
    });
    return undefined;
  }
  const skipped = left.except.map((list) => list.map((each) => new Set(elementsOf(context, each))));
  return combinations(lists).filter(
    (elements) => !skipped.some((except) => except.every((names, axis) => names.has(elements[axis] ?? ''))),
  );
}

/** The position of each element in its subscript range, or 0 where no range is named. */
export function positionsIn(
  context: MdlContext,
  subscript: string | undefined,
): (element: string | undefined) => number {
  const elements = subscript === undefined ? [] : elementsOf(context, subscript);
  const positions = new Map(elements.map((element, position) => [element, position]));
  return (element) => positions.get(element ?? '') ?? 0;
}

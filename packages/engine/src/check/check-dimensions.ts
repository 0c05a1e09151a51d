import type { Diagnostic } from '../model/diagnostic.ts';
import type { Dimension, Model } from '../model/model.ts';
import { toId } from '../model/names.ts';
import type { CheckedDimension } from './checked-model.ts';
import { nearNames, suggestion } from '../model/near-names.ts';

/** Resolves dimensions and subranges; each problem is reported and the dimension kept as far as it makes sense. */
export function checkDimensions(
  model: Model,
  report: (diagnostic: Diagnostic) => void,
): ReadonlyMap<string, CheckedDimension> {
  const declared = new Map<string, Dimension>();
  for (const dimension of model.dimensions) {
    const id = toId(dimension.name);
    if (declared.has(id)) {
      report(
        problem(
          dimension,
          'duplicate-dimension',
          `Cannot use two dimensions called "${dimension.name}"`,
          'rename one of them',
        ),
      );
    } else declared.set(id, dimension);
  }
  const checked = new Map<string, CheckedDimension>();
  for (const [id, dimension] of declared) {
    const positions = new Map<string, number>();
    for (const element of dimension.elements) {
      if (positions.has(toId(element))) {
        const message = `Cannot have the element "${element}" twice in the dimension "${dimension.name}"`;
        report(problem(dimension, 'duplicate-element', message, 'remove one of them'));
      } else positions.set(toId(element), positions.size);
    }
    if (positions.size === 0) {
      report(
        problem(
          dimension,
          'empty-dimension',
          `Cannot use the dimension "${dimension.name}": it has no elements`,
          'list its elements',
        ),
      );
    }
    const elements = dimension.elements.filter((element, index) => positions.get(toId(element)) === index);
    checked.set(id, { id, name: dimension.name, elements, root: rootOf(dimension, { declared, report }), positions });
  }
  return checked;
}

function rootOf(
  dimension: Dimension,
  { declared, report }: { declared: ReadonlyMap<string, Dimension>; report: (diagnostic: Diagnostic) => void },
): string {
  const own = toId(dimension.name);
  const seen = new Set<string>([own]);
  let current = dimension;
  while (current.subrangeOf !== undefined) {
    const parent = declared.get(toId(current.subrangeOf));
    if (parent === undefined) {
      const near = nearNames(
        current.subrangeOf,
        [...declared.values()].map((each) => each.name),
      );
      const message = `Cannot find the dimension "${current.subrangeOf}" that "${current.name}" is a subrange of`;
      if (current === dimension)
        report({ ...problem(dimension, 'unknown-dimension', message, suggestion(near)), near });
      return own;
    }
    const elements = new Set<string>(parent.elements.map(toId));
    for (const element of current === dimension ? dimension.elements : []) {
      if (elements.has(toId(element))) continue;
      const near = nearNames(element, parent.elements);
      const message = `Cannot take "${element}" into the subrange "${dimension.name}": the dimension "${parent.name}" has no such element`;
      report({ ...problem(dimension, 'unknown-element', message, suggestion(near)), near });
    }
    if (seen.has(toId(parent.name))) {
      if (toId(parent.name) === own) {
        const message = `Cannot resolve the subrange "${dimension.name}": it is a subrange of itself`;
        report(problem(dimension, 'circular-subrange', message, 'let one of the dimensions list its elements alone'));
      }
      return own;
    }
    seen.add(toId(parent.name));
    current = parent;
  }
  return toId(current.name);
}

function problem(dimension: Dimension, code: string, message: string, advice: string): Diagnostic {
  return {
    code,
    severity: 'error',
    message,
    advice,
    ...(dimension.place === undefined ? {} : { place: dimension.place }),
  };
}

import type { Call, Expression, Reference, Subscript } from '../equation/expression.ts';

/**
 * The node with `change` applied to the subscripts that are names of variables, as `x[i]` may have them. `isElement` tells the names of
 * dimensions and elements, which stay.
 */
export function mapSubscripts<Node extends Call | Reference>(
  node: Node,
  { isElement, change }: { isElement: (name: string) => boolean; change: (name: Reference) => Expression },
): Node {
  if (!node.subscripts.some((each) => each.kind === 'name' && !isElement(each.name))) return node;
  const subscripts = node.subscripts.map((each): Subscript => {
    if (each.kind !== 'name' || isElement(each.name)) return each;
    const expression = change({ kind: 'reference', name: each.name, subscripts: [], span: each.span });
    return { kind: 'expression', expression, span: each.span };
  });
  return { ...node, subscripts };
}

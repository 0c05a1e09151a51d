import type { Expression, Subscript } from './expression.ts';

/**
 * The tree with `change` applied to every node, parts before wholes, computed subscripts included. Nodes in which nothing
 * changed are the same objects, so that a caller can tell by identity.
 *
 * @example
 * ```ts
 * mapExpression(tree, (node) => (node.kind === 'reference' ? { ...node, name: node.name.toUpperCase() } : node));
 * ```
 */
export function mapExpression(expression: Expression, change: (node: Expression) => Expression): Expression {
  return change(mapParts(expression, (part) => mapExpression(part, change)));
}

/** All nodes of the tree, parts before wholes. */
export function nodesOf(expression: Expression): Expression[] {
  const nodes: Expression[] = [];
  mapExpression(expression, (node) => {
    nodes.push(node);
    return node;
  });
  return nodes;
}

function mapParts(expression: Expression, inner: (part: Expression) => Expression): Expression {
  switch (expression.kind) {
    case 'number':
      return expression;
    case 'reference': {
      const subscripts = mapList(expression.subscripts, (each) => mapSubscript(each, inner));
      return subscripts === expression.subscripts ? expression : { ...expression, subscripts };
    }
    case 'call': {
      const subscripts = mapList(expression.subscripts, (each) => mapSubscript(each, inner));
      const list = mapList(expression.arguments, inner);
      const same = subscripts === expression.subscripts && list === expression.arguments;
      return same ? expression : { ...expression, subscripts, arguments: list };
    }
    case 'unary': {
      const operand = inner(expression.operand);
      return operand === expression.operand ? expression : { ...expression, operand };
    }
    case 'binary': {
      const left = inner(expression.left);
      const right = inner(expression.right);
      return left === expression.left && right === expression.right ? expression : { ...expression, left, right };
    }
    case 'conditional': {
      const test = inner(expression.test);
      const then = inner(expression.then);
      const otherwise = inner(expression.otherwise);
      const same = test === expression.test && then === expression.then && otherwise === expression.otherwise;
      return same ? expression : { ...expression, test, then, otherwise };
    }
  }
}

function mapSubscript(subscript: Subscript, inner: (part: Expression) => Expression): Subscript {
  if (subscript.kind === 'range') {
    const [from, to] = [inner(subscript.from), inner(subscript.to)];
    return from === subscript.from && to === subscript.to ? subscript : { ...subscript, from, to };
  }
  if (subscript.kind !== 'expression') return subscript;
  const expression = inner(subscript.expression);
  return expression === subscript.expression ? subscript : { ...subscript, expression };
}

function mapList<T>(list: readonly T[], map: (item: T) => T): readonly T[] {
  const mapped = list.map(map);
  return mapped.every((item, index) => item === list[index]) ? list : mapped;
}

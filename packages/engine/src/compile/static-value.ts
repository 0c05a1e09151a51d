import type { Expression, Reference } from '../equation/expression.ts';
import { toId } from '../model/names.ts';
import { iteratorKey, type Bound, type Scope } from './scope.ts';

/** `Severity.Mild` as a number: the position of the element in the dimension, from 0 (isee systems, "Specialized array manipulation"). */
export function qualifiedElement({ name, qualified }: Reference, scope: Scope): number | undefined {
  const [dimension = '', element = '', ...others] = name.split('.');
  if (qualified !== true || others.length > 0) return undefined;
  return scope.model.dimensions.get(toId(dimension))?.positions.get(toId(element));
}

/** The element that a dimension name stands for, in the definition or in an aggregate around it. */
export function boundElement(id: string, scope: Scope): Bound | undefined {
  const dimension = scope.model.dimensions.get(id);
  return (
    scope.bindings.get(id) ?? (dimension === undefined ? undefined : scope.iterated.get(iteratorKey(dimension, 0)))
  );
}

/** The position of an element named as a number: in the dimensions at hand first, then in any. */
export function elementPosition(id: string, scope: Scope): number | undefined {
  const atHand = [...scope.bindings.values(), ...scope.iterated.values()].map((bound) => bound.dimension);
  for (const dimension of [...atHand, ...scope.model.dimensions.values()]) {
    const position = dimension.positions.get(id);
    if (position !== undefined) return position;
  }
  return undefined;
}

/** The value of a subscript made of numbers and bound dimensions alone, as in `x[Age - 1]`. */
export function staticValue(expression: Expression, scope: Scope): number | undefined {
  switch (expression.kind) {
    case 'number':
      return expression.value;
    case 'unary': {
      const operand = staticValue(expression.operand, scope);
      if (operand === undefined || expression.operator === 'not') return undefined;
      return expression.operator === '-' ? -operand : operand;
    }
    case 'binary': {
      const left = staticValue(expression.left, scope);
      const right = staticValue(expression.right, scope);
      if (left === undefined || right === undefined) return undefined;
      if (expression.operator === '+') return left + right;
      if (expression.operator === '-') return left - right;
      return expression.operator === '*' ? left * right : undefined;
    }
    case 'reference': {
      const id = toId(expression.name);
      if (expression.subscripts.length > 0 || scope.model.variables.has(id)) return undefined;
      const named = qualifiedElement(expression, scope);
      if (named !== undefined) return named + 1;
      const bound = boundElement(id, scope);
      const position = bound?.position ?? elementPosition(id, scope);
      return position === undefined ? undefined : position + 1;
    }
    default:
      return undefined;
  }
}

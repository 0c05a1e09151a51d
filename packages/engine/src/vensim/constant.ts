import type { Expression } from '../equation/expression.ts';

/**
 * The value of an expression of numbers and constants, for TIME STEP and the like; undefined where it needs anything
 * else. `lookUp` gives the value of a name.
 */
export function constantValue(
  expression: Expression,
  lookUp: (name: string) => number | undefined,
): number | undefined {
  const value = (part: Expression): number | undefined => constantValue(part, lookUp);
  switch (expression.kind) {
    case 'number':
      return expression.value;
    case 'reference':
      return expression.subscripts.length === 0 ? lookUp(expression.name) : undefined;
    case 'unary': {
      const operand = value(expression.operand);
      if (operand === undefined) return undefined;
      return expression.operator === 'not' ? Number(operand === 0) : expression.operator === '-' ? -operand : operand;
    }
    case 'binary':
      return binaryValue(expression.operator, value(expression.left), value(expression.right));
    case 'conditional': {
      const test = value(expression.test);
      return test === undefined ? undefined : value(test === 0 ? expression.otherwise : expression.then);
    }
    case 'call':
      return callValue(expression.name.toUpperCase(), expression.arguments.map(value));
  }
}

function binaryValue(operator: string, left: number | undefined, right: number | undefined): number | undefined {
  if (left === undefined || right === undefined) return undefined;
  const table: Readonly<Record<string, number>> = {
    '+': left + right,
    '-': left - right,
    '*': left * right,
    '/': left / right,
    '^': left ** right,
    '=': Number(left === right),
    '<>': Number(left !== right),
    '<': Number(left < right),
    '<=': Number(left <= right),
    '>': Number(left > right),
    '>=': Number(left >= right),
    and: Number(left !== 0 && right !== 0),
    or: Number(left !== 0 || right !== 0),
  };
  return table[operator];
}

function callValue(name: string, list: readonly (number | undefined)[]): number | undefined {
  const numbers = list.filter((each) => each !== undefined);
  const [first, second, third] = numbers;
  if (numbers.length < list.length || first === undefined) return undefined;
  if (name === 'MAX') return Math.max(...numbers);
  if (name === 'MIN') return Math.min(...numbers);
  if (name === 'ABS') return Math.abs(first);
  if (name === 'INTEGER') return Math.trunc(first);
  return name === 'IF THEN ELSE' ? (first === 0 ? third : second) : undefined;
}

import { binaryOperations, unaryOperations } from './primitives.ts';
import type { Code } from './program.ts';

/** The value of code that is made of numbers alone; undefined for any other. */
export function constantOf(node: Code): number | undefined {
  if (node.op === 'constant') return node.value;
  if (node.op === 'unary') {
    const operand = constantOf(node.operand);
    return operand === undefined ? undefined : unaryOperations[node.function](operand);
  }
  if (node.op !== 'binary') return undefined;
  const [left, right] = [constantOf(node.left), constantOf(node.right)];
  return left === undefined || right === undefined ? undefined : binaryOperations[node.function](left, right);
}

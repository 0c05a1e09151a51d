import { operandsOf } from '../../compile/code.ts';
import type { Code } from '../../compile/program.ts';

/** About as many additions as a branch costs. */
const branchCost = 12;

/** Whether computing a code for nothing costs no more than asking whether to. */
export function isCheap(node: Code): boolean {
  return costOf(node) <= branchCost;
}

/** About how long a code takes in both lanes, in additions. */
export function costOf(node: Code): number {
  return operandsOf(node).reduce((sum, operand) => sum + costOf(operand), ownCost(node));
}

const ownCosts: Readonly<Record<string, number>> = {
  divide: 5,
  sqrt: 6,
  min: 4,
  max: 4,
  round: 4,
  lookup: 40,
  element: 20,
  exp: 40,
  ln: 40,
  sin: 80,
  cos: 80,
  tan: 80,
  arcsin: 60,
  arccos: 60,
  arctan: 50,
  power: 100,
  modulo: 40,
  remainder: 40,
};

function ownCost(node: Code): number {
  const name = node.op === 'unary' || node.op === 'binary' ? node.function : node.op;
  return ownCosts[name] ?? 1;
}

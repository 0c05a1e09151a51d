import { isLeaf, type Value } from '../value.ts';

/** About as many additions as a branch costs. */
const branchCost = 12;

/** Whether working a value out for nothing costs no more than asking whether to. */
export function isCheap(value: Value): boolean {
  return rest(value, branchCost) >= 0;
}

/** What is left of so many additions after a value has been worked out; below 0 where they are not enough. */
function rest(value: Value, additions: number): number {
  if (additions < 0 || isLeaf(value)) return additions;
  const left = additions - ownCost(value);
  return operandsOf(value).reduce((sum, operand) => rest(operand, sum), left);
}

function operandsOf(value: Value): readonly Value[] {
  switch (value.kind) {
    case 'unary':
      return [value.operand];
    case 'binary':
      return [value.left, value.right];
    case 'select':
      return [value.test, value.then, value.otherwise];
    case 'lookup':
      return [value.input];
    case 'element':
      return [value.index];
    default:
      return [];
  }
}

const costs: Readonly<Partial<Record<string, number>>> = {
  add: 1,
  subtract: 1,
  multiply: 1,
  negate: 1,
  abs: 1,
  floor: 1,
  ceil: 1,
  truncate: 1,
  not: 1,
  and: 1,
  or: 1,
  equal: 1,
  unequal: 1,
  less: 1,
  lessOrEqual: 1,
  greater: 1,
  greaterOrEqual: 1,
  select: 2,
  min: 3,
  max: 3,
  round: 4,
  divide: 5,
  sqrt: 6,
};

/** What is not in the list takes longer than a branch. */
function ownCost(value: Value): number {
  const name = value.kind === 'unary' || value.kind === 'binary' ? value.function : value.kind;
  return costs[name] ?? branchCost + 1;
}

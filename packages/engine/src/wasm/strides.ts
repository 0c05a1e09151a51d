import { operandsOf } from '../compile/code.ts';
import type { Code } from '../compile/program.ts';

/** Notes by how many slots what a loop's code reads advances from one round to the next: `next` is the code of the round after `one`. */
export function noteStrides({ one, next, strides }: { one: Code; next: Code; strides: Set<number> }): void {
  if (one.op === 'slot' && next.op === 'slot') strides.add(next.slot - one.slot);
  const beyond = operandsOf(next);
  operandsOf(one).forEach((operand, index) => noteStrides({ one: operand, next: beyond[index] ?? operand, strides }));
}

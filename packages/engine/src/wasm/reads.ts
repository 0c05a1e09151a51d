import type { Assignment, Code } from '../compile/program.ts';

/** Which slots assignments read and fill, each worked out once however often it is asked for. */
export class Reads {
  readonly #slots = new Map<Assignment, readonly number[]>();

  /** Slots that it may read, in the order of its code; of a computed subscript all that it may choose. */
  of(assignment: Assignment): readonly number[] {
    const found = this.#slots.get(assignment);
    if (found !== undefined) return found;
    const slots: number[] = [];
    addSlots(assignment.code, slots);
    this.#slots.set(assignment, slots);
    return slots;
  }
}

/** Slots that it fills, from the first on. */
export function filledBy({ slot, code }: Assignment): { readonly base: number; readonly size: number } {
  return code.op === 'procedure' ? code : { base: slot, size: 1 };
}

function addSlots(node: Code, slots: number[]): void {
  switch (node.op) {
    case 'slot':
      slots.push(node.slot);
      return;
    case 'unary':
      addSlots(node.operand, slots);
      return;
    case 'binary':
      addSlots(node.left, slots);
      addSlots(node.right, slots);
      return;
    case 'select':
      addSlots(node.test, slots);
      addSlots(node.then, slots);
      addSlots(node.otherwise, slots);
      return;
    case 'lookup':
      addSlots(node.input, slots);
      return;
    case 'element':
      for (let offset = 0; offset < node.size; offset++) slots.push(node.base + offset);
      addSlots(node.index, slots);
      return;
    case 'procedure':
      for (const slot of node.inputs) slots.push(slot);
      return;
    default:
  }
}

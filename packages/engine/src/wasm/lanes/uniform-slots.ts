import { operandsOf } from '../../compile/code.ts';
import type { Code, Program } from '../../compile/program.ts';

/** Tells what follows from the clock alone, and so is the same for all members of a batch. */
export interface Uniform {
  readonly is: (code: Code) => boolean;
}

/** A slot is the same for all members if all that is ever assigned to it is. */
export function uniformIn({ parameters, integrators, held, updates, ...sections }: Program): Uniform {
  const assignments = [...sections.constants, ...sections.initial, ...sections.step];
  const slots = new Set(assignments.map(({ slot }) => slot));
  for (const { slot } of [...parameters, ...integrators, ...held]) slots.delete(slot);
  for (const { base, size } of updates) for (let offset = 0; offset < size; offset++) slots.delete(base + offset);
  const follows = (code: Code, known: (code: Code) => boolean): boolean => {
    if (code.op === 'slot') return slots.has(code.slot);
    return code.op !== 'element' && code.op !== 'procedure' && operandsOf(code).every(known);
  };
  const isNow = (code: Code): boolean => follows(code, isNow);
  for (let before = -1; before !== slots.size;) {
    before = slots.size;
    for (const { slot, code } of assignments) if (slots.has(slot) && !isNow(code)) slots.delete(slot);
  }
  const known = new WeakMap<Code, boolean>();
  const is = (code: Code): boolean => {
    const found = known.get(code) ?? follows(code, is);
    known.set(code, found);
    return found;
  };
  return { is };
}

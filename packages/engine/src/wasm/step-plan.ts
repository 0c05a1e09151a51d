import type { Assignment, Code, Program, UnaryCode } from '../compile/program.ts';
import { filledBy, Reads } from './reads.ts';

/**
 * What the steps of a program are made of, by who asks for it. States move on by `needed` alone; `outputs`, all else that a step computes,
 * matter only where a row is saved.
 */
export interface StepPlan {
  readonly needed: readonly Assignment[];
  readonly outputs: readonly Assignment[];
  /** Watched slots that must be looked at in every step: what becomes of them would not show in a stock later on. */
  readonly doubtful: ReadonlySet<number>;
  /** Whether a step reads what it only later fills, and so what the step before left there: then its order must be kept. */
  readonly readsAhead: boolean;
  /** Whether a slot keeps its value through all steps. */
  readonly isSteady: (slot: number) => boolean;
}

/** Looks through a program from its states backwards. */
export function planSteps(program: Program, reads = new Reads()): StepPlan {
  const { step, integrators, held, updates, watched } = program;
  const changing = changingSlots(program);
  const implied = impliedByStocks(program);
  const doubtful = watched.map(({ slot }) => slot).filter((slot) => changing.has(slot) && !implied.has(slot));
  const asked = new SlotSet(program);
  for (const { rate } of integrators) asked.add(rate);
  for (const { next } of held) asked.add(next);
  for (const slot of doubtful) asked.add(slot);
  for (const { inputs } of updates) for (const slot of inputs) asked.add(slot);
  const all = readsAhead(program, reads);
  const isNeeded = step.map(() => all);
  for (let index = step.length - 1; index >= 0; index--) {
    const each = step[index];
    if (each === undefined) continue;
    if (asked.hasAny(filledBy(each))) isNeeded[index] = true;
    if (isNeeded[index] === true) for (const slot of reads.of(each)) asked.add(slot);
  }
  return {
    needed: step.filter((_, index) => isNeeded[index]),
    outputs: step.filter((_, index) => isNeeded[index] !== true),
    doubtful: new Set(doubtful),
    readsAhead: all,
    isSteady: (slot) => !changing.has(slot),
  };
}

type Range = ReturnType<typeof filledBy>;

class SlotSet {
  readonly #marks: Uint8Array;

  constructor({ slotCount }: Pick<Program, 'slotCount'>) {
    this.#marks = new Uint8Array(slotCount);
  }

  has(slot: number): boolean {
    return this.#marks[slot] === 1;
  }

  add(slot: number): void {
    this.#marks[slot] = 1;
  }

  addAll({ base, size }: Range): void {
    this.#marks.fill(1, base, base + size);
  }

  deleteAll({ base, size }: Range): void {
    this.#marks.fill(0, base, base + size);
  }

  hasAny({ base, size }: Range): boolean {
    for (let slot = base; slot < base + size; slot++) if (this.has(slot)) return true;
    return false;
  }
}

type Changers = Pick<Program, 'slotCount' | 'step' | 'integrators' | 'held' | 'updates'>;

/** Slots that steps change. */
function changingSlots({ slotCount, step, integrators, held, updates }: Changers): SlotSet {
  const changing = new SlotSet({ slotCount });
  for (const { slot } of integrators) changing.add(slot);
  for (const { slot } of held) changing.add(slot);
  for (const each of step) changing.addAll(filledBy(each));
  for (const update of updates) changing.addAll(update);
  return changing;
}

/** Whether a step reads what it only later fills. */
function readsAhead({ slotCount, step }: Program, reads: Reads): boolean {
  const later = new SlotSet({ slotCount });
  for (const each of step) later.addAll(filledBy(each));
  return step.some((each) => {
    const isAhead = reads.of(each).some((slot) => later.has(slot));
    later.deleteAll(filledBy(each));
    return isAhead;
  });
}

/**
 * Slots of which no value that is not finite goes unnoticed: stocks, their rates, and what enters these so that infinity and NaN come
 * through. A stock that is once not finite never is again, whatever is added to it.
 */
function impliedByStocks({ slotCount, step, integrators, held, updates }: Program): SlotSet {
  const replaced = changingSlots({ slotCount, step, held, updates, integrators: [] });
  const implied = new SlotSet({ slotCount });
  for (const { slot, rate } of integrators) {
    if (replaced.has(slot)) continue;
    implied.add(slot);
    implied.add(rate);
  }
  for (let index = step.length - 1; index >= 0; index--) {
    const each = step[index];
    if (each !== undefined && implied.has(each.slot)) passing(each.code, implied);
  }
  return implied;
}

/** Adds the slots that a code is not finite without. */
function passing(code: Code, implied: SlotSet): void {
  switch (code.op) {
    case 'slot':
      implied.add(code.slot);
      return;
    case 'unary':
      if (passesAll[code.function] === true) passing(code.operand, implied);
      return;
    case 'binary':
      // Infinity times zero is NaN, and so is infinity divided by infinity; but a number divided by infinity is a number.
      if (code.function === 'add' || code.function === 'subtract' || code.function === 'multiply') {
        passing(code.left, implied);
        passing(code.right, implied);
      } else if (code.function === 'divide') passing(code.left, implied);
      return;
    default:
  }
}

const passesAll: Readonly<Partial<Record<UnaryCode, true>>> = {
  negate: true,
  abs: true,
  sqrt: true,
  floor: true,
  ceil: true,
  truncate: true,
  round: true,
};

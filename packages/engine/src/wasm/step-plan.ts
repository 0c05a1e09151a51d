import { eachSlot } from '../compile/code.ts';
import type { Assignment, Code, Program } from '../compile/program.ts';

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
export function planSteps(program: Program): StepPlan {
  const { step, integrators, held, updates, watched } = program;
  const changing = changingSlots(program);
  const implied = impliedByStocks(program);
  const doubtful = watched.map(({ slot }) => slot).filter((slot) => changing.has(slot) && !implied.has(slot));
  const asked = new SlotSet(program);
  for (const { rate } of integrators) asked.add(rate);
  for (const { next } of held) asked.add(next);
  for (const slot of doubtful) asked.add(slot);
  for (const { inputs } of updates) for (const slot of inputs) asked.add(slot);
  const all = readsAhead(program);
  const isNeeded = step.map(() => all);
  const ask = (slot: number): void => asked.add(slot);
  for (let index = step.length - 1; index >= 0; index--) {
    const each = step[index];
    if (each === undefined) continue;
    if (isWritten(each, asked)) isNeeded[index] = true;
    if (isNeeded[index] === true) eachSlot(each.code, ask);
  }
  return {
    needed: step.filter((_, index) => isNeeded[index]),
    outputs: step.filter((_, index) => isNeeded[index] !== true),
    doubtful: new Set(doubtful),
    readsAhead: all,
    isSteady: (slot) => !changing.has(slot),
  };
}

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

  delete(slot: number): void {
    this.#marks[slot] = 0;
  }
}

type Changers = Pick<Program, 'slotCount' | 'step' | 'integrators' | 'held' | 'updates'>;

/** Slots that steps change. */
function changingSlots({ slotCount, step, integrators, held, updates }: Changers): SlotSet {
  const changing = new SlotSet({ slotCount });
  for (const { slot } of integrators) changing.add(slot);
  for (const { slot } of held) changing.add(slot);
  for (const each of step) eachWritten(each, (slot) => changing.add(slot));
  for (const { base, size } of updates) for (let slot = base; slot < base + size; slot++) changing.add(slot);
  return changing;
}

/** Whether a step reads what it only later fills. */
function readsAhead({ slotCount, step }: Program): boolean {
  const later = new SlotSet({ slotCount });
  for (const each of step) eachWritten(each, (slot) => later.add(slot));
  let ahead = false;
  const look = (slot: number): void => {
    if (later.has(slot)) ahead = true;
  };
  for (const each of step) {
    eachSlot(each.code, look);
    eachWritten(each, (slot) => later.delete(slot));
  }
  return ahead;
}

function eachWritten({ slot, code }: Assignment, visit: (slot: number) => void): void {
  if (code.op !== 'procedure') visit(slot);
  else for (let each = code.base; each < code.base + code.size; each++) visit(each);
}

function isWritten({ slot, code }: Assignment, slots: SlotSet): boolean {
  if (code.op !== 'procedure') return slots.has(slot);
  for (let each = code.base; each < code.base + code.size; each++) if (slots.has(each)) return true;
  return false;
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
      if (passesAll.has(code.function)) passing(code.operand, implied);
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

const passesAll: ReadonlySet<string> = new Set(['negate', 'abs', 'sqrt', 'floor', 'ceil', 'truncate', 'round']);

import type { Assignment, Program, VariableLayout } from '../../compile/program.ts';
import { slotsRead } from '../influence-graph.ts';
import { slotsSet } from './evaluate.ts';

/** A slot whose changes are to be explained by those of others. */
export interface Target {
  readonly slot: number;
  /** The slot that holds what is explained: its own, or for a state its rate or what it will hold next. */
  readonly value: number;
  /** Whether a state's own value is taken from what it will hold next, which then is a gain: for states that build on what they hold. */
  readonly gain: boolean;
  readonly state: boolean;
  /** Named slots and states that act on the value directly or through slots that only lowering knows and that hold no state. */
  readonly sources: readonly number[];
  /** What must be worked out again when a source changes, in order. */
  readonly work: readonly Assignment[];
}

/** How the slots of a program act on one another. */
export interface SlotStructure {
  readonly targets: ReadonlyMap<number, Target>;
  /**
   * Memory that procedures change (fixed delays, conveyors) is one state, called by its first slot: all slots of it, by that one. The places of what it holds
   * change from step to step, so that a single slot says nothing.
   */
  readonly memories: ReadonlyMap<number, readonly number[]>;
  /** To which variable a slot belongs; absent for slots that only lowering knows. */
  readonly owner: ReadonlyMap<number, VariableLayout>;
}

/** Finds all slots that change in the course of a run, and what each is computed from. */
export function slotStructure(program: Program): SlotStructure {
  const owner = new Map<number, VariableLayout>();
  for (const variable of program.layout) {
    for (let offset = 0; offset < variable.size; offset++) owner.set(variable.base + offset, variable);
  }
  const writers = new Map<number, { assignment: Assignment; place: number }>();
  program.step.forEach((assignment, place) => {
    for (const slot of slotsSet(assignment)) writers.set(slot, { assignment, place });
  });
  const next = new Map<number, number>();
  for (const { slot, rate } of program.integrators) next.set(slot, rate);
  for (const { slot, next: value } of program.held) next.set(slot, value);
  const memories = new Map<number, readonly number[]>();
  const memoryOf = new Map<number, number>();
  for (const { base, size, follows, total } of program.updates) {
    if (total !== undefined) next.set(base, total);
    const first = total === undefined ? base : base + 1;
    const slots = Array.from({ length: base + size - first }, (_, at) => first + at);
    for (const slot of slots) memoryOf.set(slot, first);
    memories.set(first, slots);
    next.set(first, follows);
  }
  const rates = new Set(program.integrators.map(({ slot }) => slot));
  const isNode = (slot: number): boolean =>
    next.has(slot) || memoryOf.has(slot) || (owner.has(slot) && writers.has(slot));

  const trace = (value: number, own: boolean): Pick<Target, 'sources' | 'work'> => {
    const sources = new Set<number>();
    const work = new Map<Assignment, number>();
    const visit = (slot: number, root: boolean): void => {
      if (!root && isNode(slot)) {
        sources.add(memoryOf.get(slot) ?? slot);
        return;
      }
      const writer = writers.get(slot);
      if (writer === undefined || work.has(writer.assignment)) return;
      work.set(writer.assignment, writer.place);
      for (const read of slotsRead(writer.assignment.code)) if (read !== slot) visit(read, false);
    };
    visit(value, own);
    const inOrder = [...work].toSorted(([, a], [, b]) => a - b).map(([assignment]) => assignment);
    return { sources: [...sources].toSorted((a, b) => a - b), work: inOrder };
  };

  const targets = new Map<number, Target>();
  for (const [slot, value] of next) {
    const traced = trace(value, false);
    const gain = !rates.has(slot) && traced.sources.includes(slot);
    targets.set(slot, { slot, value, gain, state: true, ...traced });
  }
  for (const slot of writers.keys()) {
    if (!owner.has(slot) || next.has(slot)) continue;
    targets.set(slot, { slot, value: slot, gain: false, state: false, ...trace(slot, true) });
  }
  return { targets, memories, owner };
}

import { eachSlot, operandsOf } from '../compile/code.ts';
import type { Assignment, Code } from '../compile/program.ts';
import { laneIndex } from '../numeric/lane-kernel.ts';

/** Assignments one after another, and calls of the mathematics in them that depend on none of them. */
export interface Batch {
  readonly calls: readonly CallCode[];
  readonly assignments: readonly Assignment[];
}

/**
 * Puts assignments in an order in which calls of the mathematics stand together, as far as what they read allows: two are worked out at
 * once in little more time than one.
 */
export function batchCalls(assignments: readonly Assignment[]): readonly Batch[] {
  const all = assignments.map((assignment) => ({ assignment, calls: callsIn(assignment.code) }));
  if (all.reduce((count, { calls }) => count + calls.length, 0) < 2) return [{ calls: [], assignments }];
  const batches: Batch[] = [];
  let waiting: readonly Item[] = all;
  while (waiting.length > 0) {
    // What is still to come, and so cannot be read yet; first without any call, then with those that are possible by then.
    const [plain, later] = takeReady(waiting, ({ calls }) => calls.length === 0);
    const pending = new Set(later.flatMap(({ assignment }) => slotsOf(assignment)));
    const isReady = ({ assignment }: Item): boolean => !reads(assignment.code, pending);
    const ready = later.filter(isReady);
    if (plain.length > 0) batches.push({ calls: [], assignments: plain.map(({ assignment }) => assignment) });
    if (ready.length > 0) {
      batches.push({
        calls: ready.flatMap(({ calls }) => calls),
        assignments: ready.map(({ assignment }) => assignment),
      });
    } else if (plain.length === 0)
      return [...batches, { calls: [], assignments: later.map(({ assignment }) => assignment) }];
    waiting = later.filter((each) => !isReady(each));
  }
  return batches;
}

interface Item {
  readonly assignment: Assignment;
  readonly calls: readonly CallCode[];
}

/** Those that satisfy a test and read nothing of what is left behind, in order; and what is left. */
function takeReady(items: readonly Item[], test: (item: Item) => boolean): [taken: Item[], left: Item[]] {
  const pending = new Set<number>();
  const [taken, left]: [Item[], Item[]] = [[], []];
  for (const item of items) {
    if (test(item) && !reads(item.assignment.code, pending)) taken.push(item);
    else {
      left.push(item);
      for (const slot of slotsOf(item.assignment)) pending.add(slot);
    }
  }
  return [taken, left];
}

function slotsOf({ slot, code }: Assignment): number[] {
  return code.op === 'procedure' ? Array.from({ length: code.size }, (_, index) => code.base + index) : [slot];
}

function reads(node: Code, slots: ReadonlySet<number>): boolean {
  let found = false;
  eachSlot(node, (slot) => {
    found ||= slots.has(slot);
  });
  return found;
}

/** A call of the mathematics that can be made for two at once. */
export type CallCode = Extract<Code, { op: 'unary' | 'binary' }>;

/** The calls that a code always makes, innermost alone: what depends on a call cannot be made with it. */
function callsIn(node: Code): CallCode[] {
  const parts = node.op === 'select' ? [node.test] : operandsOf(node);
  const inner = parts.flatMap(callsIn);
  return inner.length === 0 && isCall(node) ? [node] : inner;
}

function isCall(node: Code): node is CallCode {
  return (node.op === 'unary' || node.op === 'binary') && node.function in laneIndex;
}

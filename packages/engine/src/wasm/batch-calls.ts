import { operandsOf } from '../compile/code.ts';
import type { Assignment, Code } from '../compile/program.ts';
import { laneIndex } from '../numeric/lane-kernel.ts';
import { filledBy, Reads } from './reads.ts';

/** Assignments one after another, and calls of the mathematics in them that depend on none of them. */
export interface Batch {
  readonly calls: readonly CallCode[];
  readonly assignments: readonly Assignment[];
}

/**
 * Puts assignments in an order in which calls of the mathematics stand together, as far as what they read allows: two are worked out at
 * once in little more time than one.
 */
export function batchCalls(assignments: readonly Assignment[], reads = new Reads()): readonly Batch[] {
  const all = assignments.map((assignment) => {
    const calls: CallCode[] = [];
    addCalls(assignment.code, calls);
    return { assignment, calls };
  });
  if (all.filter(({ calls }) => calls.length > 0).length < 2 && !all.some(({ calls }) => calls.length > 1)) {
    return [{ calls: [], assignments }];
  }
  const batches: Batch[] = [];
  let waiting: readonly Item[] = all;
  while (waiting.length > 0) {
    // First what makes no call and waits for none, then the calls that are possible by then.
    const [plain, later] = takeReady(waiting, reads);
    const pending = new Set<number>();
    for (const { assignment } of later) addRange(pending, filledBy(assignment));
    const [ready, left]: [Item[], Item[]] = [[], []];
    for (const each of later) (reads.of(each.assignment).some((slot) => pending.has(slot)) ? left : ready).push(each);
    // What waits for itself is left as it is.
    const isStuck = plain.length === 0 && ready.length === 0;
    for (const items of isStuck ? [left] : [plain, ready]) {
      if (items.length === 0) continue;
      const calls = items === ready ? items.flatMap((each) => each.calls) : [];
      batches.push({ calls, assignments: items.map(({ assignment }) => assignment) });
    }
    waiting = isStuck ? [] : left;
  }
  return batches;
}

interface Item {
  readonly assignment: Assignment;
  readonly calls: readonly CallCode[];
}

/** What makes no call and reads nothing of what is left behind, in order; and what is left. */
function takeReady(items: readonly Item[], reads: Reads): [taken: Item[], left: Item[]] {
  const pending = new Set<number>();
  const [taken, left]: [Item[], Item[]] = [[], []];
  for (const item of items) {
    const isReady = item.calls.length === 0 && !reads.of(item.assignment).some((slot) => pending.has(slot));
    if (isReady) taken.push(item);
    else {
      left.push(item);
      addRange(pending, filledBy(item.assignment));
    }
  }
  return [taken, left];
}

function addRange(slots: Set<number>, { base, size }: { base: number; size: number }): void {
  for (let slot = base; slot < base + size; slot++) slots.add(slot);
}

/** A call of the mathematics that can be made for two at once. */
export type CallCode = Extract<Code, { op: 'unary' | 'binary' }>;

/** Whether there is any call in a code. */
export function callsMathematics(node: Code): boolean {
  const isCall = (node.op === 'unary' || node.op === 'binary') && node.function in laneIndex;
  return isCall || operandsOf(node).some(callsMathematics);
}

/** Adds the calls that a code always makes, innermost alone: what depends on a call cannot be made with it. */
function addCalls(node: Code, calls: CallCode[]): void {
  const before = calls.length;
  switch (node.op) {
    case 'unary':
      addCalls(node.operand, calls);
      break;
    case 'binary':
      addCalls(node.left, calls);
      addCalls(node.right, calls);
      break;
    case 'select':
      addCalls(node.test, calls);
      return;
    case 'lookup':
      addCalls(node.input, calls);
      return;
    case 'element':
      addCalls(node.index, calls);
      return;
    default:
      return;
  }
  if (calls.length === before && node.function in laneIndex) calls.push(node);
}

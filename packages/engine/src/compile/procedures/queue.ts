import type { Procedure } from './procedure.ts';

/*
 * A queue in memory is what it holds altogether, how many batches that is, and the batches from the front on. What enters in a step by one
 * inflow is a batch (isee systems, "Queue Computation"), put behind the others in the order of the inflows before anything leaves: "queues
 * flowing to regular stocks and clouds are not limited in any way, so their outflows will always empty the queue" (XMILE 1.0, 3.7.3). That what
 * enters can leave in the same step is unchecked against Stella's figures.
 */

/** How an outflow takes from the front, in the numbers that a procedure is given. */
export interface Service<Value> {
  /** Whether it takes only where an earlier outflow was held back. */
  readonly overflow: Value;
  /** Whether a conveyor follows, which may hold it back; the rest is of no account where not. */
  readonly limited: Value;
  /** The front batch alone, rather than as many as there is room for. */
  readonly oneAtATime: Value;
  /** Batches whole or not at all. */
  readonly whole: Value;
  /** The rate for which there is room. */
  readonly room: Value;
}

/** How many numbers a queue's memory takes for so many batches. */
export function queueSize(batches: number): number {
  return 2 + batches;
}

/** What all procedures of a queue take first; see {@link queueHead}. */
export interface QueueHead<Value> {
  readonly services: readonly Service<Value>[];
  /** The rates of what enters. */
  readonly inflows: readonly Value[];
  /** How many batches from the front matter one by one to what leaves in a step; the rest are taken together. */
  readonly shown: number;
}

/** The first inputs of a queue's procedures. `constant` makes an input of a number. */
export function queueHead<Value>(
  { services, inflows, shown }: QueueHead<Value>,
  constant: (value: number) => Value,
): Value[] {
  const each = services.flatMap(({ overflow, limited, oneAtATime, whole, room }) => [
    overflow,
    limited,
    oneAtATime,
    whole,
    room,
  ]);
  return [constant(shown), constant(services.length), ...each, constant(inflows.length), ...inflows];
}

function readHead(inputs: Float64Array): { head: QueueHead<number>; rest: Float64Array } {
  const input = (index: number): number => inputs[index] ?? Number.NaN;
  const services: Service<number>[] = [];
  let at = 2;
  for (let service = 0; service < input(1); service++, at += 5) {
    services.push({
      overflow: input(at),
      limited: input(at + 1),
      oneAtATime: input(at + 2),
      whole: input(at + 3),
      room: input(at + 4),
    });
  }
  const inflows: number[] = [];
  const to = at + 1 + input(at);
  for (let index = at + 1; index < to; index++) inflows.push(input(index));
  return { head: { services, inflows, shown: input(0) }, rest: inputs.subarray(to) };
}

/** A queue at the start: one batch of all that it holds (isee systems, "Initializing Discrete Stocks"); NaN where that is below 0. */
export const queueFill: Procedure = {
  varies: false,
  run: ([total = Number.NaN], memory) => {
    memory.fill(0);
    if (!(total >= 0)) memory.fill(Number.NaN);
    else if (total > 0) memory.set([total, 1, total]);
  },
};

/** What leaves a queue, per unit of time, by each outflow. After the head: its memory, as far as the batches that are shown. */
export const queueFlows: Procedure = {
  varies: false,
  run: (inputs, outputs, { timeStep }) => {
    const { head, rest } = readHead(inputs);
    const { taken } = serve(lineUp(rest, head, timeStep).batches, head.services, timeStep);
    for (let index = 0; index < outputs.length; index++) outputs[index] = (taken[index] ?? Number.NaN) / timeStep;
  },
};

/** Moves a queue on by a step: what {@link queueFlows} let out is gone. After the head nothing. */
export const queueMove: Procedure = {
  varies: true,
  run: (inputs, memory, { timeStep }) => {
    const { head } = readHead(inputs);
    const places = memory.length - queueSize(0);
    const count = memory[1] ?? Number.NaN;
    const line = lineUp(memory.subarray(0, queueSize(head.shown)), head, timeStep);
    const { front, rest } = serve(line.batches, head.services, timeStep);
    const left = places === 1 ? Float64Array.of(sumOf(rest)) : unfold(memory, { line, front, rest });
    const batches = left[0] === 0 ? left.subarray(1) : left;
    if (batches.length > places || !(count >= 0)) {
      memory.fill(Number.NaN);
      return;
    }
    memory[0] = sumOf(batches);
    memory[1] = batches.length;
    memory.set(batches, queueSize(0));
    if (count > batches.length) memory.fill(0, queueSize(batches.length), queueSize(count));
  },
};

/** The batches of a queue from the front on, those that enter in the step last. */
interface Line {
  readonly batches: Float64Array;
  /** Which of them stands for several, that is, for all that are not shown; -1 where all are. */
  readonly together: number;
}

/**
 * What a queue holds and what enters it. More altogether than the batches come to is in none of them in a run: an analysis asks what a rise of the
 * value would do, and that goes to the front.
 */
function lineUp(memory: Float64Array, { inflows }: QueueHead<number>, timeStep: number): Line {
  const total = memory[0] ?? Number.NaN;
  const count = memory[1] ?? Number.NaN;
  const shown = memory.subarray(2, 2 + count);
  const others = total - sumOf(shown);
  // What is no number has no batches to count.
  if (!(count >= 0) || Number.isNaN(others)) return { batches: Float64Array.of(Number.NaN), together: -1 };
  const isAll = count <= shown.length;
  const line = new Float64Array(shown.length + 1 + inflows.length);
  line.set(shown);
  let length = shown.length;
  if (!isAll) line[length++] = others;
  for (const rate of inflows) {
    line[length] = rate * timeStep;
    if (line[length] !== 0) length++;
  }
  const batches = line.subarray(0, length);
  if (!isAll) return { batches, together: shown.length };
  if (others === 0) return { batches, together: -1 };
  if (batches.length === 0) return { batches: Float64Array.of(others), together: -1 };
  batches[0] = (batches[0] ?? 0) + others;
  return { batches, together: -1 };
}

/** What is left of a line that has been served, each batch by itself again. */
function unfold(
  memory: Float64Array,
  { line, front, rest }: { line: Line; front: number; rest: Float64Array },
): Float64Array {
  const { together } = line;
  if (together === -1 || front > together) return rest;
  const total = memory[0] ?? Number.NaN;
  const count = memory[1] ?? Number.NaN;
  const ahead = rest.subarray(0, together - front);
  const others = memory.slice(2 + together, 2 + count);
  const behind = rest.subarray(together - front + 1);
  let gone = total - sumOf(memory.subarray(2, 2 + together)) - (rest[together - front] ?? Number.NaN);
  let next = 0;
  for (; next < others.length && gone >= (others[next] ?? Number.NaN); next++) gone -= others[next] ?? Number.NaN;
  if (gone > 0 && next < others.length) others[next] = (others[next] ?? Number.NaN) - gone;
  const left = new Float64Array(ahead.length + others.length - next + behind.length);
  left.set(ahead);
  left.set(others.subarray(next), ahead.length);
  left.set(behind, left.length - behind.length);
  return left;
}

/** Amounts that differ by less are taken for equal, lest a rounded room split a batch that fits, or cut a crumb off the next. */
const tolerance = 1e-9;

/**
 * Serves the outflows in their order from the front of the line, which it changes: what each takes, how many batches have gone, and the rest. An outflow that nothing
 * holds back takes all. One into a conveyor takes the front batch, or as many as there is room for, and splits a batch that does not fit, unless
 * batches must stay whole; a batch that does not fit as it is has been held back. An overflow then takes its turn in the same way, so that into
 * a cloud or a plain stock it "will do the same", that is, take all; it is itself held back where it enters a conveyor that is full, which
 * lets the next overflow take its turn (XMILE 1.0, 3.7.3 and 4.3). That an outflow of which a part was let through counts as held back is
 * unchecked.
 */
function serve(
  line: Float64Array,
  services: readonly Service<number>[],
  timeStep: number,
): { taken: Float64Array; front: number; rest: Float64Array } {
  const taken = new Float64Array(services.length);
  let front = 0;
  let blocked = false;
  for (const [index, { overflow, limited, oneAtATime, whole, room }] of services.entries()) {
    if (overflow !== 0 && !blocked) continue;
    blocked = false;
    if (limited === 0) {
      taken[index] = sumOf(line.subarray(front));
      front = line.length;
      continue;
    }
    let free = room * timeStep;
    let amount = 0;
    while (front < line.length && !blocked) {
      const batch = line[front] ?? Number.NaN;
      if (Number.isNaN(batch)) {
        amount = batch;
        break;
      }
      const slack = tolerance * batch;
      if (batch - free <= slack) {
        amount += batch;
        free -= batch;
        front++;
        if (oneAtATime !== 0) break;
        continue;
      }
      blocked = true;
      if (whole !== 0 || free <= slack) break;
      amount += free;
      line[front] = batch - free;
    }
    taken[index] = amount;
  }
  return { taken, front, rest: line.subarray(front) };
}

function sumOf(batches: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < batches.length; index++) sum += batches[index] ?? Number.NaN;
  return sum;
}

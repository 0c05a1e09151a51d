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

/** How many batches a queue's memory has beside two numbers. */
export function queueSize(batches: number): number {
  return 2 + batches;
}

/** The first inputs of a queue's procedures. `count` makes an input of a number. */
export function queueHead<Value>(
  services: readonly Service<Value>[],
  { inflows, count }: { inflows: readonly Value[]; count: (value: number) => Value },
): Value[] {
  const each = services.flatMap(({ overflow, limited, oneAtATime, whole, room }) => [
    overflow,
    limited,
    oneAtATime,
    whole,
    room,
  ]);
  return [count(services.length), ...each, count(inflows.length), ...inflows];
}

function readHead(inputs: Float64Array): { services: Service<number>[]; inflows: Float64Array; rest: Float64Array } {
  const [count = 0] = inputs;
  const services: Service<number>[] = [];
  let at = 1;
  for (let service = 0; service < count; service++, at += 5) {
    const [overflow = 0, limited = 0, oneAtATime = 0, whole = 0, room = 0] = inputs.subarray(at, at + 5);
    services.push({ overflow, limited, oneAtATime, whole, room });
  }
  const from = at + 1;
  const to = from + (inputs[at] ?? 0);
  return { services, inflows: inputs.subarray(from, to), rest: inputs.subarray(to) };
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

/** What leaves a queue, per unit of time, by each outflow. After the head: its memory. */
export const queueFlows: Procedure = {
  varies: false,
  run: (inputs, outputs, { timeStep }) => {
    const { services, inflows, rest } = readHead(inputs);
    const { taken } = serve(lineUp(rest, inflows, timeStep), services, timeStep);
    for (const [index, amount] of taken.entries()) outputs[index] = amount / timeStep;
  },
};

/** Moves a queue on by a step: what {@link queueFlows} let out is gone, to the bit. After the head nothing. */
export const queueMove: Procedure = {
  varies: true,
  run: (inputs, memory, { timeStep }) => {
    const { services, inflows } = readHead(inputs);
    const { left } = serve(lineUp(memory, inflows, timeStep), services, timeStep);
    if (left.length > memory.length - queueSize(0)) {
      memory.fill(Number.NaN);
      return;
    }
    memory.fill(0);
    memory[0] = sumOf(left);
    memory[1] = left.length;
    memory.set(left, 2);
  },
};

/**
 * All batches from the front on, those that enter in the step last. More altogether than the batches come to is in none of them in a run: an analysis
 * asks what a rise of the value would do, and that goes to the front.
 */
function lineUp(memory: Float64Array, inflows: Float64Array, timeStep: number): Float64Array {
  const [total = Number.NaN, count = 0] = memory;
  // What is no number has no batches to count.
  if (!(count >= 0)) return Float64Array.of(Number.NaN);
  const line = new Float64Array(Math.max(1, count + inflows.length));
  line.set(memory.subarray(2, 2 + count));
  const rise = total - sumOf(line.subarray(0, count));
  let length = count;
  for (const rate of inflows) {
    line[length] = rate * timeStep;
    if (line[length] !== 0) length++;
  }
  if (rise === 0) return line.subarray(0, length);
  line[0] = (line[0] ?? 0) + rise;
  return line.subarray(0, Math.max(1, length));
}

/** Amounts that differ by less are taken for equal, lest a rounded room split a batch that fits, or cut a crumb off the next. */
const tolerance = 1e-9;

/**
 * Serves the outflows in their order from the front of the line, which it changes: what each takes, and what is left. An outflow that nothing
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
): { taken: Float64Array; left: Float64Array } {
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
  return { taken, left: line.subarray(front) };
}

function sumOf(batches: Float64Array): number {
  let sum = 0;
  for (const batch of batches) sum += batch;
  return sum;
}

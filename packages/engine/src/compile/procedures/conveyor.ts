import {
  fillEvenly,
  leaving,
  moveOn,
  putOn,
  spreads,
  stepsOf,
  sumOf,
  type Belt,
  type BeltShape,
  type Zone,
} from './belt.ts';
import type { Procedure } from './procedure.ts';

/** What all procedures of a conveyor take first; see {@link conveyorHead}. */
export interface ConveyorHead<Value> {
  readonly slats: Value;
  readonly exponential: Value;
  readonly open: Value;
  readonly depth: Value;
  readonly zones: readonly { readonly start: Value; readonly end: Value }[];
  /** What each leak takes: of what enters, or, where leakage is exponential, of what there is, per unit of time. */
  readonly fractions: readonly Value[];
}

/** The first inputs of a conveyor's procedures, in order. `count` makes an input of the number of leaks. */
export function conveyorHead<Value>(
  { slats, exponential, open, depth, zones, fractions }: ConveyorHead<Value>,
  count: (leaks: number) => Value,
): Value[] {
  const bounds = zones.flatMap(({ start, end }) => [start, end]);
  return [slats, exponential, open, depth, count(zones.length), ...bounds, ...fractions];
}

function readHead(inputs: Float64Array): { shape: BeltShape; fractions: number[]; rest: Float64Array } {
  const [slats = 0, exponential = 0, open = 0, depth = 0, leaks = 0] = inputs;
  const zones: Zone[] = [];
  const from = 5 + 2 * leaks;
  for (let place = 5; place < from; place += 2)
    zones.push({ start: inputs[place] ?? Number.NaN, end: inputs[place + 1] ?? Number.NaN });
  return {
    shape: { slats, exponential: exponential !== 0, open: open !== 0, depth, zones },
    // Below zero nothing leaks, and of what enters no more than all can.
    fractions: Array.from(inputs.subarray(from, from + leaks), (each) =>
      exponential === 0 ? Math.min(1, Math.max(0, each)) : Math.max(0, each),
    ),
    rest: inputs.subarray(from + leaks),
  };
}

/**
 * A belt at the start. After the head: what it holds altogether, the transit time, and what each slat holds, from the exit on, where that is
 * given. Where the memory is too short for the transit time, NaN.
 */
export const conveyorFill: Procedure = {
  varies: false,
  run: (inputs, memory, { timeStep }) => {
    const { shape, fractions, rest } = readHead(inputs);
    const [total = Number.NaN, transit = Number.NaN, ...listed] = rest;
    const depth = stepsOf(transit, timeStep);
    if (!(depth <= shape.slats) || (listed.length > 0 && listed.length !== depth)) {
      memory.fill(Number.NaN);
      return;
    }
    const belt: Belt = { memory, shape };
    fillEvenly(belt, depth, { total, fractions, timeStep });
    if (listed.length > 0) {
      memory.set(listed, 1);
      memory[0] = sumOf(belt);
    }
  },
};

/**
 * What leaves a conveyor, per unit of time: by the exit, by each leak, and by each of some leaks from each slat. After the head: whether it is
 * arrested, how many those leaks are, their places among all, and its memory.
 */
export const conveyorFlows: Procedure = {
  varies: false,
  run: (inputs, outputs, { timeStep }) => {
    const { shape, fractions, rest } = readHead(inputs);
    const [arrested = Number.NaN, count = 0] = rest;
    outputs.fill(0);
    if (arrested !== 0) return;
    const belt: Belt = { memory: rest.subarray(2 + count), shape };
    leaving(belt, fractions, { timeStep, asked: rest.subarray(2, 2 + count), outputs });
    for (let index = 0; index < outputs.length; index++) outputs[index] = (outputs[index] ?? 0) / timeStep;
  },
};

/**
 * Moves a conveyor on by a step. After the head: whether it is arrested, the transit time of what enters, and for each inflow its rate, which of
 * {@link spreads} it has and, where that is its source, its rate from each slat.
 */
export const conveyorMove: Procedure = {
  varies: true,
  run: (inputs, memory, { timeStep, step }) => {
    const { shape, fractions, rest } = readHead(inputs);
    const [arrested = Number.NaN, transit = Number.NaN] = rest;
    const inflows = rest.subarray(2);
    if (arrested !== 0) return;
    const depth = stepsOf(transit, timeStep);
    if (!(depth >= 1) || (shape.open ? step >= shape.slats : depth > shape.slats)) {
      memory.fill(Number.NaN);
      return;
    }
    const belt: Belt = { memory, shape };
    moveOn(belt, fractions, timeStep);
    for (let index = 0; index < inflows.length; index += 2) {
      const amount = (inflows[index] ?? Number.NaN) * timeStep;
      const spread = spreads[inflows[index + 1] ?? 0] ?? 'beginning';
      const length = spread === 'source' ? shape.slats : 0;
      const row = inflows.slice(index + 2, index + 2 + length).map((rate) => rate * timeStep);
      putOn(belt, depth, { amount, spread, fractions, row });
      index += length;
    }
    memory[0] = sumOf(belt);
  },
};

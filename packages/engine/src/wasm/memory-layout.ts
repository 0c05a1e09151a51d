import type { TableMode } from '../model/model.ts';
import type { Program } from '../compile/program.ts';

/** Where the clock stands in memory, in bytes from the start; `method` holds a number of `methodNumber`. */
export const clockAddress = {
  time: 0,
  timeStep: 8,
  startTime: 16,
  stopTime: 24,
  method: 32,
  stepNumber: 40,
  /** The step as a fraction; see `run/clock.ts`. */
  multiplier: 48,
  divisor: 56,
} as const;
const clockSize = 64;

/** How the module is told the method; methods that choose their own steps take `evaluate` instead of `run`. */
export const methodNumber = { euler: 0, rk4: 1, rk2: 2, midpoint: 3 } as const;

/** How the function that looks a table up knows its mode. */
export const modeCode: Readonly<Record<TableMode, number>> = {
  continuous: 0,
  discrete: 1,
  extrapolate: 2,
  forward: 3,
  raw: 4,
};

/** Where everything stands in a module's memory; addresses in bytes, all multiples of eight. */
export interface MemoryLayout {
  readonly slot: (slot: number) => number;
  readonly table: (index: number) => { readonly address: number; readonly count: number; readonly mode: number };
  /** The numbers of all tables, from `tablesAddress`: for each, its x and then its y. */
  readonly tablesAddress: number;
  readonly tableNumbers: Float64Array;
  /** One number for each integrator: its value at the beginning of a step; a second and a third set follow for slopes. */
  readonly integratorAddress: (set: 'from' | 'slope' | 'last', index: number) => number;
  readonly heldAddress: (index: number) => number;
  /** Slots to save, four bytes each, then the rows; both as many as a run asks for. */
  readonly saveAddress: number;
}

/** Lays out: clock, slots, tables, what a step needs, and at the end what a run saves. */
export function layOut(program: Program): MemoryLayout {
  const slotsAddress = clockSize;
  const tablesAddress = slotsAddress + 8 * program.slotCount;
  const places: { address: number; count: number; mode: number }[] = [];
  const numbers: number[] = [];
  for (const { x, y, mode } of program.tables) {
    places.push({ address: tablesAddress + 8 * numbers.length, count: x.length, mode: modeCode[mode] });
    for (const value of x) numbers.push(value);
    for (const value of y) numbers.push(value);
  }
  const stepAddress = tablesAddress + 8 * numbers.length;
  const integrators = program.integrators.length;
  const heldStart = stepAddress + 3 * 8 * integrators;
  const sets = { from: 0, slope: 1, last: 2 } as const;
  return {
    slot: (slot) => slotsAddress + 8 * slot,
    table: (index) => {
      const place = places[index];
      if (place === undefined) throw new RangeError(`Cannot find table ${index} of the program`);
      return place;
    },
    tablesAddress,
    tableNumbers: Float64Array.from(numbers),
    integratorAddress: (set, index) => stepAddress + 8 * (sets[set] * integrators + index),
    heldAddress: (index) => heldStart + 8 * index,
    saveAddress: heldStart + 8 * program.held.length,
  };
}

import type { Program } from '../../compile/program.ts';
import { clockAddress, modeCode } from '../memory-layout.ts';
import { piecesOf } from './emit-table.ts';

/** Bytes of a vector of two numbers. */
const vectorSize = 16;
const clockSize = Math.max(...Object.values(clockAddress)) + 8;

/** Where a table stands: its x and then its y, and its pieces where it has them; see `piecesOf`. */
export interface TablePlace {
  readonly address: number;
  readonly count: number;
  readonly mode: number;
  readonly piecesAddress: number | undefined;
}

/**
 * Where everything stands in the memory of a module that carries out several members at once: for each slot a vector for each pair of members,
 * side by side. Addresses in bytes; vectors stand at multiples of 16.
 */
export interface LaneLayout {
  /** How many pairs of members there are. */
  readonly pairs: number;
  /** Bytes from a slot to the next. */
  readonly slotSize: number;
  readonly slot: (slot: number, pair: number) => number;
  readonly slotsEnd: number;
  /** All bits set for a member that is to be watched, none for one that has failed or is there to fill a pair. */
  readonly aliveAddress: (pair: number) => number;
  /** Bits that are set where a watched value was found not to be finite. */
  readonly faultAddress: (pair: number) => number;
  readonly integratorAddress: (set: 'from' | 'slope' | 'last', place: { index: number; pair: number }) => number;
  readonly heldAddress: (index: number, pair: number) => number;
  readonly table: (index: number) => TablePlace;
  /** A number that the code names. */
  readonly constantAddress: (value: number) => number;
  /** Numbers that stand in memory from `numbersAddress` throughout: tables and named numbers, once all code has been emitted. */
  readonly numbers: () => Float64Array<ArrayBuffer>;
  readonly numbersAddress: number;
}

/** Lays out: clock, who is alive, slots, what a step needs, tables, named numbers. */
export function layOutLanes(program: Program, pairs: number): LaneLayout {
  const slotSize = vectorSize * pairs;
  const alive = Math.ceil(clockSize / vectorSize) * vectorSize;
  const fault = alive + slotSize;
  const slots = fault + slotSize;
  const slotsEnd = slots + slotSize * program.slotCount;
  const sets = { from: 0, slope: 1, last: 2 } as const;
  const integrators = program.integrators.length;
  const held = slotsEnd + 3 * slotSize * integrators;
  const numbersAddress = held + slotSize * program.held.length;
  const numbers: number[] = [];
  const place = (values: Iterable<number>): number => {
    const address = numbersAddress + 8 * numbers.length;
    for (const value of values) numbers.push(value);
    return address;
  };
  const tables = program.tables.map((table): TablePlace => {
    const pieces = piecesOf(table);
    const piecesAddress = pieces === undefined ? undefined : place(pieces);
    return {
      piecesAddress,
      address: place([...table.x, ...table.y]),
      count: table.x.length,
      mode: modeCode[table.mode],
    };
  });
  const named = new Map<string, number>();
  return {
    pairs,
    slotSize,
    slot: (slot, pair) => slots + slotSize * slot + vectorSize * pair,
    slotsEnd,
    aliveAddress: (pair) => alive + vectorSize * pair,
    faultAddress: (pair) => fault + vectorSize * pair,
    integratorAddress: (set, { index, pair }) =>
      slotsEnd + slotSize * (sets[set] * integrators + index) + vectorSize * pair,
    heldAddress: (index, pair) => held + slotSize * index + vectorSize * pair,
    table: (index) => {
      const found = tables[index];
      if (found === undefined) throw new RangeError(`Cannot find table ${index} of the program`);
      return found;
    },
    constantAddress: (value) => {
      const key = Object.is(value, -0) ? '-0' : String(value);
      const known = named.get(key);
      if (known !== undefined) return known;
      const address = place([value]);
      named.set(key, address);
      return address;
    },
    numbers: () => Float64Array.from(numbers),
    numbersAddress,
  };
}

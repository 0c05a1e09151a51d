import type { TableMode } from '../model/model.ts';
import type { Program } from '../compile/program.ts';
import { kernelData } from '../numeric/kernel.ts';
import { laneKernelBlock } from './lane-kernel-block.ts';

/** Where the clock stands in memory, in bytes from the start. */
export const clockAddress = {
  time: 0,
  timeStep: 8,
  startTime: 16,
  stopTime: 24,
  stepNumber: 32,
  /** The step as a fraction; see `run/clock.ts`. */
  multiplier: 40,
  divisor: 48,
  /** 0 as long as what `StepPlan.doubtful` names has been finite in every step, otherwise NaN. */
  soundness: 56,
} as const;

/** After the clock come the numbers of the mathematics, and then the slots. */
const slotsAddress = laneKernelBlock.address + 16 * Math.ceil(laneKernelBlock.numbers.length / 2);

/** Where a slot stands; up to the one after the last, memory is 0 at the beginning of a run, and so is that of the clock. */
export function slotAddress(slot: number): number {
  return slotsAddress + 8 * slot;
}

/** Where the clock ends. */
export const clockEnd = kernelData.address;

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

/**
 * Where everything stands in a module's memory; addresses in bytes, all multiples of eight: the clock, the numbers of the
 * mathematics, the slots, and then what the emitted
 * code asks for: numbers that it reads and room that it uses.
 */
export class MemoryLayout {
  readonly #tables: Program['tables'];
  readonly #tableAddresses = new Map<number, number>();
  readonly #numbers = new Map<number, number>();
  readonly #fixed: { readonly address: number; readonly bytes: Uint8Array }[] = [];
  readonly #start: number;
  #end: number;

  constructor({ slotCount, tables }: Program) {
    this.#end = slotAddress(slotCount);
    this.#start = this.#end;
    this.#tables = tables;
  }

  /** Where memory that is not in use begins. */
  get end(): number {
    return this.#end;
  }

  /** What must stand in memory before the first run; nothing changes it. */
  get fixed(): { readonly address: number; readonly bytes: Uint8Array } {
    const last = this.#fixed.at(-1);
    const bytes = new Uint8Array(last === undefined ? 0 : last.address + last.bytes.length - this.#start);
    for (const { address, bytes: own } of this.#fixed) bytes.set(own, address - this.#start);
    return { address: this.#start, bytes };
  }

  slot(slot: number): number {
    return slotAddress(slot);
  }

  /** Room for so many numbers. */
  room(count: number): number {
    const address = this.#end;
    this.#end += 8 * count;
    return address;
  }

  /** The number of a slot beyond the program's own. */
  newSlot(): number {
    return (this.room(1) - slotsAddress) / 8;
  }

  /** Numbers that do not change. */
  numbers(numbers: readonly number[]): number {
    return this.#keep(new Uint8Array(Float64Array.from(numbers).buffer));
  }

  /** Whole numbers that do not change, four bytes each. */
  integers(integers: readonly number[]): number {
    return this.#keep(new Uint8Array(Int32Array.from(integers).buffer));
  }

  /** The address of a number: reading one costs less than making it from an instruction. */
  number(number: number): number {
    // To a map, zeros of both signs are one.
    if (Object.is(number, -0)) return this.numbers([number]);
    const found = this.#numbers.get(number);
    if (found !== undefined) return found;
    const address = this.numbers([number]);
    this.#numbers.set(number, address);
    return address;
  }

  /** The numbers of a table, its x and then its y. */
  table(index: number): { readonly address: number; readonly count: number; readonly mode: number } {
    const table = this.#tables[index];
    if (table === undefined) throw new RangeError(`Cannot find table ${index} of the program`);
    const address = this.#tableAddresses.get(index) ?? this.numbers([...table.x, ...table.y]);
    this.#tableAddresses.set(index, address);
    return { address, count: table.x.length, mode: modeCode[table.mode] };
  }

  #keep(bytes: Uint8Array): number {
    const address = this.room(Math.ceil(bytes.length / 8));
    this.#fixed.push({ address, bytes });
    return address;
  }
}

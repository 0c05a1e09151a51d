import type { Program } from '../../compile/program.ts';
import { MemoryLayout, slotAddress } from '../memory-layout.ts';

/** Bytes of a vector of two numbers. */
const vectorSize = 16;
/** Vectors a pair that stand before the slots: who is alive, and what was found not to be finite. */
const before = 2;

/**
 * Where everything stands in the memory of a module that carries out several members at once: as `MemoryLayout`, but for each slot there is a
 * vector for each pair of members, side by side. Vectors stand at multiples of 16.
 */
export class BatchLayout extends MemoryLayout {
  /** How many pairs of members there are. */
  readonly pairs: number;
  /** Bytes from a slot to the next. */
  readonly slotSize: number;
  readonly #slotCount: number;
  /** Of slots beyond the program's own. */
  readonly #added: number[] = [];

  constructor(program: Program, pairs: number) {
    super({ ...program, slotCount: 2 * pairs * (program.slotCount + before) });
    this.pairs = pairs;
    this.slotSize = vectorSize * pairs;
    this.#slotCount = program.slotCount;
  }

  /** All bits set for a member that is to be watched, none for one that is there to fill a pair or that has failed. */
  alive(pair: number): number {
    return slotAddress(0) + vectorSize * pair;
  }

  /** Bits that are set where a doubtful value was not finite in some step. */
  fault(pair: number): number {
    return slotAddress(0) + this.slotSize + vectorSize * pair;
  }

  /** Where a slot of a pair of members stands. */
  vector(slot: number, pair: number): number {
    const start =
      slot < this.#slotCount ? slotAddress(0) + this.slotSize * (slot + before) : this.#added[slot - this.#slotCount];
    if (start === undefined) throw new RangeError(`Cannot find slot ${slot}`);
    return start + vectorSize * pair;
  }

  /** Where the program's own slots end; up to here memory is 0 at the beginning of a run. */
  get slotsEnd(): number {
    return slotAddress(0) + this.slotSize * (this.#slotCount + before);
  }

  /** Where all slots of the first member stand, those beyond the program's own included. */
  get slots(): readonly number[] {
    const count = this.#slotCount + this.#added.length;
    return Array.from({ length: count }, (_, slot) => this.vector(slot, 0));
  }

  override newSlot(): number {
    return this.#slotCount + this.#added.push(this.vectors(1)) - 1;
  }

  /** Room for so many vectors of each pair. */
  vectors(count: number): number {
    if (this.end % vectorSize !== 0) this.room(1);
    return this.room(2 * this.pairs * count);
  }
}

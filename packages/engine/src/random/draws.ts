import { philox } from './philox.ts';

/** Which stream of random numbers; whole numbers from 0 to 2^32 - 1. */
export interface DrawPosition {
  readonly key: readonly [number, number];
  readonly member: number;
  readonly stream: number;
  readonly step: number;
}

/**
 * Random numbers for one draw of a model, as many as the distribution needs. They depend on the position alone, so that any draw of
 * any member can be had again by itself.
 */
export class Draws {
  readonly #position: DrawPosition;
  #block = 0;
  #second: number | undefined;

  constructor(position: DrawPosition) {
    this.#position = position;
  }

  /** The next number, strictly between 0 and 1, with 53 random bits. */
  next(): number {
    if (this.#second !== undefined) {
      const second = this.#second;
      this.#second = undefined;
      return second;
    }
    const { key, member, stream, step } = this.#position;
    const [a, b, c, d] = philox([member >>> 0, stream >>> 0, step >>> 0, this.#block++], key);
    this.#second = toFraction(c, d);
    return toFraction(a, b);
  }
}

/** The middle of one of 2^53 equal parts of 0…1; where the middle cannot be told from 1, the greatest number below 1. */
function toFraction(high: number, low: number): number {
  const fraction = ((high >>> 5) * 0x4000000 + (low >>> 6) + 0.5) / 0x20000000000000;
  return fraction < 1 ? fraction : 1 - 2 ** -53;
}

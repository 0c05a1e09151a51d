import { philox } from './philox.ts';

/** Which number of which stream; all whole numbers from 0 to 2^32 - 1. */
export interface StreamPosition {
  readonly seed: number;
  readonly member: number;
  readonly variable: number;
  readonly step: number;
}

/**
 * A number strictly between 0 and 1, with 53 random bits, that depends on nothing but its position.
 *
 * @example
 * ```ts
 * uniform({ seed: 1, member: 17, variable: 3, step: 0 }); // the same on every machine
 * ```
 */
export function uniform({ seed, member, variable, step }: StreamPosition): number {
  const [a, b] = philox([member >>> 0, variable >>> 0, step >>> 0, 0], [seed >>> 0, 0x57656972]);
  return ((a >>> 5) * 0x4000000 + (b >>> 6) + 0.5) / 0x20000000000000;
}

import { philox } from './philox.ts';

/** Two 32-bit words that stand for a seed and a purpose: different ones give words that have nothing to do with each other. */
export interface MixKey {
  readonly first: number;
  readonly second: number;
}

/**
 * A key of its own for each (seed, stream, purpose).
 *
 * @param purpose a constant of whoever asks, so that two methods never share numbers
 */
export function mixKey(seed: number, stream: number, { purpose }: { readonly purpose: number }): MixKey {
  const [first, second] = philox([stream >>> 0, purpose >>> 0, 0, 0], [seed >>> 0, 0x6d697865]);
  return { first, second };
}

/**
 * A 32-bit word from a word and a key, as if drawn for it: two rounds of multiplying and folding, the second of them the finisher of
 * MurmurHash3 (Appleby 2011). Far quicker than Philox, for where very many are wanted of one key.
 */
export function mix(word: number, { first, second }: MixKey): number {
  let h = Math.imul(word ^ first, 0x9e3779b1);
  h ^= h >>> 15;
  h = Math.imul((h + second) | 0, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

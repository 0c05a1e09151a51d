import { mix, mixKey } from './mix.ts';

/** With half as many, orders of few places are equally likely as far as 60,000 of them tell. */
const rounds = 32;

/**
 * A shuffled order of `count` places without a list of them: gives what stands at a place, each of 0 … count - 1 once. The swap-or-not shuffle (Hoang,
 * Morris and Rogaway 2012).
 *
 * @param count from 1 to 2^32
 */
export function shuffle(
  count: number,
  { seed, stream, purpose }: { readonly seed: number; readonly stream: number; readonly purpose: number },
): (place: number) => number {
  const key = mixKey(seed, stream, { purpose });
  const sums = Float64Array.from({ length: rounds }, (_, round) =>
    Math.floor((mix(2 * round, key) / 0x100000000) * count),
  );
  const coins = Array.from({ length: rounds }, (_, round) => ({ first: mix(2 * round + 1, key), second: key.second }));
  return (place) => {
    let found = place;
    for (let round = 0; round < rounds; round++) {
      const difference = (sums[round] ?? 0) - found;
      const partner = difference >= 0 ? difference : difference + count;
      if (mix(Math.max(found, partner), coins[round] ?? key) >>> 31 === 1) found = partner;
    }
    return found;
  };
}

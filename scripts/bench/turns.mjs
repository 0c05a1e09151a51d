/** A round of a contestant lasts about this long in milliseconds, so that the clock's own fineness does not count. */
const roundLength = 20;

/**
 * Times contestants in turn, round by round, so that what else the machine does hits all alike.
 *
 * @param {readonly { name: string, time: (times: number) => Promise<number>, rounds?: number }[]} contestants `time` carries out the work so
 *   often and gives milliseconds a time; `rounds`: fewer than the others, for slow ones
 * @param {{ rounds: number }} options
 * @returns {Promise<Map<string, number[]>>} milliseconds of each round, by name
 */
export async function inTurn(contestants, { rounds }) {
  const times = new Map();
  const counts = new Map();
  for (const { name, time } of contestants) {
    times.set(name, []);
    let once = await time(1);
    // Anything may hold the machine up for a moment: quick work is tried again.
    for (let again = 0; again < 4 && once < roundLength; again++) once = Math.min(once, await time(1));
    counts.set(name, Math.max(1, Math.ceil(roundLength / once)));
  }
  for (let round = 0; round < rounds; round++) {
    for (const { name, time, rounds: own = rounds } of contestants) {
      if (round < own) times.get(name).push(await time(counts.get(name)));
    }
  }
  return times;
}

/** Of a stretch of warming up, in milliseconds; and how long warming up lasts at most. */
const [stretch, longestWarmUp] = [200, 5000];

/**
 * Runs work until it gets no faster: V8 compiles anew what is run much, in the background, which takes longer on a busy machine.
 *
 * @param {() => unknown} work
 */
export async function warmUp(work) {
  const start = performance.now();
  let best = Infinity;
  for (let idle = 0; idle < 2 && performance.now() - start < longestWarmUp; idle++) {
    const before = best;
    const from = performance.now();
    do {
      const began = performance.now();
      await work();
      best = Math.min(best, performance.now() - began);
      await new Promise((resolve) => {
        setTimeout(resolve, 1);
      });
    } while (performance.now() - from < stretch);
    if (best < 0.95 * before) idle = -1;
  }
}

export function median(values) {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length / 2;
  return Number.isInteger(middle) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[Math.floor(middle)];
}

/** The median of one's times over the other's of the same round. */
export function ratio(one, other) {
  const rounds = Math.min(one.length, other.length);
  return median(Array.from({ length: rounds }, (_, round) => one[round] / other[round]));
}

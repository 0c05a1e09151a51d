import { mix, type MixKey } from '../../random/mix.ts';

/** Numbers in the highest level; each level below holds two thirds of the next, and at least `leastCapacity`. */
const capacity = 1024;
const shrinkage = 2 / 3;
const leastCapacity = 128;

/**
 * Quantiles of very many numbers in the memory of some 3,500: a sketch by Karnin, Lang and Liberty 2016. Numbers are kept in levels; a number of level h
 * stands for 2^h that were seen. A full level is sorted, and every other number of it moves up, the even ones or the odd by a coin.
 *
 * Of 100 quantiles asked for, 99 lie within `rankError` of the share that was asked for: the number given as the median of 100,000 has between 49,800 and
 * 50,200 below it. Up to some 1,000 numbers it is exact. Sketches can be merged, with the same bounds. The coins follow from the key and the numbers seen before, so
 * that the same numbers in the same order give the same sketch.
 */
export class QuantileSketch {
  /** As a share of the count, in 99 of 100 cases. */
  static readonly rankError = 0.002;

  readonly #key: MixKey;
  #levels: number[][] = [[]];
  #room = capacity;
  #held = 0;
  #coins = 0;
  #count = 0;

  constructor(key: MixKey) {
    this.#key = key;
  }

  /** Numbers seen. */
  get count(): number {
    return this.#count;
  }

  /** Numbers kept. */
  get size(): number {
    return this.#held;
  }

  /** @param value a number; not NaN, which has no rank */
  add(value: number): void {
    this.#levels[0]?.push(value);
    this.#count += 1;
    this.#held += 1;
    if (this.#held > this.#room) this.#compact();
  }

  /** Takes in what another sketch has seen. */
  merge(other: QuantileSketch): void {
    other.#levels.forEach((numbers, level) => {
      while (this.#levels.length <= level) this.#levels.push([]);
      for (const number of numbers) this.#levels[level]?.push(number);
    });
    this.#count += other.#count;
    this.#held += other.#held;
    this.#room = roomOf(this.#levels.length);
    while (this.#held > this.#room) this.#compact();
  }

  /** The numbers that have shares of at most these below them; NaN where none has been seen. */
  quantiles(probabilities: readonly number[]): number[] {
    const held = this.#levels.flatMap((numbers, level) => numbers.map((value) => ({ value, weight: 2 ** level })));
    held.sort((a, b) => a.value - b.value);
    let below = 0;
    const ends = held.map(({ weight }) => (below += weight));
    return probabilities.map((probability) => {
      const wanted = Math.min(Math.max(probability, 0), 1) * this.#count;
      const place = ends.findIndex((end) => end >= wanted);
      return held[place < 0 ? held.length - 1 : place]?.value ?? Number.NaN;
    });
  }

  /** Halves the lowest level that is full. */
  #compact(): void {
    const height = this.#levels.length;
    const level = this.#levels.findIndex((numbers, place) => numbers.length >= capacityOf(place, height));
    const full = this.#levels[level];
    if (full === undefined) return;
    if (level === height - 1) {
      this.#levels.push([]);
      this.#room = roomOf(this.#levels.length);
    }
    const sorted = Float64Array.from(full).sort();
    // Of an odd number one stays behind, so that what moves up stands for what it was.
    const left = sorted.length % 2 === 1 ? [sorted[0] ?? Number.NaN] : [];
    const above = this.#levels[level + 1];
    const coin = mix(this.#coins, this.#key) >>> 31;
    this.#coins += 1;
    for (let place = left.length + coin; place < sorted.length; place += 2) above?.push(sorted[place] ?? Number.NaN);
    this.#levels[level] = left;
    this.#held -= (sorted.length - left.length) / 2;
  }
}

function capacityOf(level: number, height: number): number {
  let room = capacity;
  for (let above = height - 1; above > level && room > leastCapacity; above--) room *= shrinkage;
  return Math.max(leastCapacity, Math.ceil(room));
}

function roomOf(height: number): number {
  let room = 0;
  for (let level = 0; level < height; level++) room += capacityOf(level, height);
  return room;
}

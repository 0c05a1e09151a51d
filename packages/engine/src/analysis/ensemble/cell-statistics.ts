import { mixKey } from '../../random/mix.ts';
import { quantile } from '../quantiles.ts';
import { QuantileSketch } from './quantile-sketch.ts';

/** Up to so many members every number is kept, and quantiles are exact; beyond them a sketch is. */
export const mostExact = 10_000;

/** 95 of 100 intervals of so many standard errors hold what they are about. */
const standardErrors = 1.959963984540054;

/** A quantile with the interval in which that of endlessly many members lies, 95 times of 100. */
export interface QuantileEstimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/**
 * What is known of many numbers, one a cell and member, without going back to them: each cell is one variable at one time. Numbers that are not finite are left out
 * of all figures but `counts`.
 */
export class CellStatistics {
  /** Finite numbers so far. */
  readonly counts: Float64Array;
  readonly means: Float64Array;
  readonly lowest: Float64Array;
  readonly highest: Float64Array;
  /** Sums of squared distances from the mean, kept as Welford 1962 has it. */
  readonly #squares: Float64Array;
  readonly #kept: Float64Array | undefined;
  readonly #sketches: readonly QuantileSketch[];
  readonly #members: number;

  /**
   * @param cells how many
   * @param members how many there will be at most: it decides whether quantiles are exact
   */
  constructor(cells: number, members: number) {
    this.counts = new Float64Array(cells);
    this.means = new Float64Array(cells);
    this.lowest = new Float64Array(cells).fill(Number.POSITIVE_INFINITY);
    this.highest = new Float64Array(cells).fill(Number.NEGATIVE_INFINITY);
    this.#squares = new Float64Array(cells);
    this.#members = members;
    this.#kept = members <= mostExact ? new Float64Array(cells * members) : undefined;
    this.#sketches =
      this.#kept === undefined
        ? Array.from({ length: cells }, (_, cell) => new QuantileSketch(mixKey(0, cell, { purpose: 0x736b6574 })))
        : [];
  }

  /** How far a quantile may be from the share that was asked for, as a share of the members; 0 where it is exact. */
  get rankError(): number {
    return this.#kept === undefined ? QuantileSketch.rankError : 0;
  }

  /** Takes in one member: a number for each cell. */
  add(values: ArrayLike<number>): void {
    const { counts, means, lowest, highest } = this;
    for (let cell = 0; cell < counts.length; cell++) {
      const value = values[cell] ?? Number.NaN;
      if (!Number.isFinite(value)) continue;
      const before = counts[cell] ?? 0;
      const mean = means[cell] ?? 0;
      const distance = value - mean;
      counts[cell] = before + 1;
      means[cell] = mean + distance / (before + 1);
      this.#squares[cell] = (this.#squares[cell] ?? 0) + distance * (value - (means[cell] ?? 0));
      if (value < (lowest[cell] ?? 0)) lowest[cell] = value;
      if (value > (highest[cell] ?? 0)) highest[cell] = value;
      if (this.#kept === undefined) this.#sketches[cell]?.add(value);
      else this.#kept[cell * this.#members + before] = value;
    }
  }

  /** The standard deviation of the members; NaN of fewer than two. */
  deviation(cell: number): number {
    const count = this.counts[cell] ?? 0;
    return count < 2 ? Number.NaN : Math.sqrt((this.#squares[cell] ?? 0) / (count - 1));
  }

  /** Quantiles, each with its interval: between order statistics, whatever the distribution (Conover 1999, section 3.2), with the error of a sketch on either side. */
  quantiles(cell: number, probabilities: readonly number[]): QuantileEstimate[] {
    const count = this.counts[cell] ?? 0;
    const ends = probabilities.map((probability) => {
      const error = standardErrors * Math.sqrt(count * probability * (1 - probability));
      return [Math.floor(count * probability - error), Math.ceil(count * probability + error) + 1] as const;
    });
    if (this.#kept !== undefined) {
      const sorted = this.#kept.subarray(cell * this.#members, cell * this.#members + count).sort();
      return probabilities.map((probability, place) => {
        const [below = 0, above = 0] = ends[place] ?? [];
        return {
          value: quantile(sorted, probability),
          low: sorted[below - 1] ?? Number.NEGATIVE_INFINITY,
          high: sorted[above - 1] ?? Number.POSITIVE_INFINITY,
        };
      });
    }
    const slack = QuantileSketch.rankError;
    const asked = probabilities.flatMap((probability, place) => {
      const [below = 0, above = 0] = ends[place] ?? [];
      return [probability, below / count - slack, above / count + slack];
    });
    const found = this.#sketches[cell]?.quantiles(asked) ?? [];
    return probabilities.map((_, place) => ({
      value: found[3 * place] ?? Number.NaN,
      low: (asked[3 * place + 1] ?? 0) > 0 ? (found[3 * place + 1] ?? Number.NaN) : Number.NEGATIVE_INFINITY,
      high: (asked[3 * place + 2] ?? 0) < 1 ? (found[3 * place + 2] ?? Number.NaN) : Number.POSITIVE_INFINITY,
    }));
  }
}

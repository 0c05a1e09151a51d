import type { ThresholdCourse } from './ensemble-summary.ts';

/** Counts how many members are below and above a value, time by time. */
export class ThresholdStatistics {
  readonly column: number;
  readonly #value: number;
  readonly #width: number;
  readonly #below: Float64Array;
  readonly #above: Float64Array;

  constructor({ column, value, width, times }: { column: number; value: number; width: number; times: number }) {
    this.column = column;
    this.#value = value;
    this.#width = width;
    this.#below = new Float64Array(times);
    this.#above = new Float64Array(times);
  }

  /** @param values of one member: for each time, a number a column */
  add(values: Float64Array): void {
    for (let time = 0; time < this.#below.length; time++) {
      const value = values[time * this.#width + this.column] ?? Number.NaN;
      if (!Number.isFinite(value)) continue;
      if (value < this.#value) this.#below[time] = (this.#below[time] ?? 0) + 1;
      if (value > this.#value) this.#above[time] = (this.#above[time] ?? 0) + 1;
    }
  }

  /** As shares of so many members, time by time. */
  course(counts: Float64Array): ThresholdCourse {
    const share = (members: number, time: number): number => members / (counts[time] ?? 0);
    return { value: this.#value, below: this.#below.map(share), above: this.#above.map(share) };
  }
}

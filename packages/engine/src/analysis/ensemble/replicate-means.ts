/**
 * The error of means that are taken over replicates: samples of their own, one after another, drawn independently of each other. What happens inside a replicate, such as
 * stratification, is then in the error, as it is not where members count as independent.
 */
export class ReplicateMeans {
  readonly #sums: Float64Array;
  readonly #counts: Float64Array;
  readonly #finished: Float64Array;
  readonly #means: Float64Array;
  readonly #squares: Float64Array;

  /** @param cells numbers that a member has */
  constructor(cells: number) {
    this.#sums = new Float64Array(cells);
    this.#counts = new Float64Array(cells);
    this.#finished = new Float64Array(cells);
    this.#means = new Float64Array(cells);
    this.#squares = new Float64Array(cells);
  }

  /** Takes in a member of the replicate under way. */
  add(values: Float64Array): void {
    for (let cell = 0; cell < values.length; cell++) {
      const value = values[cell] ?? Number.NaN;
      if (!Number.isFinite(value)) continue;
      this.#sums[cell] = (this.#sums[cell] ?? 0) + value;
      this.#counts[cell] = (this.#counts[cell] ?? 0) + 1;
    }
  }

  /** Ends the replicate under way; one without a number in a cell does not count there. */
  finish(): void {
    for (let cell = 0; cell < this.#sums.length; cell++) {
      const count = this.#counts[cell] ?? 0;
      if (count === 0) continue;
      const mean = (this.#sums[cell] ?? 0) / count;
      const before = this.#means[cell] ?? 0;
      const finished = (this.#finished[cell] ?? 0) + 1;
      this.#finished[cell] = finished;
      this.#means[cell] = before + (mean - before) / finished;
      this.#squares[cell] = (this.#squares[cell] ?? 0) + (mean - before) * (mean - (this.#means[cell] ?? 0));
    }
    this.#sums.fill(0);
    this.#counts.fill(0);
  }

  /** The standard error of the mean over all replicates; NaN of fewer than two. */
  error(cell: number): number {
    const finished = this.#finished[cell] ?? 0;
    return finished < 2 ? Number.NaN : Math.sqrt((this.#squares[cell] ?? 0) / (finished - 1) / finished);
  }
}

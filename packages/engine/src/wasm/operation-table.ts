/** Finds values again by an operation and what it is of, three whole numbers. What was put in last can be taken out again. */
export class OperationTable<Value> {
  readonly #keys: number[] = [];
  readonly #values: Value[] = [];
  /** Numbers of entries, from 1, at a place that follows from the key, or at the next that was free; 0 where there is none. */
  #places = new Int32Array(256);

  /** How many values there are. */
  get size(): number {
    return this.#values.length;
  }

  find(operation: number, first: number, second: number): Value | undefined {
    const entry = this.#places[this.#placeOf(operation, first, second)] ?? 0;
    return entry === 0 ? undefined : this.#values[entry - 1];
  }

  /** Puts a value in that is not there yet. */
  add(key: readonly [operation: number, first: number, second: number], value: Value): void {
    if (2 * this.#values.length >= this.#places.length) this.#grow();
    const [operation, first, second] = key;
    const place = this.#placeOf(operation, first, second);
    this.#keys.push(operation, first, second);
    this.#places[place] = this.#values.push(value);
  }

  /** Takes out what was put in since there were so many: the last first, so that every entry stands as if they had never been there. */
  shrinkTo(size: number): void {
    while (this.#values.length > size) {
      const at = this.#keys.length - 3;
      const [operation = 0, first = 0, second = 0] = [this.#keys[at], this.#keys[at + 1], this.#keys[at + 2]];
      this.#places[this.#placeOf(operation, first, second)] = 0;
      this.#keys.length = at;
      this.#values.pop();
    }
  }

  clear(): void {
    if (this.#values.length === 0) return;
    this.#keys.length = 0;
    this.#values.length = 0;
    this.#places.fill(0);
  }

  /** Where the entry of a key is, or would be. */
  #placeOf(operation: number, first: number, second: number): number {
    const mask = this.#places.length - 1;
    const mixed = Math.imul(Math.imul(first, 0x9e3779b1) + second, 0x85ebca6b) + Math.imul(operation, 0xc2b2ae35);
    for (let place = mixed >>> 7; ; place++) {
      const entry = this.#places[place & mask] ?? 0;
      if (entry === 0) return place & mask;
      const at = 3 * (entry - 1);
      if (this.#keys[at] === operation && this.#keys[at + 1] === first && this.#keys[at + 2] === second)
        return place & mask;
    }
  }

  #grow(): void {
    this.#places = new Int32Array(4 * this.#places.length);
    for (let entry = 1; entry <= this.#values.length; entry++) {
      const at = 3 * (entry - 1);
      this.#places[this.#placeOf(this.#keys[at] ?? 0, this.#keys[at + 1] ?? 0, this.#keys[at + 2] ?? 0)] = entry;
    }
  }
}

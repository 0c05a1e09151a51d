/** Bytes of a module or a part of one, nested as they were put together. */
export type Bytes = readonly (number | Bytes)[] | Uint8Array;

/** All bytes in order. */
export function flatten(bytes: Bytes): Uint8Array<ArrayBuffer> {
  const text = new Text();
  text.add(bytes);
  return text.bytes();
}

/** A row of bytes that grows at its end: each byte is visited once, and room is doubled when there is none. */
class Text {
  #room = new Uint8Array(1024);
  #length = 0;

  add(part: Bytes): void {
    if (part instanceof Uint8Array) {
      this.#makeRoom(part.length);
      this.#room.set(part, this.#length);
      this.#length += part.length;
      return;
    }
    this.#makeRoom(part.length);
    for (const each of part) {
      if (typeof each === 'number') this.#room[this.#length++] = each;
      else {
        this.add(each);
        this.#makeRoom(part.length);
      }
    }
  }

  bytes(): Uint8Array<ArrayBuffer> {
    return this.#room.slice(0, this.#length);
  }

  #makeRoom(more: number): void {
    if (this.#length + more <= this.#room.length) return;
    const room = new Uint8Array(2 * (this.#length + more));
    room.set(this.#room.subarray(0, this.#length));
    this.#room = room;
  }
}

/** A whole number from 0 to 2^32 - 1 in LEB128, as sizes and indices are written. */
export function unsigned(value: number): number[] {
  if (value < 128) return [value];
  const bytes: number[] = [];
  let rest = value;
  do {
    const low = rest % 128;
    rest = Math.floor(rest / 128);
    bytes.push(rest === 0 ? low : low + 128);
  } while (rest !== 0);
  return bytes;
}

/** A whole number in signed LEB128, as i32 and i64 constants are written. */
export function signed(value: number | bigint): number[] {
  if (typeof value === 'number' && value >= -64 && value < 64) return [value & 0x7f];
  const bytes: number[] = [];
  let rest = BigInt(value);
  for (;;) {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    const done = (rest === 0n && low < 64) || (rest === -1n && low >= 64);
    bytes.push(done ? low : low + 128);
    if (done) return bytes;
  }
}

/** The eight bytes of a 64-bit number, least significant first. */
export function float64(value: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, value, true);
  return bytes;
}

/** A list as the format has it: its length, then its entries. */
export function vector(entries: readonly Bytes[]): Bytes {
  return [unsigned(entries.length), entries];
}

/** Bytes with their number in front. */
export function sized(content: Bytes): Bytes {
  const flat = flatten(content);
  return [unsigned(flat.length), flat];
}

/** Text as the format has it: its length in bytes, then UTF-8. */
export function name(text: string): Bytes {
  return sized(new TextEncoder().encode(text));
}

/** Bytes of a module or a part of one, nested as they were put together. */
export type Bytes = readonly (number | Bytes)[];

/** All bytes in order. */
export function flatten(bytes: Bytes): Uint8Array<ArrayBuffer> {
  const flat = new Uint8Array(lengthOf(bytes));
  let end = 0;
  const add = (part: Bytes): void => {
    for (const each of part) {
      if (typeof each === 'number') flat[end++] = each;
      else add(each);
    }
  };
  add(bytes);
  return flat;
}

/** How many bytes there are, without putting them in order. */
export function lengthOf(bytes: Bytes): number {
  let length = 0;
  for (const each of bytes) length += typeof each === 'number' ? 1 : lengthOf(each);
  return length;
}

/** A whole number from 0 to 2^32 - 1 in LEB128, as sizes and indices are written. */
export function unsigned(value: number): number[] {
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
export function signed(value: bigint): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (;;) {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    const done = (rest === 0n && low < 64) || (rest === -1n && low >= 64);
    bytes.push(done ? low : low + 128);
    if (done) return bytes;
  }
}

/** The eight bytes of a 64-bit number, least significant first. */
export function float64(value: number): number[] {
  return [...new Uint8Array(new Float64Array([value]).buffer)];
}

/** A list as the format has it: its length, then its entries. */
export function vector(entries: readonly Bytes[]): Bytes {
  return [unsigned(entries.length), entries];
}

/** Text as the format has it: its length in bytes, then UTF-8. */
export function name(text: string): Bytes {
  const encoded = [...new TextEncoder().encode(text)];
  return [unsigned(encoded.length), encoded];
}

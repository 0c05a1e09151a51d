import { ByteReader, damaged } from './file-fault.ts';

/** One record of a BIFF stream, the `CONTINUE` records after it as parts of their own. */
export interface BiffRecord {
  readonly type: number;
  readonly at: number;
  readonly parts: readonly ByteReader[];
}

const continueType = 0x3c;

/** The records from an offset on, until `until` says that one was the last or the stream ends. */
export function* biffRecords(stream: ByteReader, start: number): Generator<BiffRecord> {
  let at = start;
  while (at + 4 <= stream.length) {
    const from = at;
    const type = stream.u16(at);
    const parts: ByteReader[] = [];
    do {
      const length = stream.u16(at + 2);
      parts.push(new ByteReader(stream.slice(at + 4, length)));
      at += 4 + length;
    } while (at + 4 <= stream.length && stream.u16(at) === continueType);
    yield { type, at: from, parts };
  }
}

/** Reads on through the parts of a record. A text's letters may go on in the next part, which says anew how they are written. */
export class PartsReader {
  readonly #parts: readonly ByteReader[];
  #part = 0;
  #at = 0;

  constructor(parts: readonly ByteReader[], at = 0) {
    this.#parts = parts;
    this.#at = at;
  }

  u8(): number {
    return this.#take(1).u8(this.#at - 1);
  }

  u16(): number {
    return this.#take(2).u16(this.#at - 2);
  }

  u32(): number {
    return this.#take(4).u32(this.#at - 4);
  }

  skip(length: number): void {
    for (let left = length; left > 0;) {
      const part = this.#current();
      const step = Math.min(left, part.length - this.#at);
      this.#at += step;
      left -= step;
    }
  }

  /** `count` letters, one or two bytes each. */
  letters(count: number, wide: boolean): string {
    let text = '';
    let isWide = wide;
    while (text.length < count) {
      const before = this.#part;
      const part = this.#current();
      if (this.#part !== before) {
        isWide = (part.u8(this.#at) & 1) === 1;
        this.#at += 1;
      }
      const size = isWide ? 2 : 1;
      const here = Math.min(count - text.length, Math.floor((part.length - this.#at) / size));
      if (here === 0) throw damaged('a text breaks off');
      const bytes = part.slice(this.#at, here * size);
      text += isWide ? new TextDecoder('utf-16le').decode(bytes) : latin1(bytes);
      this.#at += here * size;
    }
    return text;
  }

  /** The part to read from: the next, where this one is used up. */
  #current(): ByteReader {
    let part = this.#parts[this.#part];
    while (part !== undefined && this.#at >= part.length) {
      this.#part++;
      this.#at = 0;
      part = this.#parts[this.#part];
    }
    if (part === undefined) throw damaged('a record breaks off');
    return part;
  }

  #take(length: number): ByteReader {
    const part = this.#current();
    this.#at += length;
    return part;
  }
}

/** Bytes as letters of the same number: how BIFF writes texts without wide letters. */
export function latin1(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/** What is wrong with a file of tables, in the words of its message; caught where the file is opened. */
export class FileFault extends Error {
  readonly code: string;
  readonly advice: string;
  constructor(code: string, message: string, advice: string) {
    super(message);
    this.code = code;
    this.advice = advice;
  }
}

const again = 'save the file again from the program that made it, or copy it anew';

/** The file ends or points where it cannot. */
export function damaged(what: string): FileFault {
  return new FileFault('damaged-file', `it is damaged: ${what}`, again);
}

/** A construct of the format that is not read. */
export function unread(what: string, advice: string): FileFault {
  return new FileFault('unsupported-file', `${what} is not supported`, advice);
}

/** More than the limits allow. */
export function tooMuch(what: string): FileFault {
  return new FileFault('too-much-data', `it holds more than ${what}`, 'keep only the tables that the model reads');
}

/** A view of bytes whose reads outside are faults. */
export class ByteReader {
  readonly bytes: Uint8Array;
  readonly #view: DataView;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get length(): number {
    return this.bytes.length;
  }

  u8(at: number): number {
    this.#check(at, 1);
    return this.#view.getUint8(at);
  }

  u16(at: number): number {
    this.#check(at, 2);
    return this.#view.getUint16(at, true);
  }

  u32(at: number): number {
    this.#check(at, 4);
    return this.#view.getUint32(at, true);
  }

  i32(at: number): number {
    this.#check(at, 4);
    return this.#view.getInt32(at, true);
  }

  f64(at: number): number {
    this.#check(at, 8);
    return this.#view.getFloat64(at, true);
  }

  slice(at: number, length: number): Uint8Array {
    this.#check(at, length);
    return this.bytes.subarray(at, at + length);
  }

  #check(at: number, length: number): void {
    if (!(at >= 0 && length >= 0 && at + length <= this.bytes.length)) throw damaged('it ends too early');
  }
}

import { ByteReader, damaged, FileFault, tooMuch, unread } from './file-fault.ts';

/** Unpacked, one part may have so many bytes, and so may all that are read together. */
const mostPart = 64 * 2 ** 20;
const mostParts = 256 * 2 ** 20;
const mostEntries = 10_000;

interface Entry {
  readonly method: number;
  readonly flags: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}

/**
 * A zip archive (PKWARE's APPNOTE, without its 64-bit extension and encryption): its directory is read at once, parts when
 * they are asked for. Unpacked at most 64 MiB a part and 256 MiB in all.
 */
export class ZipArchive {
  readonly #reader: ByteReader;
  readonly #entries = new Map<string, Entry>();
  #left = mostParts;

  /** @throws {FileFault} where the directory cannot be read. */
  constructor(bytes: Uint8Array) {
    this.#reader = new ByteReader(bytes);
    const end = findEnd(this.#reader);
    const count = this.#reader.u16(end + 10);
    let at = this.#reader.u32(end + 16);
    if (at === 0xff_ff_ff_ff || count === 0xff_ff) throw unread('a 64-bit archive', 'save a smaller file');
    if (count > mostEntries) throw tooMuch(`${mostEntries} parts`);
    for (let index = 0; index < count; index++) at = this.#readEntry(at);
  }

  /** Names of the parts, `/` between folders. */
  get names(): readonly string[] {
    return [...this.#entries.keys()];
  }

  /** The bytes of a part; undefined where there is none of that name. @throws {FileFault} where it cannot be unpacked. */
  async part(name: string): Promise<Uint8Array | undefined> {
    const entry = this.#entries.get(name);
    if (entry === undefined) return undefined;
    const { method, flags, packed, offset } = entry;
    if ((flags & 1) !== 0) throw unread('an encrypted file', 'save it without a password');
    if (this.#reader.u32(offset) !== 0x04_03_4b_50) throw damaged(`"${name}" is not where the directory says`);
    const start = offset + 30 + this.#reader.u16(offset + 26) + this.#reader.u16(offset + 28);
    const data = this.#reader.slice(start, packed);
    if (method !== 0 && method !== 8) throw unread(`the compression method ${method}`, 'save the file again');
    const most = Math.min(mostPart, this.#left);
    if (entry.size > most) throw tooMuch(`${most} bytes unpacked`);
    const content = method === 0 ? data : await inflate(data, { size: entry.size, name });
    if (content.length !== entry.size || crc32(content) !== entry.crc)
      throw damaged(`"${name}" does not unpack to what it was`);
    this.#left -= content.length;
    return content;
  }

  #readEntry(at: number): number {
    const reader = this.#reader;
    if (reader.u32(at) !== 0x02_01_4b_50) throw damaged('its directory breaks off');
    const [nameLength, extraLength, commentLength] = [reader.u16(at + 28), reader.u16(at + 30), reader.u16(at + 32)];
    const name = new TextDecoder()
      .decode(reader.slice(at + 46, nameLength))
      .replaceAll('\\', '/')
      .replace(/^\//, '');
    this.#entries.set(name, {
      flags: reader.u16(at + 8),
      method: reader.u16(at + 10),
      crc: reader.u32(at + 16),
      packed: reader.u32(at + 20),
      size: reader.u32(at + 24),
      offset: reader.u32(at + 42),
    });
    return at + 46 + nameLength + extraLength + commentLength;
  }
}

/** The end record stands last, before a comment of at most 65,535 bytes. */
function findEnd(reader: ByteReader): number {
  for (let at = reader.length - 22; at >= Math.max(0, reader.length - 22 - 65_535); at--) {
    if (reader.u32(at) === 0x06_05_4b_50) return at;
  }
  throw damaged('the end of the archive is missing');
}

/** Unpacks; stops as soon as there is more than the directory says. */
async function inflate(data: Uint8Array, { size, name }: { size: number; name: string }): Promise<Uint8Array> {
  const content = new Uint8Array(size);
  let at = 0;
  try {
    const packed = new Blob([Uint8Array.from(data)]).stream();
    const reader = packed.pipeThrough(new DecompressionStream('deflate-raw')).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      if (at + value.length > size) {
        await reader.cancel();
        throw damaged(`"${name}" is longer than the directory says`);
      }
      content.set(value, at);
      at += value.length;
    }
  } catch (error) {
    if (error instanceof FileFault) throw error;
    throw damaged(`"${name}" cannot be unpacked`);
  }
  return content.subarray(0, at);
}

const crcTable = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = (value & 1) === 0 ? value >>> 1 : (value >>> 1) ^ 0xed_b8_83_20;
  return value;
});

/** The checksum of zip archives. */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xff_ff_ff_ff;
  for (const byte of bytes) crc = (crc >>> 8) ^ (crcTable[(crc ^ byte) & 0xff] ?? 0);
  return (crc ^ 0xff_ff_ff_ff) >>> 0;
}

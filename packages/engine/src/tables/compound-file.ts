import { ByteReader, damaged, tooMuch } from './file-fault.ts';

const mostBytes = 256 * 2 ** 20;
/** Numbers from here on are no sectors but marks: the end of a chain, a free sector and the like. */
const marks = 0xff_ff_ff_fb;
const signature = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/** Whether bytes start as a compound file does. */
export function isCompoundFile(bytes: Uint8Array): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

/**
 * The streams of a compound file, the container of Excel's files before 2007 ([MS-CFB]): the one of the first name that is
 * there, case aside; undefined where there is none.
 *
 * @throws {FileFault} where the container is damaged.
 */
export function compoundStream(bytes: Uint8Array, names: readonly string[]): Uint8Array | undefined {
  if (bytes.length > mostBytes) throw tooMuch(`${mostBytes} bytes`);
  const file = new CompoundFile(bytes);
  for (const name of names) {
    const found = file.stream(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

interface Entry {
  readonly name: string;
  readonly type: number;
  readonly start: number;
  readonly size: number;
}

class CompoundFile {
  readonly #reader: ByteReader;
  readonly #sectorSize: number;
  readonly #next: readonly number[];
  readonly #entries: readonly Entry[];

  constructor(bytes: Uint8Array) {
    const reader = new ByteReader(bytes);
    this.#reader = reader;
    const shift = reader.u16(30);
    if (shift !== 9 && shift !== 12) throw damaged('its sectors have no known size');
    this.#sectorSize = 2 ** shift;
    this.#next = this.#table(this.#tableSectors());
    this.#entries = this.#directory();
  }

  stream(name: string): Uint8Array | undefined {
    const entry = this.#entries.find((each) => each.type === 2 && each.name.toLowerCase() === name.toLowerCase());
    if (entry === undefined) return undefined;
    const content = entry.size < this.#reader.u32(56) ? this.#small(entry) : this.#chain(entry.start);
    if (content.length < entry.size) throw damaged(`the stream "${entry.name}" breaks off`);
    return content.subarray(0, entry.size);
  }

  /** The sectors that hold the table of chains: 109 in the header, the others in a chain of their own. */
  #tableSectors(): number[] {
    const reader = this.#reader;
    const sectors = Array.from({ length: 109 }, (_, index) => reader.u32(76 + 4 * index));
    const perSector = this.#sectorSize / 4;
    let next = reader.u32(68);
    for (let round = 0; next < marks && round * this.#sectorSize < reader.length; round++) {
      const at = this.#address(next);
      for (let index = 0; index < perSector - 1; index++) sectors.push(reader.u32(at + 4 * index));
      next = reader.u32(at + 4 * (perSector - 1));
    }
    return sectors.filter((sector) => sector < marks);
  }

  #table(sectors: readonly number[]): number[] {
    if (sectors.length * this.#sectorSize > this.#reader.length) throw damaged('its table of chains is too long');
    return sectors.flatMap((sector) => {
      const at = this.#address(sector);
      return Array.from({ length: this.#sectorSize / 4 }, (_, index) => this.#reader.u32(at + 4 * index));
    });
  }

  #address(sector: number): number {
    return (sector + 1) * this.#sectorSize;
  }

  /** The sectors of a chain, one after the other. A chain cannot be longer than the file. */
  #chain(start: number): Uint8Array {
    const parts: Uint8Array[] = [];
    const most = this.#reader.length / this.#sectorSize;
    for (let sector = start; sector < marks; sector = this.#next[sector] ?? marks) {
      if (parts.length > most) throw damaged('a chain of sectors runs in a circle');
      parts.push(this.#sector(sector));
    }
    return joined(parts);
  }

  /** The last sector may be cut short. */
  #sector(sector: number): Uint8Array {
    const at = this.#address(sector);
    const length = Math.min(this.#sectorSize, this.#reader.length - at);
    if (length <= 0) throw damaged('a chain leaves the file');
    return this.#reader.slice(at, length);
  }

  /** A short stream lies in the root's own stream, in sectors of 64 bytes with a table of their own. */
  #small(entry: Entry): Uint8Array {
    const root = this.#entries.find((each) => each.type === 5);
    if (root === undefined) throw damaged('it has no root');
    const store = new ByteReader(this.#chain(root.start));
    const table = new ByteReader(this.#chain(this.#reader.u32(60)));
    const parts: Uint8Array[] = [];
    for (let sector = entry.start; sector < marks; sector = table.u32(4 * sector)) {
      if (parts.length * 64 > store.length) throw damaged('a chain of sectors runs in a circle');
      parts.push(store.slice(64 * sector, Math.min(64, store.length - 64 * sector)));
    }
    return joined(parts);
  }

  #directory(): Entry[] {
    const reader = new ByteReader(this.#chain(this.#reader.u32(48)));
    const text = new TextDecoder('utf-16le');
    return Array.from({ length: Math.floor(reader.length / 128) }, (_, index) => {
      const at = 128 * index;
      const nameLength = Math.min(Math.max(0, reader.u16(at + 64) - 2), 62);
      return {
        name: text.decode(reader.slice(at, nameLength)),
        type: reader.u8(at + 66),
        start: reader.u32(at + 116),
        size: reader.u32(at + 120),
      };
    });
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

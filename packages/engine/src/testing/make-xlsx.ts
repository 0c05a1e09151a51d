import { crc32 } from '../tables/zip.ts';

/** Parts of a zip archive by name. */
export type Parts = Readonly<Record<string, string>>;

interface ZipOptions {
  /** Packs a part; absent, parts are stored as they are. */
  readonly deflate?: (bytes: Uint8Array) => Uint8Array;
  /** Changes what is said of a part: for damaged archives. */
  readonly sizeOf?: (size: number) => number;
}

/** A zip archive of texts. */
export function makeZip(parts: Parts, { deflate, sizeOf = (size) => size }: ZipOptions = {}): Uint8Array {
  const encoder = new TextEncoder();
  const bodies: number[] = [];
  const directory: number[] = [];
  for (const [name, text] of Object.entries(parts)) {
    const [title, content] = [encoder.encode(name), encoder.encode(text)];
    const data = deflate === undefined ? content : deflate(content);
    const shared = [
      ...u16(20, 0, deflate === undefined ? 0 : 8, 0, 0),
      ...u32(crc32(content), data.length, sizeOf(content.length)),
      ...u16(title.length, 0),
    ];
    const offset = bodies.length;
    bodies.push(...u32(0x04_03_4b_50), ...shared, ...title, ...data);
    directory.push(...u32(0x02_01_4b_50), ...u16(20), ...shared, ...u16(0, 0, 0), ...u32(0, offset), ...title);
  }
  const count = Object.keys(parts).length;
  const end = [...u32(0x06_05_4b_50), ...u16(0, 0, count, count), ...u32(directory.length, bodies.length), ...u16(0)];
  return Uint8Array.from([...bodies, ...directory, ...end]);
}

function u16(...values: number[]): number[] {
  return values.flatMap((value) => [value & 0xff, (value >> 8) & 0xff]);
}

function u32(...values: number[]): number[] {
  return values.flatMap((value) => [...u16(value & 0xff_ff), ...u16(value >>> 16)]);
}

/** What a made workbook holds: the XML of each sheet's rows, shared strings, and the XML of its defined names. */
export interface MadeBook {
  readonly sheets: Readonly<Record<string, string>>;
  readonly strings?: readonly string[];
  readonly names?: string;
}

/** The parts of a small Excel workbook. */
export function xlsxParts({ sheets, strings = [], names = '' }: MadeBook): Parts {
  const titles = Object.keys(sheets);
  const link = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="http://x/relationships/${type}" Target="${target}"/>`;
  const list = titles.map((name, index) => `<sheet name="${name}" sheetId="${index + 1}" r:id="r${index + 1}"/>`);
  const targets = titles.map((_, index) => link(`r${index + 1}`, 'worksheet', `worksheets/sheet${index + 1}.xml`));
  const rows = Object.entries(sheets).map(([, xml], index): [string, string] => [
    `xl/worksheets/sheet${index + 1}.xml`,
    `<worksheet><sheetData>${xml}</sheetData></worksheet>`,
  ]);
  return {
    '_rels/.rels': `<Relationships>${link('r', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `<workbook><sheets>${list.join('')}</sheets><definedNames>${names}</definedNames></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${targets.join('')}${link('s', 'sharedStrings', 'sharedStrings.xml')}</Relationships>`,
    'xl/sharedStrings.xml': `<sst>${strings.map((text) => `<si>${text}</si>`).join('')}</sst>`,
    ...Object.fromEntries(rows),
  };
}

/** A sheet of a made workbook: its records besides beginning and end. */
export interface MadeSheet {
  readonly name: string;
  readonly records: readonly (readonly number[])[];
}

const u16 = (...values: readonly number[]): number[] => values.flatMap((value) => [value & 0xff, (value >> 8) & 0xff]);
const u32 = (...values: readonly number[]): number[] =>
  values.flatMap((value) => [...u16(value & 0xff_ff), ...u16(value >>> 16)]);
const letters = (text: string): number[] => Array.from(text, (letter) => letter.codePointAt(0) ?? 0);

/** One BIFF record. */
export function biffRecord(type: number, data: readonly number[]): number[] {
  return [...u16(type, data.length), ...data];
}

/** Records of single cells, by what they hold. */
export const cellRecords = {
  number: (row: number, column: number, value: number): number[] =>
    biffRecord(0x02_03, [...u16(row, column, 0), ...float(value)]),
  /** Whole numbers in 30 bits side by side. */
  packed: (row: number, column: number, values: readonly number[]): number[] =>
    biffRecord(0xbd, [
      ...u16(row, column),
      ...values.flatMap((value) => [...u16(0), ...u32((value << 2) | 2)]),
      ...u16(column + values.length - 1),
    ]),
  hundredth: (row: number, column: number, value: number): number[] =>
    biffRecord(0x02_7e, [...u16(row, column, 0), ...u32((value << 2) | 3)]),
  shared: (row: number, column: number, text: number): number[] =>
    biffRecord(0xfd, [...u16(row, column, 0), ...u32(text)]),
  formula: (row: number, column: number, value: number): number[] =>
    biffRecord(0x06, [...u16(row, column, 0), ...float(value), ...u16(0), ...u32(0), ...u16(0)]),
  /** A formula that gave a text. */
  textFormula: (row: number, column: number, text: string): number[] => [
    ...biffRecord(0x06, [...u16(row, column, 0), 0, 0, 0, 0, 0, 0, 0xff, 0xff, ...u16(0), ...u32(0), ...u16(0)]),
    ...biffRecord(0x02_07, [...u16(text.length), 0, ...letters(text)]),
  ],
  error: (row: number, column: number, code: number): number[] =>
    biffRecord(0x02_05, [...u16(row, column, 0), code, 1]),
} as const;

function float(value: number): number[] {
  return [...new Uint8Array(Float64Array.of(value).buffer)];
}

/** A text of the shared table, as long as a record has room for it. */
export function sharedText(text: string): number[] {
  return [...u16(text.length), 0, ...letters(text)];
}

const begin = biffRecord(0x08_09, [...u16(0x06_00, 5), ...u16(0, 0), ...u32(0, 0)]);
const end = biffRecord(0x0a, []);

/**
 * A workbook of Excel 97: `strings` are the parts of the shared table after its two counts, each from the second on in a
 * record that continues it; `names` give cells of the first sheet.
 */
export function makeXls(made: {
  readonly sheets: readonly MadeSheet[];
  readonly stringCount?: number;
  readonly strings?: readonly (readonly number[])[];
  readonly names?: Readonly<Record<string, readonly [top: number, left: number, bottom: number, right: number]>>;
}): Uint8Array {
  const { sheets, stringCount = 0, strings = [[]], names = {} } = made;
  const [head = [], ...rest] = strings;
  const table = [
    ...biffRecord(0xfc, [...u32(stringCount, stringCount), ...head]),
    ...rest.flatMap((part) => biffRecord(0x3c, part)),
  ];
  const books = [...biffRecord(0x01_ae, u16(sheets.length, 0x04_01)), ...biffRecord(0x17, u16(1, 0, 0, 0))];
  const defined = Object.entries(names).flatMap(([name, [top, left, bottom, right]]) =>
    biffRecord(0x18, [
      ...u16(0),
      0,
      name.length,
      ...u16(11, 0, 0),
      0,
      0,
      0,
      0,
      0,
      ...letters(name),
      0x3b,
      ...u16(0, top, bottom, left, right),
    ]),
  );
  const bodies = sheets.map(({ records }) => [...begin, ...records.flat(), ...end]);
  const bound = (start: number, name: string): number[] =>
    biffRecord(0x85, [...u32(start), 0, 0, name.length, 0, ...letters(name)]);
  const globalsLength =
    begin.length +
    sheets.flatMap(({ name }) => bound(0, name)).length +
    books.length +
    defined.length +
    table.length +
    end.length;
  const starts = bodies.map((_, index) => bodies.slice(0, index).reduce((at, body) => at + body.length, globalsLength));
  const listed = sheets.flatMap(({ name }, index) => bound(starts[index] ?? 0, name));
  return compound(Uint8Array.from([...begin, ...listed, ...books, ...defined, ...table, ...end, ...bodies.flat()]));
}

/** A compound file with one stream of at least 4096 bytes: header, table of chains, directory, stream. */
function compound(stream: Uint8Array): Uint8Array {
  const sectors = Math.ceil(Math.max(4096, stream.length) / 512);
  const free = 0xff_ff_ff_ff;
  const chains = [0xff_ff_ff_fd, 0xff_ff_ff_fe];
  for (let index = 0; index < sectors; index++) chains.push(index === sectors - 1 ? 0xff_ff_ff_fe : index + 3);
  if (chains.length > 128) throw new RangeError('Cannot make a workbook of so many cells');
  const header = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1].concat(
    Array.from({ length: 16 }, () => 0),
    u16(0x3e, 3, 0xff_fe, 9, 6, 0, 0, 0),
    u32(0, 1, 1, 0, 4096, 0xff_ff_ff_fe, 0, 0xff_ff_ff_fe, 0),
  );
  const file = new Uint8Array(512 * (3 + sectors));
  file.set(header);
  file.set(u32(...Array.from({ length: 109 }, (_, index) => (index === 0 ? 0 : free))), 76);
  file.set(u32(...Array.from({ length: 128 }, (_, index) => chains[index] ?? free)), 512);
  file.set(entry('Root Entry', { type: 5, start: 0xff_ff_ff_fe, size: 0 }), 1024);
  file.set(entry('Workbook', { type: 2, start: 2, size: 512 * sectors }), 1024 + 128);
  file.set(stream, 1536);
  return file;
}

function entry(name: string, { type, start, size }: { type: number; start: number; size: number }): number[] {
  const wide = letters(name).flatMap((letter) => u16(letter));
  return [
    ...wide,
    ...Array.from({ length: 64 - wide.length }, () => 0),
    ...u16(wide.length + 2),
    type,
    1,
    ...u32(0xff_ff_ff_ff, 0xff_ff_ff_ff, 0xff_ff_ff_ff),
    ...Array.from({ length: 36 }, () => 0),
    ...u32(start, size, 0),
  ];
}

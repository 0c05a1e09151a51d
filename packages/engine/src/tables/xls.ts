import { biffRecords, PartsReader, type BiffRecord } from './biff-records.ts';
import { compoundStream } from './compound-file.ts';
import { ByteReader, damaged, FileFault, tooMuch, unread } from './file-fault.ts';
import { SheetBuilder, sheetWorkbook, type CellRange, type NamedRange, type Sheet, type Workbook } from './workbook.ts';

/** Cells of one file that hold something. */
const mostCells = 2_000_000;

/** Records of the workbook's stream that are read ([MS-XLS] 2.3). */
const record = {
  bof: 0x08_09,
  eof: 0x0a,
  boundSheet: 0x85,
  sharedStrings: 0xfc,
  name: 0x18,
  externalBook: 0x01_ae,
  externalSheets: 0x17,
  filePass: 0x2f,
  number: 0x02_03,
  rk: 0x02_7e,
  multipleRk: 0xbd,
  label: 0x02_04,
  labelShared: 0xfd,
  formula: 0x06,
  text: 0x02_07,
  booleanOrError: 0x02_05,
} as const;

const errors: Readonly<Record<number, string>> = {
  0x00: '#NULL!',
  0x07: '#DIV/0!',
  0x0f: '#VALUE!',
  0x17: '#REF!',
  0x1d: '#NAME?',
  0x24: '#NUM!',
  0x2a: '#N/A',
};

/**
 * Reads an Excel workbook of 1997 to 2003 (BIFF8 in a compound file, [MS-XLS]): cell values as they were last computed,
 * and defined names that stand for one rectangle.
 *
 * @throws {FileFault} where it cannot be read.
 */
export function readXls(bytes: Uint8Array, file: string): Workbook {
  const found = compoundStream(bytes, ['Workbook', 'Book']);
  if (found === undefined)
    throw unread('a compound file that is no Excel workbook', 'save the tables as .xlsx or .csv');
  const stream = new ByteReader(found);
  const globals = readGlobals(stream);
  const sheets: Sheet[] = [];
  let left = mostCells;
  for (const { name, start } of globals.sheets) {
    const sheet = readSheet(stream, { name, start, texts: globals.texts, most: left });
    left -= sheet.count;
    sheets.push(sheet.finish());
  }
  return sheetWorkbook(file, { sheets, names: globals.names });
}

interface Globals {
  readonly sheets: readonly { readonly name: string; readonly start: number }[];
  readonly texts: readonly string[];
  readonly names: readonly NamedRange[];
}

function readGlobals(stream: ByteReader): Globals {
  if (stream.u16(0) !== record.bof) throw damaged('its workbook does not begin');
  if (stream.u16(4) !== 0x06_00)
    throw unread('a workbook of Excel 5 or 95', 'save it as .xlsx or .xls of a later version');
  const listed: { name: string; start: number; isSheet: boolean }[] = [];
  let texts: readonly string[] = [];
  const names: BiffRecord[] = [];
  const books: boolean[] = [];
  let links: readonly SheetLink[] = [];
  for (const each of biffRecords(stream, 0)) {
    if (each.type === record.eof) break;
    if (each.type === record.filePass) throw unread('an encrypted workbook', 'save it without a password');
    if (each.type === record.boundSheet) listed.push(readBoundSheet(each));
    else if (each.type === record.sharedStrings) texts = readTexts(each);
    else if (each.type === record.name) names.push(each);
    else if (each.type === record.externalBook) books.push(isOwnBook(each));
    else if (each.type === record.externalSheets) links = readLinks(each);
  }
  return {
    sheets: listed.filter(({ isSheet }) => isSheet),
    texts,
    names: names.flatMap((each) => readName(each, { listed, books, links }) ?? []),
  };
}

function first({ parts }: BiffRecord): ByteReader {
  const [part] = parts;
  if (part === undefined) throw damaged('a record is empty');
  return part;
}

function readBoundSheet(each: BiffRecord): { name: string; start: number; isSheet: boolean } {
  const part = first(each);
  const name = new PartsReader([part], 8).letters(part.u8(6), (part.u8(7) & 1) === 1);
  return { start: part.u32(0), isSheet: part.u8(5) === 0, name };
}

/** Formatting runs and phonetic hints of a text are passed over. */
function readTexts({ parts }: BiffRecord): string[] {
  const reader = new PartsReader(parts);
  reader.u32();
  const count = reader.u32();
  const texts: string[] = [];
  for (let index = 0; index < count; index++) {
    const length = reader.u16();
    const flags = reader.u8();
    const runs = (flags & 8) === 0 ? 0 : reader.u16();
    const extra = (flags & 4) === 0 ? 0 : reader.u32();
    texts.push(reader.letters(length, (flags & 1) === 1));
    reader.skip(4 * runs + extra);
    if (texts.length > mostCells) throw tooMuch(`${mostCells} texts`);
  }
  return texts;
}

/** Which book, and which of its sheets, a formula's three-dimensional reference means. */
interface SheetLink {
  readonly book: number;
  readonly sheet: number;
}

function readLinks(each: BiffRecord): SheetLink[] {
  const part = first(each);
  return Array.from({ length: part.u16(0) }, (_, index) => ({
    book: part.u16(2 + 6 * index),
    sheet: part.u16(4 + 6 * index),
  }));
}

/** The workbook itself has a mark where others have the name of their file. */
function isOwnBook(each: BiffRecord): boolean {
  const part = first(each);
  return part.length === 4 && part.u16(2) === 0x04_01;
}

/** A defined name whose formula is one reference to cells of this workbook; undefined for others. */
function readName(
  each: BiffRecord,
  book: {
    readonly listed: readonly { readonly name: string }[];
    readonly books: readonly boolean[];
    readonly links: readonly SheetLink[];
  },
): NamedRange | undefined {
  const part = first(each);
  const isBuiltIn = (part.u16(0) & 0x20) !== 0;
  const length = part.u8(3);
  const formulaLength = part.u16(4);
  const local = book.listed[part.u16(8) - 1]?.name;
  const wide = (part.u8(14) & 1) === 1;
  const formula = new ByteReader(part.slice(15 + length * (wide ? 2 : 1), formulaLength));
  if (isBuiltIn || formulaLength < 7) return undefined;
  const name = new PartsReader([part], 15).letters(length, wide);
  const token = formula.u8(0) & 0x1f;
  const link = book.links[formula.u16(1)];
  const sheet = link !== undefined && book.books[link.book] === true ? book.listed[link.sheet]?.name : undefined;
  const range = sheet === undefined ? undefined : readReference(formula, { token, sheet });
  return range === undefined ? undefined : { name, range, ...(local === undefined ? {} : { local }) };
}

function readReference(formula: ByteReader, { token, sheet }: { token: number; sheet: string }): CellRange | undefined {
  const column = (at: number): number => formula.u16(at) & 0x3f_ff;
  if (token === 0x1a && formula.length === 7) {
    const [row, at] = [formula.u16(3), column(5)];
    return { sheet, top: row, left: at, bottom: row, right: at };
  }
  if (token !== 0x1b || formula.length !== 11) return undefined;
  return { sheet, top: formula.u16(3), bottom: formula.u16(5), left: column(7), right: column(9) };
}

function readSheet(
  stream: ByteReader,
  { name, start, texts, most }: { name: string; start: number; texts: readonly string[]; most: number },
): SheetBuilder {
  const sheet = new SheetBuilder(name);
  if (stream.u16(start) !== record.bof) throw damaged(`the sheet "${name}" is not where the workbook says`);
  let depth = 0;
  /** The formula whose text the next record holds. */
  let waiting: { row: number; column: number } | undefined;
  for (const each of biffRecords(stream, start)) {
    // Charts stand inside a sheet, with a beginning and an end of their own.
    if (each.type === record.bof) depth++;
    else if (each.type === record.eof && --depth === 0) return sheet;
    if (depth > 1) continue;
    const part = first(each);
    if (each.type === record.text && waiting !== undefined) {
      const text = new PartsReader(each.parts, 3).letters(part.u16(0), (part.u8(2) & 1) === 1);
      sheet.set(waiting.row, waiting.column, text);
    }
    if (each.type === record.formula) {
      const value = readFormula(part);
      waiting = value === undefined ? { row: part.u16(0), column: part.u16(2) } : undefined;
      if (value !== undefined) sheet.set(part.u16(0), part.u16(2), value);
    } else readCells(each, { sheet, texts });
    if (sheet.count > most) throw tooMuch(`${mostCells} cells`);
  }
  throw new FileFault('damaged-file', `it is damaged: the sheet "${name}" breaks off`, 'save the file again');
}

/** Cells other than those of formulas. */
function readCells(each: BiffRecord, { sheet, texts }: { sheet: SheetBuilder; texts: readonly string[] }): void {
  const part = first(each);
  switch (each.type) {
    case record.number:
      sheet.set(part.u16(0), part.u16(2), part.f64(6));
      return;
    case record.rk:
      sheet.set(part.u16(0), part.u16(2), unpacked(part.i32(6)));
      return;
    case record.multipleRk: {
      const [row, column] = [part.u16(0), part.u16(2)];
      const count = Math.floor((part.length - 6) / 6);
      for (let index = 0; index < count; index++) sheet.set(row, column + index, unpacked(part.i32(6 + 6 * index)));
      return;
    }
    case record.label:
      sheet.set(part.u16(0), part.u16(2), new PartsReader(each.parts, 9).letters(part.u16(6), (part.u8(8) & 1) === 1));
      return;
    case record.labelShared: {
      const text = texts[part.u32(6)];
      if (text === undefined) throw damaged(`it has no text number ${part.u32(6)}`);
      sheet.set(part.u16(0), part.u16(2), text);
      return;
    }
    case record.booleanOrError:
      sheet.set(part.u16(0), part.u16(2), flagText(part.u8(6), part.u8(7) === 1));
  }
}

/** A number in 30 bits: a whole number or the head of a floating one, perhaps a hundredth of it. */
function unpacked(packed: number): number {
  const isWhole = (packed & 2) !== 0;
  const view = new DataView(new ArrayBuffer(8));
  view.setInt32(0, packed & ~3);
  const value = isWhole ? packed >> 2 : view.getFloat64(0);
  return (packed & 1) === 0 ? value : value / 100;
}

/** The value that a formula had; undefined where it is a text, which the next record holds. */
function readFormula(part: ByteReader): number | string | undefined {
  if (part.u16(12) !== 0xff_ff) return part.f64(6);
  const kind = part.u8(6);
  if (kind === 0) return undefined;
  // 1: a truth value, 2: an error, 3: an empty text.
  return kind === 3 ? '' : flagText(part.u8(8), kind === 2);
}

function flagText(value: number, isError: boolean): string {
  if (isError) return errors[value] ?? '#N/A';
  return value === 0 ? 'FALSE' : 'TRUE';
}

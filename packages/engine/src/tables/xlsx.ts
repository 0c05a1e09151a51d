import { decodeText } from '../model/decode-text.ts';
import { scanXml, type XmlVisitor } from '../xml/scan-xml.ts';
import { parseAddress } from './cell-address.ts';
import { damaged, tooMuch, unread } from './file-fault.ts';
import { parseRange } from './parse-range.ts';
import { SheetBuilder, sheetWorkbook, type NamedRange, type Sheet, type Workbook } from './workbook.ts';
import { ZipArchive } from './zip.ts';

/** Cells of one file that hold something. */
const mostCells = 2_000_000;

/**
 * Reads an Excel workbook as of 2007 (Office Open XML, ECMA-376 part 1, chapter 18): cell values as they were last
 * computed, and defined names that stand for one rectangle.
 *
 * @throws {FileFault} where it cannot be read.
 */
export async function readXlsx(bytes: Uint8Array, file: string): Promise<Workbook> {
  const archive = new ZipArchive(bytes);
  const book = await findBook(archive);
  const links = await readLinks(archive, linksOf(book));
  const { sheets: listed, names } = readBook(await xmlPart(archive, book));
  const target = (pattern: RegExp): string | undefined =>
    [...links.values()].find(({ type }) => pattern.test(type))?.target;
  const stringsAt = target(/\/sharedStrings$/);
  const texts = stringsAt === undefined ? [] : readTexts(await xmlPart(archive, resolve(book, stringsAt)));
  const sheets: Sheet[] = [];
  let left = mostCells;
  for (const { name, link } of listed) {
    const found = links.get(link);
    // Charts and macro sheets have no cells.
    if (found === undefined || !found.type.endsWith('/worksheet')) continue;
    const sheet = readSheet(await xmlPart(archive, resolve(book, found.target)), { name, texts, most: left });
    left -= sheet.count;
    sheets.push(sheet.finish());
  }
  return sheetWorkbook(file, { sheets, names });
}

async function findBook(archive: ZipArchive): Promise<string> {
  const links = await readLinks(archive, '_rels/.rels');
  const found = [...links.values()].find(({ type }) => type.endsWith('/officeDocument'))?.target ?? 'xl/workbook.xml';
  const name = found.replace(/^\//, '');
  if (/\.bin$/i.test(name)) throw unread('a binary workbook (.xlsb)', 'save it as .xlsx');
  if (archive.names.includes(name)) return name;
  throw unread('an archive that is no Excel workbook', 'save the tables as .xlsx, .xls or .csv');
}

function linksOf(part: string): string {
  const slash = part.lastIndexOf('/') + 1;
  return `${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`;
}

/** A target is absolute, or starts from the folder of the part that names it. */
function resolve(from: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const parts = from.split('/').slice(0, -1);
  for (const each of target.split('/')) {
    if (each === '..') parts.pop();
    else if (each !== '.') parts.push(each);
  }
  return parts.join('/');
}

async function xmlPart(archive: ZipArchive, name: string): Promise<string> {
  const bytes = await archive.part(name);
  if (bytes === undefined) throw damaged(`"${name}" is missing`);
  return decodeText(bytes);
}

function scan(text: string, visitor: XmlVisitor): void {
  const fault = scanXml(text, visitor);
  if (fault !== undefined) throw damaged(fault);
}

interface Link {
  readonly type: string;
  readonly target: string;
}

async function readLinks(archive: ZipArchive, name: string): Promise<ReadonlyMap<string, Link>> {
  const links = new Map<string, Link>();
  if (!archive.names.includes(name)) return links;
  scan(await xmlPart(archive, name), {
    open: (tag, { Id, Type, Target }) => {
      if (tag === 'Relationship' && Id !== undefined) links.set(Id, { type: Type ?? '', target: Target ?? '' });
    },
  });
  return links;
}

function readBook(text: string): { sheets: { name: string; link: string }[]; names: NamedRange[] } {
  const sheets: { name: string; link: string }[] = [];
  const written: { name: string; local: number | undefined; text: string }[] = [];
  let inName = false;
  scan(text, {
    open: (tag, attributes) => {
      if (tag === 'sheet') {
        const link = Object.entries(attributes).find(([key]) => /(?:^|:)id$/.test(key))?.[1] ?? '';
        sheets.push({ name: attributes['name'] ?? '', link });
      }
      inName = tag === 'definedName';
      if (!inName) return;
      const local = attributes['localSheetId'];
      written.push({
        name: attributes['name'] ?? '',
        local: local === undefined ? undefined : Number(local),
        text: '',
      });
    },
    text: (part) => {
      const last = written.at(-1);
      if (inName && last !== undefined) last.text += part;
    },
    close: () => {
      inName = false;
    },
  });
  const names = written.flatMap(({ name, local, text: reference }) => {
    const range = parseRange(reference);
    const sheet = local === undefined ? undefined : sheets[local]?.name;
    return range === undefined ? [] : [{ name, range, ...(sheet === undefined ? {} : { local: sheet }) }];
  });
  return { sheets, names };
}

/** The shared strings: runs of rich text are joined, phonetic hints left out. */
function readTexts(text: string): string[] {
  const texts: string[] = [];
  let item = '';
  let inText = false;
  let phonetic = false;
  scan(text, {
    open: (tag) => {
      if (tag === 'si') item = '';
      if (tag === 'rPh') phonetic = true;
      inText = tag === 't' && !phonetic;
    },
    text: (part) => {
      if (inText) item += part;
    },
    close: (tag) => {
      inText = false;
      if (tag === 'rPh') phonetic = false;
      if (tag === 'si') texts.push(item);
    },
  });
  return texts;
}

function readSheet(
  text: string,
  { name, texts, most }: { name: string; texts: readonly string[]; most: number },
): SheetBuilder {
  const sheet = new SheetBuilder(name);
  let row = -1;
  let column = -1;
  let type = 'n';
  let value = '';
  let inValue = false;
  scan(text, {
    open: (tag, attributes) => {
      inValue = tag === 'v' || (tag === 't' && type === 'inlineStr');
      if (tag === 'row') {
        row = attributes['r'] === undefined ? row + 1 : Number(attributes['r']) - 1;
        column = -1;
      }
      if (tag !== 'c') return;
      const address = parseAddress(attributes['r'] ?? '');
      if (address !== undefined) row = address.row;
      column = address?.column ?? column + 1;
      type = attributes['t'] ?? 'n';
      value = '';
    },
    text: (part) => {
      if (inValue) value += part;
    },
    close: (tag) => {
      inValue = false;
      if (tag !== 'c' || value === '') return;
      sheet.set(row, column, cellValue(value, { type, texts }));
      if (sheet.count > most) throw tooMuch(`${mostCells} cells`);
    },
  });
  return sheet;
}

function cellValue(text: string, { type, texts }: { type: string; texts: readonly string[] }): number | string {
  if (type === 's') {
    const found = texts[Number(text)];
    if (found === undefined) throw damaged(`it has no text number ${text}`);
    return found;
  }
  if (type === 'b') return text.trim() === '1' ? 'TRUE' : 'FALSE';
  if (type !== 'n') return text;
  const number = Number(text);
  if (!Number.isFinite(number)) throw damaged(`"${text.slice(0, 40)}" is no number`);
  return number;
}

import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { sharedPath } from '../../../../tests/shared.ts';
import { formatDiagnostic } from '../model/diagnostic.ts';
import { cellRecords, makeXls, sharedText } from '../testing/make-xls.ts';
import { makeZip, xlsxParts } from '../testing/make-xlsx.ts';
import { openWorkbook } from './open-workbook.ts';
import type { Workbook } from './workbook.ts';

const deflate = (bytes: Uint8Array): Uint8Array => deflateRawSync(bytes);

async function opened(bytes: Uint8Array, file: string): Promise<Workbook> {
  const { workbook, diagnostics } = await openWorkbook(bytes, { file });
  if (workbook === undefined) throw new Error(diagnostics.map(formatDiagnostic).join('\n'));
  return workbook;
}

async function fault(bytes: Uint8Array, file = 'a.xlsx'): Promise<string | undefined> {
  const { workbook, diagnostics } = await openWorkbook(bytes, { file });
  expect(workbook).toBeUndefined();
  return diagnostics.map(formatDiagnostic)[0];
}

/** The rows of a sheet, cells by bars. */
function rowsOf(workbook: Workbook, name: string): string[] {
  const sheet = workbook.sheet(name);
  if (sheet === undefined) throw new Error(`there is no sheet ${name}`);
  return Array.from({ length: sheet.rows }, (_, row) =>
    Array.from({ length: sheet.columns }, (__, column) => {
      const cell = sheet.cell(row, column);
      return typeof cell === 'string' ? `'${cell}'` : (cell ?? '');
    }).join('|'),
  );
}

const parts = xlsxParts({
  sheets: {
    First:
      '<row r="2"><c r="B2"><v>1.5</v></c><c t="s"><v>1</v></c><c r="E2" t="b"><v>1</v></c></row>' +
      '<row r="3"><c r="A3" t="str"><f>B2&amp;""</f><v>x</v></c><c r="B3"><f>1+1</f><v>2</v></c><c r="C3" t="e"><v>#N/A</v></c><c r="D3" t="inlineStr"><is><t>in</t></is></c><c r="E3" s="1"/></row>',
    Second: '<row><c><v>-1e3</v></c></row>',
  },
  strings: ['<t>no</t>', '<r><t>ri</t></r><r><t xml:space="preserve">ch </t></r><rPh><t>hint</t></rPh>'],
  names:
    '<definedName name="whole">First!$B$2:$C$3</definedName><definedName name="own" localSheetId="1">\'Second\'!$A$1</definedName>' +
    '<definedName name="own">First!$A$1</definedName><definedName name="moving">OFFSET(First!$A$1,1,1)</definedName>',
});

test.each([
  ['stored', makeZip(parts)],
  ['packed', makeZip(parts, { deflate })],
])('openWorkbook reads numbers, texts and computed values of an .xlsx whose parts are %s', async (_how, bytes) => {
  const workbook = await opened(bytes, 'a.xlsx');
  expect(workbook.sheetNames).toEqual(['First', 'Second']);
  expect(rowsOf(workbook, 'first')).toEqual(['||||', "|1.5|'rich '||'TRUE'", "'x'|2|'#N/A'|'in'|"]);
  expect(rowsOf(workbook, 'Second')).toEqual(['-1000']);
});

test('openWorkbook reads the names for cells, those of a sheet before those of the file', async () => {
  const workbook = await opened(makeZip(parts), 'a.xlsx');
  expect(workbook.range('WHOLE', 'Second')).toEqual({ sheet: 'First', top: 1, left: 1, bottom: 2, right: 2 });
  expect(workbook.range('own', 'Second')?.sheet).toBe('Second');
  expect(workbook.range('own', 'First')?.sheet).toBe('First');
  expect(workbook.range('moving', 'First')).toBeUndefined();
});

const xls = makeXls({
  sheets: [
    {
      name: 'Tab',
      records: [
        cellRecords.number(0, 0, 0.1),
        cellRecords.packed(0, 1, [3, -4]),
        cellRecords.hundredth(1, 0, 1234),
        cellRecords.shared(1, 1, 1),
        cellRecords.formula(1, 2, 2.5),
        cellRecords.textFormula(2, 0, 'sum'),
        cellRecords.error(2, 1, 0x2a),
      ],
    },
    { name: 'Empty', records: [] },
  ],
  stringCount: 2,
  // The second text goes on in the next record, which says anew that its letters are one byte each.
  strings: [
    [...sharedText('no'), ...sharedText('broken').slice(0, 5)],
    [0, ...sharedText('broken').slice(5)],
  ],
  names: { corner: [1, 1, 2, 2] },
});

test('openWorkbook reads numbers, texts and computed values of an .xls', async () => {
  const workbook = await opened(xls, 'a.xls');
  expect(workbook.sheetNames).toEqual(['Tab', 'Empty']);
  expect(rowsOf(workbook, 'Tab')).toEqual(['0.1|3|-4', "12.34|'broken'|2.5", "'sum'|'#N/A'|"]);
  expect(workbook.range('corner', 'Tab')).toEqual({ sheet: 'Tab', top: 1, left: 1, bottom: 2, right: 2 });
});

test('openWorkbook cuts a text at the delimiter that is asked for', async () => {
  const text = new TextEncoder().encode('\ufeffTime\t,a b ,"c,""d"""\r\n1 ,2e3,-.5\r\n');
  const workbook = await opened(text, 'a.csv');
  expect(rowsOf(workbook, ',')).toEqual([`'Time'|'a b'|'c,"d"'`, '1|2000|-0.5']);
  expect(rowsOf(workbook, 'whatever')).toEqual(rowsOf(workbook, ','));
  expect(rowsOf(workbook, '\\t')[1]).toBe("'1 ,2e3,-.5'|");
  expect(rowsOf(await opened(text, 'a.tab'), '')).toEqual(rowsOf(workbook, '\t'));
});

test.each<[string, Uint8Array, string]>([
  [
    'an archive cut short',
    makeZip(parts).subarray(0, -30),
    'a.xlsx:1:1 damaged-file Cannot open "a.xlsx": it is damaged: the end of the archive is missing',
  ],
  [
    'another archive',
    makeZip({ mimetype: 'ods' }),
    'unsupported-file Cannot open "a.xlsx": an archive that is no Excel workbook is not supported; save the tables as .xlsx, .xls or .csv',
  ],
  [
    'a part that unpacks to more than it says',
    makeZip(parts, { deflate, sizeOf: (size) => size - 1 }),
    '"_rels/.rels" is longer than the directory says',
  ],
  [
    'a part that says it is enormous',
    makeZip(parts, { deflate, sizeOf: () => 2 ** 31 }),
    'it holds more than 67108864 bytes unpacked',
  ],
  ['a part that is no XML', makeZip({ ...parts, 'xl/workbook.xml': '<a>' }), 'it is damaged: unclosed tag: a'],
  ['a cell without its text', makeZip({ ...parts, 'xl/sharedStrings.xml': '<sst/>' }), 'it has no text number 1'],
  ['a workbook cut short', xls.subarray(0, 2000), 'it is damaged: a chain leaves the file'],
  ['bytes that are nothing', Uint8Array.of(1, 0, 2), 'a file that is neither an Excel workbook nor text'],
  ['a page', new TextEncoder().encode('<html></html>'), 'a page or a workbook in XML is not supported'],
])('openWorkbook refuses %s', async (_what, bytes, expected) => {
  expect(await fault(bytes)).toContain(expected);
});

test('openWorkbook gives a workbook or an error for any damage to a file, and does not throw', async () => {
  const folder = sharedPath('conformance') ?? '';
  const paths = folder === '' ? [] : readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const real = paths
    .filter((path) => /\.xlsx?$/.test(path))
    .map((path) => new Uint8Array(readFileSync(join(folder, path))));
  const files = [makeZip(parts, { deflate }), xls, ...real];
  const flips = fc.array(fc.record({ at: fc.nat(), value: fc.nat(255) }), { minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(fc.nat(), flips, fc.option(fc.nat(), { freq: 4 }), async (which, changes, cut) => {
      const bytes = Uint8Array.from(files[which % files.length] ?? xls);
      for (const { at, value } of changes) bytes[at % bytes.length] = value;
      const damaged = cut === null ? bytes : bytes.subarray(0, cut % bytes.length);
      const { workbook, diagnostics } = await openWorkbook(damaged, { file: 'damaged' });
      expect(workbook === undefined).toBe(diagnostics.length > 0);
    }),
    { numRuns: 300, interruptAfterTimeLimit: 20_000 },
  );
}, 30_000);

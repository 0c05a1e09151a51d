import { openWorkbook } from '../../tables/open-workbook.ts';
import { biffRecord, cellRecords, makeXls, sharedText } from '../make-xls.ts';
import { makeZip, xlsxParts, type Parts } from '../make-xlsx.ts';
import { Chance } from './chance.ts';
import { faultOfDiagnostics } from './fault.ts';
import { mutate } from './mutate.ts';
import type { Target } from './target.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Excel workbooks and delimited text: made ones damaged before they are packed or after it, and real ones damaged. */
export const tablesTarget: Target = {
  make({ seed, index, samples }) {
    const chance = new Chance(`tables ${seed} ${index}`);
    const made = chance.pick([makeText, makeOldBook, makeBook, makeDamagedParts])(chance);
    const file = samples.tables.length > 0 && chance.happens(0.3) ? chance.pick(samples.tables) : made;
    return chance.happens(0.3) ? file : mutate(file, made, chance);
  },
  async fault(input) {
    const { workbook, diagnostics } = await openWorkbook(input, { file: 'made.xlsx' });
    if ((workbook === undefined) === (diagnostics.length === 0))
      return 'a file gave neither a workbook nor a reason, or both';
    for (const name of workbook?.kind === 'text' ? [',', '\t', ';'] : (workbook?.sheetNames ?? [])) {
      const sheet = workbook?.sheet(name);
      if (sheet === undefined) return 'a sheet that is listed is not there';
      for (const at of [0, 1, sheet.rows - 1]) {
        for (let column = 0; column < Math.min(sheet.columns, 20); column++) {
          const cell = sheet.cell(at, column);
          if (typeof cell === 'number' && !Number.isFinite(cell)) return `a cell is ${cell}`;
        }
      }
      workbook?.range('rates', name);
    }
    return faultOfDiagnostics(diagnostics);
  },
};

function makeText(chance: Chance): Uint8Array {
  const separator = chance.pick([',', '\t', ';']);
  const cell = (): string => chance.pick(['1', '2.5', 'a', '"b, ""c"""', '', '1e999', '-3', 'Time', '1,5']);
  return encode(
    chance.several(1, 6, () => chance.several(1, 5, cell).join(separator)).join(chance.pick(['\n', '\r\n', '\r'])),
  );
}

function makeOldBook(chance: Chance): Uint8Array {
  const place = (): readonly [number, number] => [chance.whole(6), chance.whole(4)];
  const record = (): number[] => {
    const [row, column] = place();
    return chance.happens(0.8)
      ? cellRecords.number(row, column, chance.pick([1, 0.25, -7, 1e300]))
      : biffRecord(
          chance.whole(0x300),
          chance.several(0, 12, () => chance.whole(256)),
        );
  };
  return makeXls({
    strings: [sharedText('a'), sharedText('b')].slice(0, 1),
    sheets: [{ name: 'Data', records: chance.several(0, 8, record) }],
  });
}

function parts(chance: Chance): Parts {
  const cell = (column: number, row: number): string =>
    `<c r="${chance.pick(['A', 'B', 'C', 'XFD'])}${row}"${chance.pick(['', ' t="s"', ' t="str"', ' t="b"', ' t="e"'])}><v>${chance.pick(['1', '0', '2.5', 'x', '1e999', String(column)])}</v></c>`;
  const rows = chance.several(
    0,
    5,
    (row) => `<row r="${row + 1}">${chance.several(0, 4, (column) => cell(column, row + 1)).join('')}</row>`,
  );
  return xlsxParts({
    sheets: { Data: rows.join(''), Other: '' },
    strings: ['<t>a</t>', '<r><t>b</t></r>'],
    names: '<definedName name="rates">Data!$A$1:$B$2</definedName>',
  });
}

function makeBook(chance: Chance): Uint8Array {
  return makeZip(parts(chance));
}

function makeDamagedParts(chance: Chance): Uint8Array {
  const changed = Object.entries(parts(chance)).map(([name, text]): [string, string] => {
    if (chance.happens(0.6)) return [name, text];
    return [name, new TextDecoder().decode(mutate(encode(text), encode(text), chance))];
  });
  return makeZip(Object.fromEntries(changed), chance.happens(0.1) ? { sizeOf: (size) => size * 1000 } : {});
}

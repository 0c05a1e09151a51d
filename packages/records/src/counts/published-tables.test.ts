import { describe, expect, it } from 'vitest';
import { readCin } from '../cin/read-cin.ts';
import { readSsda903 } from '../ssda903/read-ssda903.ts';
import { textFile } from '../table/record-file.ts';
import { careCounts } from './care-counts.ts';
import { careHistory } from './care-history.ts';
import { careTables, needTablesOf, type PublishedTable } from './published-tables.ts';

const row = (tables: readonly PublishedTable[], title: string): (number | null)[] => [
  ...(tables.find((table) => table.title === title)?.rows[0]?.counts ?? []),
];

describe('careTables', () => {
  it('withholds what came and went where one of them is small and the stocks would tell it', async () => {
    // Twenty are in care before the year, ten start, three of them cease: 20 + 10 - ? = 27.
    const rows = Array.from({ length: 30 }, (_, child) => {
      const began = child < 20 ? '2023-05-01' : '2024-05-01';
      return `${child},${began},S,V2,N1,U6,PR1,${child < 3 ? '2024-07-01,E4A' : ','}`;
    });
    const text = `CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC\n${rows.join('\n')}\n`;
    const returns = await readSsda903([textFile('e', text)]);
    const tables = careTables(careCounts(careHistory(returns), returns.children));
    expect(row(tables, 'Children in care')).toEqual([20, null, null, 27, 0]);
    expect(row(tables, 'Started, by legal status').every((count) => count === null)).toBe(true);
    expect(row(tables, 'Ceased, by reason').every((count) => count === null)).toBe(true);
    expect(row(tables, 'In care on 31 March, by placement')).toContain(27);
  });
});

describe('needTablesOf', () => {
  it('withholds plans started with plans ended, and closures with referrals without action', async () => {
    const plan = (ended: boolean): string =>
      `<CINdetails><CINreferralDate>2024-05-01</CINreferralDate>${ended ? '<CINclosureDate>2024-09-01</CINclosureDate>' : ''}<ChildProtectionPlans><CPPstartDate>2024-06-01</CPPstartDate>${ended ? '<CPPendDate>2024-08-01</CPPendDate>' : ''}</ChildProtectionPlans></CINdetails>`;
    const children = Array.from(
      { length: 20 },
      (_, child) => `<Child><LAchildID>${child}</LAchildID>${plan(child < 2)}</Child>`,
    );
    const text = `<Message><Header><Collection>CIN</Collection><Year>2025</Year></Header><Children>${children.join('')}</Children></Message>`;
    const tables = needTablesOf(await readCin([textFile('c', text)]));
    expect(row(tables, 'Children in need')).toEqual([20, 0, null, 0, 0, null, 18]);
    expect(row(tables, 'Child protection')).toEqual([0, 0, null, 0, null, 18]);
  });
});

import { describe, expect, it } from 'vitest';
import { dayOf } from '../dates.ts';
import { readSsda903 } from '../ssda903/read-ssda903.ts';
import { textFile } from '../table/record-file.ts';
import { careCounts, type CareCounts, type Measure } from './care-counts.ts';
import { careHistory } from './care-history.ts';
import { careTables } from './published-tables.ts';

const header = 'CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n1,M,01/06/2014,WBRI,,,\n2,F,01/01/2008,WBRI,,,\n';
const uasc = 'CHILD,SEX,DOB,DUC\n2,F,01/01/2008,01/01/2026\n';
const episodes = `CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC
1,2024-04-10,S,V2,N1,U6,PR1,2024-06-20,X1
1,2024-06-20,P,C1,N1,K2,PR4,2024-08-01,E4A
2,2023-04-10,S,V2,N8,K3,PR4,,
3,2024-05-02,S,L1,N1,U6,PR4,2024-05-09,E4B
`;

async function counted(): Promise<CareCounts> {
  const returns = await readSsda903([textFile('h', header), textFile('u', uasc), textFile('e', episodes)]);
  return careCounts(careHistory(returns), returns.children);
}

const sum = ({ counts }: CareCounts, measure: Measure, month: number): number =>
  counts.filter((cell) => cell.measure === measure && cell.month === month).reduce((all, { count }) => all + count, 0);

describe('careCounts', () => {
  it('counts who is in care at the end of each month, and what happened in it', async () => {
    const counts = await counted();
    expect([4, 5, 6, 7, 8, 9].map((month) => sum(counts, 'in care', dayOf(2024, month, 1)))).toEqual([
      1, 2, 2, 2, 2, 1,
    ]);
    expect(sum(counts, 'started', dayOf(2024, 5, 1))).toBe(1);
    expect(sum(counts, 'ceased', dayOf(2024, 8, 1))).toBe(1);
    expect(counts.counts.find(({ measure }) => measure === 'moved')).toMatchObject({
      month: dayOf(2024, 6, 1),
      placement: 'own foster',
      to: 'independent residential',
      age: '10 to 15',
    });
    expect(counts.counts.find(({ unaccompanied }) => unaccompanied)).toMatchObject({
      placement: 'supported',
      age: '16 and over',
    });
  });

  it('keeps accounts that agree exactly', async () => {
    const { accounts } = await counted();
    expect(accounts).toHaveLength(12);
    for (const { inCare, started, ceased, inCareAfter } of accounts)
      expect(inCare + started - ceased).toBe(inCareAfter);
  });
});

it('says of 31 March who was in care on that day, and nothing of a day before it', async () => {
  const left = 'CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC\n1,2024-04-10,S,V2,N1,U6,PR1,2024-06-20,E4A\n';
  const returns = await readSsda903([textFile('h', header), textFile('e', left)]);
  const [, byPlacement] = careTables(careCounts(careHistory(returns), returns.children));
  expect(byPlacement?.rows).toEqual([{ year: 2025, counts: byPlacement?.columns.map(() => 0) }]);
});

import { describe, expect, it } from 'vitest';
import { isoDate, noDay } from '../dates.ts';
import { episodeLists } from '../ssda903/episodes.ts';
import { readSsda903 } from '../ssda903/read-ssda903.ts';
import { textFile } from '../table/record-file.ts';
import { careHistory, type CareHistory } from './care-history.ts';

/** Returns from rows such as `1,2024-04-10,S,V2,U6,2024-05-01,X1`, a text a year. */
async function historyOf(...years: readonly string[]): Promise<CareHistory> {
  const files = years.map((rows, place) =>
    textFile(
      `episodes ${place}`,
      `CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC\n${rows
        .trim()
        .split(/\s+/)
        .map((row) => {
          const [child, began, reason, legal, placement, ended, end] = row.split(',');
          return [child, began, reason, legal, 'N1', placement, 'PR1', ended, end].join(',');
        })
        .join('\n')}\n`,
    ),
  );
  return careHistory(await readSsda903(files));
}

const told = ({ periods }: CareHistory): string[] =>
  periods.map(({ child, from, to, end, stays }) =>
    [child, isoDate(from), to === noDay ? 'open' : isoDate(to), episodeLists.end.codes[end] ?? '?', stays.length].join(
      ' ',
    ),
  );
const rules = ({ findings }: CareHistory): string[] => findings.map(({ rule, count }) => `${rule.id} ${count}`);

describe('careHistory', () => {
  it('joins episodes that follow upon one another, and parts those that do not', async () => {
    const history = await historyOf(`
      1,2024-04-10,S,V2,U6,2024-05-01,X1
      1,2024-05-01,P,V2,K2,2024-06-01,E4A
      1,2024-09-01,S,C1,U6,,
    `);
    expect(told(history)).toEqual(['0 2024-04-10 2024-06-01 E4A 2', '0 2024-09-01 open ? 1']);
    expect(rules(history)).toEqual([]);
  });

  it('takes how an episode ended from the latest return, and says of one that is not carried on', async () => {
    const history = await historyOf(
      '1,2023-05-01,S,C2,U6,, 2,2023-06-01,S,C2,U6,, 3,2023-07-01,S,C2,U6,2024-03-01,E4A',
      '1,2023-05-01,S,C2,U6,2024-07-01,E45 4,2024-08-01,S,C2,U6,,',
    );
    expect(told(history)).toEqual([
      '0 2023-05-01 2024-07-01 E45 1',
      '1 2023-06-01 2024-04-01 ? 1',
      '2 2023-07-01 2024-03-01 E4A 1',
      '3 2024-08-01 open ? 1',
    ]);
    expect(rules(history)).toEqual(['open-episode-not-carried-on 1']);
  });

  it.each([
    ['overlapping-episodes 1', '1,2024-04-10,S,V2,U6,2024-06-01,X1 1,2024-05-01,P,V2,K2,2024-07-01,E4A'],
    ['open-episode-followed 1', '1,2024-04-10,S,V2,U6,, 1,2024-05-01,P,V2,K2,2024-07-01,E4A'],
    ['ceased-but-continued 1', '1,2024-04-10,S,V2,U6,2024-05-01,E4A 1,2024-05-01,S,V2,K2,2024-07-01,E4A'],
    ['episode-twice 1', '1,2024-04-10,S,V2,U5,2024-05-01,X1 1,2024-04-10,S,V2,U6,2024-07-01,E4A'],
    ['episode-ends-before-it-begins 1', '1,2024-04-10,S,V2,U5,2024-04-01,X1 1,2024-05-10,P,V2,U6,2024-07-01,E4A'],
  ])('mends and reports %s', async (rule, rows) => {
    const history = await historyOf(rows);
    expect(rules(history)).toEqual([rule]);
    expect(told(history)).toEqual([expect.stringMatching(/^0 2024-04-10 2024-07-01 E4A/)]);
  });

  it('takes a gap after an episode that should go on as a leaving and a coming back', async () => {
    const history = await historyOf('1,2024-04-10,S,V2,U6,2024-05-01,X1 1,2024-05-09,P,V2,K2,2024-07-01,E4A');
    expect(told(history)).toEqual(['0 2024-04-10 2024-05-01 ? 1', '0 2024-05-09 2024-07-01 E4A 1']);
    expect(rules(history)).toEqual(['gap-between-episodes 1']);
  });

  it('leaves short breaks out of care and counts them', async () => {
    const history = await historyOf('1,2024-04-10,S,V4,U6,2024-05-01,X1 2,2024-05-09,S,V2,K2,2024-07-01,E4A');
    expect(told(history)).toEqual(['1 2024-05-09 2024-07-01 E4A 1']);
    expect(history.respiteEpisodes).toBe(1);
  });
});

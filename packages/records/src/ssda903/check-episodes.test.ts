import { expect, it } from 'vitest';
import { textFile } from '../table/record-file.ts';
import { checkEpisodes } from './check-episodes.ts';
import { readSsda903 } from './read-ssda903.ts';

const header = 'CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC';

it.each([
  ['1,2024-05-01,S,V2,N1,U6,PR1,2024-06-01,E4A', []],
  ['1,2024-05-01,S,V2,N1,H5,PR1,2024-06-01,E4A', ['code-not-of-the-year']],
  ['1,2017-05-01,S,V2,N1,H5,PR1,2017-06-01,E43', []],
  ['1,2024-05-01,S,V2,N9,U6,PR1,2024-06-01,E4A', ['unknown-code']],
  ['1,2024-05-01,S,V2,N1,U6,,2024-06-01,E4A', ['placement-without-provider']],
  ['1,2024-05-01,S,V2,N1,T4,,2024-06-01,E4A', []],
])('finds in %s: %j', async (row, rules) => {
  const findings = checkEpisodes(await readSsda903([textFile('e', `${header}\n${row}\n`)]));
  expect(findings.map(({ rule }) => rule.id)).toEqual(rules);
});

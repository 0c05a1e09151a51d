import { describe, expect, it } from 'vitest';
import { dayOf, noDay } from '../dates.ts';
import { textFile } from '../table/record-file.ts';
import { episodeLists } from './episodes.ts';
import { readSsda903 } from './read-ssda903.ts';

const header = 'CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n1,M,27/03/2008,WBRI,,,\n2,F,2011-11-09,WBRI,,,\n';
const episodes =
  'CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\r\n' +
  '1,15/02/2024,S,C2,N1,U6,PR1,14/08/2024,X1,PLACE,,,\r\n\r\n' +
  '"1",14/08/2024,P,C2,N1,k2,PR4,,,,,,\r\n' +
  '2,31/02/2024,S,V2,N9,U6,PR1,,,,,,\r\n';

describe('readSsda903', () => {
  it('recognises files by their columns, whatever they are called and in any order', async () => {
    const { files, faults } = await readSsda903([textFile('a.txt', episodes), textFile('b', header)]);
    expect(faults).toEqual([]);
    expect(files.map(({ kind, rows, year }) => [kind, rows, year])).toEqual([
      ['episodes', 3, 2025],
      ['header', 2, undefined],
    ]);
  });

  it('reads episodes by columns, dates of both ways of writing, codes in any case', async () => {
    const { children, episodes: read } = await readSsda903([textFile('b', header), textFile('a', episodes)]);
    expect(children.born).toEqual([dayOf(2008, 3, 27), dayOf(2011, 11, 9)]);
    expect([...read.child]).toEqual([0, 0, 1]);
    expect([...read.began]).toEqual([dayOf(2024, 2, 15), dayOf(2024, 8, 14), noDay]);
    expect([...read.ended]).toEqual([dayOf(2024, 8, 14), noDay, noDay]);
    expect([...read.row]).toEqual([2, 4, 5]);
    expect(episodeLists.placement.codes[read.placement[1] ?? 0]).toBe('K2');
  });

  it('says of a date that is none where it stands and what was assumed', async () => {
    const { findings } = await readSsda903([textFile('a', episodes)]);
    expect(findings).toMatchObject([{ rule: { id: 'bad-date' }, count: 1, places: [{ file: 'a', row: 5 }] }]);
  });

  it('reads the good files where another is none, and says of each what it is', async () => {
    const zip = { ...textFile('x.csv', 'PK\u0003\u0004rest') };
    const { files, faults } = await readSsda903([
      zip,
      textFile('leer.csv', ''),
      textFile('t.csv', 'A,B\n1,2'),
      textFile('b', header),
    ]);
    expect(files).toHaveLength(1);
    expect(faults.map(({ message }) => message.slice(0, 60))).toEqual([
      'Cannot read the file as text: it is a zip archive or an Exce',
      'Cannot read the file: it is empty. Export it again, and look',
      'Cannot tell which file of a return this is: its columns are ',
    ]);
  });

  it('reads the whole return from XML as from the tables', async () => {
    const xml = `<?xml version="1.0"?><EXPSSDA903><CHILD><HEADER><CHILDID>1</CHILDID><SEX>M</SEX><DOB>27/03/2008</DOB><UASC>1</UASC></HEADER>
      <EPISODE><DECOM>15/02/2024</DECOM><RNE>S</RNE><LS>C2</LS><CIN>N1</CIN><PL>U6</PL><PLACE_PROVIDER>PR1</PLACE_PROVIDER><DEC>14/08/2024</DEC><REC>X1</REC></EPISODE>
      <EPISODE><DECOM>14/08/2024</DECOM><RNE>P</RNE><LS>C2</LS><CIN>N1</CIN><PL>K2</PL><PLACE_PROVIDER>PR4</PLACE_PROVIDER><DEC/><REC/></EPISODE></CHILD></EXPSSDA903>`;
    const { files, children, episodes: read } = await readSsda903([textFile('a.xml', xml)]);
    expect(files).toEqual([{ name: 'a.xml', kind: 'episodes', rows: 2, year: 2025 }]);
    expect(children).toMatchObject({ count: 1, born: [dayOf(2008, 3, 27)], unaccompanied: [true] });
    expect([...read.ended]).toEqual([dayOf(2024, 8, 14), noDay]);
    expect(episodeLists.placement.codes[read.placement[1] ?? 0]).toBe('K2');
  });

  it.each([
    ['<EXPSSDA903><CHILD>', /line 1: unclosed tag: CHILD/],
    ['<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><EXPSSDA903>&x;</EXPSSDA903>', /document type/],
    ['<Message><Header/></Message>', /begins with <Message>/],
    [`${'<A>'.repeat(60)}`, /begins with <A>/],
    [`<EXPSSDA903>${'<A>'.repeat(60)}`, /more than 50 deep/],
  ])('refuses %s in words', async (xml, message) => {
    const { faults } = await readSsda903([textFile('a.xml', xml)]);
    expect(faults).toHaveLength(1);
    expect(faults[0]?.message).toMatch(message);
  });
});

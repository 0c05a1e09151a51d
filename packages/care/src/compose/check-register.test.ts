import { describe, expect, it } from 'vitest';
import type { Evidence } from '../types.ts';
import { checkRegister } from './check-register.ts';
import { entryPlaces } from './entry-places.ts';
import { readYaml } from './yaml-file.ts';

const sound: Evidence = {
  id: 'share_helped',
  title: 'Share helped',
  value: 0.4,
  low: 0.2,
  high: 0.6,
  unit: '1',
  year: '2024-25',
  place: 'England',
  source: 'Department for Education, Children in need 2025.',
  status: 'published',
};

const codesOf = (change: Partial<Evidence>): readonly string[] =>
  checkRegister([{ ...sound, ...change }], () => undefined).map(({ code }) => code);

describe('checkRegister', () => {
  it('checkRegister finds nothing wrong with an entry that says where it comes from', () => {
    expect(codesOf({})).toEqual([]);
    expect(
      codesOf({ status: 'assumption', source: 'No source found: two in five, as in the county next door.' }),
    ).toEqual([]);
    expect(codesOf({ source: 'Goldacre and others 2022: 20 % re-enter.', address: 'https://example.org/a' })).toEqual(
      [],
    );
    expect(codesOf({ id: 'elasticity', low: -1, high: 2 })).toEqual([]);
  });

  it.each<readonly [string, Partial<Evidence>, string]>([
    ['a share above 1', { high: 1.2 }, 'evidence-range'],
    ['a share below 0', { low: -0.1 }, 'evidence-range'],
    ['a low above the high', { low: 0.7, high: 0.3 }, 'evidence-range'],
    ['a rate below nothing', { id: 'leaving_rate', unit: '1/year', low: -0.1 }, 'evidence-range'],
    ['a percentage above 100', { unit: 'percent', high: 130 }, 'evidence-range'],
    ['a placeholder for a source', { status: 'derived', source: 'to be found' }, 'evidence-source'],
    [
      'an assumption that only says that there is no source',
      { status: 'assumption', source: 'No source found.' },
      'evidence-source',
    ],
    ['a source that breaks off', { source: 'NAO Improving family court services (E&W' }, 'evidence-source'],
    ['a published figure of no publisher', { source: 'Middle of the last year published.' }, 'evidence-source'],
    ['an address that is none', { address: 'derived from the two rows above' }, 'evidence-address'],
    ['an address that is a file', { address: 'file:///figures.csv' }, 'evidence-address'],
    [
      'an address with the path of a machine',
      { address: ['https://example.org', 'Users', 'anna', 'a.csv'].join('/') },
      'evidence-address',
    ],
    ['an address on this machine', { address: 'http://localhost:8080/a' }, 'evidence-address'],
    ['a published figure of no year', { year: 'not dated' }, 'evidence-year'],
    [
      'an assumption without a range or a reason to have none',
      { status: 'assumption', source: 'Two in five, as next door.', low: 0.4, high: 0.4 },
      'evidence-not-drawn',
    ],
    ['a range beside a reason to have none', { fixed: 'Chosen by the strategy.' }, 'evidence-not-drawn'],
  ])('checkRegister refuses %s', (_what, change, code) => {
    expect(codesOf(change)).toEqual([code]);
  });

  it('checkRegister says in which line the field stands', () => {
    const { document } = readYaml({
      file: 'evidence/a.yaml',
      text: '# Evidence\n- id: share_helped\n  high: 1.2\n  low: 0.2\n',
    });
    const [found] = checkRegister([{ ...sound, high: 1.2 }], entryPlaces([document]));
    expect(found?.place).toEqual({ file: 'evidence/a.yaml', line: 4, column: 8 });
    expect(found?.message).toContain('"share_helped"');
  });
});

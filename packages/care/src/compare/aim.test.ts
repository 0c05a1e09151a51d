import { expect, test } from 'vitest';
import { generalModel } from '../generated/general-model.ts';
import { aimInWords, measureOfAim, reaches, readAim } from './aim.ts';

test.each([
  ['looked-after@2035 <= -3%', 'children looked after in 2035 lower by at least 3 % than without it'],
  ['unmet-need@2035<=0%', 'unmet need in 2035 no higher than without it'],
  ['unmet-need@2030 <= 0.1%', 'unmet need in 2030 higher by at most 0.1 % than without it'],
  ['cumulative-spend@2035 <= -500', 'cumulative spending in 2035 lower by at least 500 £m than without it'],
  ['prevention-share@2035 >= 5%', 'prevention share in 2035 higher by at least 5 % than without it'],
  ['prevention-share@2035 >= -1%', 'prevention share in 2035 lower by at most 1 % than without it'],
  ['caseload pressure@2030.5 >= 0', 'caseload pressure in 2030.5 no lower than without it'],
])('readAim reads "%s"', (text, words) => {
  const aim = readAim(text);
  expect(aim === undefined ? '' : aimInWords(aim, generalModel)).toBe(words);
});

test.each(['', 'looked-after <= -3%', 'looked-after@2035', 'looked-after@2035 = -3%', 'looked-after@2035 <= many'])(
  'readAim gives nothing for "%s"',
  (text) => {
    expect(readAim(text)).toBeUndefined();
  },
);

test('reaches compares with business as usual, as a share or in the unit of the indicator', () => {
  const share = { name: 'looked-after', year: 2035, better: 'lower', change: -0.03, isShare: true } as const;
  expect(reaches(share, { own: 97, usual: 100 }, generalModel)).toBe(true);
  expect(reaches(share, { own: 97.1, usual: 100 }, generalModel)).toBe(false);
  const money = { name: 'Cumulative spending', year: 2035, better: 'lower', change: -5, isShare: false } as const;
  expect(reaches(money, { own: 1e9, usual: 1.006e9 }, generalModel)).toBe(true);
  expect(reaches({ ...money, better: 'higher' }, { own: 1e9, usual: 1.006e9 }, generalModel)).toBe(false);
  expect(measureOfAim(money, generalModel)).toEqual({ variable: 'Cumulative spend', at: 2035 });
});

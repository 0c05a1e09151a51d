import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toCsv } from './csv.ts';
import { spreadLabels } from './end-labels.ts';
import { formatChance, formatChange, formatLevel, formatNumber, formatRounded, withUnit } from './format.ts';
import { niceTicks } from './ticks.ts';
import { firstWithin, listOf, midSentence, wordCount } from './words.ts';

const children = { decimals: 0, scale: 1, unit: 'children' };
const millions = { decimals: 1, scale: 1e-6, unit: '£m' };

describe('formatNumber', () => {
  it('formatNumber writes thousands, a true minus and no negative zero', () => {
    expect(formatNumber(-1234.4, 0)).toBe('−1,234');
    expect(formatNumber(-0.2, 0)).toBe('0');
    expect(formatNumber(NaN, 0)).toBe('–');
  });

  it('formatLevel and formatChange apply the scale of the indicator', () => {
    expect(formatLevel(millions, 12_340_000)).toBe('12.3');
    expect(formatChange(millions, 12_340_000)).toBe('+12.3');
    expect(formatChange(children, 0.3)).toBe('0');
  });

  it('formatRounded keeps two digits for a headline', () => {
    expect(formatRounded(children, 4123)).toBe('4,100');
    expect(formatRounded(children, -36)).toBe('36');
    expect(formatRounded(millions, 1_234_000_000)).toBe('1,200');
    expect(formatRounded({ decimals: 2, scale: 1, unit: '' }, 0.1234)).toBe('0.12');
  });

  it('formatChance never claims certainty', () => {
    expect([1, 0.999, 0.5, 0.004, NaN].map(formatChance)).toEqual(['over 99%', 'over 99%', '50%', 'under 1%', '–']);
  });

  it('withUnit puts pounds before the number and other units behind it', () => {
    expect(withUnit('−12.3', '£m')).toBe('−£12.3m');
    expect(withUnit('17.2', 'cases per worker')).toBe('17.2 cases per worker');
    expect(withUnit('24', '%')).toBe('24%');
    expect(withUnit('0.4', '1')).toBe('0.4');
  });
});

describe('toCsv', () => {
  it('toCsv quotes what needs quoting, leaves gaps empty and defuses formulas', () => {
    const table = {
      caption: '',
      columns: [{ label: 'Name' }, { label: 'Value, £m', decimals: 1 }],
      rows: [
        ['Say "no"', 0.1 + 0.2],
        ['=SUM(A1)', NaN],
      ],
    };
    expect(toCsv(table)).toBe('\uFEFFName,"Value, £m"\r\n"Say ""no""",0.3\r\n\'=SUM(A1),\r\n');
  });
});

describe('spreadLabels', () => {
  it('spreadLabels leaves labels alone that do not touch', () => {
    const labels = [
      { text: 'a', at: 10 },
      { text: 'b', at: 90 },
    ];
    expect(spreadLabels(labels, { size: 14, top: 0, bottom: 100 })).toEqual([10, 90]);
  });

  it('spreadLabels keeps labels apart, in order and inside, as long as they fit', () => {
    const wanted = fc.array(fc.record({ text: fc.constant(''), at: fc.double({ min: 0, max: 300, noNaN: true }) }), {
      maxLength: 15,
    });
    fc.assert(
      fc.property(wanted, (labels) => {
        const heights = spreadLabels(labels, { size: 14, top: 0, bottom: 300 });
        const sorted = [...heights].sort((a, b) => a - b);
        sorted.forEach((height, index) => {
          expect(height).toBeGreaterThanOrEqual(-1e-6);
          expect(height).toBeLessThanOrEqual(300 + 1e-6);
          if (index > 0) expect(height - (sorted[index - 1] ?? NaN)).toBeGreaterThanOrEqual(14 - 1e-6);
        });
      }),
    );
  });
});

describe('niceTicks', () => {
  it('niceTicks gives round numbers inside the range', () => {
    expect(niceTicks(71_000, 99_000)).toEqual([80_000, 90_000]);
    expect(niceTicks(-0.3, 1.1)).toEqual([0, 0.5, 1]);
    expect(niceTicks(5, 5)).toEqual([5]);
  });
});

describe('words', () => {
  it('firstWithin takes the first phrasing that is short enough, or else the shortest', () => {
    expect(firstWithin(3, ['one two three four', 'one two three', 'one'])).toBe('one two three');
    expect(firstWithin(1, ['one two three', 'one two'])).toBe('one two');
  });

  it('wordCount counts words and numbers, not dashes', () => {
    expect(wordCount('Children looked after – 4,100 fewer by 2030')).toBe(7);
  });

  it('midSentence and listOf write as prose does', () => {
    expect(midSentence('Children looked after')).toBe('children looked after');
    expect(midSentence('UASC share')).toBe('UASC share');
    expect(listOf(['a', 'b', 'c'])).toBe('a, b and c');
  });
});

import { describe, expect, test } from 'vitest';
import { normalQuantile } from '../../random/normal-quantile.ts';
import { uniform } from '../../random/uniform.ts';
import { CellStatistics } from './cell-statistics.ts';

const normal = (seed: number, member: number): number =>
  normalQuantile(uniform({ seed, member, variable: 0, step: 0 }));

describe('CellStatistics', () => {
  test('CellStatistics gives each cell its mean, deviation, ends and quantiles, leaving out what is not finite', () => {
    const cells = new CellStatistics(2, 6);
    const values = [3, 1, Number.NaN, 2, 4, Number.POSITIVE_INFINITY];
    for (const value of values) cells.add([value, 1e9 + value]);
    expect([...cells.counts]).toEqual([4, 4]);
    expect(cells.means[0]).toBe(2.5);
    expect(cells.deviation(0)).toBeCloseTo(Math.sqrt(5 / 3), 14);
    // A large offset costs no digits of the deviation.
    expect(cells.deviation(1)).toBeCloseTo(Math.sqrt(5 / 3), 6);
    expect([cells.lowest[0], cells.highest[0]]).toEqual([1, 4]);
    expect(cells.quantiles(0, [0, 0.25, 0.5, 1]).map(({ value }) => value)).toEqual([1, 1.75, 2.5, 4]);
    expect(cells.rankError).toBe(0);
  });

  test('CellStatistics says when there are too few members for an interval, or none', () => {
    const cells = new CellStatistics(1, 3);
    expect(cells.deviation(0)).toBeNaN();
    expect(cells.quantiles(0, [0.5])[0]?.value).toBeNaN();
    for (const value of [1, 2, 3]) cells.add([value]);
    expect(cells.quantiles(0, [0.95])).toEqual([{ value: 2.9, low: 2, high: Number.POSITIVE_INFINITY }]);
  });

  // Of 400 intervals at 95 %, between 91 and 99 of 100 hold the true value: four standard errors.
  test.each([
    [200, 0.5],
    [200, 0.1],
    [2000, 0.95],
  ])('CellStatistics of %i members holds the true quantile of %d in 95 of 100 intervals', (members, probability) => {
    const truth = normalQuantile(probability);
    let held = 0;
    for (let seed = 0; seed < 400; seed++) {
      const cells = new CellStatistics(1, members);
      for (let member = 0; member < members; member++) cells.add([normal(seed, member)]);
      const [{ low, high } = { low: 0, high: 0 }] = cells.quantiles(0, [probability]);
      if (low <= truth && truth <= high) held += 1;
    }
    expect(held / 400).toBeGreaterThan(0.91);
    expect(held / 400).toBeLessThan(0.995);
  });

  test('CellStatistics keeps a sketch of more members than 10,000, near what is exact', () => {
    const exact = new CellStatistics(1, 10_000);
    const sketched = new CellStatistics(1, 10_001);
    for (let member = 0; member < 10_000; member++) {
      exact.add([normal(1, member)]);
      sketched.add([normal(1, member)]);
    }
    expect(sketched.rankError).toBeGreaterThan(0);
    expect(sketched.means[0]).toBe(exact.means[0]);
    const shares = [0.05, 0.5, 0.95];
    const [one, other] = [exact.quantiles(0, shares), sketched.quantiles(0, shares)];
    one.forEach(({ value, low, high }, place) => {
      expect(other[place]?.value).toBeCloseTo(value, 1);
      expect(other[place]?.low).toBeLessThan(low + 0.01);
      expect(other[place]?.high).toBeGreaterThan(high - 0.01);
    });
  });
});

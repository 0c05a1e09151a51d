import { expect, test } from 'vitest';
import { sampleDraws } from './sample-draws.ts';

test('sampleDraws draws within the range of each constant, one member to each part of it, the same for the same seed', () => {
  const draws = [
    { parameter: 'rate', low: 0.05, mode: 0.1, high: 0.3 },
    { parameter: 'delay', low: 1, mode: 1, high: 4 },
  ];
  const { values } = sampleDraws(draws, { seed: 1, memberCount: 40 });
  draws.forEach(({ low, high }, index) => {
    const own = values[index] ?? new Float64Array();
    expect(own.length).toBe(40);
    expect(Math.min(...own)).toBeGreaterThanOrEqual(low);
    expect(Math.max(...own)).toBeLessThanOrEqual(high);
  });
  expect(sampleDraws(draws, { seed: 1, memberCount: 40 }).values).toEqual(values);
  expect(sampleDraws(draws, { seed: 2, memberCount: 40 }).values).not.toEqual(values);
});

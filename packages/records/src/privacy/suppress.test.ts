import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { suppressRow } from './suppress.ts';

describe('suppressRow', () => {
  it.each([
    [
      [120, 40, 0],
      [120, 40, 0],
    ],
    [
      [120, 3, 40, 12],
      [120, undefined, 40, undefined],
    ],
    [
      [3, 0, 0],
      [undefined, undefined, 0],
    ],
    [
      [2, 4, 30],
      [undefined, undefined, 30],
    ],
    [
      [1, 1, 30, 7],
      [undefined, undefined, 30, undefined],
    ],
  ])('hides %j as %j', (counts, shown) => {
    expect(suppressRow(counts)).toEqual(shown);
  });

  it('leaves at least two answers for every hidden count of a row that has another', () => {
    const property = fc.property(fc.array(fc.nat(12), { minLength: 2, maxLength: 4 }), (counts) => {
      const shown = suppressRow(counts);
      const unknown = shown.flatMap((count, place) => (count === undefined ? [place] : []));
      const left = unknown.reduce((sum, place) => sum + (counts[place] ?? 0), 0);
      // What a reader may suppose: the first small ones are 1 to 5, any other is more than 5 or none.
      for (const place of unknown)
        expect(answersFor(unknown.indexOf(place), { count: unknown.length, sum: left })).toBeGreaterThan(1);
      for (const [place, count] of counts.entries()) if (count >= 1 && count <= 5) expect(shown[place]).toBeUndefined();
    });
    fc.assert(property, { seed: 5, numRuns: 300 });
  });
});

/** How many values one of several unknown counts can have, where they add up to a sum and at least one of them is 1 to 5. */
function answersFor(which: number, { count, sum }: { count: number; sum: number }): number {
  const seen = new Set<number>();
  const fill = (values: readonly number[]): void => {
    if (values.length === count) {
      const total = values.reduce((all, value) => all + value, 0);
      if (total === sum && values.some((value) => value >= 1 && value <= 5)) seen.add(values[which] ?? 0);
      return;
    }
    for (let value = 0; value <= sum; value++) fill([...values, value]);
  };
  fill([]);
  return seen.size;
}

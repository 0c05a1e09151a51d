import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chiSquare } from '../testing/distribution-functions.ts';
import { shuffle } from './shuffle.ts';

const orderOf = (count: number, seed: number): number[] => {
  const at = shuffle(count, { seed, stream: 0, purpose: 1 });
  return Array.from({ length: count }, (_, place) => at(place));
};

describe('shuffle', () => {
  test('shuffle puts every place once, whatever their number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), fc.nat(), (count, seed) => {
        const sorted = orderOf(count, seed).toSorted((a, b) => a - b);
        expect(sorted).toEqual(Array.from({ length: count }, (_, place) => place));
      }),
    );
  });

  // Each would be 1 in 1,000 by chance.
  test.each([3, 4, 5])('shuffle makes all orders of %i places equally often', (count) => {
    const names = new Map<string, number>();
    const seen = Array.from({ length: 40_000 }, (_, seed) => {
      const name = orderOf(count, seed).join('');
      const number = names.get(name) ?? names.size;
      names.set(name, number);
      return number;
    });
    const orders = Array.from({ length: count }, (_, place) => place + 1).reduce((product, place) => product * place);
    expect(names.size).toBe(orders);
    expect(chiSquare(seen, (number) => (number < orders ? 1 / orders : 0))).toBeGreaterThan(0.001);
  });

  test('shuffle leaves two orders of many places uncorrelated, and neighbours apart', () => {
    const count = 5000;
    const correlation = (xs: readonly number[], ys: readonly number[]): number => {
      const mean = (count - 1) / 2;
      const product = xs.reduce((sum, x, index) => sum + (x - mean) * ((ys[index] ?? 0) - mean), 0);
      return product / ((count * (count * count - 1)) / 12);
    };
    const [one, other] = [orderOf(count, 1), orderOf(count, 2)];
    const places = one.map((_, place) => place);
    // Four standard errors of a correlation of independent orders.
    const limit = 4 / Math.sqrt(count);
    expect(Math.abs(correlation(one, other))).toBeLessThan(limit);
    expect(Math.abs(correlation(one, places))).toBeLessThan(limit);
    expect(Math.abs(correlation(one, [...one.slice(1), ...one.slice(0, 1)]))).toBeLessThan(limit);
  });
});

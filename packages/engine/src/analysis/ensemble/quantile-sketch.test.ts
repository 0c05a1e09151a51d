import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mixKey } from '../../random/mix.ts';
import { shuffle } from '../../random/shuffle.ts';
import { QuantileSketch } from './quantile-sketch.ts';

const keyOf = (seed: number) => mixKey(seed, 0, { purpose: 1 });
const probabilities = [0.005, 0.05, 0.25, 0.5, 0.75, 0.95, 0.995];

/** 0 … count - 1 in some order, so that the rank of a number is the number. */
function numbers(count: number, order: 'shuffled' | 'rising' | 'falling' | 'woven', seed: number): Float64Array {
  const at = shuffle(count, { seed, stream: 0, purpose: 3 });
  return Float64Array.from({ length: count }, (_, place) => {
    if (order === 'shuffled') return at(place);
    if (order === 'woven') return place % 2 === 0 ? place / 2 : count - 1 - (place - 1) / 2;
    return order === 'rising' ? place : count - 1 - place;
  });
}

describe('QuantileSketch', () => {
  test.each(['shuffled', 'rising', 'falling', 'woven'] as const)(
    'QuantileSketch keeps to the error that it states, of numbers that come %s, in the memory of a few',
    (order) => {
      const count = 30_000;
      const errors: number[] = [];
      for (let seed = 0; seed < 60; seed++) {
        const sketch = new QuantileSketch(keyOf(seed));
        for (const number of numbers(count, order, seed)) sketch.add(number);
        expect(sketch.size).toBeLessThan(3600);
        sketch.quantiles(probabilities).forEach((value, place) => {
          errors.push(Math.abs((value + 1) / count - (probabilities[place] ?? 0)));
        });
      }
      const within = errors.filter((error) => error <= QuantileSketch.rankError).length;
      expect(within / errors.length).toBeGreaterThanOrEqual(0.99);
      // It is no empty bound.
      expect(Math.max(...errors)).toBeGreaterThan(QuantileSketch.rankError / 10);
    },
  );

  test('QuantileSketch is exact of few numbers', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true }), { minLength: 1, maxLength: 1000 }), (values) => {
        const sketch = new QuantileSketch(keyOf(1));
        for (const value of values) sketch.add(value);
        const sorted = values.toSorted((a, b) => a - b);
        const found = sketch.quantiles([0, 0.3, 1]);
        expect(found[0]).toBe(sorted[0]);
        expect(found[1]).toBe(sorted[Math.max(0, Math.ceil(0.3 * values.length) - 1)]);
        expect(found[2]).toBe(sorted.at(-1));
      }),
    );
    expect(new QuantileSketch(keyOf(1)).quantiles([0.5])).toEqual([Number.NaN]);
  });

  test('QuantileSketch keeps to its error when sketches of parts are merged, and counts them all', () => {
    const count = 40_000;
    const errors: number[] = [];
    for (let seed = 0; seed < 30; seed++) {
      const parts = Array.from({ length: 8 }, (_, part) => new QuantileSketch(keyOf(seed * 8 + part)));
      numbers(count, 'rising', seed).forEach((number, place) => parts[Math.floor(place / 5000)]?.add(number));
      const [whole, ...others] = parts;
      if (whole === undefined) throw new Error('there are no parts');
      for (const other of others) whole.merge(other);
      expect(whole.count).toBe(count);
      expect(whole.size).toBeLessThan(3600);
      whole.quantiles(probabilities).forEach((value, place) => {
        errors.push(Math.abs((value + 1) / count - (probabilities[place] ?? 0)));
      });
    }
    expect(errors.filter((error) => error <= QuantileSketch.rankError).length / errors.length).toBeGreaterThanOrEqual(
      0.99,
    );
  });

  test('QuantileSketch gives the same for the same numbers, to the bit', () => {
    const sketches = [1, 1, 2].map((seed) => {
      const sketch = new QuantileSketch(keyOf(seed));
      for (const number of numbers(20_000, 'shuffled', 5)) sketch.add(number);
      return sketch.quantiles(probabilities);
    });
    expect(sketches[1]).toEqual(sketches[0]);
    expect(sketches[2]).not.toEqual(sketches[0]);
  });
});

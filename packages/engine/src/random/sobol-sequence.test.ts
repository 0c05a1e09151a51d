import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kolmogorovSmirnov } from '../testing/distribution-functions.ts';
import { joeKuoNumbers, mostDimensions } from './joe-kuo.ts';
import { scrambledSobol, sobolSequence } from './sobol-sequence.ts';
import { uniform } from './uniform.ts';

describe('joeKuoNumbers', () => {
  test('joeKuoNumbers are the first lines of the published file, to the letter', () => {
    const column = (value: number): string => String(value).padEnd(8);
    const lines = joeKuoNumbers().map(
      ({ a, m }, index) => `${[index + 2, m.length, a].map(column).join('')}${m.join(' ')} \n`,
    );
    const text = ['d       s       a       m_i     \n', ...lines].join('');
    expect(lines.length).toBe(mostDimensions - 1);
    expect(lines[7]).toBe('9       5       4       1 1 5 5 5 \n');
    // Of the first 1,111 lines of a file whose own hash is 68eedd2a4e3b659b9695e7aff0f8ac68718bcf620730fc3d3a8c65df2a067441.
    expect(createHash('sha256').update(text).digest('hex')).toBe(
      'd4410fd9b25c89e66dcbfe944f3d12f5e1d3e3498a707765829a503bbf7bc402',
    );
  });

  test('joeKuoNumbers rest on primitive polynomials, each once', () => {
    const seen = new Set<number>();
    for (const { a, m } of joeKuoNumbers()) {
      const degree = m.length;
      const polynomial = 2 ** degree + 2 * a + 1;
      expect(seen.has(polynomial)).toBe(false);
      seen.add(polynomial);
      // The powers of x run through everything but 0 before they come back to 1.
      let [power, order] = [2 % polynomial, 1];
      if (degree === 1) power = 1;
      for (; power !== 1; order++) {
        power *= 2;
        if (power >= 2 ** degree) power ^= polynomial;
      }
      expect(order).toBe(2 ** degree - 1);
      m.forEach((number, place) => {
        expect(number % 2).toBe(1);
        expect(number).toBeLessThan(2 ** (place + 1));
      });
    }
  });
});

describe('sobolSequence', () => {
  test('sobolSequence gives the first points that are published with the direction numbers', () => {
    const at = sobolSequence(4);
    const points = Array.from({ length: 8 }, (_, member) =>
      [0, 1, 2, 3].map((dimension) => at(member, dimension) / 2 ** 32),
    );
    expect(points).toEqual([
      [0, 0, 0, 0],
      [0.5, 0.5, 0.5, 0.5],
      [0.75, 0.25, 0.25, 0.25],
      [0.25, 0.75, 0.75, 0.75],
      [0.375, 0.375, 0.625, 0.875],
      [0.875, 0.875, 0.125, 0.375],
      [0.625, 0.125, 0.875, 0.625],
      [0.125, 0.625, 0.375, 0.125],
    ]);
  });

  test('sobolSequence gives the points that scipy 1.17 gives far out', () => {
    const at = sobolSequence(mostDimensions);
    expect(at(1, 1110)).toBe(2147483648);
    expect(at(77, 500)).toBe(3523215360);
    expect(at(3000, 1000)).toBe(1307574272);
    expect(at(4095, 1110)).toBe(1454374912);
    expect(at(1234, 321)).toBe(3751804928);
    expect(at(100, 9)).toBe(2986344448);
  });

  test('sobolSequence says how many dimensions there are', () => {
    expect(() => sobolSequence(1112)).toThrow(
      'Cannot make a Sobol sequence of 1112 dimensions: there are numbers for 1111',
    );
  });
});

describe('scrambledSobol', () => {
  test('scrambledSobol puts one of 2^k points into each of 2^k parts of every dimension', () => {
    for (const seed of [1, 2]) {
      const at = scrambledSobol({ dimensions: mostDimensions, seed });
      for (let dimension = 0; dimension < mostDimensions; dimension += 37) {
        // Any run of 256 that starts at a multiple of 256.
        for (const from of [0, 256 * 5]) {
          const parts = new Set(
            Array.from({ length: 256 }, (_, index) => Math.floor(at(from + index, dimension) * 256)),
          );
          expect(parts.size).toBe(256);
        }
      }
    }
  });

  // Sobol's t is the sum of (degree - 1) over the dimensions: 0, 0, 1, 2, 2.
  test.each([
    [2, 0],
    [3, 1],
    [4, 3],
    [5, 5],
  ])('scrambledSobol is a net in base 2: of %i dimensions with t = %i', (dimensions, t) => {
    const m = 9;
    const raw = sobolSequence(dimensions);
    const plain = (member: number, dimension: number): number => raw(member, dimension) / 2 ** 32;
    for (const at of [plain, scrambledSobol({ dimensions, seed: 5 })]) {
      for (const cuts of compositions(m - t, dimensions)) {
        const boxes = new Map<string, number>();
        for (let member = 0; member < 2 ** m; member++) {
          const box = cuts.map((cut, dimension) => Math.floor(at(member, dimension) * 2 ** cut)).join();
          boxes.set(box, (boxes.get(box) ?? 0) + 1);
        }
        expect(boxes.size).toBe(2 ** (m - t));
        expect([...boxes.values()].every((points) => points === 2 ** t)).toBe(true);
      }
    }
  });

  test('scrambledSobol fills every square of a 16th with 1,024 points in all pairs of the first 12 dimensions, later ones not', () => {
    const at = scrambledSobol({ dimensions: 60, seed: 9 });
    const emptyOf = (one: number, other: number): number => {
      const squares = Array.from(
        { length: 1024 },
        (_, member) => Math.floor(at(member, one) * 16) * 16 + Math.floor(at(member, other) * 16),
      );
      return 256 - new Set(squares).size;
    };
    for (let one = 0; one < 12; one++) for (let other = 0; other < one; other++) expect(emptyOf(one, other)).toBe(0);
    const late = Array.from({ length: 30 }, (_, index) => emptyOf(index + 30, index + 29));
    // Independent points would leave some 5 of 256 empty.
    expect(Math.max(...late)).toBe(128);
  });

  test('scrambledSobol makes each point uniform, whatever its number', () => {
    for (const member of [0, 1, 5, 1000]) {
      const sample = Array.from({ length: 2000 }, (_, seed) => scrambledSobol({ dimensions: 4, seed })(member, 3));
      expect(kolmogorovSmirnov(sample, (x) => x)).toBeGreaterThan(0.001);
      expect(sample.every((value) => value > 0 && value < 1)).toBe(true);
    }
  });

  test('scrambledSobol leaves two dimensions independent over seeds', () => {
    const pairs = Array.from({ length: 2000 }, (_, seed) => {
      const at = scrambledSobol({ dimensions: 12, seed });
      return (at(3, 7) - 0.5) * (at(3, 11) - 0.5) * 12;
    });
    // Five standard errors of the correlation of independent numbers.
    expect(Math.abs(pairs.reduce((sum, value) => sum + value, 0) / pairs.length)).toBeLessThan(5 / Math.sqrt(2000));
  });

  test('scrambledSobol integrates a smooth function far more exactly than independent draws, and unbiased', () => {
    // The integral over the cube of 6 dimensions is 1.
    const product = (at: (dimension: number) => number): number =>
      [0, 1, 2, 3, 4, 5].reduce((value, dimension) => value * (1 + (at(dimension) - 0.5) / (dimension + 1)), 1);
    const errors = (count: number, scrambled: boolean): { bias: number; spread: number } => {
      const found = Array.from({ length: 40 }, (_, seed) => {
        const sobol = scrambledSobol({ dimensions: 6, seed });
        const at = (member: number, dimension: number): number =>
          scrambled ? sobol(member, dimension) : uniform({ seed, member, variable: dimension, step: 0 });
        let sum = 0;
        for (let member = 0; member < count; member++) sum += product((dimension) => at(member, dimension));
        return sum / count - 1;
      });
      const bias = found.reduce((sum, error) => sum + error, 0) / found.length;
      return { bias, spread: Math.sqrt(found.reduce((sum, error) => sum + error * error, 0) / found.length) };
    };
    const [few, many, drawn] = [errors(256, true), errors(2048, true), errors(2048, false)];
    expect(many.spread).toBeLessThan(drawn.spread / 50);
    // Eight times the points: independent draws would gain a factor of 2.8, the theory for smooth functions promises some 20.
    expect(few.spread / many.spread).toBeGreaterThan(8);
    expect(Math.abs(many.bias)).toBeLessThan((4 * many.spread) / Math.sqrt(40));
  });

  test('scrambledSobol depends on the seed, the member and the dimension alone', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(100_000), fc.nat(19), (seed, member, dimension) => {
        const value = scrambledSobol({ dimensions: 20, seed })(member, dimension);
        expect(scrambledSobol({ dimensions: 50, seed })(member, dimension)).toBe(value);
        expect(scrambledSobol({ dimensions: 20, seed: seed + 1 })(member, dimension)).not.toBe(value);
      }),
    );
  });
});

/** All ways to share so many cuts out among the dimensions. */
function compositions(cuts: number, dimensions: number): number[][] {
  if (dimensions === 1) return [[cuts]];
  return Array.from({ length: cuts + 1 }, (_, first) =>
    compositions(cuts - first, dimensions - 1).map((rest) => [first, ...rest]),
  ).flat();
}

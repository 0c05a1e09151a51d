import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kolmogorovSmirnov } from '../../testing/distribution-functions.ts';
import { quantileOf } from '../../random/distribution.ts';
import { InputError } from '../../run/input-error.ts';
import { sampleInputs, type InputSample } from './sample-inputs.ts';
import type { SampleOptions, SamplingMethod } from './uncertain-input.ts';

const methods: readonly SamplingMethod[] = ['random', 'latin-hypercube', 'sobol'];
const inputs = [
  { parameter: 'a', distribution: { kind: 'uniform', low: 0, high: 1 } },
  { parameter: 'b', distribution: { kind: 'normal', mean: 10, deviation: 2 } },
  { parameter: 'c', distribution: { kind: 'gamma', shape: 2, scale: 3 } },
  { parameter: 'd', distribution: { kind: 'logNormal', median: 1, deviation: 1 } },
] as const;

const columns = (sample: InputSample): number[][] => {
  const members = Array.from({ length: sample.count }, (_, member) => sample.valuesOf(member));
  return sample.inputs.map((_, input) => members.map((values) => values[input] ?? Number.NaN));
};
const ranks = (values: readonly number[]): number[] => {
  const order = values.map((_, index) => index).toSorted((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const found = Array.from(values, () => 0);
  order.forEach((member, rank) => (found[member] = rank));
  return found;
};
/** Spearman's correlation by its definition. */
const rankCorrelation = (xs: readonly number[] = [], ys: readonly number[] = []): number => {
  const [one, other] = [ranks(xs), ranks(ys)];
  const n = xs.length;
  const squares = one.reduce((sum, rank, index) => sum + (rank - (other[index] ?? 0)) ** 2, 0);
  return 1 - (6 * squares) / (n * (n * n - 1));
};
const said = (options: Partial<SampleOptions>): string[] => {
  try {
    sampleInputs({ inputs, count: 10, seed: 1, ...options });
  } catch (error) {
    if (error instanceof InputError)
      return error.diagnostics.map(({ code, message, advice }) => `${code}: ${message}; ${advice}`);
    throw error;
  }
  return [];
};

describe('sampleInputs', () => {
  test.each(methods)('sampleInputs draws each input from its own distribution: %s', (method) => {
    const found = columns(sampleInputs({ inputs, count: 1024, seed: 4, method }));
    const uniforms = found[0] ?? [];
    expect(kolmogorovSmirnov(uniforms, (x) => x)).toBeGreaterThan(0.001);
    const medians = found.map((values) => values.toSorted((a, b) => a - b)[512] ?? 0);
    inputs.forEach(({ distribution }, input) => {
      expect(medians[input]).toBeGreaterThan(quantileOf(distribution, 0.44));
      expect(medians[input]).toBeLessThan(quantileOf(distribution, 0.56));
    });
  });

  test('sampleInputs puts one member into each part of a Latin hypercube, correlated or not', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 6, max: 200 }), fc.boolean(), (seed, count, together) => {
        const correlations = together ? [{ between: ['a', 'c'], rank: 0.7 } as const] : [];
        const even = inputs.map(({ parameter }) => ({ parameter, distribution: inputs[0].distribution }));
        for (const values of columns(sampleInputs({ inputs: even, count, seed, correlations }))) {
          expect(new Set(values.map((value) => Math.floor(value * count))).size).toBe(count);
        }
      }),
    );
  });

  test.each(methods)('sampleInputs correlates ranks as asked, and nothing else: %s', (method) => {
    const correlations = [
      { between: ['a', 'd'], rank: 0.8 },
      { between: ['d', 'b'], rank: -0.4 },
    ] as const;
    const found = columns(sampleInputs({ inputs, count: 4096, seed: 2, method, correlations }));
    // Independent draws of 4,096 have a standard error of 0.016; the others are closer.
    const near = method === 'random' ? 0.05 : 0.02;
    expect(Math.abs(rankCorrelation(found[0], found[3]) - 0.8)).toBeLessThan(near);
    expect(Math.abs(rankCorrelation(found[1], found[3]) + 0.4)).toBeLessThan(near);
    expect(Math.abs(rankCorrelation(found[0], found[1]))).toBeLessThan(near);
    expect(Math.abs(rankCorrelation(found[2], found[3]))).toBeLessThan(0.06);
    // The marginal distributions are what they were.
    const alone = columns(sampleInputs({ inputs, count: 4096, seed: 2, method }));
    expect(alone[2]).toEqual(found[2]);
    expect(kolmogorovSmirnov(found[0] ?? [], (x) => x)).toBeGreaterThan(0.001);
  });

  test.each(methods)('sampleInputs gives any member alone, in any order: %s', (method) => {
    const options = { inputs, count: 50, seed: 9, method, correlations: [{ between: ['b', 'c'], rank: 0.5 }] } as const;
    const forward = columns(sampleInputs(options));
    const sample = sampleInputs(options);
    for (const member of [49, 3, 17]) {
      expect([...sample.valuesOf(member)]).toEqual(forward.map((values) => values[member]));
    }
    if (method === 'latin-hypercube') return;
    // But for Latin hypercubes the count has no say.
    expect(sampleInputs({ ...options, count: 5000 }).valuesOf(17)).toEqual(sample.valuesOf(17));
    expect(sampleInputs({ ...options, seed: 10 }).valuesOf(17)).not.toEqual(sample.valuesOf(17));
  });

  test('sampleInputs cuts members into replicates that are samples of their own', () => {
    const sample = sampleInputs({ inputs, count: 25, seed: 6, replicates: 3 });
    const [a = []] = columns(sample);
    const parts = [a.slice(0, 8), a.slice(8, 16), a.slice(16)];
    for (const part of parts)
      expect(new Set(part.map((value) => Math.floor(value * part.length))).size).toBe(part.length);
    expect(parts[0]).toEqual(columns(sampleInputs({ inputs, count: 8, seed: 6 }))[0]);
    expect(parts[1]).not.toEqual(parts[0]);
  });

  test('sampleInputs estimates a mean more exactly by Latin hypercube than by independent draws, and by Sobol more exactly still', () => {
    const error = (method: SamplingMethod): number => {
      const errors = Array.from({ length: 30 }, (_, seed) => {
        const [a = [], b = [], c = []] = columns(sampleInputs({ inputs, count: 256, seed, method }));
        const sum = a.reduce((total, value, member) => total + value * (c[member] ?? 0) + (b[member] ?? 0), 0);
        return sum / 256 - (0.5 * 6 + 10);
      });
      return Math.sqrt(errors.reduce((total, each) => total + each * each, 0) / errors.length);
    };
    expect(error('latin-hypercube')).toBeLessThan(error('random') / 3);
    expect(error('sobol')).toBeLessThan(error('latin-hypercube') / 2);
  });

  test('sampleInputs says which correlations cannot be, and what the nearest are', () => {
    const between = (one: string, other: string, rank: number) => ({ between: [one, other], rank }) as const;
    const three = [between('a', 'b', 0.9), between('b', 'c', 0.9), between('a', 'c', -0.9)];
    const [fault = ''] = said({ correlations: three });
    expect(fault).toBe(
      'bad-correlation: Cannot correlate the inputs so: no numbers go together in all these ways at once; "a" and "b" stand out; ' +
        'the nearest that can be has "a" and "b" 0.48 rather than 0.9, "a" and "c" -0.48 rather than -0.9, "b" and "c" 0.48 rather than 0.9; ' +
        'a pair that is not named counts as 0',
    );
    const advised = [...fault.matchAll(/"(\w)" and "(\w)" (-?[\d.]+) rather/g)].map(([, one = '', other = '', rank]) =>
      between(one, other, Number(rank)),
    );
    expect(said({ correlations: advised })).toEqual([]);
    const [two] = said({ correlations: [between('a', 'b', 0.99), between('b', 'c', 0.99)] });
    expect(two).toContain('"a" and "c" 0.15 rather than 0');
  });

  test('sampleInputs says what else is wrong', () => {
    const distribution = { kind: 'uniform', low: 2, high: 1 } as const;
    expect(said({ inputs: [{ parameter: 'a', distribution }] })).toEqual([
      'bad-distribution: Cannot draw "a": of its uniform distribution from 2 to 1, the low end must lie below the high end; give other numbers',
    ]);
    expect(said({ inputs: [inputs[0], { ...inputs[1], parameter: ' A' }] })[0]).toContain('Cannot draw " A" twice');
    expect(said({ count: 0 })[0]).toContain('Cannot draw 0 members');
    expect(said({ seed: -1 })[0]).toContain('bad-seed: Cannot draw random numbers for the seed -1');
    const many = Array.from({ length: 1112 }, (_, index) => ({ ...inputs[0], parameter: `p${index}` }));
    expect(said({ inputs: many, method: 'sobol' })[0]).toContain('draw them as a Latin hypercube');
    const pair = (one: string, other: string, rank: number) =>
      said({ correlations: [{ between: [one, other], rank }] })[0];
    expect(pair('a', 'e', 0.5)).toContain('"e" is not drawn');
    expect(pair('a', 'A ', 0.5)).toContain('they are the same');
    expect(pair('a', 'b', 1)).toContain('give a number between -1 and 1');
    expect(said({ count: 2, correlations: [{ between: ['a', 'b'], rank: 0.5 }] })[0]).toContain('more members than');
  });
});

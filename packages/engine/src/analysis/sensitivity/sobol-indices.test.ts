import { describe, expect, test } from 'vitest';
import { experimentWith, forEach, gFunction, ishigami } from '../../testing/known-functions.ts';
import { sobolIndices, type SobolIndices } from './sobol-indices.ts';

/** The indices of the first output in the order of the inputs. */
function inOrder({ outputs }: SobolIndices, inputs: readonly string[]) {
  return inputs.map((input) => {
    const own = outputs[0]?.indices.find((each) => each.input === input);
    if (own === undefined) throw new Error(`there is no index of ${input}`);
    return own;
  });
}

describe('sobolIndices', () => {
  test('finds the published indices of the Ishigami function', async () => {
    const experiment = ishigami.experiment();
    const { distributions } = ishigami;
    const found = await sobolIndices(experiment, { distributions, count: 8192, resamples: 100 });
    expect(experiment.asked).toEqual([8192 * 5]);
    expect(found.outputs[0]?.mean).toBeCloseTo(ishigami.mean, 2);
    expect(Math.abs((found.outputs[0]?.variance ?? 0) / ishigami.variance - 1)).toBeLessThan(0.005);
    inOrder(found, experiment.inputs).forEach(({ first, total }, input) => {
      expect(Math.abs(first.value - (ishigami.first[input] ?? 0)), `first ${input}`).toBeLessThan(0.005);
      expect(Math.abs(total.value - (ishigami.total[input] ?? 0)), `total ${input}`).toBeLessThan(0.005);
      expect(first.low).toBeLessThanOrEqual(ishigami.first[input] ?? 0);
      expect(first.high).toBeGreaterThanOrEqual(ishigami.first[input] ?? 0);
      expect(total.low).toBeLessThanOrEqual(ishigami.total[input] ?? 0);
      expect(total.high).toBeGreaterThanOrEqual(ishigami.total[input] ?? 0);
    });
  });

  test('finds that x1 and x3 of the Ishigami function act together, and no other pair', async () => {
    const { distributions } = ishigami;
    const found = await sobolIndices(ishigami.experiment(), { distributions, count: 8192, resamples: 50, pairs: true });
    expect(found.runs).toBe(8192 * 8);
    const [first, ...others] = found.outputs[0]?.pairs ?? [];
    expect(first?.inputs).toEqual(['x1', 'x3']);
    expect(Math.abs((first?.share.value ?? 0) - 0.2437)).toBeLessThan(0.01);
    expect(others).toHaveLength(2);
    for (const { share } of others) expect(Math.abs(share.value)).toBeLessThan(0.01);
  });

  test('finds the indices of the g-function, which are known in closed form', async () => {
    const a = [0, 0.5, 3, 9, 99, 99];
    const { experiment, distributions, first, total } = gFunction(a);
    const found = await sobolIndices(experiment(), { distributions, count: 8192, seed: 2, resamples: 50 });
    inOrder(found, experiment().inputs).forEach((own, input) => {
      expect(Math.abs(own.first.value - (first[input] ?? 0)), `first ${input}`).toBeLessThan(0.005);
      expect(Math.abs(own.total.value - (total[input] ?? 0)), `total ${input}`).toBeLessThan(0.005);
    });
    expect(found.outputs[0]?.findings).toContainEqual(
      expect.stringMatching(/^\d inputs account for less than one part in a hundred/),
    );
  });

  test('shares out the variance of a sum by the variances of its parts, whatever the distributions and a large constant', async () => {
    const sum = experimentWith({ inputs: ['a', 'b', 'c'] }, ([a = 0, b = 0, c = 0]) => [1e6 + a + 2 * b + c]);
    const distributions = [
      { kind: 'normal', mean: 3, deviation: 2 },
      { kind: 'uniform', low: 0, high: 3 },
      { kind: 'triangular', low: 0, mode: 0, high: 6 },
    ] as const;
    const variances = [4, 4 * (9 / 12), 36 / 18];
    const found = await sobolIndices(sum, { distributions, count: 4096, resamples: 50 });
    inOrder(found, sum.inputs).forEach(({ first, total }, input) => {
      expect(Math.abs(first.value - (variances[input] ?? 0) / 9)).toBeLessThan(0.01);
      expect(Math.abs(total.value - (variances[input] ?? 0) / 9)).toBeLessThan(0.01);
    });
    expect(found.outputs[0]?.findings.join(' ')).not.toContain('act together');
  });

  test('has bands that hold the true index in about 95 of 100 repetitions', async () => {
    const { experiment, distributions, first, total } = gFunction([0, 1, 4.5, 9]);
    let [held, bands] = [0, 0];
    for (let seed = 1; seed <= 40; seed++) {
      const found = await sobolIndices(experiment(), { distributions, count: 256, seed, resamples: 200 });
      inOrder(found, experiment().inputs).forEach((own, input) => {
        for (const [estimate, truth] of [
          [own.first, first[input] ?? 0],
          [own.total, total[input] ?? 0],
        ] as const) {
          bands += 1;
          if (estimate.low <= truth && truth <= estimate.high) held += 1;
        }
      });
    }
    expect(held / bands).toBeGreaterThan(0.9);
  });

  test('says that an output that does not vary has no indices, in words without a NaN', async () => {
    const still = experimentWith({ inputs: 2, outputs: ['y', 'x'] }, ([a = 0]) => [0.1 + 0.2, a]);
    const { outputs } = await sobolIndices(still, { distributions: forEach(2), count: 1024 });
    expect(outputs[0]).toEqual({
      output: 'y',
      mean: expect.closeTo(0.3, 9) as number,
      variance: 0,
      indices: [],
      pairs: [],
      findings: ['"y" did not vary, so that there is no variance to share out among what was varied.'],
    });
    expect(outputs[1]?.indices[0]?.first.value).toBeCloseTo(1, 1);
    expect(JSON.stringify(outputs)).not.toMatch(/NaN|null/);
  });

  test('leaves out the rows that failed, and says how many runs did', async () => {
    const failing = experimentWith({ inputs: 2 }, ([a = 0, b = 0]) => [b > 0.98 ? Number.NaN : a + b]);
    const found = await sobolIndices(failing, { distributions: forEach(2), count: 1024 });
    const [, b] = inOrder(found, failing.inputs);
    expect(b?.rows).toBeLessThan(1024);
    expect(b?.rows).toBeGreaterThan(950);
    expect(Math.abs((b?.first.value ?? 0) - 0.49)).toBeLessThan(0.06);
    expect(found.failed).toBeGreaterThan(40);
    expect(found.notes[0]).toMatch(/^\d+ of 4096 runs failed and are left out/);
    const never = experimentWith({ inputs: 2 }, () => [Number.NaN]);
    const { outputs, notes } = await sobolIndices(never, { distributions: forEach(2), count: 16 });
    expect(outputs[0]?.indices).toEqual([]);
    expect(notes[0]).toContain('too many to rely on');
  });

  test('repeats to the bit, says how far it has come, and stops when it is told to', async () => {
    const { experiment, distributions } = gFunction([0, 1]);
    const of = () => sobolIndices(experiment(), { distributions, count: 64, seed: 9 });
    expect(await of()).toEqual(await of());
    const control = new AbortController();
    const phases = new Set<string | undefined>();
    await sobolIndices(experiment(), { distributions, count: 64, onProgress: ({ phase }) => phases.add(phase) });
    expect([...phases]).toEqual([undefined, 'bands']);
    const stopped = sobolIndices(experiment(), {
      distributions,
      count: 64,
      signal: control.signal,
      onProgress: () => control.abort(),
    });
    await expect(stopped).rejects.toThrow('abort');
    const late = new AbortController();
    const stoppedLate = sobolIndices(experiment(), {
      distributions,
      count: 64,
      signal: late.signal,
      onProgress: ({ phase, done }) => phase === 'bands' && done === 3 && late.abort(),
    });
    await expect(stoppedLate).rejects.toThrow('abort');
  });

  test('refuses what makes no sense', async () => {
    const { experiment, distributions } = gFunction([0, 1]);
    const of = (options: object) => sobolIndices(experiment(), { distributions, ...options });
    await expect(of({ count: 4 })).rejects.toThrow('at least 8');
    await expect(of({ count: 2 ** 26 })).rejects.toThrow('screen first');
    await expect(of({ resamples: 2 })).rejects.toThrow('at least 20');
    await expect(of({ distributions: forEach(3) })).rejects.toThrow('give one each');
  });
});

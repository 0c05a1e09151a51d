import { describe, expect, test } from 'vitest';
import { uniform } from '../../random/uniform.ts';
import { discoverBox, scoreBox } from './discover-box.ts';

/** Members with independent inputs from 0 to 1; it holds with the chance given. */
function table(
  { members, inputs, seed = 1 }: { members: number; inputs: number; seed?: number },
  chanceOf: (x: readonly number[]) => number,
) {
  const rows = Array.from({ length: members }, (_, member) =>
    Array.from({ length: inputs }, (__, variable) => uniform({ seed, member, variable, step: 0 })),
  );
  return {
    inputs: Array.from({ length: inputs }, (_, input) => `x${input + 1}`),
    values: Float64Array.from(rows.flat()),
    holds: Uint8Array.from(rows, (row, member) =>
      uniform({ seed, member, variable: 0, step: 1 }) < chanceOf(row) ? 1 : 0,
    ),
  };
}

describe('discoverBox', () => {
  test('finds a box, its ends and nothing else, and holds on other members', async () => {
    const isIn = ([a = 0, b = 0]: readonly number[]) => (a < 0.4 && b > 0.55 ? 1 : 0);
    const found = await discoverBox({ ...table({ members: 800, inputs: 8 }, isIn), density: 0.9 });
    expect(found.restrictions.map(({ input }) => input).toSorted()).toEqual(['x1', 'x2']);
    const [first, second] = found.restrictions.toSorted((a, b) => (a.input < b.input ? -1 : 1));
    expect(first?.low).toBeUndefined();
    expect(Math.abs((first?.high?.value ?? 0) - 0.4)).toBeLessThan(0.03);
    expect(Math.abs((second?.low?.value ?? 0) - 0.55)).toBeLessThan(0.03);
    expect(second?.high).toBeUndefined();
    for (const { quasiP, reproduced } of found.restrictions) {
      expect(quasiP).toBeLessThan(1e-6);
      expect(reproduced).toBe(1);
    }
    expect(first?.alone).toBeCloseTo(0.4, 1);
    expect(found.chance).toBeCloseTo(1 / 101, 12);
    const afresh = scoreBox(found.restrictions, table({ members: 2000, inputs: 8, seed: 2 }, isIn));
    expect(afresh.density.value).toBeGreaterThan(0.88);
    expect(afresh.coverage).toBeGreaterThan(0.93);
    expect(afresh.outside.value).toBeLessThan(0.02);
  });

  test('finds an interval between two ends, in noise', async () => {
    const made = table({ members: 1500, inputs: 6 }, ([, , c = 0]) => (c > 0.3 && c < 0.7 ? 0.9 : 0.1));
    const found = await discoverBox({ ...made, density: 0.85 });
    expect(found.restrictions).toHaveLength(1);
    const [{ input, low, high } = { input: '' }] = found.restrictions;
    expect(input).toBe('x3');
    for (const [end, truth] of [
      [low, 0.3],
      [high, 0.7],
    ] as const) {
      expect(Math.abs((end?.value ?? 0) - truth)).toBeLessThan(0.05);
      expect(end?.low).toBeLessThan(truth + 0.02);
      expect(end?.high).toBeGreaterThan(truth - 0.02);
    }
    expect(found.score?.density.value).toBeGreaterThan(0.84);
  });

  test('finds nothing where there is nothing: in noise a box is found as rarely as the chance says', async () => {
    let called = 0;
    for (let seed = 1; seed <= 40; seed++) {
      const found = await discoverBox({ ...table({ members: 200, inputs: 10, seed }, () => 0.5), seed, resamples: 40 });
      if (found.restrictions.length > 0) called += 1;
    }
    // At 1 in 20, four or fewer of 40 come in 95 of 100 cases.
    expect(called).toBeLessThanOrEqual(4);
  });

  test('says that what holds always, or never, has no region', async () => {
    for (const share of [0, 1]) {
      const found = await discoverBox(table({ members: 60, inputs: 3 }, () => share));
      expect(found.restrictions).toEqual([]);
      expect(found.score).toBeUndefined();
      expect(found.share.value).toBe(share);
      expect(found.chance).toBe(1);
    }
  });

  test('knows only the order of values: any rising change of an input gives the same members', async () => {
    const made = table({ members: 400, inputs: 4 }, ([a = 0, b = 0]) => (a + b > 1.2 ? 0.95 : 0.05));
    const bent = { ...made, values: made.values.map((value) => Math.exp(9 * value)) };
    const [plain, other] = [await discoverBox(made), await discoverBox(bent)];
    expect(plain.restrictions.length).toBeGreaterThan(0);
    expect(other.score).toEqual(plain.score);
    expect(other.trajectory).toEqual(plain.trajectory);
  });

  test('has a trajectory whose parts go together, each peel of one part in twenty', async () => {
    const { trajectory, share } = await discoverBox(table({ members: 1000, inputs: 5 }, ([a = 0]) => a));
    expect(trajectory[0]).toEqual({ mass: 1, coverage: 1, density: share.value, restricted: 0 });
    expect(trajectory.length).toBeGreaterThan(30);
    trajectory.forEach(({ mass, coverage, density }, step) => {
      expect(coverage * share.value).toBeCloseTo(density * mass, 12);
      const before = trajectory[step - 1]?.mass ?? Number.NaN;
      if (step > 0) expect(mass / before).toBeCloseTo(0.95, 1);
    });
    expect(trajectory.at(-1)?.mass).toBeGreaterThanOrEqual(0.05);
  });

  test('gives the same for the same seed, and stops where it is told', async () => {
    const made = table({ members: 200, inputs: 4 }, ([a = 0]) => (a > 0.5 ? 0.9 : 0.2));
    expect(await discoverBox(made)).toEqual(await discoverBox(made));
    await expect(discoverBox({ ...made, signal: AbortSignal.abort(new Error('stop')) })).rejects.toThrow('stop');
  });

  test.each([
    ['values that do not pair', { values: new Float64Array(3) }, 'Cannot pair 3 values'],
    ['a share above 1', { density: 2 }, 'Cannot ask for a share of 2'],
    ['a peel of everything', { peel: 1 }, 'Cannot peel'],
    ['few resamples', { resamples: 5 }, 'Cannot say how sure'],
  ])('refuses %s', async (_, options, message) => {
    const made = table({ members: 40, inputs: 2 }, () => 0.5);
    await expect(discoverBox({ ...made, ...options })).rejects.toThrow(message);
  });
});

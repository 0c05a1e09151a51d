import { describe, expect, test } from 'vitest';
import { uniform } from '../../random/uniform.ts';
import { rankingChanges } from './ranking-changes.ts';

/** Members with independent inputs from 0 to 1 and what strategies give under them. */
function table(
  { members, inputs, seed = 1 }: { members: number; inputs: number; seed?: number },
  outcomesOf: (values: readonly number[], noise: (which: number) => number) => readonly number[],
) {
  const rows = Array.from({ length: members }, (_, member) => {
    const values = Array.from({ length: inputs }, (__, variable) => uniform({ seed, member, variable, step: 0 }));
    return {
      values,
      outcomes: outcomesOf(values, (which) => uniform({ seed, member, variable: which, step: 1 }) - 0.5),
    };
  });
  return {
    inputs: Array.from({ length: inputs }, (_, input) => `x${input + 1}`),
    values: Float64Array.from(rows.flatMap(({ values }) => values)),
    outcomes: Float64Array.from(rows.flatMap(({ outcomes }) => outcomes)),
  };
}

describe('rankingChanges', () => {
  test('finds where the order of two strategies turns, and says it in words', async () => {
    // B costs 1 less than A for each 0.1 by which x1 is above 0.3; other inputs and noise move both.
    const made = table({ members: 400, inputs: 4 }, ([x1 = 0, x2 = 0], noise) => {
      const shared = 100 + 50 * x2;
      return [shared, shared + 10 * (0.3 - x1) + 4 * noise(0), shared + 20];
    });
    const found = await rankingChanges({ ...made, strategies: ['A', 'B', 'C'], better: 'lower' });
    expect(found.strategies.map(({ strategy }) => strategy)).toEqual(['B', 'A', 'C']);
    const [first, ...others] = found.assumptions;
    expect(first).toMatchObject({ input: 'x1', decides: true, turn: { secondBetter: 'below' } });
    expect(Math.abs((first?.turn?.at.value ?? 0) - 0.3)).toBeLessThan(0.04);
    expect(first?.turn?.at.low).toBeLessThan(0.3);
    expect(first?.turn?.at.high).toBeGreaterThan(0.3);
    // A gains where x1 < 0.3: the mean of 10 (0.3 − x1) there, 1.5, over the 0.3 of members there.
    expect(Math.abs((first?.turn?.worth ?? 0) - 0.45)).toBeLessThan(0.1);
    expect(others.every(({ decides }) => !decides)).toBe(true);
    expect(found.findings).toHaveLength(2);
    expect(found.findings[1]).toMatch(
      /^If "x1" is below 0\.\d+ \(0\.\d+ to 0\.\d+\), "A" is better than "B" in [89] of 10 runs; above, in \d+ of 10+ runs\.$/,
    );
    const [low, , high] = first?.parts ?? [];
    expect(low?.members).toBe(133);
    expect(low?.best[0]).toBeGreaterThan(0.7);
    expect(high?.best[1]).toBeGreaterThan(0.95);
    expect(high?.best[2]).toBe(0);
  });

  test('does not call a turn what chance gives: no input decides between two strategies that differ by noise', async () => {
    let called = 0;
    for (let seed = 1; seed <= 40; seed++) {
      const made = table({ members: 120, inputs: 6, seed }, (_, noise) => [noise(0), noise(1)]);
      const { assumptions } = await rankingChanges({
        ...made,
        strategies: ['A', 'B'],
        better: 'higher',
        resamples: 60,
        seed,
      });
      if (assumptions.some(({ decides }) => decides)) called += 1;
    }
    expect(called).toBeLessThanOrEqual(4);
  });

  test('does not call a turn what comes near to one without turning', async () => {
    const made = table({ members: 300, inputs: 2 }, ([x1 = 0], noise) => [1, x1 - 0.02 + 0.02 * noise(0)]);
    const found = await rankingChanges({ ...made, strategies: ['A', 'B'], better: 'higher' });
    expect(found.assumptions.every(({ decides }) => !decides)).toBe(true);
    expect(found.findings[1]).toBe('None of the 2 assumptions decides by itself which of "A" and "B" is better.');
  });

  test('leaves out members that failed under any strategy, and repeats to the bit', async () => {
    const made = table({ members: 60, inputs: 1 }, ([x1 = 0]) => [x1 > 0.9 ? Number.NaN : x1, 0.5]);
    const of = () => rankingChanges({ ...made, strategies: ['A', 'B'], better: 'lower' });
    const found = await of();
    expect(found.members + found.dropped).toBe(60);
    expect(found.dropped).toBeGreaterThan(0);
    expect(found.notes[0]).toMatch(/^\d of 60 members are left out/);
    expect(await of()).toEqual(found);
    const none = await rankingChanges({
      ...made,
      outcomes: new Float64Array(120).fill(Number.NaN),
      strategies: ['A', 'B'],
      better: 'lower',
    });
    expect(none.findings).toEqual(['Nothing can be said of the order: in every member a run failed.']);
  });

  test('refuses one strategy, and tables that do not fit', async () => {
    const made = table({ members: 30, inputs: 2 }, () => [1, 2]);
    const of = (options: object) => rankingChanges({ ...made, strategies: ['A', 'B'], better: 'lower', ...options });
    await expect(of({ strategies: ['A'] })).rejects.toThrow('fewer than two');
    await expect(of({ inputs: ['x'] })).rejects.toThrow('Cannot pair');
    await expect(of({ signal: AbortSignal.abort() })).rejects.toThrow('abort');
  });
});

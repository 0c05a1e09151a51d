import { describe, expect, test } from 'vitest';
import { uniform } from '../../random/uniform.ts';
import type { PolicyExperiment } from './policy-experiment.ts';
import { searchPolicies } from './search-policies.ts';
import type { Lever } from './lever.ts';

type Members = Parameters<PolicyExperiment['run']>[1];

/** An experiment with a function in place of a model. */
function policies(
  levers: readonly Lever[],
  outcome: (values: Float64Array, member: number) => readonly [effect: number, cost: number, unmetNeed: number],
): PolicyExperiment & { readonly asked: Members[] } {
  const asked: Members[] = [];
  return {
    levers,
    asked,
    run: (rows, members, options = {}) => {
      options.signal?.throwIfAborted();
      asked.push(members);
      const count = rows.length / levers.length;
      const found: number[] = [];
      for (let policy = 0; policy < count; policy++) {
        const values = rows.subarray(policy * levers.length, (policy + 1) * levers.length);
        for (let member = members.from; member < members.to; member++) found.push(...outcome(values, member));
      }
      return Promise.resolve(Float64Array.from(found));
    },
  };
}

const noise = (member: number, variable: number): number => uniform({ seed: 77, member, variable, step: 0 });
const levers = ['a', 'b', 'c'].map((name) => ({ name, low: 0, high: 10 }));
const few = { members: 1, freshMembers: 1 };

/** Effect 100 − 3 a − 5 b − 4 c for a cost of a + 3 b + 2 c. */
const linear = () =>
  policies(levers, ([a = 0, b = 0, c = 0]) => [100 - 3 * a - 5 * b - 4 * c, a + 3 * b + 2 * c, a + b + c]);

describe('searchPolicies', () => {
  test('finds the optimum of a linear programme on the face of the budget', async () => {
    // Per unit of cost, a gives 3, c gives 2 and b 1.67: within 24, a = 10, c = 7, so that the effect is 42.
    const target = { value: 0, better: 'lower' } as const;
    const found = await searchPolicies(linear(), { target, budget: 24, evaluations: 2000, ...few });
    expect(found.evaluations).toBe(2000);
    const [a = 0, b = 0, c = 0] = found.best?.values ?? [];
    expect(found.best?.search.effect).toBeLessThan(42.2);
    expect(found.best?.search.cost).toBeLessThanOrEqual(24);
    expect(a).toBeGreaterThan(9.8);
    expect(b).toBeLessThan(0.2);
    expect(c).toBeGreaterThan(6.8);
    expect(found.findings).toContainEqual(
      expect.stringContaining('No policy that was tried can be said to reach at most 0'),
    );
  });

  test('finds the cheapest of those that surely reach the target', async () => {
    // 100 − 3 a − 4 c = 58: a = 10 and c = 3 for 16.
    const target = { value: 58, better: 'lower' } as const;
    const { best } = await searchPolicies(linear(), { target, evaluations: 2000, ...few });
    expect(best?.fresh.probability.value).toBe(1);
    expect(best?.fresh.cost).toBeGreaterThanOrEqual(16);
    expect(best?.fresh.cost).toBeLessThan(16.4);
  });

  test('finds a known front of cost and effect: the cheapest levers first', async () => {
    const target = { value: 0, better: 'lower' } as const;
    const twice = policies(levers.slice(0, 2), ([a = 0, b = 0]) => [100 - 3 * a - 5 * b, a + 3 * b, 0]);
    const { front } = await searchPolicies(twice, { target, evaluations: 3000, frontSize: 30, ...few });
    expect(front.length).toBe(30);
    // A unit of cost takes 3 off the effect while a is below 10, and 5/3 after that.
    for (const { search } of front) {
      const least = 100 - 3 * Math.min(10, search.cost) - (5 / 3) * Math.max(0, search.cost - 10);
      expect(search.effect - least).toBeLessThan(1);
    }
    expect(front[0]?.values).toEqual([0, 0]);
    expect(front.at(-1)?.values).toEqual([10, 10]);
  });

  test('tries every policy where they can be counted, and knows the probability of each', async () => {
    const steps = ['a', 'b'].map((name) => ({ name, low: 0, high: 4, step: 1 }));
    // Reaches 10 where 2 a + 3 b + a draw up to 10 does: the probability is (2 a + 3 b) / 10.
    const experiment = policies(steps, ([a = 0, b = 0], member) => [
      2 * a + 3 * b + 10 * noise(member, 0),
      2 * a + 5 * b,
      5 - b,
    ]);
    const target = { value: 10, better: 'higher' } as const;
    const options = { target, budget: 13, members: 500, freshMembers: 2000 };
    const found = await searchPolicies(experiment, options);
    expect(found).toMatchObject({ exhaustive: true, evaluations: 25 });
    expect(found.best?.values).toEqual([4, 1]);
    // 2 × 4 + 3 × 1 = 11 reaches it always; 4 and 0 in 8 of 10.
    expect(found.best?.fresh.probability.value).toBe(1);
    const cheaper = found.front.find(({ values }) => values[0] === 4 && values[1] === 0);
    expect(Math.abs((cheaper?.fresh.probability.value ?? 0) - 0.8)).toBeLessThan(0.03);
    expect(cheaper?.fresh.probability.low).toBeLessThan(0.8);
    expect(cheaper?.fresh.probability.high).toBeGreaterThan(0.8);
    expect(found.notes[0]).toBe('All 25 policies were tried.');
    expect(experiment.asked).toEqual([
      { from: 0, to: 500 },
      { from: 500, to: 2500 },
    ]);
  });

  test('reports the winner without the luck by which it won', async () => {
    // Whatever the policy, half of the members reach the target; which ones is chance.
    const many = [{ name: 'a', low: 0, high: 199, step: 1 }];
    let [flattered, honest] = [0, 0];
    for (let round = 0; round < 20; round++) {
      const lottery = policies(many, ([a = 0], member) => [noise(member + 10_000 * round, a), 0, 0]);
      const { best } = await searchPolicies(lottery, {
        target: { value: 0.5, better: 'lower' },
        members: 50,
        freshMembers: 400,
      });
      flattered += (best?.search.probability.value ?? 0) / 20;
      honest += (best?.fresh.probability.value ?? 0) / 20;
    }
    expect(flattered).toBeGreaterThan(0.65);
    expect(Math.abs(honest - 0.5)).toBeLessThan(0.02);
  });

  test('counts a failed run as one that does not reach the target, and says so', async () => {
    const steps = [{ name: 'a', low: 0, high: 3, step: 1 }];
    const failing = policies(steps, ([a = 0], member) => [
      a === 3 || (a === 2 && member % 2 === 0) ? Number.NaN : -a,
      a,
      0,
    ]);
    const found = await searchPolicies(failing, {
      target: { value: -1, better: 'lower' },
      members: 10,
      freshMembers: 10,
    });
    expect(found.best?.values).toEqual([1]);
    const two = found.front.find(({ values }) => values[0] === 2);
    expect(two?.fresh).toMatchObject({ failed: 5, members: 10, effect: -2, probability: { value: 0.5 } });
    expect(found.front.some(({ values }) => values[0] === 3)).toBe(false);
    expect(found.notes.join(' ')).toContain('5 runs of the policies reported failed');
  });

  test('says that no policy keeps to the budget', async () => {
    const dear = policies(levers, () => [1, 5, 0]);
    const found = await searchPolicies(dear, {
      target: { value: 2, better: 'lower' },
      budget: 4,
      evaluations: 40,
      ...few,
    });
    expect(found.best).toBeUndefined();
    expect(found.front).toEqual([]);
    expect(found.findings).toEqual(['None of the 40 policies that were tried keeps to the budget of 4.']);
  });

  test('repeats to the bit, says how far it has come, and stops when it is told to', async () => {
    const of = (options: object = {}) =>
      searchPolicies(linear(), { target: { value: 50, better: 'lower' }, evaluations: 200, ...few, ...options });
    const phases = new Set<string | undefined>();
    expect(await of({ onProgress: ({ phase }: { phase?: string }) => phases.add(phase) })).toEqual(await of());
    expect([...phases]).toEqual(['looking for the front', 'looking for the likeliest']);
    const control = new AbortController();
    const stopped = of({ signal: control.signal, onProgress: () => control.abort() });
    await expect(stopped).rejects.toThrow('abort');
  });

  test('refuses what makes no sense', async () => {
    const of = (options: object) => searchPolicies(linear(), { target: { value: 50, better: 'lower' }, ...options });
    await expect(of({ members: 0 })).rejects.toThrow('Cannot search with 0 members');
    await expect(of({ evaluations: 1.5 })).rejects.toThrow('Cannot search with 1.5 evaluations');
    await expect(
      searchPolicies({ ...linear(), levers: [] }, { target: { value: 1, better: 'lower' } }),
    ).rejects.toThrow('without a lever');
  });
});

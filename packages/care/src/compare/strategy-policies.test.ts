import { runManyHere, wasmBackend } from '@weir/engine';
import { expect, test } from 'vitest';
import { generalModel } from '../generated/general-model.ts';
import { businessAsUsual } from './compare-scenarios.ts';
import { makeScenarioRunner } from './scenario-runner.ts';
import { strategyPolicies } from './strategy-policies.ts';

const options = {
  general: generalModel,
  strategies: ['less-need-escalation', 'hire'],
  effect: { variable: 'looked after in all', at: 2032 },
  cost: { variable: 'Cumulative spend', at: 2035 },
  unmetNeed: { variable: 'unmet need', at: 2035 },
  members: 3,
  freshMembers: 2,
  seed: 6,
  runMany: runManyHere(wasmBackend),
} as const;

test('strategyPolicies moves the levers of the strategies, from not at all to as far as they go', () => {
  const { levers } = strategyPolicies(options);
  expect(levers).toEqual([
    { name: 'need escalation cut', low: 0, high: 0.2, step: 0.02 },
    { name: 'posts raised', low: 0, high: 0.1, step: 0.01 },
  ]);
  const bounds = new Map([['posts raised', { low: 0.05, high: 0.3 }]]);
  expect(strategyPolicies({ ...options, bounds }).levers[1]).toEqual({
    name: 'posts raised',
    low: 0.05,
    high: 0.3,
    step: 0.025,
  });
  const unknown = new Map([['post raised', { low: 0, high: 1 }]]);
  expect(() => strategyPolicies({ ...options, bounds: unknown })).toThrow('Cannot bound "post raised"');
});

test('strategyPolicies gives the effect, and cost and unmet need beside business as usual, member by member', async () => {
  const experiment = strategyPolicies(options);
  const found = await experiment.run(Float64Array.of(0, 0, 0.2, 0.1), { from: 0, to: 3 });
  expect(found).toHaveLength(2 * 3 * 3);
  const runner = makeScenarioRunner({ general: generalModel, members: 3, seed: 6 });
  const both = { id: 'both', name: 'Both', strategies: options.strategies, settings: {} };
  const at = (
    scenario: typeof businessAsUsual,
    { member, id, year }: { member: number; id: string; year: number },
  ): number => {
    const row = runner.times.findIndex((time) => Math.abs(time - year) < 1e-6);
    return runner.member(scenario, member)[runner.indicators.indexOf(id) * runner.times.length + row] ?? Number.NaN;
  };
  for (let member = 0; member < 3; member++) {
    expect([...found.subarray(member * 3, member * 3 + 3)]).toEqual([
      at(businessAsUsual, { member, id: 'looked-after', year: 2032 }),
      0,
      0,
    ]);
    const [effect, cost, need] = found.subarray((3 + member) * 3);
    expect(effect).toBe(at(both, { member, id: 'looked-after', year: 2032 }));
    const change = (id: string): number =>
      at(both, { member, id, year: 2035 }) - at(businessAsUsual, { member, id, year: 2035 });
    expect(cost).toBeCloseTo(change('cumulative-spend') * 1e-6, 6);
    expect(need).toBeCloseTo(change('unmet-need'), 6);
  }
  // Once business as usual is known it is not run again, and the same policy gives the same.
  const again = await experiment.run(Float64Array.of(0.2, 0.1), { from: 0, to: 3 });
  expect(again).toEqual(found.subarray(9));
});

test('strategyPolicies draws other members for trying again', async () => {
  const experiment = strategyPolicies(options);
  const chosenBy = await experiment.run(Float64Array.of(0, 0), { from: 0, to: 3 });
  const others = await experiment.run(Float64Array.of(0, 0), { from: 3, to: 5 });
  expect(others).toHaveLength(6);
  for (const effect of [others[0], others[3]]) expect([...chosenBy]).not.toContain(effect);
  await expect(experiment.run(Float64Array.of(0, 0), { from: 1, to: 3 })).rejects.toThrow(
    'Cannot run the members 1 to 3',
  );
});

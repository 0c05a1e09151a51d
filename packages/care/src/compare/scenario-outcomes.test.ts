import { runManyHere, wasmBackend } from '@weir/engine';
import { expect, test } from 'vitest';
import { generalModel } from '../generated/general-model.ts';
import { businessAsUsual } from './compare-scenarios.ts';
import { scenarioOutcomes } from './scenario-outcomes.ts';
import { makeScenarioRunner } from './scenario-runner.ts';

const hire = { id: 'hire', name: 'Hire', strategies: ['hire'], settings: {} };
const runner = makeScenarioRunner({ general: generalModel, members: 3, stop: 2030, seed: 4 });
const runMany = runManyHere(wasmBackend);
const measures = [
  { variable: 'looked after in all', at: 2030 },
  { variable: 'caseload', at: 2027 },
] as const;

test('scenarioOutcomes gives what the runner gives, for every scenario and member', async () => {
  const scenarios = [businessAsUsual, hire];
  const found = await scenarioOutcomes(runner, { scenarios, members: 3, measures, runMany });
  expect(found).toHaveLength(2 * 3 * 2);
  const rowOf = (year: number): number => runner.times.findIndex((time) => Math.abs(time - year) < 1e-6);
  const columnOf = (id: string): number => runner.indicators.indexOf(id);
  scenarios.forEach((scenario, place) => {
    for (let member = 0; member < 3; member++) {
      const values = runner.member(scenario, member);
      const at = (place * 3 + member) * 2;
      expect(found[at]).toBe(values[columnOf('looked-after') * runner.times.length + rowOf(2030)]);
      expect(found[at + 1]).toBe(values[columnOf('caseload') * runner.times.length + rowOf(2027)]);
    }
  });
});

test('scenarioOutcomes refuses more members than are drawn', async () => {
  const ask = () => scenarioOutcomes(runner, { scenarios: [hire], members: 4, measures, runMany });
  await expect(ask()).rejects.toThrow('Cannot run 4 members');
});

test('a runner says what it drew for a member', () => {
  const drawn = runner.drawn(1);
  expect(drawn.size).toBeGreaterThan(runner.draws.length);
  for (const { parameter, low, high } of runner.draws) {
    expect(drawn.get(parameter)).toBeGreaterThanOrEqual(low);
    expect(drawn.get(parameter)).toBeLessThanOrEqual(high);
  }
});

import { describe, expect, it } from 'vitest';
import { generalModel } from '../generated/general-model.ts';
import {
  businessAsUsual,
  combineMembers,
  compareScenarios,
  probabilityBetter,
  runScenarioMembers,
  withUsual,
} from './compare-scenarios.ts';
import { makeScenarioRunner } from './scenario-runner.ts';
import { scenarioSettings } from './scenario-settings.ts';

const less = { id: 'less', name: 'Less', strategies: ['less-need-escalation'], settings: {} };
const options = { general: generalModel, members: 6, stop: 2030 };

describe('compareScenarios', () => {
  const comparison = compareScenarios({ ...options, scenarios: [less] });

  it('puts business as usual first and pairs the members', () => {
    expect(comparison.scenarios.map(({ scenario }) => scenario.id)).toEqual(['business-as-usual', 'less']);
    expect(
      [...(comparison.scenarios[0]?.differences['looked-after']?.median ?? [])].every((value) => value === 0),
    ).toBe(true);
    expect(comparison.memberCount + comparison.dropped).toBe(6);
  });

  it('joins portions, in any order, to the same', () => {
    const runner = makeScenarioRunner(options);
    const scenarios = withUsual([less]);
    const parts = [
      runScenarioMembers(runner, scenarios, { from: 4, to: 6 }),
      runScenarioMembers(runner, scenarios, { from: 0, to: 4 }),
    ];
    expect(combineMembers(runner, scenarios, parts)).toEqual(comparison);
  });

  it('says how likely one scenario is to be better', () => {
    const question = { indicator: 'looked-after', time: 2030, better: 'lower' } as const;
    const better = probabilityBetter(comparison, { a: 'less', b: 'business-as-usual', ...question });
    const worse = probabilityBetter(comparison, { a: 'business-as-usual', b: 'less', ...question });
    expect(better + worse).toBe(1);
    expect(better).toBeGreaterThan(0.9);
    expect(() => probabilityBetter(comparison, { a: 'none', b: 'less', ...question })).toThrow(RangeError);
  });

  it('keeps members to the published path', () => {
    const runner = makeScenarioRunner({ general: generalModel, members: 6 });
    const history = generalModel.history.find(({ indicator }) => indicator === 'looked-after');
    for (let member = 0; member < 6; member++) {
      const values = runner.member(businessAsUsual, member);
      for (const { year, value } of history?.points ?? [])
        expect(Math.abs((values[(year - 2010) * 4] ?? 0) / value - 1)).toBeLessThanOrEqual(0.06);
    }
  });
});

describe('scenarioSettings', () => {
  it('takes the larger where strategies share a lever, and sliders before central values', () => {
    const scenario = {
      id: 'both',
      name: 'Both',
      strategies: ['less-need-escalation', 'fewer-referrals-less-escalation'],
      settings: {},
      start: 2027,
      ramp: 0,
    };
    const settings = scenarioSettings(generalModel, {
      ...scenario,
      settings: { 'lever setting[need escalation cut]': 0.4 },
    });
    expect(settings.get('lever setting[need escalation cut]')).toBe(0.4);
    expect(settings.get('lever setting[referrals cut]')).toBe(0.2);
    expect(settings.get('lever start[referrals cut]')).toBe(2027);
  });

  it('refuses a strategy that is not there', () => {
    expect(() => scenarioSettings(generalModel, { id: 'x', name: 'x', strategies: ['none'], settings: {} })).toThrow(
      'Cannot find the strategy "none"',
    );
  });
});

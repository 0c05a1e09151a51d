import { describe, expect, it } from 'vitest';
import { generalModel } from '../generated/general-model.ts';
import type { Comparison } from '../types.ts';
import { compareScenarios } from './compare-scenarios.ts';
import { interactionOf, togetherScenarios } from './together.ts';

/** Members whose looked-after children are as given for each scenario. */
function made(strategies: readonly string[], values: Readonly<Record<string, readonly number[]>>): Comparison {
  const scenarios = togetherScenarios(generalModel, strategies).map((scenario) => ({
    scenario,
    levels: {},
    differences: {},
    members: { 'looked-after': Float64Array.from(values[scenario.id] ?? []) },
  }));
  const memberCount = values['business-as-usual']?.length ?? 0;
  return { times: Float64Array.of(2035), memberCount, seed: 1, scenarios, dropped: 0 };
}
const asked = { general: generalModel, indicator: 'looked-after', year: 2035 };

describe('interactionOf', () => {
  it('gives nought where effects add up', () => {
    const strategies = ['hire', 'early-help'];
    const usual = [80_000, 82_000, 84_000];
    const found = interactionOf(
      made(strategies, {
        'business-as-usual': usual,
        hire: usual.map((value) => value - 1000),
        'early-help': usual.map((value) => value - 500),
        together: usual.map((value) => value - 1500),
      }),
      { ...asked, strategies },
    );
    expect(found.sum.median).toBe(-1500);
    expect(found.interaction).toEqual({ median: 0, low50: 0, high50: 0, low90: 0, high90: 0 });
    expect(found.strategies.map(({ last }) => last.median)).toEqual([-1000, -500]);
    expect(found.findings[1]).toBe('They add up: 0 (90 of 100 members: 0 to 0).');
  });

  it('tells what is each taking its share of what the other leaves', () => {
    const strategies = ['hire', 'early-help'];
    const usual = [80_000, 100_000];
    const found = interactionOf(
      made(strategies, {
        'business-as-usual': usual,
        hire: usual.map((value) => value * 0.8),
        'early-help': usual.map((value) => value * 0.9),
        together: usual.map((value) => value * 0.72),
      }),
      { ...asked, strategies },
    );
    // 0.72 − 0.7 of 80,000 and of 100,000.
    expect(found.interaction.median).toBeCloseTo(1800, 6);
    expect(found.byShares.median).toBeCloseTo(1800, 6);
    expect(found.findings[1]).toMatch(
      /^Together they do less than the two alone: \+1,800 \(90 of 100 members: \+1,620 to \+1,980\)/,
    );
  });

  it('computes strategies of the general model together and without each', () => {
    const strategies = ['less-need-escalation', 'family-safeguarding', 'early-help'];
    const scenarios = togetherScenarios(generalModel, strategies);
    expect(scenarios.map(({ id }) => id)).toEqual([
      'business-as-usual',
      ...strategies,
      'together',
      ...strategies.map((id) => `without ${id}`),
    ]);
    const comparison = compareScenarios({ general: generalModel, scenarios, members: 4 });
    const found = interactionOf(comparison, { ...asked, strategies });
    // The first two move one lever, so that either adds hardly anything to the other.
    expect(found.interaction.median).toBeGreaterThan(0.3 * Math.abs(found.sum.median));
    expect(Math.abs(found.strategies[1]?.last.median ?? Number.NaN)).toBeLessThan(
      0.5 * Math.abs(found.strategies[1]?.alone.median ?? 0),
    );
    expect(found.findings.at(-1)).toContain(
      'More than one of them moves "Fewer children in need come onto a plan or into care"',
    );
    expect(found.findings[1]).toMatch(/^Together they do less than the 3 alone/);
  });

  it.each([
    [['hire'], 'two are needed'],
    [['hire', 'hire'], 'two are needed'],
    [['hire', 'none'], 'Cannot find the strategy "none"'],
  ])('refuses %s', (strategies, message) => {
    expect(() => togetherScenarios(generalModel, strategies)).toThrow(message);
  });

  it('refuses a time that was not saved and an indicator that is not there', () => {
    const strategies = ['hire', 'early-help'];
    const comparison = made(strategies, { 'business-as-usual': [1] });
    expect(() => interactionOf(comparison, { ...asked, strategies, year: 2031 })).toThrow('Cannot look at 2031');
    expect(() => interactionOf(comparison, { ...asked, strategies, indicator: 'x' })).toThrow(
      'Cannot find the indicator',
    );
  });
});

import type { Action, GeneralModel, Indicator, Scenario, Strategy } from '@weir/care';
import type { Runner } from '../simulation/runner.ts';

/** A made-up model with made-up figures: for tests of the pages' logic, and for nothing else. */
export const fixtureModel: GeneralModel = {
  version: 'fixture',
  model: {
    format: 'weir/1',
    name: 'Fixture',
    documentation: '',
    time: { start: 2010, stop: 2035, step: 0.25, saveEvery: 4, units: 'year', method: 'euler' },
    unitEquivalents: [],
    dimensions: [],
    groups: [],
    variables: [],
    loops: [],
  },
  evidence: [],
  indicators: [
    indicator('children looked after', 'Children looked after', 'children', 'lower', true, 'Children'),
    indicator('unmet need', 'Unmet need', 'children', 'lower', true, 'Need'),
    indicator('caseload', 'Caseload', 'cases per worker', 'lower', false, 'Workforce'),
    indicator('cumulative cost', 'Spend since 2025', '£m', 'lower', false, 'Money'),
  ],
  strategies: [
    strategy('contacts', 'Reduce contacts only', 'effect on contacts', 'strong'),
    strategy('outflows', 'All outflows', 'effect on exits', 'moderate'),
    strategy('hire', 'Hire social workers', 'extra social workers', 'none'),
  ],
  history: [
    {
      indicator: 'children looked after',
      source: 'Made up',
      points: [
        { year: 2010, value: 64_000 },
        { year: 2015, value: 69_500 },
        { year: 2020, value: 80_000 },
        { year: 2025, value: 82_000 },
      ],
    },
  ],
};

function indicator(
  id: string,
  name: string,
  unit: string,
  better: Indicator['better'],
  perChild: boolean,
  group: string,
): Indicator {
  return { id, name, variable: id, unit, better, decimals: 0, scale: 1, meaning: `${name}.`, group, perChild };
}

function strategy(id: string, name: string, parameter: string, grade: Strategy['grade']): Strategy {
  const action: Action = {
    parameter,
    label: parameter,
    unit: '1',
    neutral: 0,
    central: 0.2,
    low: 0.1,
    high: 0.3,
    least: 0,
    most: 0.5,
  };
  return {
    id,
    name,
    figure4: id !== 'hire',
    summary: `${name}.`,
    theoryOfChange: `${name} acts on ${parameter}.`,
    grade,
    evidence: 'Made up.',
    reach: { words: 'Every family.', evidence: ['a'] },
    cost: { words: 'Nothing.', evidence: ['a'] },
    aims: [],
    actions: [action],
    start: 2026.25,
    ramp: 2,
  };
}

/** Runs the fixture: effects grow in a straight line from the start; members differ by a made-up factor. */
export function makeFixtureRunner(): Runner {
  const indicators = fixtureModel.indicators.map(({ id }) => id);
  const times = Float64Array.from({ length: 26 }, (_, index) => 2010 + index);
  const run = (scenario: Scenario, factor: number): Float64Array => {
    const effect = (parameter: string): number => {
      const used = fixtureModel.strategies.find(
        (candidate) =>
          scenario.strategies.includes(candidate.id) && candidate.actions.some((one) => one.parameter === parameter),
      );
      return used === undefined ? 0 : (scenario.settings[parameter] ?? used.actions[0]?.central ?? 0);
    };
    const contacts = effect('effect on contacts');
    const exits = effect('effect on exits');
    const hired = effect('extra social workers');
    const rows = new Float64Array(indicators.length * times.length);
    times.forEach((time, index) => {
      const base = 64_000 * 1.012 ** (time - 2010) * (1 + 0.1 * (factor - 1));
      const since = Math.min(Math.max(0, (time - (scenario.start ?? 2026)) / 10), 1) * factor;
      rows[index] = base * (1 - since * (contacts + 0.4 * exits));
      rows[times.length + index] = 30_000 * factor * (1 + since * contacts);
      rows[2 * times.length + index] = 16 * (1 - since * hired * 0.5);
      rows[3 * times.length + index] = Math.max(0, time - 2025) * (12_000 * factor * (1 + since * (hired - contacts)));
    });
    return rows;
  };
  return {
    indicators,
    times,
    central: (scenario) => run(scenario, 1),
    member: (scenario, index) => run(scenario, 0.6 + 0.8 * (((index * 61) % 97) / 97)),
  };
}

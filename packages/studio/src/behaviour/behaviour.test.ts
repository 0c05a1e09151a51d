import { describe, expect, it } from 'vitest';
import type { LineSeries } from '../charts/line-chart.ts';
import { lineTable } from '../charts/line-table.ts';
import { usualStyle } from '../charts/palette.ts';
import { wordCount } from '../charts/words.ts';
import { emptyEnsemble, withPortion } from '../simulation/ensemble.ts';
import { fixtureModel, makeFixtureRunner } from '../testing/fixture.ts';
import { singleScenarios } from '../strategies/scenarios.ts';
import { behaviourChart } from './behaviour-chart.ts';
import { behaviourHeadline } from './headline.ts';

const children = { decimals: 0, scale: 1, unit: 'children' };

function series(name: string, start: number, end: number): LineSeries {
  return {
    name,
    style: usualStyle,
    points: [
      { year: 2025, value: start },
      { year: 2035, value: end },
    ],
  };
}

describe('behaviourHeadline', () => {
  const usual = series('Business as usual', 82_000, 91_340);

  it('behaviourHeadline says where business as usual leads', () => {
    expect(behaviourHeadline('Children looked after', { series: [usual], numbers: children })).toBe(
      'Business as usual raises children looked after from 82,000 to 91,300 by 2035',
    );
    const flat = series('Business as usual', 82_000, 82_400);
    expect(behaviourHeadline('Children looked after', { series: [flat], numbers: children })).toBe(
      'Business as usual holds children looked after near 82,400 until 2035',
    );
  });

  it('behaviourHeadline names the strategy with the largest effect', () => {
    const chart = {
      series: [usual, series('Hire', 82_000, 91_000), series('Reduce contacts', 82_000, 83_000)],
      numbers: children,
    };
    expect(behaviourHeadline('Children looked after', chart)).toBe(
      '“Reduce contacts” lowers children looked after by 8,300 children in 2035',
    );
  });

  it('behaviourHeadline keeps to fourteen words, and says when nothing has been run', () => {
    const long = series('Exit from child in need, court orders and placements', 82_000, 83_000);
    const headline = behaviourHeadline('Children looked after', { series: [usual, long], numbers: children });
    expect(wordCount(headline)).toBeLessThanOrEqual(14);
    expect(behaviourHeadline('x', { series: [], numbers: children })).toBe('The first runs are under way');
  });
});

describe('behaviourChart', () => {
  const runner = makeFixtureRunner();
  const [scenario] = singleScenarios(fixtureModel);
  const [indicator] = fixtureModel.indicators;
  if (scenario === undefined || indicator === undefined) throw new Error('the fixture is empty');
  const members = Array.from({ length: 9 }, (_, member) => [...runner.member(scenario, member)]);
  const ensemble = withPortion(emptyEnsemble(runner, [scenario.id], 9), {
    from: 0,
    count: 9,
    values: Float64Array.from(members.flat()),
  });
  const drawn = [{ id: scenario.id, name: scenario.name, ensemble }];

  it('behaviourChart has a median inside its bands for every year, and the published points', () => {
    const chart = behaviourChart({ model: fixtureModel, indicator, drawn, perChild: false });
    expect(chart.history).toHaveLength(4);
    expect(chart.series[0]?.points).toHaveLength(26);
    for (const { value, low90 = NaN, low50 = NaN, high50 = NaN, high90 = NaN } of chart.series[0]?.points ?? []) {
      expect([low90, low50, value, high50, high90]).toEqual(
        [low90, low50, value, high50, high90].toSorted((a, b) => a - b),
      );
    }
  });

  it('behaviourChart gives no rates where the number of children is not known', () => {
    const chart = behaviourChart({ model: fixtureModel, indicator, drawn, perChild: true });
    expect(chart.series[0]?.points).toEqual([]);
    expect(chart.history).toEqual([]);
  });

  it('lineTable has a row a year, published figures beside the model', () => {
    const table = lineTable(behaviourChart({ model: fixtureModel, indicator, drawn, perChild: false }), 'x');
    expect(table.rows).toHaveLength(26);
    expect(table.rows[5]?.slice(0, 2)).toEqual([2015, 69_500]);
    expect(table.columns.map(({ label }) => label)).toContain('Business as usual, 5% below');
  });
});

import type { GeneralModel, Indicator } from '@weir/care';
import type { LineChart, LinePoint, LineSeries } from '../charts/line-chart.ts';
import { mostSeries, seriesStyle, usualStyle } from '../charts/palette.ts';
import { populationId } from '../simulation/population.ts';
import { memberValues, timeIndex } from '../simulation/ensemble.ts';
import type { Ensemble } from '../simulation/ensemble.ts';
import { summarise } from '../simulation/summary.ts';
import { usualScenario } from '../strategies/scenarios.ts';

/** One scenario to draw: where its members are, and under which name. */
export interface Drawn {
  readonly id: string;
  readonly name: string;
  readonly ensemble: Ensemble;
}

/** How many strategies can stand in one chart beside business as usual. */
export const mostOverlaid = mostSeries;

/** The chart of one indicator over the whole run: published points, medians, and the band of business as usual and each strategy. */
export function behaviourChart(options: {
  readonly model: GeneralModel;
  readonly indicator: Indicator;
  readonly drawn: readonly Drawn[];
  readonly perChild: boolean;
}): LineChart {
  const { model, indicator, drawn, perChild } = options;
  const published = model.history.filter((series) => series.indicator === indicator.id).flatMap(({ points }) => points);
  const rateOf = perChild ? populationOf(drawn[0]?.ensemble) : undefined;
  const series = drawn.map(({ id, name, ensemble }, index): LineSeries => {
    const style = id === usualScenario.id ? usualStyle : seriesStyle(index - 1);
    return { name, style, points: yearlyPoints(ensemble, { id, indicator: indicator.id, rateOf }) };
  });
  return {
    series,
    history: published.flatMap(({ year, value }) => {
      const people = rateOf?.(year);
      if (rateOf === undefined) return [{ year, value }];
      return people === undefined ? [] : [{ year, value: (value / people) * 10_000 }];
    }),
    numbers: perChild ? { ...indicator, decimals: Math.max(1, indicator.decimals) } : indicator,
    years: [2010, 2035],
    height: 440,
  };
}

function yearlyPoints(
  ensemble: Ensemble,
  of: {
    readonly id: string;
    readonly indicator: string;
    readonly rateOf: ((year: number) => number | undefined) | undefined;
  },
): readonly LinePoint[] {
  const { times } = ensemble.layout;
  return [...times].flatMap((year, time) => {
    if (!Number.isInteger(year)) return [];
    const factor = of.rateOf === undefined ? 1 : 10_000 / (of.rateOf(year) ?? NaN);
    const values = memberValues(ensemble, of.id, of.indicator, time).map((value) => value * factor);
    const { median, low50, high50, low90, high90 } = summarise(values);
    return Number.isFinite(median) ? [{ year, value: median, low50, high50, low90, high90 }] : [];
  });
}

/** Children in the area by year: the median of business as usual, the same for every strategy. */
function populationOf(ensemble: Ensemble | undefined): (year: number) => number | undefined {
  return (year) => {
    if (ensemble === undefined) return undefined;
    const time = timeIndex(ensemble.layout, year);
    if (Math.abs((ensemble.layout.times[time] ?? NaN) - year) > 1e-6) return undefined;
    const { median } = summarise(memberValues(ensemble, usualScenario.id, populationId, time));
    return Number.isFinite(median) ? median : undefined;
  };
}

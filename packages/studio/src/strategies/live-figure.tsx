import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { useGeneralModel } from '../app/model-context.ts';
import { useNavigation } from '../app/navigation.ts';
import { ChartFigure } from '../charts/chart-figure.tsx';
import { formatChange, formatRange, withUnit } from '../charts/format.ts';
import { LineKey } from '../charts/line-key.tsx';
import { drawLineChart } from '../charts/line-chart.ts';
import type { LineChart, LinePoint } from '../charts/line-chart.ts';
import { lineTable } from '../charts/line-table.ts';
import { seriesStyle, usualStyle } from '../charts/palette.ts';
import { PlotView } from '../charts/plot-view.tsx';
import { midSentence } from '../charts/words.ts';
import { centralSeries, timeIndex } from '../simulation/ensemble.ts';
import { useRuns } from '../simulation/runs-context.tsx';
import { defaultMembers, useCentral, useSimulation } from '../simulation/simulation-context.tsx';
import { amountOf } from './headlines.ts';
import { chanceWords } from './ranked-row.tsx';
import { ownId, ownScenario, usualScenario } from './scenarios.ts';
import { useSelectedIndicator } from './use-selected-indicator.ts';
import { useYear } from './use-year.tsx';

/** The curve of the user's combination, one run with central values, redrawn at every move of a slider. */
export function LiveFigure(): ReactNode {
  const model = useGeneralModel();
  const { view } = useNavigation();
  const simulation = useSimulation();
  const indicator = useSelectedIndicator();
  const { chosen, settings, start, ramp, year } = view;
  const own = useMemo(() => {
    const timing = { ...(start === undefined ? {} : { start }), ...(ramp === undefined ? {} : { ramp }) };
    return ownScenario({ chosen, settings, ...timing });
  }, [chosen, settings, start, ramp]);
  const usualValues = useCentral(usualScenario);
  const ownValues = useCentral(own);
  const layout = simulation.kind === 'ready' ? simulation.layout : undefined;

  const chart = useMemo((): LineChart | undefined => {
    if (layout === undefined || usualValues === undefined || ownValues === undefined) return undefined;
    const points = (values: Float64Array): readonly LinePoint[] =>
      [...centralSeries(layout, values, indicator.id)]
        .map((value, index) => ({ year: layout.times[index] ?? NaN, value }))
        .filter((point) => point.year >= 2018);
    const history = model.history.find((series) => series.indicator === indicator.id)?.points ?? [];
    return {
      series: [
        { name: 'Business as usual', style: usualStyle, points: points(usualValues) },
        { name: 'Your combination', style: seriesStyle(0), points: points(ownValues) },
      ],
      history: history.filter((point) => point.year >= 2018),
      numbers: indicator,
      years: [2018, 2035],
      height: 260,
    };
  }, [layout, usualValues, ownValues, indicator, model]);
  const draw = useMemo(
    () => (chart === undefined ? undefined : (width: number) => drawLineChart(chart, width)),
    [chart],
  );

  if (chart === undefined || draw === undefined || layout === undefined) return <p className="quiet">Running…</p>;
  const at = timeIndex(layout, year);
  const valueOf = (values: Float64Array | undefined): number =>
    values === undefined ? NaN : (centralSeries(layout, values, indicator.id)[at] ?? NaN);
  const change = valueOf(ownValues) - valueOf(usualValues);
  const headline = liveHeadline(change, amountOf(indicator, change), midSentence(indicator.name), year);
  return (
    <ChartFigure
      level={3}
      headline={headline}
      subtitle={`${indicator.name}, ${indicator.unit}; one run with central values. Circles: published.`}
      reading={<OwnInterval />}
      table={lineTable(chart, `${indicator.name}: your combination`)}
    >
      <PlotView
        draw={draw}
        label={`${headline}. Lines from 2018 to 2035 for business as usual (dashed) and your combination (solid).`}
      />
      <LineKey series={chart.series} published={chart.history.length > 0} />
    </ChartFigure>
  );
}

function liveHeadline(change: number, amount: string, measure: string, year: number): string {
  if (!Number.isFinite(change)) return 'This combination could not be run to the end';
  if (change === 0) return `Your combination leaves ${measure} as it is in ${year}`;
  return `Your combination ${change < 0 ? 'lowers' : 'raises'} ${measure} by ${amount} in ${year}`;
}

function OwnInterval(): ReactNode {
  const indicator = useSelectedIndicator();
  const yearView = useYear();
  const { own } = useRuns();
  const effect = yearView.of(indicator.id)?.effects.get(ownId);
  if (effect === undefined) return <>The range of outcomes is run when the sliders rest.</>;
  const { median, low90, high90 } = effect.change;
  const settled = (own?.run ?? 0) >= defaultMembers;
  return (
    <>
      {settled ? 'Over' : `So far, over`} {own?.run} runs: {withUnit(formatChange(indicator, median), indicator.unit)}{' '}
      (90% of runs: {formatRange(indicator, low90, high90, true)}); {chanceWords(effect, indicator)} than business as
      usual.
      {yearView.rations(ownId) && <strong className="warning"> ⚠ Unmet need rises with it.</strong>}
    </>
  );
}

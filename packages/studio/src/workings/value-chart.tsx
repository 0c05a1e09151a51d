import type { GeneralModel } from '@weir/care';
import { toId } from '@weir/engine';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { ChartFigure } from '../charts/chart-figure.tsx';
import { drawLineChart } from '../charts/line-chart.ts';
import type { LineChart } from '../charts/line-chart.ts';
import { lineTable } from '../charts/line-table.ts';
import { PlotView } from '../charts/plot-view.tsx';
import type { SystemVariable } from '../map/system-graph.ts';
import { formatValue, unitsText } from './format-value.ts';
import { totalOf } from './trace.ts';
import type { Trace } from './trace.ts';
import { valueLines } from './value-lines.ts';

interface ValueChartProps {
  readonly variable: SystemVariable;
  readonly trace: Trace;
  readonly level: 2 | 3;
  /** For published figures of the same variable. */
  readonly history: Pick<GeneralModel, 'history' | 'indicators'>;
}

/** A variable over time under the current scenario, with its table. */
export function ValueChart({ variable, trace, level, history }: ValueChartProps): ReactNode {
  const chart = useMemo(() => chartOf(variable, trace, history), [variable, trace, history]);
  const units = unitsText(variable.units);
  const values = totalOf(trace.series.get(variable.id) ?? [], trace.times.length);
  const from = formatValue(values[0]);
  const to = formatValue(values.at(-1));
  const headline = `${capital(variable.name)}: ${from} at the start, ${to} at the end`;
  return (
    <ChartFigure
      level={level}
      headline={headline}
      subtitle={units === '' ? 'Over time' : capital(units)}
      reading={
        chart.history.length > 0
          ? 'The line is one run of the model with central values; circles are published figures.'
          : 'One run of the model with central values.'
      }
      table={lineTable(chart, variable.name)}
    >
      <PlotView draw={(width) => drawLineChart(chart, width)} label={headline} />
    </ChartFigure>
  );
}

function chartOf(variable: SystemVariable, trace: Trace, general: ValueChartProps['history']): LineChart {
  const series = trace.series.get(variable.id) ?? [];
  const ids = new Set(
    general.indicators.filter((indicator) => toId(indicator.variable) === variable.id).map((indicator) => indicator.id),
  );
  const lines = valueLines(variable, series, trace.times);
  const largest = Math.max(...lines.flatMap(({ points }) => points.map(({ value }) => Math.abs(value))), 0);
  return {
    series: lines,
    history: general.history.filter(({ indicator }) => ids.has(indicator)).flatMap(({ points }) => points),
    numbers: { decimals: largest >= 100 ? 0 : largest >= 1 ? 2 : 4, scale: 1, unit: unitsText(variable.units) },
    years: [Math.ceil(trace.times[0] ?? 0), Math.floor(trace.times.at(-1) ?? 0)],
    height: 240,
  };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

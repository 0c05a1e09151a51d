import * as Plot from '@observablehq/plot';
import type { NumberStyle } from '../charts/format.ts';
import { formatChange } from '../charts/format.ts';
import type { Interval } from '../simulation/summary.ts';

/** One strategy: what it costs and what it does, both against business as usual. */
export interface CostPoint {
  readonly name: string;
  /** A short mark at the point, explained by the list beside the chart. */
  readonly mark: string;
  readonly cost: Interval;
  readonly effect: Interval;
  readonly own: boolean;
  readonly rationing: boolean;
}

export interface CostChart {
  readonly points: readonly CostPoint[];
  readonly costNumbers: NumberStyle;
  readonly effectNumbers: NumberStyle;
  readonly costLabel: string;
  readonly effectLabel: string;
}

/** Cost upwards, effect sideways; crosses are half of the runs, and the lower left is fewer children at less cost. */
export function drawCostChart(chart: CostChart, width: number): Element {
  const { points, costNumbers, effectNumbers } = chart;
  const height = Math.min(520, Math.max(340, width * 0.6));
  const x = (interval: number): number => interval * effectNumbers.scale;
  const y = (interval: number): number => interval * costNumbers.scale;
  const marks = points.map(({ effect, cost, mark }) => ({ x: x(effect.median), y: y(cost.median), mark }));
  const number = (value: number): string => formatChange({ decimals: 0, scale: 1, unit: '' }, value);
  return Plot.plot({
    width,
    height,
    marginLeft: 70,
    marginBottom: 46,
    marginTop: 28,
    marginRight: 24,
    inset: 12,
    style: { fontFamily: 'inherit', fontSize: '13px', color: '#14191d', background: 'none', overflow: 'visible' },
    x: { label: null, tickFormat: number, ticks: width < 560 ? 4 : 7, nice: true, grid: true },
    y: { label: null, tickFormat: number, ticks: 6, nice: true, grid: true },
    marks: [
      Plot.ruleX([0], { stroke: '#333b41', strokeDasharray: '6 4' }),
      Plot.ruleY([0], { stroke: '#333b41', strokeDasharray: '6 4' }),
      Plot.ruleY(points, {
        y: (point: CostPoint) => y(point.cost.median),
        x1: (point: CostPoint) => x(point.effect.low50),
        x2: (point: CostPoint) => x(point.effect.high50),
        stroke: '#69757d',
        strokeWidth: 1.5,
      }),
      Plot.ruleX(points, {
        x: (point: CostPoint) => x(point.effect.median),
        y1: (point: CostPoint) => y(point.cost.low50),
        y2: (point: CostPoint) => y(point.cost.high50),
        stroke: '#69757d',
        strokeWidth: 1.5,
      }),
      Plot.dot(points, {
        x: (point: CostPoint) => x(point.effect.median),
        y: (point: CostPoint) => y(point.cost.median),
        r: 5,
        symbol: (point: CostPoint) => (point.rationing ? 'triangle' : point.own ? 'diamond' : 'circle'),
        fill: (point: CostPoint) => (point.rationing ? '#8c2d04' : '#0f5470'),
        stroke: '#fff',
        strokeWidth: 1,
      }),
      Plot.text(marks, {
        x: 'x',
        y: 'y',
        text: 'mark',
        dx: 9,
        dy: -9,
        fontWeight: 650,
        stroke: '#fff',
        strokeWidth: 4,
        fill: '#14191d',
      }),
    ],
  });
}

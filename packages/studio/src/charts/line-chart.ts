import * as Plot from '@observablehq/plot';
import { spreadLabels } from './end-labels.ts';
import { formatLevel } from './format.ts';
import type { NumberStyle } from './format.ts';
import { historyColour } from './palette.ts';
import type { SeriesStyle } from './palette.ts';

/** One line over time with its bands, in the model's own numbers. */
export interface LineSeries {
  readonly name: string;
  readonly style: SeriesStyle;
  readonly points: readonly LinePoint[];
}

export interface LinePoint {
  readonly year: number;
  readonly value: number;
  readonly low50?: number;
  readonly high50?: number;
  readonly low90?: number;
  readonly high90?: number;
}

export interface LineChart {
  readonly series: readonly LineSeries[];
  readonly history: readonly { readonly year: number; readonly value: number }[];
  readonly numbers: NumberStyle;
  /** Years of the axis. */
  readonly years: readonly [number, number];
  /** A year marked by a thin upright line, with its words. */
  readonly mark?: { readonly year: number; readonly text: string };
  readonly height: number;
}

const labelSize = 16;

/** Lines with bands and published points; names stand at the ends of the lines where there is room, else above. */
export function drawLineChart(chart: LineChart, width: number): Element {
  const { series, history, numbers, years, height } = chart;
  const wide = width >= 560;
  const scale = (value: number): number => value * numbers.scale;
  const domain = valueDomain(chart);
  const marginTop = 20;
  const marginBottom = 32;
  const longest = Math.max(0, ...series.map(({ name }) => name.length));
  const marginRight = wide ? Math.min(220, 24 + longest * 7) : 12;
  return Plot.plot({
    width,
    height,
    marginLeft: 74,
    marginRight,
    marginTop,
    marginBottom,
    style: { fontFamily: 'inherit', fontSize: '13px', color: '#14191d', background: 'none', overflow: 'visible' },
    x: {
      domain: [...years],
      tickFormat: (year: number) => String(year),
      ticks: wide ? 8 : 4,
      label: null,
      insetRight: 6,
    },
    y: { domain: [...domain], nice: false, label: null },
    marks: [
      Plot.axisY({ ticks: 5, tickSize: 0, tickFormat: (value: number) => axisNumber(value), label: null }),
      Plot.gridY({ ticks: 5, stroke: '#c5ccd0', strokeOpacity: 0.7 }),
      ...(domain[0] === 0 ? [Plot.ruleY([0], { stroke: '#69757d' })] : []),
      ...series.flatMap(({ points, style }) => bands(points, style, scale)),
      ...(chart.mark === undefined ? [] : markOf(chart.mark, domain)),
      Plot.dot(history, {
        x: 'year',
        y: (point: LinePoint) => scale(point.value),
        r: 3.2,
        fill: '#fff',
        stroke: historyColour,
        strokeWidth: 1.6,
      }),
      ...series.map(({ points, style }) =>
        Plot.line(points, {
          x: 'year',
          y: (point: LinePoint) => scale(point.value),
          stroke: style.colour,
          strokeDasharray: style.dash,
          strokeWidth: 2.4,
        }),
      ),
      ...(wide ? endLabels(chart, domain, { top: marginTop, bottom: height - marginBottom }) : []),
    ],
  });
}

function bands(points: readonly LinePoint[], style: SeriesStyle, scale: (value: number) => number): Plot.Markish[] {
  const area = (low: 'low50' | 'low90', high: 'high50' | 'high90', fillOpacity: number): Plot.Markish[] =>
    points.some((point) => point[low] !== undefined)
      ? [
          Plot.areaY(points, {
            x: 'year',
            y1: (point: LinePoint) => scale(point[low] ?? point.value),
            y2: (point: LinePoint) => scale(point[high] ?? point.value),
            fill: style.colour,
            fillOpacity,
          }),
        ]
      : [];
  return [...area('low90', 'high90', 0.1), ...area('low50', 'high50', 0.16)];
}

function markOf(
  mark: { readonly year: number; readonly text: string },
  domain: readonly [number, number],
): Plot.Markish[] {
  return [
    Plot.ruleX([mark.year], { stroke: '#69757d', strokeDasharray: '1 3' }),
    Plot.text([mark], {
      x: 'year',
      y: domain[1],
      text: 'text',
      dy: -9,
      fill: '#4a555d',
      fontSize: 12,
    }),
  ];
}

function endLabels(
  chart: LineChart,
  domain: readonly [number, number],
  frame: { readonly top: number; readonly bottom: number },
): Plot.Markish[] {
  const ends = chart.series.flatMap(({ name, points, style }) => {
    const end = points.findLast((point) => Number.isFinite(point.value));
    return end === undefined ? [] : [{ name, style, end }];
  });
  const height = (value: number): number => {
    const share = (value * chart.numbers.scale - domain[0]) / (domain[1] - domain[0]);
    return frame.bottom - share * (frame.bottom - frame.top);
  };
  const wanted = ends.map(({ name, end }) => ({ text: name, at: height(end.value) }));
  const heights = spreadLabels(wanted, { size: labelSize, ...frame });
  return ends.map(({ name, style, end }, index) => {
    const at = wanted[index]?.at ?? 0;
    return Plot.text([end], {
      x: 'year',
      y: (point: LinePoint) => point.value * chart.numbers.scale,
      text: [shorten(name)],
      dx: 10,
      dy: (heights[index] ?? at) - at,
      textAnchor: 'start',
      fill: style.colour,
      fontWeight: 600,
    });
  });
}

function shorten(name: string): string {
  return name.length > 28 ? `${name.slice(0, 27).trimEnd()}…` : name;
}

/** From zero where that costs little room; otherwise from just below the lowest. */
export function valueDomain(
  chart: Pick<LineChart, 'series' | 'history' | 'numbers' | 'years'>,
): readonly [number, number] {
  const [from, to] = chart.years;
  const all: readonly LinePoint[] = [...chart.series.flatMap(({ points }) => points), ...chart.history];
  const values = all
    .filter(({ year }) => year >= from && year <= to)
    .flatMap(({ value, low90, high90 }) => [value, low90 ?? value, high90 ?? value])
    .map((value) => value * chart.numbers.scale)
    .filter((value) => Number.isFinite(value));
  if (values.length === 0) return [0, 1];
  const low = Math.min(...values);
  const high = Math.max(...values);
  const span = high - low || Math.abs(high) || 1;
  if (low >= 0 && low <= high * 0.5) return [0, high + span * 0.06];
  return [low - span * 0.08, high + span * 0.08];
}

/** Whether the value axis leaves out zero, which a reader must be told. */
export function startsAboveZero(domain: readonly [number, number]): boolean {
  return domain[0] > 0;
}

function axisNumber(value: number): string {
  const size = Math.abs(value);
  const decimals = size >= 20 || Number.isInteger(value) ? 0 : size >= 2 ? 1 : 2;
  return formatLevel({ decimals, scale: 1, unit: '' }, value);
}

import type { TableData } from './csv.ts';
import type { LineChart } from './line-chart.ts';

/** The lines of a chart year by year, with the 90 % interval where there is one, and what was published. */
export function lineTable(chart: LineChart, caption: string): TableData {
  const { series, history, numbers } = chart;
  const decimals = numbers.decimals;
  const banded = series.map(({ points }) => points.some(({ low90 }) => low90 !== undefined));
  const years = [...new Set([...history, ...series.flatMap(({ points }) => points)].map(({ year }) => year))]
    .filter((year) => year >= chart.years[0] && year <= chart.years[1])
    .sort((a, b) => a - b);
  const scaled = (value: number | undefined): number => (value ?? NaN) * numbers.scale;
  return {
    caption,
    columns: [
      { label: 'Year to 31 March' },
      { label: 'Published', decimals },
      ...series.flatMap(({ name }, index) => [
        { label: name, decimals },
        ...(banded[index] === true
          ? [
              { label: `${name}, 5% below`, decimals },
              { label: `${name}, 5% above`, decimals },
            ]
          : []),
      ]),
    ],
    rows: years.map((year) => [
      year,
      scaled(history.find((point) => point.year === year)?.value),
      ...series.flatMap(({ points }, index) => {
        const point = points.find((candidate) => candidate.year === year);
        const median = scaled(point?.value);
        return banded[index] === true ? [median, scaled(point?.low90), scaled(point?.high90)] : [median];
      }),
    ]),
  };
}

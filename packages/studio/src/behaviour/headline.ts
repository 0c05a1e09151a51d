import { formatRounded, withUnit } from '../charts/format.ts';
import type { NumberStyle } from '../charts/format.ts';
import type { LineChart, LineSeries } from '../charts/line-chart.ts';
import { firstWithin, midSentence } from '../charts/words.ts';

const mostWords = 14;

/** Years that the headline compares: the last published one and the end of the run. */
const fromYear = 2025;
const toYear = 2035;

/** What the chart shows in a sentence: where business as usual leads, or which strategy changes it most. */
export function behaviourHeadline(name: string, chart: Pick<LineChart, 'series' | 'numbers'>): string {
  const [usual, ...others] = chart.series;
  const measure = midSentence(name);
  const end = valueIn(usual, toYear);
  if (usual === undefined || end === undefined) return 'The first runs are under way';
  const changes = others.flatMap((series) => {
    const value = valueIn(series, toYear);
    return value === undefined ? [] : [{ name: series.name, change: value - end }];
  });
  const largest = changes.toSorted((a, b) => Math.abs(b.change) - Math.abs(a.change))[0];
  if (largest === undefined)
    return usualHeadline(measure, { start: valueIn(usual, fromYear), end, numbers: chart.numbers });
  if (Math.abs(largest.change) < 0.0005 * Math.abs(end))
    return `These strategies hardly change ${measure} by ${toYear}`;
  const verb = largest.change < 0 ? 'lowers' : 'raises';
  const amount = withUnit(formatRounded(chart.numbers, largest.change), chart.numbers.unit);
  const claim = `“${largest.name}” ${verb} ${measure}`;
  const small = Math.abs(largest.change) < 0.01 * Math.abs(end);
  return firstWithin(mostWords, [
    ...(small ? [`${claim} by ${amount}, less than 1% of it`] : []),
    `${claim} by ${amount} in ${toYear}`,
    `${claim} most`,
    `“${largest.name}” has the largest effect`,
  ]);
}

function usualHeadline(
  measure: string,
  { start, end, numbers }: { start: number | undefined; end: number; numbers: NumberStyle },
): string {
  const write = (value: number): string =>
    withUnit(formatThree(numbers, value), numbers.unit === '%' || numbers.unit.startsWith('£') ? numbers.unit : '');
  if (start === undefined) return `Business as usual takes ${measure} to ${write(end)} by ${toYear}`;
  const change = end - start;
  if (Math.abs(change) < 0.02 * Math.abs(start)) {
    return firstWithin(mostWords, [
      `Business as usual holds ${measure} near ${write(end)} until ${toYear}`,
      `Business as usual hardly moves it until ${toYear}`,
    ]);
  }
  const verb = change < 0 ? 'lowers' : 'raises';
  return firstWithin(mostWords, [
    `Business as usual ${verb} ${measure} from ${write(start)} to ${write(end)} by ${toYear}`,
    `Business as usual ${verb} ${measure} by ${toYear}`,
    `Business as usual ${verb} it by ${toYear}`,
  ]);
}

/** Three digits for a level: enough to see a change of a per cent or two. */
function formatThree(numbers: NumberStyle, value: number): string {
  const size = Math.floor(Math.log10(Math.max(Math.abs(value * numbers.scale), 1e-9)));
  const unit = 10 ** Math.max(size - 2, -numbers.decimals) / numbers.scale;
  const rounded = Math.round(value / unit) * unit;
  const text = new Intl.NumberFormat('en-GB', { maximumFractionDigits: numbers.decimals }).format(
    rounded * numbers.scale,
  );
  return text.replace('-', '−');
}

function valueIn(series: LineSeries | undefined, year: number): number | undefined {
  const value = series?.points.find((point) => point.year === year)?.value;
  return value !== undefined && Number.isFinite(value) ? value : undefined;
}

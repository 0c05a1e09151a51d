import { formatLevel } from '../charts/format.ts';
import type { NumberStyle } from '../charts/format.ts';
import type { Interval } from '../simulation/summary.ts';
import type { StripScale } from './strip-scale.ts';

export interface RankedDrawing {
  readonly headline: string;
  readonly subtitle: string;
  readonly rows: readonly { readonly name: string; readonly interval: Interval; readonly figures: string }[];
  readonly usual: number;
  readonly scale: StripScale;
  readonly numbers: NumberStyle;
}

const width = 1000;
const left = 340;
const right = 190;
const top = 96;
const rowHeight = 34;

/** The ranking as one drawing that stands on its own in a report: SVG text, black on white. */
export function rankedDrawing({ headline, subtitle, rows, usual, scale, numbers }: RankedDrawing): string {
  const height = top + rows.length * rowHeight + 24;
  const x = (value: number): string => (left + scale.at(value) * (width - left - right)).toFixed(1);
  const line = (x1: string, x2: string, y1: number, y2: number, style: string): string =>
    `<line x1="${x1}" x2="${x2}" y1="${y1}" y2="${y2}" ${style}/>`;
  const bottom = height - 16;
  const ticks = scale.ticks.map(
    (tick) =>
      line(x(tick), x(tick), top - 8, bottom, 'stroke="#d3d9dc"') +
      `<text x="${x(tick)}" y="${top - 14}" text-anchor="middle" font-size="12">${formatLevel(numbers, tick)}</text>`,
  );
  const marks = rows.map(({ name, interval, figures }, index) => {
    const y = top + rowHeight * (index + 0.5);
    const { median, low50, high50, low90, high90 } = interval;
    const bars = Number.isFinite(median)
      ? line(x(low90), x(high90), y, y, 'stroke="#14191d" stroke-width="1.5"') +
        line(x(low50), x(high50), y, y, 'stroke="#0f5470" stroke-width="7"') +
        `<circle cx="${x(median)}" cy="${y}" r="5" fill="#fff" stroke="#14191d" stroke-width="2"/>`
      : '';
    return (
      `<text x="${left - 16}" y="${y + 4}" text-anchor="end" font-size="13">${escape(name)}</text>${bars}` +
      `<text x="${width - right + 16}" y="${y + 4}" font-size="13">${escape(figures)}</text>`
    );
  });
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" ` +
    `font-family="Arial, Helvetica, sans-serif" fill="#14191d" role="img" aria-label="${escape(headline)}">` +
    `<rect width="100%" height="100%" fill="#fff"/>` +
    `<text x="16" y="30" font-size="20" font-weight="bold">${escape(headline)}</text>` +
    `<text x="16" y="54" font-size="13">${escape(subtitle)}</text>` +
    ticks.join('') +
    line(x(usual), x(usual), top - 8, bottom, 'stroke="#14191d" stroke-width="1.5" stroke-dasharray="6 4"') +
    `${marks.join('')}</svg>`
  );
}

function escape(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

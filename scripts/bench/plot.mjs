import { shortNumber } from './targets.mjs';

const [panelWidth, panelHeight, margin] = [348, 250, 56];

/**
 * The growth of cost as a picture: a panel for each thing that is doubled, both axes logarithmic, and a dashed line where cost doubles with size.
 *
 * @param {readonly { title: string, unit: string, points: { size: number, time: number }[] }[]} growth of `measureGrowth`
 * @returns {string} SVG
 */
export function growthPlot(growth) {
  const columns = 2;
  const [width, height] = [columns * panelWidth, Math.ceil(growth.length / columns) * panelHeight];
  const panels = growth.map((each, index) =>
    panel(each, (index % columns) * panelWidth, Math.floor(index / columns) * panelHeight),
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif" font-size="12">`,
    '<title>Cost against size, doubled five times, on logarithmic axes; the dashed lines are linear growth</title>',
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    ...panels,
    '</svg>',
    '',
  ].join('\n');
}

function panel({ title, unit, points }, left, top) {
  const [across, down] = [panelWidth - margin - 24, panelHeight - 2 * 40];
  const sizes = points.map(({ size }) => Math.log2(size));
  const linear = points.map(({ size }) => (points[0].time * size) / points[0].size);
  const times = [...points.map(({ time }) => time), ...linear].map(Math.log2);
  const [low, high] = [Math.floor(Math.min(...times)), Math.ceil(Math.max(...times))];
  const x = (size) => left + margin + ((Math.log2(size) - sizes[0]) / (sizes.at(-1) - sizes[0])) * across;
  const y = (time) => top + 40 + (1 - (Math.log2(time) - low) / (high - low)) * down;
  const path = (values) =>
    values.map((time, index) => `${x(points[index].size).toFixed(1)},${y(time).toFixed(1)}`).join(' ');
  const label = (text, at, anchor, more = '') =>
    `<text x="${at[0].toFixed(1)}" y="${at[1].toFixed(1)}" text-anchor="${anchor}"${more}>${text}</text>`;
  const every = high - low > 6 ? 2 : 1;
  const ticks = Array.from({ length: Math.floor((high - low) / every) + 1 }, (_, index) => 2 ** (low + index * every));
  return [
    label(`${title}, ms, by ${unit}`, [left + margin, top + 22], 'start', ' font-weight="bold"'),
    ...ticks.flatMap((time) => [
      `<line x1="${left + margin}" x2="${left + margin + across}" y1="${y(time).toFixed(1)}" y2="${y(time).toFixed(1)}" stroke="#ddd"/>`,
      label(shortNumber(time), [left + margin - 6, y(time) + 4], 'end'),
    ]),
    ...points.map(({ size }) => label(size.toLocaleString('en-GB'), [x(size), top + panelHeight - 20], 'middle')),
    `<polyline points="${path(linear)}" fill="none" stroke="#555" stroke-dasharray="4 4"/>`,
    `<polyline points="${path(points.map(({ time }) => time))}" fill="none" stroke="#1d5a96" stroke-width="2"/>`,
    ...points.map(
      ({ size, time }) => `<circle cx="${x(size).toFixed(1)}" cy="${y(time).toFixed(1)}" r="3.5" fill="#1d5a96"/>`,
    ),
  ].join('\n');
}

import { useId, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { toCsv } from './csv.ts';
import type { TableData } from './csv.ts';
import { DataTable } from './data-table.tsx';
import { download, fileName, svgText } from './download.ts';

interface ChartFigureProps {
  /** What the chart shows, in a sentence written from its data. */
  readonly headline: string;
  /** What is measured, in which unit, of when. */
  readonly subtitle: ReactNode;
  /** A line on how to read it. */
  readonly reading: ReactNode;
  readonly table: TableData;
  /** The drawing as text, where it is not an SVG that stands inside the figure. */
  readonly drawing?: () => string;
  /** Whether the headline is the second or third level of the page. */
  readonly level?: 2 | 3;
  readonly children: ReactNode;
}

/** A chart with its headline, its table and its downloads. */
export function ChartFigure(props: ChartFigureProps): ReactNode {
  const { headline, subtitle, reading, table, drawing, level = 2, children } = props;
  const [asTable, setAsTable] = useState(false);
  const figure = useRef<HTMLElement>(null);
  const headlineId = useId();
  const Heading = level === 2 ? 'h2' : 'h3';

  const saveDrawing = (): void => {
    const svg = figure.current?.querySelector<SVGSVGElement>('svg[data-drawing], [data-drawing] svg');
    const text = drawing?.() ?? (svg === undefined || svg === null ? undefined : svgText(svg));
    if (text !== undefined) download(fileName(table.caption, 'svg'), text, 'image/svg+xml');
  };

  return (
    <figure ref={figure} className="chart-figure" aria-labelledby={headlineId}>
      <figcaption>
        <Heading id={headlineId}>{headline}</Heading>
        <p className="chart-subtitle">{subtitle}</p>
      </figcaption>
      <div hidden={asTable}>{children}</div>
      {asTable && <DataTable table={table} />}
      <p className="chart-reading">{reading}</p>
      <div className="chart-tools no-print">
        <button
          type="button"
          className="button button-quiet"
          aria-pressed={asTable}
          onClick={() => setAsTable(!asTable)}
        >
          Table view
        </button>
        <button
          type="button"
          className="button button-quiet"
          onClick={() => download(fileName(table.caption, 'csv'), toCsv(table), 'text/csv;charset=utf-8')}
        >
          Download CSV
        </button>
        {!asTable && (
          <button type="button" className="button button-quiet" onClick={saveDrawing}>
            Download SVG
          </button>
        )}
      </div>
    </figure>
  );
}

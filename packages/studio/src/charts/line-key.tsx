import type { ReactNode } from 'react';
import type { LineSeries } from './line-chart.ts';
import { historyColour } from './palette.ts';

interface LineKeyProps {
  readonly series: readonly LineSeries[];
  readonly published: boolean;
}

/** Which line is which, for narrow charts and for print: colour and dash as drawn, with the full name. */
export function LineKey({ series, published }: LineKeyProps): ReactNode {
  return (
    <ul className="line-key small">
      {series.map(({ name, style }) => (
        <li key={name} className="line-key-item">
          <svg width="34" height="10" aria-hidden="true">
            <line x1="1" x2="33" y1="5" y2="5" stroke={style.colour} strokeWidth="2.5" strokeDasharray={style.dash} />
          </svg>
          {name}
        </li>
      ))}
      {published && (
        <li className="line-key-item">
          <svg width="12" height="12" aria-hidden="true">
            <circle cx="6" cy="6" r="3.5" fill="#fff" stroke={historyColour} strokeWidth="1.6" />
          </svg>
          Published
        </li>
      )}
    </ul>
  );
}

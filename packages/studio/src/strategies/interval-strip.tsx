import type { ReactNode } from 'react';
import type { Interval } from '../simulation/summary.ts';
import type { StripScale } from './strip-scale.ts';

interface IntervalStripProps {
  readonly interval: Interval;
  readonly scale: StripScale;
  /** Business as usual: a line at its median, and a band where it has an interval of its own. */
  readonly usual: { readonly median: number; readonly low: number; readonly high: number };
  readonly own: boolean;
  readonly label: string;
}

/** One row of the ranking: dot for the median, thick for half of the runs, thin for nine tenths. */
export function IntervalStrip({ interval, scale, usual, own, label }: IntervalStripProps): ReactNode {
  const percent = (value: number): string => `${(100 * scale.at(value)).toFixed(3)}%`;
  const { median, low50, high50, low90, high90 } = interval;
  const known = Number.isFinite(median);
  const middle = 22;
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a drawing in the page cannot be an img element
    <svg className={own ? 'strip strip-own' : 'strip'} role="img" aria-label={label} width="100%" height={middle * 2}>
      {scale.ticks.map((tick) => (
        <line key={tick} className="strip-tick" x1={percent(tick)} x2={percent(tick)} y1="0" y2="100%" />
      ))}
      {usual.high > usual.low && (
        <rect
          className="strip-usual-band"
          x={percent(usual.low)}
          width={`${(100 * (scale.at(usual.high) - scale.at(usual.low))).toFixed(3)}%`}
          y="0"
          height="100%"
        />
      )}
      <line className="strip-usual" x1={percent(usual.median)} x2={percent(usual.median)} y1="0" y2="100%" />
      {known && (
        <>
          <line className="strip-thin" x1={percent(low90)} x2={percent(high90)} y1={middle} y2={middle} />
          <line className="strip-thick" x1={percent(low50)} x2={percent(high50)} y1={middle} y2={middle} />
          {own ? (
            <svg x={percent(median)} y={middle} overflow="visible">
              <rect className="strip-dot" x="-5.5" y="-5.5" width="11" height="11" transform="rotate(45)" />
            </svg>
          ) : (
            <circle className="strip-dot" cx={percent(median)} cy={middle} r="6" />
          )}
        </>
      )}
    </svg>
  );
}

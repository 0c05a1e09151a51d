import type { Indicator, Strategy } from '@weir/care';
import { useId } from 'react';
import type { ReactNode } from 'react';
import { useNavigation } from '../app/navigation.ts';
import { formatChance, formatChange, formatLevel, formatRange } from '../charts/format.ts';
import { WorkingsLink } from '../workings/workings-link.tsx';
import type { Effect } from './effects.ts';
import { IntervalStrip } from './interval-strip.tsx';
import type { StripScale } from './strip-scale.ts';
import { gradeWords, Theory } from './theory.tsx';

interface RankedRowProps {
  /** Absent for the user's own combination. */
  readonly strategy: Strategy | undefined;
  readonly name: string;
  readonly effect: Effect | undefined;
  readonly indicator: Indicator;
  readonly scale: StripScale;
  readonly usual: { readonly median: number; readonly low: number; readonly high: number };
  readonly rationing: boolean;
}

/** One strategy of the ranking: choose it, read it, open its theory of change. */
export function RankedRow(props: RankedRowProps): ReactNode {
  const { strategy, name, effect, indicator, scale, usual, rationing } = props;
  const { view, go } = useNavigation();
  const nameId = useId();
  const open = strategy !== undefined && view.theory === strategy.id;
  const chosen = strategy !== undefined && view.chosen.includes(strategy.id);
  const toggle = (id: string): void => {
    const next = chosen ? view.chosen.filter((other) => other !== id) : [...view.chosen, id];
    go({ chosen: next, ...(next.length === 0 ? { settings: {}, start: undefined, ramp: undefined } : {}) });
  };
  return (
    <li className={strategy === undefined ? 'ranked-row ranked-own' : 'ranked-row'}>
      <div className="ranked-choice no-print">
        {strategy !== undefined && (
          <input type="checkbox" aria-labelledby={nameId} checked={chosen} onChange={() => toggle(strategy.id)} />
        )}
      </div>
      <div className="ranked-name">
        {strategy === undefined ? (
          <strong id={nameId}>{name}</strong>
        ) : (
          <button
            type="button"
            id={nameId}
            className="name-button"
            aria-expanded={open}
            onClick={() => go({ theory: open ? undefined : strategy.id })}
          >
            {name}
          </button>
        )}
        <span className="ranked-tags">
          {strategy !== undefined && <span className="tag">{gradeWords[strategy.grade]}</span>}
          {rationing && <span className="tag tag-bad">⚠ unmet need rises</span>}
        </span>
      </div>
      {effect === undefined ? (
        <p className="quiet small">Not run yet</p>
      ) : (
        <RowFigures
          effect={effect}
          indicator={indicator}
          scale={scale}
          usual={usual}
          own={strategy === undefined}
          name={name}
        />
      )}
      {open && (
        <div className="ranked-theory">
          <Theory strategy={strategy} />
        </div>
      )}
    </li>
  );
}

interface RowFiguresProps {
  readonly effect: Effect;
  readonly indicator: Indicator;
  readonly scale: StripScale;
  readonly usual: RankedRowProps['usual'];
  readonly own: boolean;
  readonly name: string;
}

function RowFigures({ effect, indicator, scale, usual, own, name }: RowFiguresProps): ReactNode {
  const { showLevels } = useNavigation().view;
  const interval = showLevels ? effect.level : effect.change;
  const median = showLevels ? formatLevel(indicator, interval.median) : formatChange(indicator, interval.median);
  const range = formatRange(indicator, interval.low90, interval.high90, !showLevels);
  const chance = chanceWords(effect, indicator);
  return (
    <>
      <IntervalStrip
        interval={interval}
        scale={scale}
        usual={usual}
        own={own}
        label={`${name}: median ${median}, 90% of runs ${range}`}
      />
      <p className="ranked-figures">
        <span className="ranked-median">
          <WorkingsLink item={indicator.variable} label={`${median}: show the workings of ${indicator.name}`}>
            {median}
          </WorkingsLink>
        </span>
        <span className="small quiet">{range}</span>
        <span className="small quiet">{chance}</span>
      </p>
    </>
  );
}

/** How often it beats business as usual, in words. */
export function chanceWords(effect: Effect, indicator: Indicator): string {
  const higher = indicator.better === 'higher';
  const share = higher ? 1 - effect.shareLower : effect.shareLower;
  return `${formatChance(share)} of runs ${higher ? 'higher' : 'lower'}`;
}

import type { ReactNode } from 'react';
import { useGeneralModel } from '../app/model-context.ts';
import { useNavigation } from '../app/navigation.ts';
import { ChartFigure } from '../charts/chart-figure.tsx';
import type { TableData } from '../charts/csv.ts';
import { formatChange, formatLevel, formatRange } from '../charts/format.ts';
import { niceTicks } from '../charts/ticks.ts';
import { midSentence } from '../charts/words.ts';
import { EnsembleProgress } from '../simulation/progress.tsx';
import { useRuns } from '../simulation/runs-context.tsx';
import { defaultMembers } from '../simulation/simulation-context.tsx';
import { WorkingsLink } from '../workings/workings-link.tsx';
import type { Effect } from './effects.ts';
import { rankEffects } from './effects.ts';
import { rankedHeadline } from './headlines.ts';
import { rankedDrawing } from './ranked-drawing.ts';
import { RankedRow } from './ranked-row.tsx';
import { activeStrategies, ownId } from './scenarios.ts';
import { stripScale } from './strip-scale.ts';
import { useYear } from './use-year.tsx';
import { useSelectedIndicator } from './use-selected-indicator.ts';

/** Figure 4 with uncertainty: every strategy ranked by its effect on one indicator in one year. */
export function RankedFigure(): ReactNode {
  const model = useGeneralModel();
  const { year, showLevels, chosen } = useNavigation().view;
  const { baseRun } = useRuns();
  const yearView = useYear();
  const indicator = useSelectedIndicator();
  const found = yearView.of(indicator.id);
  const strategies = activeStrategies(model);
  const effects =
    found === undefined ? [] : [...found.effects.values()].filter(({ id }) => id !== ownId || chosen.length > 0);
  const ranked = rankEffects(effects, indicator.better);
  const nameOf = (id: string): string =>
    id === ownId ? 'Your combination' : (strategies.find((strategy) => strategy.id === id)?.name ?? id);

  const intervalOf = (effect: Effect): Effect['level'] => (showLevels ? effect.level : effect.change);
  const usual = showLevels
    ? { median: found?.usual.median ?? NaN, low: found?.usual.low50 ?? NaN, high: found?.usual.high50 ?? NaN }
    : { median: 0, low: 0, high: 0 };
  const scale = stripScale(
    [...ranked.flatMap((effect) => [intervalOf(effect).low90, intervalOf(effect).high90]), usual.median],
    niceTicks,
  );
  const singles = ranked.filter(({ id }) => id !== ownId);
  const headline = rankedHeadline({
    indicator,
    year,
    ranked: singles,
    nameOf,
    rationing: singles[0] !== undefined && yearView.rations(singles[0].id),
  });
  const subtitle = showLevels
    ? `${indicator.name} at 31 March ${year}, ${indicator.unit}. Dashed line and band: business as usual.`
    : `${indicator.name} at 31 March ${year}: change from business as usual, ${indicator.unit}.`;
  const order = ranked.length > 0 ? ranked.map(({ id }) => id) : strategies.map(({ id }) => id);

  return (
    <ChartFigure
      headline={headline}
      subtitle={
        <>
          {subtitle}{' '}
          {found !== undefined && (
            <>
              Business as usual:{' '}
              <WorkingsLink item={indicator.variable}>{formatLevel(indicator, found.usual.median)}</WorkingsLink> (90%
              of runs: {formatRange(indicator, found.usual.low90, found.usual.high90)}).
            </>
          )}
        </>
      }
      reading={
        <>
          <strong>How to read this.</strong> The dot is the middle of the runs; half of the runs lie on the thick bar,
          nine in ten on the thin line. Where the line crosses {showLevels ? 'the dashed line' : 'zero'}, the model
          cannot tell whether the strategy helps. Shares of runs tell how sure the direction is if the strategy has the
          effect assumed for it; how well that is known is its evidence. Tick strategies to combine and adjust them;
          open a name for its theory of change.
        </>
      }
      table={rankedTable()}
      drawing={() =>
        rankedDrawing({
          headline,
          subtitle,
          rows: ranked.map((effect) => ({
            name: nameOf(effect.id),
            interval: intervalOf(effect),
            figures: figuresOf(effect),
          })),
          usual: usual.median,
          scale,
          numbers: indicator,
        })
      }
    >
      <EnsembleProgress run={baseRun} asked={defaultMembers} />
      <div className="ranked">
        <div className="ranked-axis" aria-hidden="true">
          <div className="ranked-axis-ticks">
            {scale.ticks.map((tick) => (
              <span key={tick} style={{ left: `${100 * scale.at(tick)}%` }}>
                {showLevels ? formatLevel(indicator, tick) : formatChange(indicator, tick)}
              </span>
            ))}
          </div>
        </div>
        <ol aria-label={`Strategies by their effect on ${midSentence(indicator.name)}`}>
          {order.map((id) => (
            <RankedRow
              key={id}
              strategy={strategies.find((strategy) => strategy.id === id)}
              name={nameOf(id)}
              effect={found?.effects.get(id)}
              indicator={indicator}
              scale={scale}
              usual={usual}
              rationing={yearView.rations(id)}
            />
          ))}
        </ol>
      </div>
    </ChartFigure>
  );

  function figuresOf(effect: Effect): string {
    const { median, low90, high90 } = intervalOf(effect);
    const middle = showLevels ? formatLevel(indicator, median) : formatChange(indicator, median);
    return `${middle} (${formatRange(indicator, low90, high90, !showLevels)})`;
  }

  function rankedTable(): TableData {
    const { decimals, scale: factor } = indicator;
    const numbers = ({ median, low50, high50, low90, high90 }: Effect['level']): number[] =>
      [median, low50, high50, low90, high90].map((value) => value * factor);
    return {
      caption: `${indicator.name} by strategy, ${year}`,
      columns: [
        { label: 'Strategy' },
        ...['Level: median', '25%', '75%', '5%', '95%'].map((label) => ({ label, decimals })),
        ...['Change: median', 'Change: 25%', 'Change: 75%', 'Change: 5%', 'Change: 95%'].map((label) => ({
          label,
          decimals,
        })),
        { label: 'Share of runs lower than business as usual', decimals: 3 },
        { label: 'Unmet need rises' },
      ],
      rows: [
        ...ranked.map((effect) => [
          nameOf(effect.id),
          ...numbers(effect.level),
          ...numbers(effect.change),
          effect.shareLower,
          yearView.rations(effect.id) ? 'yes' : 'no',
        ]),
        ...(found === undefined
          ? []
          : [['Business as usual', ...numbers(found.usual), 0, 0, 0, 0, 0, NaN, 'no'] satisfies (string | number)[]]),
      ],
    };
  }
}

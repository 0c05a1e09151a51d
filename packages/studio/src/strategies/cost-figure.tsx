import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { useGeneralModel } from '../app/model-context.ts';
import { useNavigation } from '../app/navigation.ts';
import { ChartFigure } from '../charts/chart-figure.tsx';
import type { TableData } from '../charts/csv.ts';
import { formatChange, withUnit } from '../charts/format.ts';
import { PlotView } from '../charts/plot-view.tsx';
import { midSentence } from '../charts/words.ts';
import { WorkingsLink } from '../workings/workings-link.tsx';
import { drawCostChart } from './cost-chart.ts';
import type { CostChart, CostPoint } from './cost-chart.ts';
import { costHeadline } from './headlines.ts';
import { findRoles } from './roles.ts';
import { activeStrategies, ownId } from './scenarios.ts';
import { useYear } from './use-year.tsx';

/** What each strategy costs against what it does for the number of children looked after. */
export function CostFigure(): ReactNode {
  const model = useGeneralModel();
  const { year, chosen } = useNavigation().view;
  const yearView = useYear();
  const { lookedAfter, cumulativeCost } = findRoles(model);
  const chart = useMemo((): CostChart | undefined => {
    if (lookedAfter === undefined || cumulativeCost === undefined) return undefined;
    const effects = yearView.of(lookedAfter.id)?.effects;
    const costs = yearView.of(cumulativeCost.id)?.effects;
    const listed = [
      ...activeStrategies(model).map(({ id, name }, index) => ({ id, name, mark: String(index + 1) })),
      ...(chosen.length > 0 ? [{ id: ownId, name: 'Your combination', mark: 'You' }] : []),
    ];
    const points = listed.flatMap(({ id, name, mark }): CostPoint[] => {
      const effect = effects?.get(id)?.change;
      const cost = costs?.get(id)?.change;
      if (effect === undefined || cost === undefined || !Number.isFinite(effect.median)) return [];
      return [{ name, mark, effect, cost, own: id === ownId, rationing: yearView.rations(id) }];
    });
    return {
      points,
      costNumbers: cumulativeCost,
      effectNumbers: lookedAfter,
      costLabel: cumulativeCost.name,
      effectLabel: lookedAfter.name,
    };
  }, [model, yearView, lookedAfter, cumulativeCost, chosen.length]);
  const draw = useMemo(
    () => (chart === undefined ? undefined : (width: number) => drawCostChart(chart, width)),
    [chart],
  );
  if (chart === undefined || draw === undefined || lookedAfter === undefined || cumulativeCost === undefined)
    return null;

  const headline = costHeadline({
    year,
    points: chart.points
      .filter(({ own }) => !own)
      .map(({ name, effect, cost, rationing }) => ({ id: name, effect: effect.median, cost: cost.median, rationing })),
    nameOf: (name) => name,
  });
  const caption = `${cumulativeCost.name} against ${midSentence(lookedAfter.name)}, change by ${year}`;
  return (
    <ChartFigure
      headline={headline}
      subtitle={
        <>
          Upwards: change in{' '}
          <WorkingsLink item={cumulativeCost.variable}>{midSentence(cumulativeCost.name)}</WorkingsLink> by {year},{' '}
          {cumulativeCost.unit}. Sideways: change in{' '}
          <WorkingsLink item={lookedAfter.variable}>{midSentence(lookedAfter.name)}</WorkingsLink>, {lookedAfter.unit}.
        </>
      }
      reading={
        <>
          <strong>How to read this.</strong> Left of the dashed line: fewer children looked after. Below it: money
          saved. Each cross spans half of the runs. A triangle marks fewer children looked after with more unmet need:
          not a success.
        </>
      }
      table={costTable(chart, caption)}
    >
      <div className="cost">
        <PlotView
          draw={draw}
          label={`${headline}. ${chart.points.length} strategies by cost and effect; the figures are in the list beside.`}
        />
        <ol className="cost-list small">
          {chart.points.map((point) => (
            <li key={point.name}>
              <b>{point.mark}</b> {point.name}
              <span className="quiet">
                {' '}
                {formatChange(lookedAfter, point.effect.median)};{' '}
                <span className="figure-text">
                  {withUnit(formatChange(cumulativeCost, point.cost.median), cumulativeCost.unit)}
                </span>
                {point.rationing ? ' ▲ unmet need rises' : ''}
              </span>
            </li>
          ))}
        </ol>
      </div>
    </ChartFigure>
  );
}

function costTable(chart: CostChart, caption: string): TableData {
  const { points, costNumbers, effectNumbers, costLabel, effectLabel } = chart;
  const parts = ['median', '25%', '75%', '5%', '95%'];
  const numbers = (interval: CostPoint['cost'], scale: number): number[] => {
    const { median, low50, high50, low90, high90 } = interval;
    return [median, low50, high50, low90, high90].map((value) => value * scale);
  };
  return {
    caption,
    columns: [
      { label: 'Strategy' },
      ...parts.map((part) => ({ label: `${effectLabel}, change: ${part}`, decimals: effectNumbers.decimals })),
      ...parts.map((part) => ({
        label: `${costLabel}, change, ${costNumbers.unit}: ${part}`,
        decimals: costNumbers.decimals,
      })),
    ],
    rows: points.map(({ name, effect, cost }) => [
      name,
      ...numbers(effect, effectNumbers.scale),
      ...numbers(cost, costNumbers.scale),
    ]),
  };
}

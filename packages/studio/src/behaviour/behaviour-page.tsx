import { useId, useMemo } from 'react';
import type { ReactNode } from 'react';
import { useGeneralModel } from '../app/model-context.ts';
import { useNavigation } from '../app/navigation.ts';
import { ChartFigure } from '../charts/chart-figure.tsx';
import { IndicatorSelect } from '../charts/indicator-select.tsx';
import { LineKey } from '../charts/line-key.tsx';
import { drawLineChart, startsAboveZero, valueDomain } from '../charts/line-chart.ts';
import { lineTable } from '../charts/line-table.ts';
import { PlotView } from '../charts/plot-view.tsx';
import { midSentence } from '../charts/words.ts';
import { AuthorityPicker } from '../local/authority-picker.tsx';
import { EnsembleProgress } from '../simulation/progress.tsx';
import { useRuns } from '../simulation/runs-context.tsx';
import { defaultMembers } from '../simulation/simulation-context.tsx';
import { activeStrategies, ownId, usualScenario } from '../strategies/scenarios.ts';
import { useSelectedIndicator } from '../strategies/use-selected-indicator.ts';
import { WorkingsLink } from '../workings/workings-link.tsx';
import { behaviourChart } from './behaviour-chart.ts';
import type { Drawn } from './behaviour-chart.ts';
import { behaviourHeadline } from './headline.ts';
import { OverlayChoice } from './overlay-choice.tsx';

/** Any indicator over time, beside what was published. */
export function BehaviourPage(): ReactNode {
  const model = useGeneralModel();
  const { view, go } = useNavigation();
  const indicator = useSelectedIndicator();
  const rateId = useId();
  return (
    <div className="page-behaviour">
      <h1>Behaviour: how does it move over time?</h1>
      <p className="lead">
        What was published since 2010, what the model makes of it, and where each strategy would lead.
      </p>
      <AuthorityPicker />
      <div className="controls no-print">
        <IndicatorSelect indicators={model.indicators} value={indicator.id} onChange={(id) => go({ indicator: id })} />
        <div className="field choice">
          <label htmlFor={rateId}>
            <input
              id={rateId}
              type="checkbox"
              checked={view.perChild && indicator.perChild}
              disabled={!indicator.perChild}
              onChange={(event) => go({ perChild: event.target.checked })}
            />
            Per 10,000 children{indicator.perChild ? '' : ' (makes no sense for this indicator)'}
          </label>
        </div>
      </div>
      <div className="behaviour-columns">
        <BehaviourFigure />
        <OverlayChoice />
      </div>
    </div>
  );
}

function BehaviourFigure(): ReactNode {
  const model = useGeneralModel();
  const { view } = useNavigation();
  const indicator = useSelectedIndicator();
  const { baseRun, base, own } = useRuns();
  const perChild = view.perChild && indicator.perChild;
  const { overlay, chosen } = view;
  const chart = useMemo(() => {
    if (base === undefined) return undefined;
    const drawn: Drawn[] = [
      { id: usualScenario.id, name: usualScenario.name, ensemble: base },
      ...(own === undefined || chosen.length === 0 ? [] : [{ id: ownId, name: 'Your combination', ensemble: own }]),
      ...activeStrategies(model)
        .filter(({ id }) => overlay.includes(id))
        .map(({ id, name }) => ({ id, name, ensemble: base })),
    ];
    return behaviourChart({ model, indicator, drawn, perChild });
  }, [base, own, model, indicator, overlay, chosen, perChild]);
  const draw = useMemo(
    () => (chart === undefined ? undefined : (width: number) => drawLineChart(chart, width)),
    [chart],
  );
  if (chart === undefined || draw === undefined) return <p className="quiet">The first runs are under way…</p>;

  const unit = perChild ? `${indicator.unit} per 10,000 children` : indicator.unit;
  const headline = behaviourHeadline(
    indicator.name,
    perChild ? { ...chart, numbers: { ...chart.numbers, unit: 'per 10,000' } } : chart,
  );
  const sources = [
    ...new Set(model.history.filter((one) => one.indicator === indicator.id).map(({ source }) => source)),
  ];
  return (
    <ChartFigure
      headline={headline}
      subtitle={
        <>
          <WorkingsLink item={indicator.variable}>{indicator.name}</WorkingsLink>, {unit}, at 31 March.{' '}
          {indicator.meaning}
        </>
      }
      reading={
        <>
          <strong>How to read this.</strong> Circles are published figures; lines are the middle of the runs; half of
          the runs lie in the darker band, nine in ten in the lighter one.{' '}
          {startsAboveZero(valueDomain(chart)) && 'The scale does not begin at zero. '}
          {chart.history.length === 0
            ? 'Nothing is published for this indicator: its level is the model’s own.'
            : `Published: ${sources.join('; ')}.`}
        </>
      }
      table={lineTable(chart, `${indicator.name}${perChild ? ' per 10,000 children' : ''}, 2010 to 2035`)}
    >
      <PlotView
        draw={draw}
        label={`${headline}. Lines from 2010 to 2035 for ${chart.series.map(({ name }) => midSentence(name)).join(', ')}${chart.history.length > 0 ? '; circles for published figures' : ''}. The table view has every number.`}
      />
      <LineKey series={chart.series} published={chart.history.length > 0} />
      <EnsembleProgress run={baseRun} asked={defaultMembers} />
    </ChartFigure>
  );
}

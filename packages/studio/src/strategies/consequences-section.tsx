import type { Indicator, Strategy } from '@weir/care';
import { memo } from 'react';
import type { ReactNode } from 'react';
import { useGeneralModel } from '../app/model-context.ts';
import { useNavigation } from '../app/navigation.ts';
import { toCsv } from '../charts/csv.ts';
import { download, fileName } from '../charts/download.ts';
import { formatChange, formatRange, withUnit } from '../charts/format.ts';
import { WorkingsLink } from '../workings/workings-link.tsx';
import { isWorse, verdictWords } from './consequences.ts';
import { consequencesHeadline } from './headlines.ts';
import { activeStrategies, ownId } from './scenarios.ts';
import { useYear, worsened } from './use-year.tsx';
import type { YearView } from './use-year.tsx';
import { ScrollRegion } from '../charts/scroll-region.tsx';

interface Row {
  readonly id: string;
  readonly name: string;
}

/** Everything else that each strategy changes, unintended consequences marked in words. */
export function ConsequencesSection(): ReactNode {
  const { year, chosen } = useNavigation().view;
  const yearView = useYear();
  return <Consequences year={year} withOwn={chosen.length > 0} yearView={yearView} />;
}

interface ConsequencesProps {
  readonly year: number;
  readonly withOwn: boolean;
  readonly yearView: YearView;
}

/** Hundreds of cells: drawn anew when their numbers change, not whenever a slider moves. */
const Consequences = memo(function Consequences({ year, withOwn, yearView }: ConsequencesProps): ReactNode {
  const model = useGeneralModel();
  const strategies = activeStrategies(model);
  const rows = rowsOf(strategies, withOwn);
  const withHarm = strategies.filter(({ id }) => worsened(yearView, model.indicators, id).length > 0).length;
  const rationing = strategies.filter(({ id }) => yearView.rations(id)).length;
  const headline = consequencesHeadline({ year, strategies: strategies.length, withHarm, rationing });
  const caption = `What else each strategy changes, ${year}: change from business as usual`;
  const save = (): void => download(fileName(caption, 'csv'), toCsv(csvTable()), 'text/csv;charset=utf-8');
  return (
    <section aria-labelledby="consequences-title">
      <h2 id="consequences-title">{headline}</h2>
      <p className="chart-subtitle">
        Median change from business as usual at 31 March {year}, with what it means: ⚠ marks what gets worse.
      </p>
      <ScrollRegion label={caption} className="table-tall">
        <table className="consequences">
          <caption className="visually-hidden">{caption}</caption>
          <Head indicators={model.indicators} />
          <tbody>
            {rows.map(({ id, name }) => (
              <tr key={id}>
                <th scope="row">
                  {name}
                  {yearView.rations(id) && <span className="tag tag-bad">⚠ unmet need rises</span>}
                </th>
                {model.indicators.map((indicator) => (
                  <Cell key={indicator.id} indicator={indicator} scenario={id} yearView={yearView} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <p className="chart-reading">
        <strong>How to read this.</strong> “Better” and “worse”: at least 95% of runs agree on the direction;
        “probably”: at least 75%; “unclear”: fewer. “Little change”: under 0.5% of business as usual; for unmet need,
        any rise beside fewer children looked after counts. Some indicators are neither good nor bad in themselves; for
        them the direction is given.
      </p>
      <div className="chart-tools no-print">
        <button type="button" className="button button-quiet" onClick={save}>
          Download CSV
        </button>
      </div>
    </section>
  );

  function csvTable(): Parameters<typeof toCsv>[0] {
    return {
      caption,
      columns: ['Strategy', 'Indicator', 'Unit', 'Median change', '5%', '95%', 'Verdict'].map((label) => ({ label })),
      rows: rows.flatMap(({ id, name }) =>
        model.indicators.map((indicator) => {
          const change = yearView.of(indicator.id)?.effects.get(id)?.change;
          const numbers = [change?.median, change?.low90, change?.high90].map(
            (value) => (value ?? NaN) * indicator.scale,
          );
          const verdict = yearView.verdict(indicator.id, id);
          return [
            name,
            indicator.name,
            indicator.unit,
            ...numbers,
            verdict === undefined ? '' : verdictWords[verdict].words,
          ];
        }),
      ),
    };
  }
});

function rowsOf(strategies: readonly Strategy[], withOwn: boolean): readonly Row[] {
  return [...(withOwn ? [{ id: ownId, name: 'Your combination' }] : []), ...strategies];
}

function Head({ indicators }: { readonly indicators: readonly Indicator[] }): ReactNode {
  const groups: { name: string; first: string; count: number }[] = [];
  for (const { id, group } of indicators) {
    const last = groups.at(-1);
    if (last?.name === group) last.count += 1;
    else groups.push({ name: group, first: id, count: 1 });
  }
  return (
    <thead>
      <tr>
        <td>
          <span className="visually-hidden">Groups of indicators</span>
        </td>
        {groups.map(({ name, first, count }) => (
          <th key={first} scope="colgroup" colSpan={count}>
            {name}
          </th>
        ))}
      </tr>
      <tr>
        <th scope="col">Strategy</th>
        {indicators.map(({ id, name, unit, variable }) => (
          <th key={id} scope="col">
            <WorkingsLink item={variable}>{name}</WorkingsLink>
            {unit !== '1' && <span className="unit">{unit}</span>}
          </th>
        ))}
      </tr>
    </thead>
  );
}

interface CellProps {
  readonly indicator: Indicator;
  readonly scenario: string;
  readonly yearView: YearView;
}

function Cell({ indicator, scenario, yearView }: CellProps): ReactNode {
  const effect = yearView.of(indicator.id)?.effects.get(scenario);
  const verdict = yearView.verdict(indicator.id, scenario);
  if (effect === undefined || verdict === undefined) return <td className="quiet">not run yet</td>;
  const { symbol, words } = verdictWords[verdict];
  const { median, low90, high90 } = effect.change;
  const range = withUnit(formatRange(indicator, low90, high90, true), indicator.unit);
  return (
    <td
      className={isWorse(verdict) ? 'cell-worse' : verdict === 'better' ? 'cell-better' : undefined}
      title={`90% of runs: ${range}`}
    >
      <span className="cell-change">{formatChange(indicator, median)}</span>
      <span className="cell-verdict">
        {symbol === '' ? '' : <span aria-hidden="true">{symbol} </span>}
        {words}
      </span>
    </td>
  );
}

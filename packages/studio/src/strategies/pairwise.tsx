import { useState } from 'react';
import type { ReactNode } from 'react';
import { useGeneralModel } from '../app/model-context.ts';
import { useNavigation } from '../app/navigation.ts';
import { toCsv } from '../charts/csv.ts';
import { download, fileName } from '../charts/download.ts';
import { formatChance } from '../charts/format.ts';
import { midSentence } from '../charts/words.ts';
import { timeIndex } from '../simulation/ensemble.ts';
import { useRuns } from '../simulation/runs-context.tsx';
import { pairwiseShares } from './effects.ts';
import { activeStrategies, ownId, usualScenario } from './scenarios.ts';
import { useSelectedIndicator } from './use-selected-indicator.ts';
import { ScrollRegion } from '../charts/scroll-region.tsx';

/** How often each strategy beats business as usual and each other one: closed until somebody asks. */
export function Pairwise(): ReactNode {
  const [open, setOpen] = useState(false);
  return (
    <details className="disclosure" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>How often each strategy beats each other one</summary>
      {open && <PairwiseTable />}
    </details>
  );
}

function PairwiseTable(): ReactNode {
  const model = useGeneralModel();
  const { year, chosen } = useNavigation().view;
  const { base, own } = useRuns();
  const indicator = useSelectedIndicator();
  if (base === undefined) return <p className="quiet">Not run yet.</p>;
  const entries = [
    ...(own !== undefined && chosen.length > 0 ? [{ id: ownId, name: 'Your combination', ensemble: own }] : []),
    ...activeStrategies(model).map(({ id, name }) => ({ id, name, ensemble: base })),
    { id: usualScenario.id, name: usualScenario.name, ensemble: base },
  ];
  const lower = pairwiseShares(entries, { indicator: indicator.id, time: timeIndex(base.layout, year) });
  const higherIsBetter = indicator.better === 'higher';
  const word = higherIsBetter ? 'higher' : 'lower';
  const shares = lower.map((row) => row.map((share) => (share === undefined || !higherIsBetter ? share : 1 - share)));
  const caption = `Share of runs in which ${midSentence(indicator.name)} is ${word} under the strategy of the row than under that of the column, ${year}`;
  const save = (): void => {
    const rows = entries.map(({ name }, row) => [name, ...(shares[row] ?? []).map((share) => share ?? NaN)]);
    const columns = [{ label: 'Strategy' }, ...entries.map(({ name }) => ({ label: name, decimals: 3 }))];
    download(fileName(caption, 'csv'), toCsv({ caption, columns, rows }), 'text/csv;charset=utf-8');
  };
  return (
    <>
      <p className="small">
        {caption}. The same draws are used for every strategy, so that the comparison is pair by pair. 50% means that
        the model cannot tell the two apart.
      </p>
      <ScrollRegion label={caption} className="table-tall">
        <table className="pairwise">
          <caption className="visually-hidden">{caption}</caption>
          <thead>
            <tr>
              <th scope="col">Strategy</th>
              {entries.map(({ id, name }, index) => (
                <th key={id} scope="col">
                  <abbr title={name} aria-label={name}>
                    {index + 1}
                  </abbr>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {entries.map(({ id, name }, row) => (
              <tr key={id}>
                <th scope="row">
                  {row + 1}. {name}
                </th>
                {(shares[row] ?? []).map((share, column) => (
                  <td key={entries[column]?.id ?? column} className="number">
                    {share === undefined ? <span aria-label="itself">·</span> : formatChance(share)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <p className="no-print">
        <button type="button" className="button button-quiet" onClick={save}>
          Download CSV
        </button>
      </p>
    </>
  );
}

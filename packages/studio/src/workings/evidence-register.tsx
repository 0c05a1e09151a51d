import type { Evidence, EvidenceStatus, GeneralModel } from '@weir/care';
import { useId, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { ScrollRegion } from '../map/scroll-region.tsx';
import { EvidenceStatusMark } from './evidence-list.tsx';
import { evidenceStatuses, evidenceUses } from './evidence-uses.ts';
import { formatValue, unitsText } from './format-value.ts';
import { WorkingsLink } from './workings-link.tsx';

/** Everything that the model's constants rest on, with a filter by how sure it is. */
export function EvidenceRegister({ general }: { readonly general: GeneralModel }): ReactNode {
  const [status, setStatus] = useState<EvidenceStatus | undefined>(undefined);
  const ids = useId();
  const uses = useMemo(() => evidenceUses(general.model), [general.model]);
  const shown = general.evidence.filter((entry) => status === undefined || entry.status === status);
  const count = (wanted: EvidenceStatus): number => general.evidence.filter((entry) => entry.status === wanted).length;
  return (
    <section aria-labelledby={`${ids}heading`} className="evidence-register">
      <h2 id={`${ids}heading`}>Evidence register</h2>
      <p className="map-lead">
        {general.evidence.length} entries: {evidenceStatuses.map((one) => `${count(one)} ${one}`).join(', ')}. An
        assumption is a value that nobody measured; it is marked wherever it is used.
      </p>
      <fieldset className="status-filter">
        <legend>Show</legend>
        <StatusChoice
          name={ids}
          text={`All (${general.evidence.length})`}
          checked={status === undefined}
          onChoose={() => setStatus(undefined)}
        />
        {evidenceStatuses.map((one) => (
          <StatusChoice
            key={one}
            name={ids}
            text={`${one} (${count(one)})`}
            checked={status === one}
            onChoose={() => setStatus(one)}
          />
        ))}
      </fieldset>
      <output className="visually-hidden status-line">{shown.length} entries shown</output>
      <ScrollRegion label="Evidence register">
        <table className="map-table evidence-table">
          <caption className="visually-hidden">Evidence register</caption>
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col">Value</th>
              <th scope="col">Range</th>
              <th scope="col">Status</th>
              <th scope="col">Source</th>
              <th scope="col">Used by</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((entry) => (
              <EvidenceRow key={entry.id} entry={entry} uses={uses.get(entry.id) ?? []} />
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </section>
  );
}

function EvidenceRow({ entry, uses }: { readonly entry: Evidence; readonly uses: readonly string[] }): ReactNode {
  return (
    <tr>
      <th scope="row">{entry.title}</th>
      <td>
        {formatValue(entry.value)} {unitsText(entry.unit)}
      </td>
      <td>{entry.low === entry.high ? '–' : `${formatValue(entry.low)} to ${formatValue(entry.high)}`}</td>
      <td>
        <EvidenceStatusMark status={entry.status} />
      </td>
      <td className="small">
        {[entry.place, entry.year].filter((part) => part !== '').join(', ')}
        {entry.place === '' && entry.year === '' ? '' : '. '}
        {entry.address === undefined ? entry.source : <a href={entry.address}>{entry.source}</a>}
      </td>
      <td className="small">
        {uses.length === 0 && <span className="quiet">nothing yet</span>}
        {uses.map((name, index) => (
          <span key={name}>
            {index > 0 && ', '}
            <WorkingsLink item={name}>{name}</WorkingsLink>
          </span>
        ))}
      </td>
    </tr>
  );
}

interface StatusChoiceProps {
  readonly name: string;
  readonly text: string;
  readonly checked: boolean;
  readonly onChoose: () => void;
}

function StatusChoice({ name, text, checked, onChoose }: StatusChoiceProps): ReactNode {
  return (
    <label className="map-check">
      <input type="radio" name={name} checked={checked} onChange={onChoose} />
      {text}
    </label>
  );
}

import type { Evidence } from '@weir/care';
import type { ReactNode } from 'react';
import { formatValue, unitsText } from './format-value.ts';

/** What a variable's numbers rest on, entry by entry. */
export function EvidenceList({ entries }: { readonly entries: readonly Evidence[] }): ReactNode {
  return (
    <ul className="evidence-list">
      {entries.map((entry) => (
        <li key={entry.id}>
          <EvidenceEntry entry={entry} />
        </li>
      ))}
    </ul>
  );
}

/** One entry: value, range, status, year, place and source. */
export function EvidenceEntry({ entry }: { readonly entry: Evidence }): ReactNode {
  return (
    <>
      <p className="evidence-title">
        <strong>{entry.title}</strong> <EvidenceStatusMark status={entry.status} />
      </p>
      <p className="evidence-value">
        {formatValue(entry.value)} {unitsText(entry.unit)}
        {entry.low !== entry.high && (
          <>
            , between {formatValue(entry.low)} and {formatValue(entry.high)}
          </>
        )}
      </p>
      <p className="quiet small">
        {[entry.place, entry.year].filter((part) => part !== '').join(', ')}
        {entry.place === '' && entry.year === '' ? '' : '. '}
        {entry.status === 'assumption' ? 'Why this value: ' : 'Source: '}
        {entry.address === undefined ? entry.source : <a href={entry.address}>{entry.source}</a>}
      </p>
    </>
  );
}

/** How sure a figure is, in words; an assumption stands out. */
export function EvidenceStatusMark({ status }: { readonly status: Evidence['status'] }): ReactNode {
  return <span className={status === 'assumption' ? 'status-mark is-assumption' : 'status-mark'}>{status}</span>;
}

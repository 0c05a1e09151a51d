import { useId } from 'react';
import type { ReactNode } from 'react';
import { usePlace } from './local-context.tsx';

/** England, or one authority from a panel of published figures that the user opens. */
export function AuthorityPicker(): ReactNode {
  const { panel, authority, notes, diagnostics, open, choose } = usePlace();
  const fileId = useId();
  const selectId = useId();
  const helpId = useId();
  const names = panel?.authorities.map(({ name }) => name).toSorted((a, b) => a.localeCompare(b, 'en-GB')) ?? [];
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  return (
    <details className="place disclosure">
      <summary>
        Shown for: <strong>{authority ?? 'England'}</strong> <span className="place-change">Change</span>
      </summary>
      <div className="place-body">
        <div className="field field-wide">
          <label htmlFor={fileId}>Panel of published figures (CSV)</label>
          <input
            id={fileId}
            type="file"
            accept=".csv,text/csv"
            aria-describedby={helpId}
            onChange={(event) => {
              const file = event.target.files?.[0];
              if (file !== undefined) void open(file);
            }}
          />
          <p id={helpId} className="small quiet">
            One row for each authority and year, totals only. The file is read in this browser and stays on this
            machine: it is not sent anywhere, and an address that you pass on shows England until its reader opens the
            file too.
          </p>
        </div>
        {names.length > 0 && (
          <div className="field field-wide">
            <label htmlFor={selectId}>Authority</label>
            <select
              id={selectId}
              value={authority ?? ''}
              onChange={(event) => choose(event.target.value === '' ? undefined : event.target.value)}
            >
              <option value="">England</option>
              {names.map((name) => (
                <option key={name}>{name}</option>
              ))}
            </select>
            <p className="small quiet">{names.length} authorities were read.</p>
          </div>
        )}
        {errors.length > 0 && (
          <div className="notice notice-error" role="alert">
            {errors.map(({ code, message, advice }) => (
              <p key={code}>
                <strong>{message}.</strong> {advice === undefined ? '' : `What to do: ${advice}.`}
              </p>
            ))}
          </div>
        )}
      </div>
      {notes.length > 0 && (
        <ul className="place-notes small">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
          <li>
            Runs of a local model do not have to keep to the published history, which scaling does not reproduce.
            Compare it with the circles under Behaviour before you rely on it.
          </li>
        </ul>
      )}
    </details>
  );
}

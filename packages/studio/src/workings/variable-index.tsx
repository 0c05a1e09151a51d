import type { Indicator } from '@weir/care';
import { toId } from '@weir/engine';
import { useDeferredValue, useId, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { kindName } from '../map/kind-name.ts';
import type { SystemGraph } from '../map/system-graph.ts';
import { searchVariables } from './search-variables.ts';
import { unitsText } from './format-value.ts';
import { WorkingsLink } from './workings-link.tsx';

interface VariableIndexProps {
  readonly graph: SystemGraph;
  readonly indicators: readonly Indicator[];
}

/** Every variable by sector, with a search over names, words of the documentation and indicators. */
export function VariableIndex({ graph, indicators }: VariableIndexProps): ReactNode {
  const [text, setText] = useState('');
  const wanted = useDeferredValue(text);
  const ids = useId();
  const titles = useMemo(() => {
    const byVariable = new Map<string, string>();
    for (const { variable, name } of indicators) byVariable.set(toId(variable), name);
    return byVariable;
  }, [indicators]);
  const groups = useMemo(() => searchVariables(graph, { text: wanted, titles }), [graph, wanted, titles]);
  const count = groups.reduce((sum, { variables }) => sum + variables.length, 0);
  return (
    <section aria-labelledby={`${ids}heading`}>
      <h2 id={`${ids}heading`}>Variables</h2>
      <label className="map-field index-search">
        <span>Search by name or meaning</span>
        <input type="search" value={text} onChange={(event) => setText(event.target.value)} />
      </label>
      <output className="quiet small status-line">
        {count === 1 ? '1 variable' : `${count} variables`}
        {wanted.trim() === '' ? '' : ` with “${wanted.trim()}”`}
      </output>
      {groups.map(({ sector, variables }) => (
        <details key={`${sector} ${wanted.trim() === ''}`} className="index-sector" open={wanted.trim() !== ''}>
          <summary>
            <h3>
              {sector} <span className="quiet">({variables.length})</span>
            </h3>
          </summary>
          <ul className="map-list">
            {variables.map((variable) => (
              <li key={variable.id}>
                <span>
                  <WorkingsLink item={variable.id}>{variable.name}</WorkingsLink>
                  {titles.has(variable.id) && (
                    <span className="quiet small"> indicator: {titles.get(variable.id)}</span>
                  )}
                </span>
                <span className="quiet small">
                  {[kindName(variable.kind), unitsText(variable.units)].filter((part) => part !== '').join(', ')}
                </span>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </section>
  );
}

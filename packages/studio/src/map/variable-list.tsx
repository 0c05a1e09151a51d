import type { ReactNode } from 'react';
import { WorkingsLink } from '../workings/workings-link.tsx';
import { kindName } from './kind-name.ts';
import type { SystemVariable } from './system-graph.ts';

/** Variables by name and kind, each a link to its workings: the first thing on a phone, where a map is small. */
export function VariableList({ variables }: { readonly variables: readonly SystemVariable[] }): ReactNode {
  return (
    <ul className="map-list">
      {variables.map((variable) => (
        <li key={variable.id}>
          <WorkingsLink item={variable.id}>{variable.name}</WorkingsLink>
          <span className="quiet small">{kindName(variable.kind)}</span>
        </li>
      ))}
    </ul>
  );
}

import type { VariableId } from '@weir/engine';
import type { ReactNode } from 'react';
import { ScrollRegion } from './scroll-region.tsx';
import { WorkingsLink } from '../workings/workings-link.tsx';
import { kindName } from './kind-name.ts';
import { signText, signWords } from './sign-text.ts';
import type { SystemGraph, SystemLink, SystemVariable } from './system-graph.ts';

interface SectorTableProps {
  readonly graph: SystemGraph;
  readonly variables: readonly SystemVariable[];
  readonly name: string;
}

/** The same as the map of a sector in words: its variables, and the links between them. */
export function SectorTable({ graph, variables, name }: SectorTableProps): ReactNode {
  return (
    <>
      <ScrollRegion label={`Variables of ${name}`}>
        <table className="map-table">
          <caption>
            Variables of {name} <span className="quiet">({variables.length})</span>
          </caption>
          <thead>
            <tr>
              <th scope="col">Variable</th>
              <th scope="col">Kind</th>
              <th scope="col">Units</th>
              <th scope="col">Depends on</th>
              <th scope="col">Affects</th>
            </tr>
          </thead>
          <tbody>
            {variables.map((variable) => (
              <tr key={variable.id}>
                <th scope="row">
                  <WorkingsLink item={variable.id}>{variable.name}</WorkingsLink>
                </th>
                <td>{kindName(variable.kind)}</td>
                <td>{variable.units ?? ''}</td>
                <td>{listed(graph, variable.causes, (link) => link.from)}</td>
                <td>{listed(graph, variable.effects, (link) => link.to)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <p className="quiet small">
        + moves the same way, − moves the opposite way, ± depends on where the system stands.
      </p>
    </>
  );
}

function listed(graph: SystemGraph, links: readonly SystemLink[], other: (link: SystemLink) => VariableId): ReactNode {
  if (links.length === 0) return <span className="quiet">nothing</span>;
  return links.map((link, index) => (
    <span key={other(link)}>
      {index > 0 && ', '}
      <span aria-hidden="true">{signText(link.sign)}</span>
      <span className="visually-hidden">({signWords(link.sign)})</span> {graph.variables.get(other(link))?.name}
    </span>
  ));
}

import type { ReactNode } from 'react';
import { ScrollRegion } from './scroll-region.tsx';
import { ViewLink } from '../app/view-link.tsx';
import { sectorConnections } from './overview-diagram.ts';
import type { SystemGraph } from './system-graph.ts';

/** The same as the overview in words: the sectors, and what goes between them. */
export function OverviewTable({ graph }: { readonly graph: SystemGraph }): ReactNode {
  const connections = sectorConnections(graph);
  return (
    <>
      <ScrollRegion label="Sectors">
        <table className="map-table">
          <caption>Sectors</caption>
          <thead>
            <tr>
              <th scope="col">Sector</th>
              <th scope="col">What it holds</th>
              <th scope="col">Sends to</th>
              <th scope="col">Acts on</th>
            </tr>
          </thead>
          <tbody>
            {graph.sectors.map((sector) => {
              const own = connections.filter(({ from }) => from === sector.name);
              return (
                <tr key={sector.name}>
                  <th scope="row">
                    <ViewLink to={{ sector: sector.name }}>{sector.name}</ViewLink>
                  </th>
                  <td>{sector.documentation}</td>
                  <td>
                    {own
                      .filter(({ flows }) => flows.length > 0)
                      .map(({ to, flows }) => `${to}: ${flows.join(', ')}`)
                      .join('; ') || <span className="quiet">nothing</span>}
                  </td>
                  <td>
                    {own
                      .filter(({ influences }) => influences > 0)
                      .map(({ to, influences }) => `${to} (${influences})`)
                      .join(', ') || <span className="quiet">nothing</span>}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </ScrollRegion>
      <p className="quiet small">In brackets: how many links act on the other sector.</p>
    </>
  );
}

import type { ReactNode } from 'react';
import { ViewLink } from '../app/view-link.tsx';
import type { SystemGraph } from './system-graph.ts';

/** The sectors by name and size, each a link to its map. */
export function SectorList({ graph }: { readonly graph: SystemGraph }): ReactNode {
  return (
    <ul className="map-list">
      {graph.sectors.map((sector) => (
        <li key={sector.name}>
          <ViewLink to={{ sector: sector.name }}>{sector.name}</ViewLink>
          <span className="quiet small">{sector.size} variables</span>
        </li>
      ))}
    </ul>
  );
}

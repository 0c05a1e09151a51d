import { toId } from '@weir/engine';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { SystemGraph } from '../map/system-graph.ts';
import { ViewLink } from '../app/view-link.tsx';
import { extendTrail } from './extend-trail.ts';
import { WorkingsLink } from './workings-link.tsx';

interface TrailProps {
  readonly item: string;
  readonly graph: SystemGraph;
  readonly place: 'page' | 'panel';
}

/** The items looked at before this one, as links back. */
export function Trail({ item, graph, place }: TrailProps): ReactNode {
  const [trail, setTrail] = useState<readonly string[]>([item]);
  const now = extendTrail(trail, item);
  if (now !== trail) setTrail(now);
  const before = now.slice(0, -1);
  if (before.length === 0 && place === 'panel') return null;
  return (
    <nav aria-label="The way here" className="trail small">
      <ol>
        {place === 'page' && (
          <li>
            <ViewLink to={{ item: undefined }}>All workings</ViewLink>
          </li>
        )}
        {before.map((earlier) => (
          <li key={earlier}>
            <WorkingsLink item={earlier}>{graph.variables.get(toId(earlier))?.name ?? earlier}</WorkingsLink>
          </li>
        ))}
      </ol>
    </nav>
  );
}

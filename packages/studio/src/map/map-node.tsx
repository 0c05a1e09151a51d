import type { Node, NodeProps } from '@xyflow/react';
import type { ReactNode } from 'react';
import { ViewLink } from '../app/view-link.tsx';
import type { NodeKind, PlacedNode } from './diagram.ts';

const kindNames: Readonly<Record<NodeKind, string>> = {
  stock: 'stock',
  flow: 'flow',
  cloud: 'outside the model',
  auxiliary: 'variable',
  constant: 'constant',
  table: 'table',
  outside: 'in another sector',
  sector: 'sector',
};

type BoxProps = NodeProps<Node<{ readonly node: PlacedNode; readonly marked: boolean }, 'box'>>;

/** One box of a map: a link to the workings of a variable, or to the map of a sector. */
export function MapNode({ data: { node, marked } }: BoxProps): ReactNode {
  const size = { width: node.width, height: node.height };
  if (node.kind === 'cloud') {
    return (
      <svg className="map-cloud" style={size} viewBox="0 0 44 30" aria-hidden="true">
        <path d="M12 25a8 8 0 0 1-2-15.7a10 10 0 0 1 18.5-2.5a8 8 0 0 1 6 14.7a7 7 0 0 1-5 3.5z" />
      </svg>
    );
  }
  const className = `map-box map-${node.kind}${node.valve === true ? ' has-valve' : ''}${marked ? ' is-marked' : ''}`;
  const text = node.lines.join(' ');
  return (
    <div className={className} style={size} data-node={node.id}>
      {node.valve === true && <Valve />}
      <ViewLink
        to={node.variable === undefined ? { sector: node.sector, loop: undefined } : { workings: node.variable }}
        label={`${text}, ${kindNames[node.kind]}${node.kind === 'outside' ? `, ${node.sector ?? ''}` : ''}`}
      >
        {node.lines.map((line) => (
          <span key={line}>{line} </span>
        ))}
      </ViewLink>
      {node.kind === 'outside' && <small>in {node.sector}</small>}
    </div>
  );
}

function Valve(): ReactNode {
  return (
    <svg className="map-valve" viewBox="0 0 24 14" width="24" height="14" aria-hidden="true">
      <path d="M2 1 L22 13 V1 L2 13 z" />
    </svg>
  );
}

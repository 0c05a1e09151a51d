import { useId } from 'react';
import type { ReactNode } from 'react';
import type { Layout, PlacedEdge } from './diagram.ts';
import { pointBeforeEnd, pointHalfWay, smoothPath } from './route.ts';
import { signText } from './sign-text.ts';

interface MapEdgesProps {
  readonly layout: Layout;
  /** The node whose lines stand out. */
  readonly active: string | undefined;
}

/** Every line of a map in one drawing behind its boxes; the tables tell the same in words. */
export function MapEdges({ layout, active }: MapEdgesProps): ReactNode {
  const marks = useId();
  const pipes = layout.edges.filter((edge) => edge.kind === 'pipe');
  const links = layout.edges.filter((edge) => edge.kind === 'link');
  return (
    <svg
      className={active === undefined ? 'map-edges' : 'map-edges map-edges-dimmed'}
      width={Math.max(1, layout.width)}
      height={Math.max(1, layout.height)}
      aria-hidden="true"
    >
      <defs>
        <marker
          id={`${marks}link`}
          viewBox="0 0 10 10"
          refX="8.5"
          refY="5"
          markerWidth="9"
          markerHeight="9"
          markerUnits="userSpaceOnUse"
          orient="auto"
        >
          <path d="M0 0.8 L10 5 L0 9.2 z" className="map-link-head" />
        </marker>
        <marker
          id={`${marks}pipe`}
          viewBox="0 0 12 12"
          refX="11"
          refY="6"
          markerWidth="16"
          markerHeight="16"
          markerUnits="userSpaceOnUse"
          orient="auto"
        >
          <path d="M0 0 L12 6 L0 12 z" className="map-pipe-head" />
        </marker>
      </defs>
      {links.map((edge) => (
        <g key={edge.id} className={edgeClass(edge, 'map-link', active)}>
          <path d={smoothPath(edge.points)} markerEnd={`url(#${marks}link)`} />
        </g>
      ))}
      {pipes.map((edge) => (
        <g key={edge.id} className={edgeClass(edge, 'map-pipe', active)}>
          <path className="map-pipe-wall" d={smoothPath(edge.points)} />
          <path className="map-pipe-inside" d={smoothPath(edge.points)} />
          {edge.headless !== true && <path d={smoothPath(edge.points)} markerEnd={`url(#${marks}pipe)`} />}
        </g>
      ))}
      {layout.edges.map((edge, index) => (
        <EdgeText key={edge.id} edge={edge} active={active} from={index % 2 === 0 ? 20 : 42} />
      ))}
    </svg>
  );
}

interface EdgeTextProps {
  readonly edge: PlacedEdge;
  readonly active: string | undefined;
  /** How far from its end a sign stands; neighbours differ, so that they do not hide one another. */
  readonly from: number;
}

function EdgeText({ edge, active, from }: EdgeTextProps): ReactNode {
  const text = edge.label ?? signText(edge.sign);
  if (text === '') return null;
  const at = edge.label === undefined ? pointBeforeEnd(edge.points, from) : pointHalfWay(edge.points);
  const width = Math.max(16, text.length * 7 + 8);
  return (
    <g className={edgeClass(edge, 'map-sign', active)} transform={`translate(${at.x} ${at.y})`}>
      <rect x={-width / 2} y={-9} width={width} height={18} rx={9} />
      <text dy="0.36em">{text}</text>
    </g>
  );
}

function edgeClass(edge: PlacedEdge, name: string, active: string | undefined): string {
  return active !== undefined && (edge.from === active || edge.to === active) ? `${name} is-active` : name;
}

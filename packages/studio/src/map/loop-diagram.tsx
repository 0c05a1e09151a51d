import { useId, useMemo } from 'react';
import type { ReactNode } from 'react';
import { ScrollRegion } from './scroll-region.tsx';
import { WorkingsLink } from '../workings/workings-link.tsx';
import { loopKindMark, loopKindName } from './loop-view.ts';
import type { LoopView } from './loop-view.ts';
import { ringOf } from './ring.ts';
import type { RingNode } from './ring.ts';
import { straightPath } from './route.ts';
import { signText } from './sign-text.ts';

/** A feedback loop drawn as a ring: its variables, signed arrows, and R or B in the middle. */
export function LoopDiagram({ loop }: { readonly loop: LoopView }): ReactNode {
  const ring = useMemo(() => ringOf(loop), [loop]);
  const head = useId();
  const middle = { x: ring.width / 2, y: ring.height / 2 };
  return (
    <ScrollRegion label={`Diagram of the loop ${loop.name}`} className="loop-diagram">
      <svg viewBox={`0 0 ${ring.width} ${ring.height}`} style={{ width: ring.width, height: ring.height }}>
        <defs>
          <marker
            id={head}
            viewBox="0 0 10 10"
            refX="8"
            refY="5"
            markerWidth="11"
            markerHeight="11"
            markerUnits="userSpaceOnUse"
            orient="auto"
          >
            <path d="M0 0.5 L10 5 L0 9.5 z" className="loop-head" />
          </marker>
        </defs>
        {ring.arrows.map((arrow, index) => (
          <g key={ring.nodes[index]?.id} aria-hidden="true">
            <path className="loop-arrow" d={straightPath(arrow.points)} markerEnd={`url(#${head})`} />
            <text className="loop-sign" x={arrow.signAt.x} y={arrow.signAt.y} dy="0.35em">
              {signText(arrow.sign)}
            </text>
          </g>
        ))}
        <circle className="loop-mark-ring" cx={middle.x} cy={middle.y} r={25} aria-hidden="true" />
        <text className="loop-mark" x={middle.x} y={middle.y} dy="0.36em" aria-hidden="true">
          {loopKindMark(ring.kind)}
        </text>
        <text className="loop-mark-name" x={middle.x} y={middle.y + 42} aria-hidden="true">
          {loopKindName(ring.kind)}
        </text>
        {ring.nodes.map((node) => (
          <RingName key={node.id} node={node} />
        ))}
      </svg>
    </ScrollRegion>
  );
}

function RingName({ node }: { readonly node: RingNode }): ReactNode {
  const { centre, width, height, lines } = node;
  const box = { x: centre.x - width / 2, y: centre.y - height / 2, width, height };
  return (
    <foreignObject {...box}>
      <div className="loop-name" style={{ height }}>
        <WorkingsLink item={node.id}>{lines.join(' ')}</WorkingsLink>
      </div>
    </foreignObject>
  );
}

import type { Strategy } from '@weir/care';
import type { ReactNode } from 'react';
import { ViewLink } from '../app/view-link.tsx';
import { loopKindName } from '../map/loop-view.ts';
import type { LoopView } from '../map/loop-view.ts';
import { signText, signWords } from '../map/sign-text.ts';
import type { SystemGraph, SystemLink } from '../map/system-graph.ts';
import { WorkingsLink } from './workings-link.tsx';

/** The variables that one acts on, with the sign of each link. */
export function LinkList({
  graph,
  links,
}: {
  readonly graph: SystemGraph;
  readonly links: readonly SystemLink[];
}): ReactNode {
  if (links.length === 0) return <p className="quiet">Nothing in the model.</p>;
  return (
    <ul className="link-list">
      {links.map(({ to, sign }) => (
        <li key={to}>
          <span aria-hidden="true" className="link-sign">
            {signText(sign)}
          </span>
          <span>
            <WorkingsLink item={to}>{graph.variables.get(to)?.name ?? to}</WorkingsLink>
            <span className="visually-hidden">, {signWords(sign)}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}

interface ItemLoopsProps {
  readonly loops: readonly LoopView[];
  /** Loops that the variable switches off. */
  readonly switchedOff: readonly LoopView[];
}

/** The loops that a variable is part of, or switches. */
export function ItemLoops({ loops, switchedOff }: ItemLoopsProps): ReactNode {
  if (loops.length === 0 && switchedOff.length === 0) return <p className="quiet">It is in no feedback loop.</p>;
  const named = loops.filter(({ story }) => story !== '');
  const others = loops.length - named.length;
  return (
    <ul>
      {named.map((loop) => (
        <li key={loop.id}>
          <LoopLink loop={loop} /> <span className="quiet">({loopKindName(loop.kind).toLowerCase()})</span>
        </li>
      ))}
      {switchedOff.map((loop) => (
        <li key={`off ${loop.id}`}>
          At 0 it switches off the loop <LoopLink loop={loop} />.
        </li>
      ))}
      {others > 0 && (
        <li className="quiet">
          {named.length > 0 ? 'and ' : ''}
          {others === 1 ? 'one loop' : `${others} loops`} without a name
        </li>
      )}
    </ul>
  );
}

function LoopLink({ loop }: { readonly loop: LoopView }): ReactNode {
  return <ViewLink to={{ page: 'map', loop: loop.id, item: undefined, workings: undefined }}>{loop.name}</ViewLink>;
}

/** The strategies of which a variable is a lever. */
export function ItemStrategies({ strategies }: { readonly strategies: readonly Strategy[] }): ReactNode {
  if (strategies.length === 0) return <p className="quiet">No strategy acts on it directly.</p>;
  return (
    <ul>
      {strategies.map((strategy) => (
        <li key={strategy.id}>
          <ViewLink to={{ page: 'strategies', theory: strategy.id, item: undefined, workings: undefined }}>
            {strategy.name}
          </ViewLink>
          <br />
          <span className="quiet small">{strategy.summary}</span>
        </li>
      ))}
    </ul>
  );
}

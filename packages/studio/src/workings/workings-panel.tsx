import './workings.css';
import { useRef } from 'react';
import type { ReactNode } from 'react';
import { useGeneralModel } from '../app/model-context.ts';
import { useNavigation } from '../app/navigation.ts';
import { useSystem } from '../map/use-system.ts';
import type { System } from '../map/use-system.ts';
import { EvidenceRegister } from './evidence-register.tsx';
import { findItem } from './find-item.ts';
import { ItemWorkings } from './item-workings.tsx';
import { Trail } from './trail.tsx';
import { UnknownItem } from './unknown-item.tsx';
import { usePanelFocus } from './use-panel-focus.ts';
import { useTrace } from './use-trace.ts';
import { VariableIndex } from './variable-index.tsx';

interface WorkingsPanelProps {
  /** The id or name of a variable; absent on the page before one is chosen. */
  readonly item: string | undefined;
  /** A page of its own, or beside another page. */
  readonly place: 'page' | 'panel';
}

/** The equation of one variable with all that stands behind it; on the page without one, everything there is. */
export function WorkingsPanel({ item, place }: WorkingsPanelProps): ReactNode {
  const general = useGeneralModel();
  const system = useSystem();
  if (item !== undefined) return <OneItem item={item} place={place} system={system} />;
  return (
    <>
      <h1>Workings</h1>
      <p className="map-lead">
        Every number in this workbench comes from an equation, and every equation rests on figures that somebody
        published or that were assumed. Look up either here.
      </p>
      <VariableIndex graph={system.graph} indicators={general.indicators} />
      <EvidenceRegister general={general} />
    </>
  );
}

interface OneItemProps {
  readonly item: string;
  readonly place: 'page' | 'panel';
  readonly system: System;
}

function OneItem({ item, place, system }: OneItemProps): ReactNode {
  const navigation = useNavigation();
  const general = useGeneralModel();
  const trace = useTrace();
  const panel = useRef<HTMLDivElement>(null);
  usePanelFocus(panel, { item, place });

  const close = (): void => navigation.go({ workings: undefined });
  const found = findItem(general, system.graph, item);
  return (
    // Escape closes the panel from wherever the focus is inside it; the button does the same.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      ref={panel}
      className={`workings workings-in-${place}`}
      onKeyDown={(event) => {
        if (place !== 'panel' || event.key !== 'Escape' || event.defaultPrevented) return;
        event.stopPropagation();
        close();
      }}
    >
      {place === 'panel' && (
        <div className="workings-bar">
          <p className="small quiet">Workings</p>
          <button type="button" className="button" onClick={close}>
            Close <span className="visually-hidden">the workings</span>
          </button>
        </div>
      )}
      <Trail item={item} graph={system.graph} place={place} />
      {found.kind === 'unknown' ? (
        <UnknownItem item={item} near={found.near} place={place} />
      ) : (
        <ItemWorkings
          key={found.variable.id}
          found={found}
          system={system}
          trace={trace}
          general={general}
          place={place}
        />
      )}
    </div>
  );
}

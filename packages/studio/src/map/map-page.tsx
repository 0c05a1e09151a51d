import './loops.css';
import './map.css';
import type { ReactNode } from 'react';
import { useNavigation } from '../app/navigation.ts';
import { LoopSection } from './loop-section.tsx';
import { MapSection } from './map-section.tsx';
import { useSystem } from './use-system.ts';

/** The map of stocks, flows and feedback loops. */
export function MapPage(): ReactNode {
  const { view } = useNavigation();
  const { graph, loops, otherLoops, fault } = useSystem();
  return (
    <>
      <h1>Map</h1>
      <p className="map-lead">
        How the system hangs together: what is counted, how it moves, and what acts on it. Choose a box to see its
        equation and what stands behind it.
      </p>
      <MapSection graph={graph} loop={[...(loops ?? []), ...otherLoops].find((loop) => loop.id === view.loop)} />
      <LoopSection loops={loops} others={otherLoops} fault={fault} />
    </>
  );
}

import type { ReactNode } from 'react';
import { useNavigation } from '../app/navigation.ts';

interface WorkingsPanelProps {
  /** The id or name of a variable; absent on the page before one is chosen. */
  readonly item: string | undefined;
  /** A page of its own, or beside another page. */
  readonly place: 'page' | 'panel';
}

/** The equation of one variable with all that stands behind it. */
export function WorkingsPanel({ item, place }: WorkingsPanelProps): ReactNode {
  const { go } = useNavigation();
  const Heading = place === 'page' ? 'h1' : 'h2';
  return (
    <>
      <Heading>Workings</Heading>
      <p>The workings{item === undefined ? '' : ` of “${item}”`} cannot be shown yet.</p>
      {place === 'panel' && (
        <button type="button" className="button" onClick={() => go({ workings: undefined })}>
          Close
        </button>
      )}
    </>
  );
}

import type { ReactNode } from 'react';

/** Any indicator over time, beside what was published. */
export function BehaviourPage(): ReactNode {
  return <h1>Behaviour</h1>;
}

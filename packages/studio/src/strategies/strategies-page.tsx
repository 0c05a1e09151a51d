import type { ReactNode } from 'react';

/** Which strategy helps, by when, how surely, and what else it changes. */
export function StrategiesPage(): ReactNode {
  return <h1>Strategies</h1>;
}

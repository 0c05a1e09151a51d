import type { ReactNode } from 'react';

/** The map of stocks, flows and feedback loops. */
export function MapPage(): ReactNode {
  return (
    <>
      <h1>Map</h1>
      <p>The map cannot be shown yet.</p>
    </>
  );
}

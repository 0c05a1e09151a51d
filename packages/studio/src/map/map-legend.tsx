import type { ReactNode } from 'react';

/** What the marks of a map mean. */
export function MapLegend({ overview }: { readonly overview: boolean }): ReactNode {
  if (overview) {
    return (
      <ul className="map-legend" aria-label="Key to the map">
        <li>
          <b>Thick arrow</b>: children, staff or money move from one sector to the other.
        </li>
        <li>
          <b>Thin arrow</b>: one sector acts on the other; the number counts the links.
        </li>
      </ul>
    );
  }
  return (
    <ul className="map-legend" aria-label="Key to the map">
      <li>
        <span className="map-key map-key-stock" aria-hidden="true" /> <b>Stock</b>: what is counted at a moment.
      </li>
      <li>
        <span className="map-key map-key-flow" aria-hidden="true" /> <b>Flow</b>: how many enter or leave in a year.
      </li>
      <li>
        <span className="map-key map-key-cloud" aria-hidden="true" /> <b>Cloud</b>: the boundary of the model.
      </li>
      <li>
        <span className="map-key map-key-outside" aria-hidden="true" /> <b>Dashed box</b>: belongs to another sector.
      </li>
      <li>
        <b>+</b> moves the same way, <b>−</b> the opposite way, <b>±</b> it depends.
      </li>
    </ul>
  );
}

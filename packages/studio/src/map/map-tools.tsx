import type { ReactNode } from 'react';

interface MapToolsProps {
  readonly onZoom: (change: 'in' | 'out' | 'fit') => void;
  readonly onPan: (across: number, down: number) => void;
}

/** Buttons that do what dragging, wheel and keys do. */
export function MapTools({ onZoom, onPan }: MapToolsProps): ReactNode {
  return (
    <fieldset className="map-tools" aria-label="Zoom and move the map">
      <Tool name="Zoom in" mark="+" onPress={() => onZoom('in')} />
      <Tool name="Zoom out" mark="−" onPress={() => onZoom('out')} />
      <Tool name="Fit the whole map in" mark="Fit" onPress={() => onZoom('fit')} />
      <span className="map-tools-gap" />
      <Tool name="Look left" mark="←" onPress={() => onPan(160, 0)} />
      <Tool name="Look right" mark="→" onPress={() => onPan(-160, 0)} />
      <Tool name="Look up" mark="↑" onPress={() => onPan(0, 120)} />
      <Tool name="Look down" mark="↓" onPress={() => onPan(0, -120)} />
    </fieldset>
  );
}

interface ToolProps {
  readonly name: string;
  readonly mark: string;
  readonly onPress: () => void;
}

function Tool({ name, mark, onPress }: ToolProps): ReactNode {
  return (
    <button type="button" className="map-tool" aria-label={name} title={name} onClick={onPress}>
      {mark}
    </button>
  );
}

import '@xyflow/react/dist/base.css';
import { ReactFlow, ReactFlowProvider, ViewportPortal, useReactFlow } from '@xyflow/react';
import type { Node } from '@xyflow/react';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { FocusEvent, KeyboardEvent, ReactNode } from 'react';
import type { Layout, PlacedNode } from './diagram.ts';
import { MapEdges } from './map-edges.tsx';
import { MapNode } from './map-node.tsx';
import { MapTools } from './map-tools.tsx';
import { openingView, panKeys, zoomKeys } from './map-view.ts';

type BoxNode = Node<{ readonly node: PlacedNode; readonly marked: boolean }, 'box'>;

interface MapFrameProps {
  readonly layout: Layout;
  /** What the map shows, for those who cannot see it. */
  readonly label: string;
  /** Variables to mark, those of a chosen loop for example. */
  readonly marked?: ReadonlySet<string>;
}

const nodeTypes = { box: MapNode };
const noMarks: ReadonlySet<string> = new Set();

/** A map in a frame of its own, which pans and zooms by mouse, touch, buttons and keys. */
export function MapFrame(props: MapFrameProps): ReactNode {
  return (
    <ReactFlowProvider>
      <Frame {...props} />
    </ReactFlowProvider>
  );
}

function Frame({ layout, label, marked = noMarks }: MapFrameProps): ReactNode {
  const flow = useReactFlow();
  const frame = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<string | undefined>(undefined);
  const help = useId();
  const nodes = useMemo(() => layout.nodes.map((node) => boxOf(node, marked)), [layout, marked]);

  const open = (): void => {
    const box = frame.current?.getBoundingClientRect();
    if (box !== undefined) void flow.setViewport(openingView(layout, box));
  };
  useEffect(open, [layout, flow]);

  const pan = (across: number, down: number): void => {
    const { x, y, zoom } = flow.getViewport();
    void flow.setViewport({ x: x + across, y: y + down, zoom });
  };
  const zoom = (key: 'in' | 'out' | 'fit'): void => {
    if (key === 'in') void flow.zoomIn();
    else if (key === 'out') void flow.zoomOut();
    else void flow.fitView({ padding: 0.04 });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const direction = panKeys[event.key];
    const change = zoomKeys[event.key];
    if (direction !== undefined) pan(direction.across, direction.down);
    else if (change !== undefined) zoom(change);
    else return;
    event.preventDefault();
  };
  const onFocus = (event: FocusEvent): void => {
    const id = event.target.closest('[data-node]')?.getAttribute('data-node') ?? undefined;
    setActive(id);
    const node = layout.nodes.find((candidate) => candidate.id === id);
    const seen = frame.current?.getBoundingClientRect();
    const box = event.target.getBoundingClientRect();
    if (node === undefined || seen === undefined || contains(seen, box)) return;
    void flow.setCenter(node.x + node.width / 2, node.y + node.height / 2, { zoom: flow.getZoom() });
  };

  return (
    <div className="map-frame-outer">
      <MapTools onZoom={zoom} onPan={pan} />
      {/* A map takes the focus so that arrow keys move it; the buttons above do the same. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        ref={frame}
        className="map-frame"
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
        role="group"
        aria-label={label}
        aria-describedby={help}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        style={{ height: `clamp(20rem, ${Math.ceil(layout.height) + 40}px, min(44rem, 78vh))` }}
        onKeyDown={onKeyDown}
        onFocus={onFocus}
        onBlur={() => setActive(undefined)}
        onMouseOver={(event) => setActive(nodeAt(event.target))}
        onMouseLeave={() => setActive(undefined)}
      >
        <ReactFlow<BoxNode>
          nodes={nodes}
          edges={[]}
          nodeTypes={nodeTypes}
          onInit={open}
          minZoom={0.15}
          maxZoom={2}
          nodesDraggable={false}
          nodesConnectable={false}
          nodesFocusable={false}
          elementsSelectable={false}
          disableKeyboardA11y
          zoomOnScroll={false}
          zoomOnDoubleClick={false}
          preventScrolling={false}
          proOptions={{ hideAttribution: true }}
        >
          <ViewportPortal>
            <MapEdges layout={layout} active={active} />
          </ViewportPortal>
        </ReactFlow>
      </div>
      <p id={help} className="quiet small map-help">
        Drag to move the map. With the keyboard: arrow keys move it, + and − zoom, 0 fits it in; Tab goes from box to
        box and Enter opens one.
      </p>
    </div>
  );
}

function boxOf(node: PlacedNode, marked: ReadonlySet<string>): BoxNode {
  return {
    id: node.id,
    type: 'box',
    position: { x: node.x, y: node.y },
    width: node.width,
    height: node.height,
    data: { node, marked: node.variable !== undefined && marked.has(node.variable) },
    ariaRole: 'presentation',
  };
}

function nodeAt(target: EventTarget): string | undefined {
  return target instanceof Element
    ? (target.closest('[data-node]')?.getAttribute('data-node') ?? undefined)
    : undefined;
}

function contains(outer: DOMRect, inner: DOMRect): boolean {
  return (
    inner.left >= outer.left && inner.right <= outer.right && inner.top >= outer.top && inner.bottom <= outer.bottom
  );
}

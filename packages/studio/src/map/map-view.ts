import type { Layout } from './diagram.ts';

/** Where a map stands in its frame: offset in CSS pixels and zoom. */
export interface MapViewport {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

/** Below this zoom the labels, 13 px at zoom 1, can no longer be read. */
const LEAST_READABLE = 0.85;
const MARGIN = 12;

/**
 * How a map opens: whole and in the middle if it can then be read, otherwise at the least readable zoom with its
 * beginning, on the left, in view.
 */
export function openingView(
  layout: Pick<Layout, 'width' | 'height'>,
  frame: { readonly width: number; readonly height: number },
): MapViewport {
  const width = Math.max(1, layout.width);
  const height = Math.max(1, layout.height);
  const whole = Math.min(1, (frame.width - 2 * MARGIN) / width, (frame.height - 2 * MARGIN) / height);
  const zoom = Math.max(whole, LEAST_READABLE);
  const left = (frame.width - width * zoom) / 2;
  const top = (frame.height - height * zoom) / 2;
  return { x: Math.max(left, MARGIN), y: Math.max(top, MARGIN), zoom };
}

/** Pixels that the map moves for a key: an arrow key looks in its direction, so that the map moves the other way. */
export const panKeys: Readonly<Record<string, { readonly across: number; readonly down: number }>> = {
  ArrowLeft: { across: 80, down: 0 },
  ArrowRight: { across: -80, down: 0 },
  ArrowUp: { across: 0, down: 80 },
  ArrowDown: { across: 0, down: -80 },
};

export const zoomKeys: Readonly<Record<string, 'in' | 'out' | 'fit'>> = {
  '+': 'in',
  '=': 'in',
  '-': 'out',
  _: 'out',
  '0': 'fit',
};

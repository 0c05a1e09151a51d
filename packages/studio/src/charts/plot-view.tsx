import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';

interface PlotViewProps {
  /** Draws for a width in pixels; a new function draws anew. */
  readonly draw: (width: number) => Element;
  /** The text alternative. */
  readonly label: string;
}

/** A drawing that fills the width it is given and is one image to a screen reader. */
export function PlotView({ draw, label }: PlotViewProps): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);

  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setWidth(Math.floor(entry.contentRect.width));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  useLayoutEffect(() => {
    if (width < 50) return;
    const drawn = draw(width);
    makeOneImage(drawn, label);
    place.current?.replaceChildren(drawn);
  }, [draw, label, width]);

  return <div ref={place} className="plot" />;
}

/** Observable Plot labels groups that have no role; one image with one label is what assistive technology can read. */
function makeOneImage(drawn: Element, label: string): void {
  for (const inner of drawn.querySelectorAll('[aria-label], [aria-description], [aria-hidden]')) {
    inner.removeAttribute('aria-label');
    inner.removeAttribute('aria-description');
    inner.removeAttribute('aria-hidden');
  }
  drawn.setAttribute('role', 'img');
  drawn.setAttribute('aria-label', label);
  drawn.setAttribute('data-drawing', '');
}

import { useEffect, useRef } from 'react';
import type { RefObject } from 'react';

/** Narrower than this the panel covers the page: the shell's style sheet has the same width. */
const sheet = '(max-width: 63.99rem)';

/**
 * Moves the focus to the panel's heading when it opens or shows another item, and back to where it was when it closes.
 * Where the panel covers the page, what lies under it cannot be reached.
 */
export function usePanelFocus(
  panel: RefObject<HTMLElement | null>,
  options: { readonly item: string | undefined; readonly place: 'page' | 'panel' },
): void {
  const { item, place } = options;
  const shown = useRef<string | undefined>(undefined);

  useEffect(() => {
    if (place !== 'panel') return undefined;
    const opener = document.activeElement instanceof HTMLElement ? document.activeElement : undefined;
    const media = matchMedia(sheet);
    const element = panel.current;
    const cover = (): void => setCovered(media.matches);
    cover();
    media.addEventListener('change', cover);
    return () => {
      media.removeEventListener('change', cover);
      setCovered(false);
      shown.current = undefined;
      const focused = document.activeElement;
      const lost = focused === null || focused === document.body || element?.contains(focused) === true;
      if (lost && opener !== undefined && opener !== document.body && opener.isConnected) opener.focus();
    };
  }, [panel, place]);

  useEffect(() => {
    const before = shown.current;
    shown.current = item;
    // A page that was opened by its address keeps the browser's own starting point.
    const opened = place === 'panel' ? document.activeElement !== document.body : before !== undefined;
    if (before === item || !opened) return;
    const heading = panel.current?.querySelector<HTMLElement>('[data-workings-heading]');
    heading?.focus({ preventScroll: true });
    (place === 'panel' ? panel.current?.closest('.side-panel') : document.scrollingElement)?.scrollTo(0, 0);
  }, [panel, item, place]);
}

function setCovered(covered: boolean): void {
  for (const element of document.querySelectorAll('.skip-link, .site-header, .frame > main, .site-footer')) {
    element.toggleAttribute('inert', covered);
  }
}

import { createContext, use, useEffect, useMemo, useRef, useState } from 'react';
import { parseAddress, printAddress } from './address.ts';
import type { View } from './view.ts';

/** Changes to the view; fields set to `undefined` are cleared. */
export type ViewChange = { readonly [K in keyof View]?: View[K] | undefined };

/** The view, and the one way to change it. */
export interface Navigation {
  readonly view: View;
  /** What could not be understood in the address that was opened. */
  readonly problems: readonly string[];
  readonly dismissProblems: () => void;
  /** A step that the browser's back button undoes. */
  readonly go: (change: ViewChange) => void;
  /** A change within a step, such as a moving slider: the address follows when it rests. */
  readonly adjust: (change: ViewChange) => void;
}

const NavigationContext = createContext<Navigation | undefined>(undefined);

export const NavigationProvider = NavigationContext.Provider;

/** The navigation of the app around. */
export function useNavigation(): Navigation {
  const navigation = use(NavigationContext);
  if (navigation === undefined) throw new TypeError('Cannot navigate outside a NavigationProvider');
  return navigation;
}

/** Browsers refuse more than about 100 address changes in 30 seconds; a drag makes many more. */
const restMilliseconds = 400;

/** The view with changes applied. */
export function changeView(view: View, change: ViewChange): View {
  const entries = Object.entries({ ...view, ...change }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as unknown as View;
}

/** Keeps the view and the browser's address in step. Used once, by the app. */
export function useBrowserNavigation(): Navigation {
  const [parsed, setParsed] = useState(() => parseAddress(location.pathname, location.search));
  const latest = useRef(parsed.view);
  const timer = useRef<number | undefined>(undefined);

  useEffect(() => {
    const onPop = (): void => {
      clearTimeout(timer.current);
      const next = parseAddress(location.pathname, location.search);
      latest.current = next.view;
      setParsed(next);
    };
    addEventListener('popstate', onPop);
    return () => {
      clearTimeout(timer.current);
      removeEventListener('popstate', onPop);
    };
  }, []);

  const actions = useMemo(() => {
    const settle = (): void => {
      clearTimeout(timer.current);
      timer.current = undefined;
      history.replaceState(null, '', printAddress(latest.current));
    };
    const show = (change: ViewChange): View => {
      const view = changeView(latest.current, change);
      latest.current = view;
      setParsed((before) => ({ view, problems: before.problems }));
      return view;
    };
    return {
      go(change: ViewChange): void {
        if (timer.current !== undefined) settle();
        const view = show(change);
        history.pushState(null, '', printAddress(view));
      },
      adjust(change: ViewChange): void {
        show(change);
        clearTimeout(timer.current);
        timer.current = window.setTimeout(settle, restMilliseconds);
      },
      dismissProblems(): void {
        setParsed((before) => ({ view: before.view, problems: [] }));
      },
    };
  }, []);

  return useMemo(() => ({ ...parsed, ...actions }), [parsed, actions]);
}

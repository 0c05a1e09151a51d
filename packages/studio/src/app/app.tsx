import { useEffect, useRef } from 'react';
import type { MouseEvent, ReactNode } from 'react';
import { BehaviourPage } from '../behaviour/behaviour-page.tsx';
import { MapPage } from '../map/map-page.tsx';
import { useSimulation } from '../simulation/simulation-context.tsx';
import { StrategiesPage } from '../strategies/strategies-page.tsx';
import { WorkingsPanel } from '../workings/workings-panel.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { useNavigation } from './navigation.ts';
import { ViewLink } from './view-link.tsx';
import { pages } from './view.ts';
import type { Page } from './view.ts';

const titles: Readonly<Record<Page, string>> = {
  strategies: 'Strategies',
  behaviour: 'Behaviour',
  map: 'Map',
  workings: 'Workings',
};

/** The whole workbench: header with the pages, the page, and the workings beside it. */
export function App(): ReactNode {
  const { view, problems, dismissProblems } = useNavigation();
  const simulation = useSimulation();
  const main = useRef<HTMLElement>(null);
  const shown = useRef(view.page);

  useEffect(() => {
    document.title = `${titles[view.page]} – Weir`;
    if (shown.current === view.page) return;
    // A page of its own begins at its heading, for eyes and for screen readers.
    shown.current = view.page;
    scrollTo(0, 0);
    main.current?.focus({ preventScroll: true });
  }, [view.page]);

  const skip = (event: MouseEvent): void => {
    event.preventDefault();
    main.current?.focus();
  };

  return (
    <>
      <a className="skip-link" href="#main" onClick={skip}>
        Skip to the page
      </a>
      <header className="site-header">
        <div className="site-header-inner">
          <p className="site-name">
            <ViewLink to={{ page: 'strategies', item: undefined, workings: undefined }}>Weir</ViewLink>
            <span className="site-strap">Children’s social care, tested before it is changed</span>
          </p>
          <nav aria-label="Pages">
            <ul>
              {pages.map((page) => (
                <li key={page}>
                  <ViewLink to={{ page, workings: undefined }} current={page === view.page}>
                    {titles[page]}
                  </ViewLink>
                </li>
              ))}
            </ul>
          </nav>
        </div>
      </header>
      <div className={view.workings === undefined || view.page === 'workings' ? 'frame' : 'frame frame-with-panel'}>
        <main id="main" ref={main} tabIndex={-1}>
          {problems.length > 0 && (
            <output className="notice notice-block">
              <p>
                <strong>Part of the address could not be used.</strong> The usual view is shown in its place.
              </p>
              <ul>
                {problems.map((problem) => (
                  <li key={problem}>{problem}</li>
                ))}
              </ul>
              <button type="button" className="button" onClick={dismissProblems}>
                Dismiss
              </button>
            </output>
          )}
          {simulation.kind === 'failed' && (
            <div className="notice notice-error" role="alert">
              <p>
                <strong>The simulation stopped.</strong> Your choices are kept in the address; load the page anew to
                start it again. If it stops again, send the address and these words to whoever runs Weir for you:
              </p>
              <pre>{simulation.message}</pre>
            </div>
          )}
          <ErrorBoundary resetKey={view.page}>
            <CurrentPage page={view.page} />
          </ErrorBoundary>
        </main>
        {view.workings !== undefined && view.page !== 'workings' && (
          <aside className="side-panel" aria-label="Workings">
            <ErrorBoundary resetKey={view.workings}>
              <WorkingsPanel item={view.workings} place="panel" />
            </ErrorBoundary>
          </aside>
        )}
      </div>
      <footer className="site-footer">
        <p>
          The simulation runs in this browser; nothing that you choose or open is sent anywhere. Official statistics are
          used under the Open Government Licence v3.0.
        </p>
      </footer>
    </>
  );
}

function CurrentPage({ page }: { readonly page: Page }): ReactNode {
  const { view } = useNavigation();
  switch (page) {
    case 'strategies':
      return <StrategiesPage />;
    case 'behaviour':
      return <BehaviourPage />;
    case 'map':
      return <MapPage />;
    case 'workings':
      return <WorkingsPanel item={view.item} place="page" />;
  }
}

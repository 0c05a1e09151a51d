import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { PlaceProvider, usePlace } from '../local/local-context.tsx';
import { RunsProvider } from '../simulation/runs-context.tsx';
import { SimulationProvider } from '../simulation/simulation-context.tsx';
import { startWorkerPorts } from '../simulation/worker-port.ts';
import { App } from './app.tsx';
import { ModelProvider } from './model-context.ts';
import { NavigationProvider, useBrowserNavigation } from './navigation.ts';
import { settleView } from './settle-view.ts';

/** The workbench with everything that it stands on: the address, the model, and the runs. */
export function Workbench(): ReactNode {
  return (
    <PlaceProvider>
      <WorkbenchOfPlace />
    </PlaceProvider>
  );
}

function WorkbenchOfPlace(): ReactNode {
  const browser = useBrowserNavigation();
  const { general, authority } = usePlace();
  const navigation = useMemo(() => {
    const settled = settleView(browser.view, general);
    return {
      ...browser,
      view: settled.view,
      problems: [...browser.problems, ...settled.problems],
      dismissProblems: () => {
        browser.dismissProblems();
        browser.adjust({ theory: undefined, ...settled.view });
      },
    };
  }, [browser, general]);
  const model = useMemo(() => ({ general, keepToHistory: authority === undefined }), [general, authority]);
  return (
    <NavigationProvider value={navigation}>
      <ModelProvider value={general}>
        <SimulationProvider startPorts={startWorkerPorts} model={model}>
          <RunsProvider>
            <App />
          </RunsProvider>
        </SimulationProvider>
      </ModelProvider>
    </NavigationProvider>
  );
}

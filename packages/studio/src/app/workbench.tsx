import { generalModel } from '@weir/care';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { SimulationProvider } from '../simulation/simulation-context.tsx';
import { RunsProvider } from '../simulation/runs-context.tsx';
import { startWorkerPorts } from '../simulation/worker-port.ts';
import { App } from './app.tsx';
import { ModelProvider } from './model-context.ts';
import { NavigationProvider, useBrowserNavigation } from './navigation.ts';
import { settleView } from './settle-view.ts';

/** The workbench with everything that it stands on: the address, the model, and the runs. */
export function Workbench(): ReactNode {
  const browser = useBrowserNavigation();
  const model = generalModel;
  const navigation = useMemo(() => {
    const settled = settleView(browser.view, model);
    return {
      ...browser,
      view: settled.view,
      problems: [...browser.problems, ...settled.problems],
      dismissProblems: () => {
        browser.dismissProblems();
        browser.adjust({ theory: undefined, ...settled.view });
      },
    };
  }, [browser, model]);
  return (
    <NavigationProvider value={navigation}>
      <ModelProvider value={model}>
        <SimulationProvider startPorts={startWorkerPorts} local={undefined}>
          <RunsProvider>
            <App />
          </RunsProvider>
        </SimulationProvider>
      </ModelProvider>
    </NavigationProvider>
  );
}

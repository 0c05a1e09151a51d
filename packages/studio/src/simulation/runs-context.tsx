import { createContext, use, useMemo } from 'react';
import type { ReactNode } from 'react';
import { useGeneralModel } from '../app/model-context.ts';
import { useNavigation } from '../app/navigation.ts';
import { ownScenario, singleScenarios } from '../strategies/scenarios.ts';
import type { Ensemble } from './ensemble.ts';
import { useEnsemble } from './simulation-context.tsx';

/** What has been run: every strategy alone, and the user's combination, over the same draws. */
export interface Runs {
  /** Members run so far of `base`, before it is shown as well. */
  readonly baseRun: number;
  readonly base: Ensemble | undefined;
  readonly own: Ensemble | undefined;
}

const RunsContext = createContext<Runs>({ baseRun: 0, base: undefined, own: undefined });

/** Figures of fewer members than these would change too much from one moment to the next to be shown. */
export const fewestMembers = 20;

/** Time for which a slider must rest before its ensemble is run. */
const restMilliseconds = 350;

/** Runs ensembles for all pages, so that going from one to another runs nothing again. */
export function RunsProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const model = useGeneralModel();
  const { chosen, settings, start, ramp } = useNavigation().view;
  const single = useMemo(() => singleScenarios(model), [model]);
  const key = JSON.stringify([chosen, settings, start, ramp]);
  const own = useMemo(() => {
    const scenario = ownScenario({ chosen, settings, ...given({ start, ramp }) });
    return scenario === undefined ? [] : [scenario];
    // The key stands for its parts, which are new objects at every change of the view.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key]);
  const base = useEnsemble(single);
  const ownEnsemble = useEnsemble(own, restMilliseconds);
  const runs = useMemo(
    () => ({ baseRun: base?.run ?? 0, base: ifEnough(base), own: ifEnough(ownEnsemble) }),
    [base, ownEnsemble],
  );
  return <RunsContext value={runs}>{children}</RunsContext>;
}

function ifEnough(ensemble: Ensemble | undefined): Ensemble | undefined {
  return ensemble !== undefined && ensemble.run >= Math.min(fewestMembers, ensemble.asked) ? ensemble : undefined;
}

export function useRuns(): Runs {
  return use(RunsContext);
}

function given(timing: { start: number | undefined; ramp: number | undefined }): { start?: number; ramp?: number } {
  return {
    ...(timing.start === undefined ? {} : { start: timing.start }),
    ...(timing.ramp === undefined ? {} : { ramp: timing.ramp }),
  };
}

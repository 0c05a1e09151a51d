import type { Scenario } from '@weir/care';
import { createContext, startTransition, use, useEffect, useId, useState } from 'react';
import type { ReactNode } from 'react';
import type { Ensemble, Layout } from './ensemble.ts';
import type { ModelRequest } from './messages.ts';
import { Simulator } from './simulator.ts';
import type { SimulationPort } from './simulator.ts';

/** Members of an ensemble, unless said otherwise. */
export const defaultMembers = 200;

export type SimulationState =
  | { readonly kind: 'starting' }
  | {
      readonly kind: 'ready';
      readonly simulator: Simulator;
      readonly layout: Layout;
      /** Says on the page that a run could not be carried out. */
      readonly fail: (message: string) => void;
    }
  | { readonly kind: 'failed'; readonly message: string };

const starting: SimulationState = { kind: 'starting' };

const SimulationContext = createContext<SimulationState>(starting);

interface SimulationProviderProps {
  readonly startPorts: () => readonly SimulationPort[];
  readonly model: ModelRequest;
  readonly children: ReactNode;
}

/** Starts the worker and loads the model; a change of authority starts afresh. */
export function SimulationProvider({ startPorts, model, children }: SimulationProviderProps): ReactNode {
  const [state, setState] = useState<SimulationState>(starting);
  useEffect(() => {
    const fail = (message: string): void => setState({ kind: 'failed', message });
    const simulator = new Simulator(startPorts(), fail);
    simulator.load(model, {
      onResult: (layout) => setState({ kind: 'ready', simulator, layout, fail }),
      onFailure: fail,
    });
    return () => {
      simulator.close();
      setState(starting);
    };
  }, [startPorts, model]);
  return <SimulationContext value={state}>{children}</SimulationContext>;
}

export function useSimulation(): SimulationState {
  return use(SimulationContext);
}

/** A result together with the simulation that gave it, so that another model's figures are never shown. */
interface Held<T> {
  readonly simulation: SimulationState;
  readonly result: T;
}

/**
 * The ensemble of these scenarios as far as it has been run. Asked for anew when the scenarios change and have been at
 * rest for `rest` milliseconds; until then the last one stands. `undefined`: nothing to run, or nothing run yet.
 */
export function useEnsemble(scenarios: readonly Scenario[], rest = 0): Ensemble | undefined {
  const simulation = useSimulation();
  const [held, setHeld] = useState<Held<Ensemble> | undefined>(undefined);
  useEffect(() => {
    if (simulation.kind !== 'ready' || scenarios.length === 0) return undefined;
    let cancel: (() => void) | undefined;
    const timer = setTimeout(() => {
      cancel = simulation.simulator.ensemble(scenarios, defaultMembers, {
        // Drawing a whole page of figures gives way to whatever somebody is doing with it.
        onResult: (result) => startTransition(() => setHeld({ simulation, result })),
        onFailure: simulation.fail,
      });
    }, rest);
    return () => {
      clearTimeout(timer);
      cancel?.();
    };
  }, [simulation, scenarios, rest]);
  return held?.simulation === simulation && scenarios.length > 0 ? held.result : undefined;
}

/** One run with central values; follows the scenario as fast as the worker can. */
export function useCentral(scenario: Scenario | undefined): Float64Array | undefined {
  const simulation = useSimulation();
  const lane = useId();
  const [held, setHeld] = useState<Held<Float64Array> | undefined>(undefined);
  useEffect(() => {
    if (simulation.kind !== 'ready' || scenario === undefined) return;
    simulation.simulator.central(lane, scenario, {
      onResult: (result) => setHeld({ simulation, result }),
      onFailure: simulation.fail,
    });
  }, [simulation, scenario, lane]);
  return held?.simulation === simulation && scenario !== undefined ? held.result : undefined;
}

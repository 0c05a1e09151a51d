import type { Scenario } from '@weir/care';
import { emptyEnsemble, withPortion } from './ensemble.ts';
import type { Ensemble, Layout } from './ensemble.ts';
import type { LocalRequest, SimulationReply, SimulationRequest } from './messages.ts';

/** The half of a worker that the page sees. */
export interface SimulationPort {
  post(request: SimulationRequest): void;
  /** Called once, at the start. `onFault`: the worker itself could not be loaded or broke down. */
  listen(onReply: (reply: SimulationReply) => void, onFault: (message: string) => void): void;
  close(): void;
}

/** What happens to a job that was asked for. */
export interface JobListener<T> {
  onResult(result: T): void;
  onFailure(message: string): void;
}

/** Central runs of one place on the page: at most one under way, at most one waiting. */
interface Lane {
  underWay: boolean;
  next: (() => void) | undefined;
}

interface Waiting {
  take(reply: SimulationReply): void;
}

/**
 * Asks the worker for runs and hands back what it answers. Central runs: while one is under way only the newest request
 * waits, so that a fast drag never makes a queue.
 */
export class Simulator {
  readonly #port: SimulationPort;
  readonly #jobs = new Map<number, Waiting>();
  #lastJob = 0;
  #layout: Layout | undefined;
  readonly #lanes = new Map<string, Lane>();

  constructor(port: SimulationPort, onFault: (message: string) => void) {
    this.#port = port;
    port.listen((reply) => this.#jobs.get(reply.job)?.take(reply), onFault);
  }

  /** Loads the model; everything else is asked for after it has answered. */
  load(local: LocalRequest | undefined, listener: JobListener<Layout>): void {
    this.#start(
      (job) => ({ kind: 'load', job, ...(local === undefined ? {} : { local }) }),
      (reply) => {
        if (reply.kind === 'failed') listener.onFailure(reply.message);
        if (reply.kind !== 'ready') return;
        this.#layout = { indicators: reply.indicators, times: reply.times };
        listener.onResult(this.#layout);
      },
    );
  }

  /** One run; a request that a newer one of the same lane overtakes is never answered. */
  central(lane: string, scenario: Scenario, listener: JobListener<Float64Array>): void {
    const queue = this.#lanes.get(lane) ?? { underWay: false, next: undefined };
    this.#lanes.set(lane, queue);
    queue.next = () => this.#startCentral(queue, scenario, listener);
    if (!queue.underWay) nextOf(queue);
  }

  /** Runs members in portions, telling of each; gives the way to call it off. */
  ensemble(scenarios: readonly Scenario[], members: number, listener: JobListener<Ensemble>): () => void {
    if (this.#layout === undefined) throw new TypeError('Cannot run an ensemble before the model is loaded');
    let ensemble = emptyEnsemble(
      this.#layout,
      scenarios.map((scenario) => scenario.id),
      members,
    );
    const job = this.#start(
      (number) => ({ kind: 'ensemble', job: number, scenarios, members }),
      (reply) => {
        if (reply.kind === 'failed') listener.onFailure(reply.message);
        if (reply.kind !== 'portion') return;
        ensemble = withPortion(ensemble, reply.portion);
        listener.onResult(ensemble);
      },
    );
    return () => {
      if (!this.#jobs.delete(job)) return;
      this.#port.post({ kind: 'cancel', job });
    };
  }

  close(): void {
    this.#jobs.clear();
    this.#port.close();
  }

  #startCentral(lane: Lane, scenario: Scenario, listener: JobListener<Float64Array>): void {
    lane.underWay = true;
    this.#start(
      (job) => ({ kind: 'central', job, scenario }),
      (reply) => {
        lane.underWay = false;
        if (reply.kind === 'failed') listener.onFailure(reply.message);
        if (reply.kind === 'central') listener.onResult(reply.values);
        nextOf(lane);
      },
    );
  }

  #start(request: (job: number) => SimulationRequest, take: (reply: SimulationReply) => void): number {
    this.#lastJob += 1;
    const job = this.#lastJob;
    this.#jobs.set(job, {
      take: (reply) => {
        if (reply.kind !== 'portion') this.#jobs.delete(job);
        take(reply);
      },
    });
    this.#port.post(request(job));
    return job;
  }
}

function nextOf(lane: Lane): void {
  const { next } = lane;
  lane.next = undefined;
  next?.();
}

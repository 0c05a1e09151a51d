import type { Scenario } from '@weir/care';
import { emptyEnsemble, withPortion } from './ensemble.ts';
import type { Ensemble, Layout } from './ensemble.ts';
import type { ModelRequest, SimulationReply, SimulationRequest } from './messages.ts';

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

/** How long after its last move a slider counts as moving. */
const restMilliseconds = 300;

/**
 * Asks workers for runs and hands back what they answer. The first carries out central runs, for which the ensembles of
 * all of them rest; members of an ensemble are shared out. Central runs: while one is under way only the newest request
 * waits, so that a fast drag never makes a queue.
 */
export class Simulator {
  readonly #ports: readonly SimulationPort[];
  readonly #jobs = new Map<number, Waiting>();
  #lastJob = 0;
  #layout: Layout | undefined;
  readonly #lanes = new Map<string, Lane>();
  /** Until when a slider counts as moving. */
  #movingUntil = 0;

  constructor(ports: readonly SimulationPort[], onFault: (message: string) => void) {
    this.#ports = ports;
    for (const port of ports) port.listen((reply) => this.#jobs.get(reply.job)?.take(reply), onFault);
  }

  /** Loads the model; everything else is asked for after it has answered. */
  load(model: ModelRequest, listener: JobListener<Layout>): void {
    let waiting = this.#ports.length;
    this.#ports.forEach((port) =>
      this.#start(
        port,
        (job) => ({ kind: 'load', job, ...model }),
        (reply) => {
          if (reply.kind === 'failed') listener.onFailure(reply.message);
          if (reply.kind !== 'ready') return;
          waiting -= 1;
          const layout = { indicators: reply.indicators, times: reply.times };
          this.#layout = layout;
          if (waiting === 0) listener.onResult(layout);
        },
      ),
    );
  }

  /** One run; a request that a newer one of the same lane overtakes is never answered. */
  central(lane: string, scenario: Scenario, listener: JobListener<Float64Array>): void {
    const queue = this.#lanes.get(lane) ?? { underWay: false, next: undefined };
    this.#lanes.set(lane, queue);
    queue.next = () => this.#startCentral(queue, scenario, listener);
    this.#movingUntil = performance.now() + restMilliseconds;
    if (!queue.underWay) nextOf(queue);
  }

  /**
   * Runs members in portions, telling of each, though not while a slider moves: to draw a page of figures takes longer than a
   * drag can wait. Gives the way to call it off.
   */
  ensemble(scenarios: readonly Scenario[], members: number, listener: JobListener<Ensemble>): () => void {
    if (this.#layout === undefined) throw new TypeError('Cannot run an ensemble before the model is loaded');
    let ensemble = emptyEnsemble(
      this.#layout,
      scenarios.map((scenario) => scenario.id),
      members,
    );
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const deliver = (): void => {
      const rest = this.#movingUntil - performance.now();
      waiting = rest > 0 ? setTimeout(deliver, rest) : undefined;
      if (waiting === undefined) listener.onResult(ensemble);
    };
    const share = Math.ceil(members / this.#ports.length);
    const jobs = this.#ports.map((port, index) => {
      const from = Math.min(members, index * share);
      const to = Math.min(members, from + share);
      const job = this.#start(
        port,
        (number) => ({ kind: 'ensemble', job: number, scenarios, from, to }),
        (reply) => {
          if (reply.kind === 'failed') listener.onFailure(reply.message);
          if (reply.kind !== 'portion') return;
          ensemble = withPortion(ensemble, reply.portion);
          if (waiting === undefined) deliver();
        },
      );
      return { port, job };
    });
    return () => {
      clearTimeout(waiting);
      for (const { port, job } of jobs) {
        if (this.#jobs.delete(job)) port.post({ kind: 'cancel', job });
      }
    };
  }

  close(): void {
    this.#jobs.clear();
    for (const port of this.#ports) port.close();
  }

  #startCentral(lane: Lane, scenario: Scenario, listener: JobListener<Float64Array>): void {
    const [port, ...others] = this.#ports;
    if (port === undefined) return;
    lane.underWay = true;
    for (const other of others) other.post({ kind: 'hold', job: 0 });
    this.#start(
      port,
      (job) => ({ kind: 'central', job, scenario }),
      (reply) => {
        lane.underWay = false;
        if (reply.kind === 'failed') listener.onFailure(reply.message);
        if (reply.kind === 'central') listener.onResult(reply.values);
        nextOf(lane);
      },
    );
  }

  #start(
    port: SimulationPort,
    request: (job: number) => SimulationRequest,
    take: (reply: SimulationReply) => void,
  ): number {
    this.#lastJob += 1;
    const job = this.#lastJob;
    this.#jobs.set(job, {
      take: (reply) => {
        if (reply.kind !== 'portion') this.#jobs.delete(job);
        take(reply);
      },
    });
    port.post(request(job));
    return job;
  }
}

function nextOf(lane: Lane): void {
  const { next } = lane;
  lane.next = undefined;
  next?.();
}

import type { Scenario } from '@weir/care';
import type { SimulationReply, SimulationRequest } from './messages.ts';
import type { Runner } from './runner.ts';

/** What the desk needs from the world around it. */
export interface DeskSurroundings {
  makeRunner(request: SimulationRequest & { readonly kind: 'load' }): Promise<Runner> | Runner;
  reply(message: SimulationReply): void;
  /** Calls back after waiting messages have been taken in. */
  later(callback: () => void): void;
  /** Milliseconds. */
  now(): number;
}

/** How long members are run before messages are looked at: a slider waits no longer than this and one run. */
const sliceMilliseconds = 20;
/** How often the page is told of new members; the first portion comes sooner, so that something is seen at once. */
const portionMilliseconds = 200;

interface EnsembleJob {
  readonly job: number;
  readonly scenarios: readonly Scenario[];
  readonly members: number;
  next: number;
  pending: Float64Array[];
  portionSince: number;
}

/**
 * The worker's work, apart from the worker: takes requests, runs ensembles in slices so that a central run never waits
 * long, and answers in portions. The newest ensemble goes first: it is the one that somebody has just asked for.
 */
export class SimulationDesk {
  #runner: Runner | undefined;
  #queue: EnsembleJob[] = [];
  #scheduled = false;
  readonly #around: DeskSurroundings;

  constructor(around: DeskSurroundings) {
    this.#around = around;
  }

  /** Takes in one request. Faults are answered with `failed`, never thrown. */
  async take(request: SimulationRequest): Promise<void> {
    try {
      await this.#carryOut(request);
    } catch (error) {
      this.#fail(request.job, error);
    }
  }

  async #carryOut(request: SimulationRequest): Promise<void> {
    switch (request.kind) {
      case 'load': {
        this.#queue = [];
        const runner = await this.#around.makeRunner(request);
        this.#runner = runner;
        this.#around.reply({ kind: 'ready', job: request.job, indicators: runner.indicators, times: runner.times });
        break;
      }
      case 'central': {
        const values = this.#ready().central(request.scenario);
        this.#around.reply({ kind: 'central', job: request.job, values });
        break;
      }
      case 'ensemble': {
        this.#ready();
        const { job, scenarios, members } = request;
        this.#queue.unshift({ job, scenarios, members, next: 0, pending: [], portionSince: this.#around.now() });
        this.#schedule();
        break;
      }
      case 'cancel':
        this.#queue = this.#queue.filter((waiting) => waiting.job !== request.job);
        break;
    }
  }

  #ready(): Runner {
    if (this.#runner === undefined) throw new Error('Cannot run before a model is loaded');
    return this.#runner;
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#around.later(() => {
      this.#scheduled = false;
      this.#slice();
      if (this.#queue.length > 0) this.#schedule();
    });
  }

  #slice(): void {
    const until = this.#around.now() + sliceMilliseconds;
    const job = this.#queue[0];
    const runner = this.#runner;
    if (job === undefined || runner === undefined) return;
    try {
      while (job.next < job.members) {
        // A whole member at a time: every scenario of it, so that all of them have as many members.
        for (const scenario of job.scenarios) job.pending.push(runner.member(scenario, job.next));
        job.next += 1;
        if (this.#around.now() >= until) break;
      }
      this.#tell(job);
    } catch (error) {
      this.#queue.shift();
      this.#fail(job.job, error);
    }
  }

  #tell(job: EnsembleJob): void {
    const done = job.next >= job.members;
    const waiting = job.pending.length / job.scenarios.length;
    const first = waiting === job.next;
    if (done || first || this.#around.now() - job.portionSince >= portionMilliseconds) {
      this.#around.reply({ kind: 'portion', job: job.job, portion: pack(job, waiting) });
      job.pending = [];
      job.portionSince = this.#around.now();
    }
    if (done) {
      this.#queue.shift();
      this.#around.reply({ kind: 'done', job: job.job });
    }
  }

  #fail(job: number, error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    this.#around.reply({ kind: 'failed', job, message });
  }
}

/** Pending rows stand member by member; a portion is scenario by scenario. */
function pack(job: EnsembleJob, count: number): { from: number; count: number; values: Float64Array } {
  const rowLength = job.pending[0]?.length ?? 0;
  const values = new Float64Array(job.pending.length * rowLength);
  job.pending.forEach((row, index) => {
    const member = Math.floor(index / job.scenarios.length);
    const scenario = index % job.scenarios.length;
    values.set(row, (scenario * count + member) * rowLength);
  });
  return { from: job.next - count, count, values };
}

import type { Scenario } from '@weir/care';
import type { Portion, SimulationReply, SimulationRequest } from './messages.ts';
import type { Runner } from './runner.ts';

/** What the desk needs from the world around it. */
export interface DeskSurroundings {
  makeRunner(request: SimulationRequest & { readonly kind: 'load' }): Promise<Runner> | Runner;
  reply(message: SimulationReply): void;
  /** Calls back after waiting messages have been taken in, and not before so many milliseconds have passed. */
  later(callback: () => void, milliseconds: number): void;
  /** Milliseconds. */
  now(): number;
}

/** How long members are run before messages are looked at: a slider waits no longer than this and one run. */
const sliceMilliseconds = 20;
/** How long ensembles rest after a slider has moved: a drag has the processor to itself. */
const holdMilliseconds = 250;
/**
 * How often the page is told of new members: it draws everything anew each time, so not often. The first portion comes
 * at once, so that something is seen.
 */
const portionMilliseconds = 1500;

interface EnsembleJob {
  readonly job: number;
  readonly scenarios: readonly Scenario[];
  readonly from: number;
  readonly to: number;
  /** Runs done: member by member, and within a member scenario by scenario. */
  runs: number;
  /** Members told of. */
  told: number;
  pending: Float64Array[];
  toldAt: number;
}

/**
 * The worker's work, apart from the worker: takes requests, runs ensembles in slices so that a central run never waits
 * long, and answers in portions. The newest ensemble goes first: it is the one that somebody has just asked for.
 */
export class SimulationDesk {
  #runner: Runner | undefined;
  #queue: EnsembleJob[] = [];
  #scheduled = false;
  #heldUntil = 0;
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
        this.#hold();
        const values = this.#ready().central(request.scenario);
        this.#around.reply({ kind: 'central', job: request.job, values });
        break;
      }
      case 'ensemble': {
        this.#ready();
        const { job, scenarios, from, to } = request;
        this.#queue.unshift({ job, scenarios, from, to, runs: 0, told: 0, pending: [], toldAt: this.#around.now() });
        this.#schedule();
        break;
      }
      case 'hold':
        this.#hold();
        break;
      case 'cancel':
        this.#queue = this.#queue.filter((waiting) => waiting.job !== request.job);
        break;
    }
  }

  #ready(): Runner {
    if (this.#runner === undefined) throw new Error('Cannot run before a model is loaded');
    return this.#runner;
  }

  #hold(): void {
    this.#heldUntil = this.#around.now() + holdMilliseconds;
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#around.later(
      () => {
        this.#scheduled = false;
        if (this.#around.now() >= this.#heldUntil) this.#slice();
        if (this.#queue.length > 0) this.#schedule();
      },
      Math.max(0, this.#heldUntil - this.#around.now()),
    );
  }

  #slice(): void {
    const until = this.#around.now() + sliceMilliseconds;
    const job = this.#queue[0];
    const runner = this.#runner;
    if (job === undefined || runner === undefined) return;
    const all = (job.to - job.from) * job.scenarios.length;
    try {
      while (job.runs < all) {
        const scenario = job.scenarios[job.runs % job.scenarios.length];
        if (scenario === undefined) break;
        job.pending.push(runner.member(scenario, job.from + Math.floor(job.runs / job.scenarios.length)));
        job.runs += 1;
        if (this.#around.now() >= until) break;
      }
      this.#tell(job, job.runs >= all);
    } catch (error) {
      this.#queue.shift();
      this.#fail(job.job, error);
    }
  }

  /** Only whole members are told of, so that every scenario has as many. */
  #tell(job: EnsembleJob, done: boolean): void {
    const whole = Math.floor(job.pending.length / job.scenarios.length);
    const due = done || job.told === 0 || this.#around.now() - job.toldAt >= portionMilliseconds;
    if (whole > 0 && due) {
      this.#around.reply({ kind: 'portion', job: job.job, portion: pack(job, whole) });
      job.pending = job.pending.slice(whole * job.scenarios.length);
      job.told += whole;
      job.toldAt = this.#around.now();
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
function pack(job: EnsembleJob, count: number): Portion {
  const rows = job.pending.slice(0, count * job.scenarios.length);
  const rowLength = rows[0]?.length ?? 0;
  const values = new Float64Array(rows.length * rowLength);
  rows.forEach((row, index) => {
    const member = Math.floor(index / job.scenarios.length);
    const scenario = index % job.scenarios.length;
    values.set(row, (scenario * count + member) * rowLength);
  });
  return { from: job.from + job.told, count, values };
}

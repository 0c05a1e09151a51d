import type { ManyRuns, Portion } from './run-many.ts';
import type { WorkerReply } from './worker-port.ts';
import type { KnownProgram, WorkerSeat } from './worker-seat.ts';

/** A portion is made as long as takes about so many milliseconds: short enough that two of them pass before a person notices. */
const portionMilliseconds = 20;
/** Until the first portion has come back nobody knows how long a run takes. */
const firstLength = 2;
/** A portion is at most so many times as long as the one that was measured: the first runs of a program are slow. */
const growth = 4;
/** Numbers that a portion may bring: 4 MiB of them. */
const mostNumbers = 2 ** 19;
const mostRuns = 2 ** 12;

/** Portions for each worker that may be under way or not taken yet: a slow reader of portions slows the workers, and memory stays level. */
const portionsAhead = 3;

/** One call of a pool: which runs have been given out, and what has come back. */
export class ManyRunsJob {
  readonly program: KnownProgram;
  /** Called when the job may want another portion. */
  onRoom: () => void = () => undefined;
  readonly #runs: ManyRuns;
  readonly #most: number;
  readonly #ahead: number;
  readonly #width: number;
  readonly #stop = sharedFlag();
  /** By their first run: what has come back and was not taken. */
  readonly #arrived = new Map<number, Portion>();
  #given = 0;
  #taken = 0;
  /** Portions that were given out and not taken. */
  #open = 0;
  /** By what a run takes its time for: a call goes on with the lengths that the one before it came to. */
  readonly #pace: string;
  #length: number;
  #failure: Error | undefined;
  #wake: () => void = () => undefined;

  constructor(runs: ManyRuns, program: KnownProgram, { width }: { readonly width: number }) {
    const { saveEvery, steps, save, method } = runs.request;
    const numbers = Math.max(1, (Math.floor(steps / saveEvery) + 1) * save.length);
    this.program = program;
    this.#runs = runs;
    this.#most = Math.min(mostRuns, Math.max(1, Math.floor(mostNumbers / numbers)));
    this.#ahead = width * portionsAhead;
    this.#width = width;
    this.#pace = `${method} ${steps} ${save.length}`;
    this.#length = program.lengths.get(this.#pace) ?? firstLength;
  }

  get wants(): boolean {
    return this.#failure === undefined && this.#given < this.#runs.count && this.#open < this.#ahead;
  }

  /** Gives the next runs to a worker. */
  post(seat: WorkerSeat, task: number): void {
    const { request, count, parametersOf, memberOf = (run) => run } = this.#runs;
    const from = this.#given;
    const left = count - from;
    const length = Math.min(this.#length, this.#most, left, Math.max(firstLength, Math.ceil(left / this.#width)));
    const size = this.program.source.parameters.length;
    const parameters = new Float64Array(length * size);
    const members = new Float64Array(length);
    for (let run = 0; run < length; run++) {
      parameters.set(parametersOf(from + run), run * size);
      members[run] = memberOf(from + run);
    }
    this.#given += length;
    this.#open += 1;
    const flag = this.#stop === undefined ? {} : { stop: this.#stop };
    const message = { kind: 'run', program: this.program.number, task, request, from, parameters, members } as const;
    seat.ask(this.program, { ...message, ...flag }, (reply) => this.#settle(reply, { from, length }));
  }

  /** The next portion in order, once it is there. */
  async next(): Promise<Portion> {
    for (;;) {
      const portion = this.#arrived.get(this.#taken);
      if (portion !== undefined) {
        this.#arrived.delete(this.#taken);
        this.#taken = portion.to;
        this.#open -= 1;
        this.onRoom();
        return portion;
      }
      if (this.#failure !== undefined) throw this.#failure;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  fail(failure: Error): void {
    this.#failure ??= failure;
    this.#wake();
  }

  /** What is under way is let go; late answers are not looked at. */
  stop(): void {
    this.#failure ??= new Error('the runs were called off');
    this.#arrived.clear();
    if (this.#stop !== undefined) Atomics.store(this.#stop, 0, 1);
  }

  #settle(reply: WorkerReply, { from, length }: { from: number; length: number }): void {
    if (this.#failure === undefined && reply.kind === 'portion') {
      this.#arrived.set(from, reply.portion);
      this.#length = lengthAfter(length, reply.milliseconds);
      this.program.lengths.set(this.#pace, this.#length);
      this.#wake();
    } else {
      const name = this.program.source.name;
      this.fail(new Error(`Cannot carry out runs ${from} to ${from + length - 1} of "${name}": ${reasonOf(reply)}`));
    }
    this.onRoom();
  }
}

/** How many runs the next portion has: an even number, since two runs may share a vector. */
function lengthAfter(length: number, milliseconds: number): number {
  const wanted = Math.min((length * portionMilliseconds) / Math.max(milliseconds, 0.01), length * growth);
  return Math.max(firstLength, 2 * Math.floor(wanted / 2));
}

/** Why a task was not done, as a worker answered. */
export function reasonOf(reply: WorkerReply): string {
  return reply.kind === 'failed' ? reply.reason : `a worker answered with "${reply.kind}"`;
}

/** Shared memory is there in Node, and in pages whose headers isolate them from other origins. */
function sharedFlag(): Int32Array | undefined {
  return typeof SharedArrayBuffer === 'undefined' ? undefined : new Int32Array(new SharedArrayBuffer(4));
}

import type { Program } from '../compile/program.ts';
import { ManyRunsJob, reasonOf } from './many-runs-job.ts';
import type { ManyRuns, RunMany } from './run-many.ts';
import type { WorkerPort } from './worker-port.ts';
import { WorkerSeat, type KnownProgram } from './worker-seat.ts';

/** Portions that one worker has before it: one under way and one waiting, so that it never rests. */
const portionsPerWorker = 2;

/**
 * Many runs on workers, started by whoever has threads to give. One of them compiles a program for all, and each keeps it for the next
 * call. Portions come in order and hold what `runManyHere` would have given, to the bit, on any number of workers; how many runs there are to a
 * portion follows from how long a run takes. A call that is stopped leaves the workers free after the portion that each is at (about
 * 20 ms, or one run where that is longer); without shared memory after the one that it has before it as well.
 *
 * The function throws where a worker fails, and says at which runs; the others go on with later calls.
 *
 * @param ports the ways to workers whose scripts call `serveRuns`
 * @throws RangeError where there is no port
 */
export function runManyWith(ports: readonly WorkerPort[]): RunMany {
  if (ports.length === 0) throw new RangeError('Cannot run without workers: give at least one port');
  const crew = new Crew(ports);
  return async function* portions(runs, { signal, onProgress } = {}) {
    signal?.throwIfAborted();
    const program = await unlessAborted(crew.learn(runs.program), signal);
    const job = crew.start(runs, program);
    try {
      for (let taken = 0; taken < runs.count;) {
        signal?.throwIfAborted();
        const portion = await unlessAborted(job.next(), signal);
        yield portion;
        taken = portion.to;
        onProgress?.({ done: taken, total: runs.count });
      }
    } finally {
      crew.stop(job);
    }
  };
}

/** The workers, what they know, and the calls that they are at. */
class Crew {
  readonly #seats: readonly WorkerSeat[];
  readonly #known = new WeakMap<Program, Promise<KnownProgram>>();
  /** The one that waits longest for a worker is first. */
  #jobs: ManyRunsJob[] = [];
  #lastNumber = 0;

  constructor(ports: readonly WorkerPort[]) {
    this.#seats = ports.map((port) => new WorkerSeat(port));
  }

  /** The program with its code: the first that asks has one worker compile it, and all others wait for that. */
  learn(source: Program): Promise<KnownProgram> {
    const known = this.#known.get(source) ?? this.#compile(source);
    this.#known.set(source, known);
    known.catch(() => this.#known.delete(source));
    return known;
  }

  #compile(source: Program): Promise<KnownProgram> {
    const number = this.number();
    return new Promise((resolve, reject) => {
      const seat = this.#freest();
      if (seat === undefined) {
        reject(this.#nobody(`compile "${source.name}"`));
        return;
      }
      const program = { number, source, code: undefined, lengths: new Map<string, number>() };
      seat.ask(program, { kind: 'compile', program: number, task: this.number() }, (reply) => {
        if (reply.kind === 'compiled') resolve({ ...program, code: reply.code });
        else reject(new Error(`Cannot compile "${source.name}" in a worker: ${reasonOf(reply)}`));
      });
    });
  }

  start(runs: ManyRuns, program: KnownProgram): ManyRunsJob {
    const job = new ManyRunsJob(runs, program, { width: this.#seats.length });
    this.#jobs.push(job);
    job.onRoom = () => this.#hand();
    this.#hand();
    return job;
  }

  stop(job: ManyRunsJob): void {
    job.stop();
    this.#jobs = this.#jobs.filter((each) => each !== job);
    this.#hand();
  }

  number(): number {
    this.#lastNumber += 1;
    return this.#lastNumber;
  }

  /** Gives portions out while a worker has room for one, in turn to all calls that want one. */
  #hand(): void {
    for (;;) {
      const seat = this.#freest();
      const job = this.#jobs.find((each) => each.wants);
      if (job === undefined) return;
      if (seat === undefined) {
        job.fail(this.#nobody(`carry out runs of "${job.program.source.name}"`));
        continue;
      }
      if (seat.load >= portionsPerWorker) return;
      this.#jobs = [...this.#jobs.filter((each) => each !== job), job];
      try {
        job.post(seat, this.number());
      } catch (error) {
        // A caller's own fault, in what it says of its runs, is thrown to that caller alone.
        job.fail(error instanceof Error ? error : new Error(String(error)));
      }
    }
  }

  /** The worker with the least to do; undefined where none is left. */
  #freest(): WorkerSeat | undefined {
    const alive = this.#seats.filter(({ fault }) => fault === undefined);
    return alive.reduce<WorkerSeat | undefined>(
      (best, seat) => (best === undefined || seat.load < best.load ? seat : best),
      undefined,
    );
  }

  #nobody(work: string): Error {
    return new Error(`Cannot ${work}: no worker is left; ${this.#seats[0]?.fault ?? 'none answers'}`);
  }
}

/** What a promise gives, unless the signal comes first: then its reason is thrown. */
async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  let stop = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop);
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

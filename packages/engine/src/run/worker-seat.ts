import type { Program } from '../compile/program.ts';
import type { CompiledCode } from './backend.ts';
import type { WorkerPort, WorkerReply, WorkerRequest } from './worker-port.ts';

/** A program as the workers of a pool know it. */
export interface KnownProgram {
  readonly number: number;
  readonly source: Program;
  readonly code: CompiledCode | undefined;
  /** How many of its runs a portion had last, for each kind of run. */
  readonly lengths: Map<string, number>;
}

/** Programs that a worker keeps at the same time; the one that has not been asked for longest goes first. */
const mostPrograms = 4;

/** One worker of a pool: what it has been asked and not answered yet, and which programs it keeps. */
export class WorkerSeat {
  /** Why the worker can no longer be asked; undefined while it can. */
  fault: string | undefined;
  readonly #port: WorkerPort;
  readonly #waiting = new Map<number, (reply: WorkerReply) => void>();
  /** Numbers of programs, the one asked for last at the end. */
  readonly #programs = new Set<number>();

  constructor(port: WorkerPort) {
    this.#port = port;
    port.listen(
      (reply) => this.#settle(reply),
      (reason) => {
        this.fault ??= reason;
        for (const task of this.#waiting.keys()) this.#settle({ kind: 'failed', task, reason });
      },
    );
  }

  /** Tasks that have not been answered. */
  get load(): number {
    return this.#waiting.size;
  }

  /** Asks for one thing about a program, which the worker is given first where it has not got it. */
  ask(program: KnownProgram, request: WorkerTask, settle: (reply: WorkerReply) => void): void {
    this.#introduce(program);
    this.#waiting.set(request.task, settle);
    const transfer = request.kind === 'run' ? [request.parameters.buffer, request.members.buffer] : [];
    try {
      this.#port.post(request, transfer);
    } catch (error) {
      this.#waiting.delete(request.task);
      throw error;
    }
  }

  #introduce({ number, source, code }: KnownProgram): void {
    if (!this.#programs.delete(number)) {
      this.#port.post({ kind: 'learn', program: number, source, ...(code === undefined ? {} : { code }) }, []);
    }
    this.#programs.add(number);
    const [oldest] = this.#programs;
    if (this.#programs.size <= mostPrograms || oldest === undefined) return;
    this.#programs.delete(oldest);
    this.#port.post({ kind: 'forget', program: oldest }, []);
  }

  #settle(reply: WorkerReply): void {
    const settle = this.#waiting.get(reply.task);
    this.#waiting.delete(reply.task);
    settle?.(reply);
  }
}

type WorkerTask = Extract<WorkerRequest, { readonly task: number }>;

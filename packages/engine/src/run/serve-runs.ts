import type { Program } from '../compile/program.ts';
import type { Backend, CompiledCode, PreparedProgram } from './backend.ts';
import type { Portion } from './run-many.ts';
import type { PoolPort, WorkerReply, WorkerRequest } from './worker-port.ts';

/** A program that the pool has sent, prepared when it is first run. */
interface Learnt {
  readonly source: Program;
  code: CompiledCode | undefined;
  prepared?: PreparedProgram;
}

/**
 * The work of a worker: what its script calls, once. Takes programs and runs from a pool, answers in order, and tells of a fault rather
 * than throwing it.
 *
 * @param port the way to the pool: in a browser `self`, in Node `parentPort`
 */
export function serveRuns(port: PoolPort, backend: Backend): void {
  const programs = new Map<number, Learnt>();
  const learnt = (number: number): Learnt => {
    const found = programs.get(number);
    if (found === undefined) throw new RangeError(`Cannot find program ${number}: it was not sent, or let go`);
    return found;
  };
  const preparedOf = (program: Learnt): PreparedProgram =>
    (program.prepared ??= backend.prepare(program.source, program.code));

  const answer = (message: WorkerRequest): void => {
    switch (message.kind) {
      case 'learn':
        programs.set(message.program, { source: message.source, code: message.code });
        break;
      case 'forget':
        programs.delete(message.program);
        break;
      case 'compile': {
        const program = learnt(message.program);
        program.code ??= backend.compile?.(program.source);
        const { code } = program;
        port.post({ kind: 'compiled', task: message.task, ...(code === undefined ? {} : { code }) }, []);
        break;
      }
      case 'run':
        port.post(...carryOut(message, preparedOf(learnt(message.program))));
    }
  };
  port.listen(
    (message) => {
      try {
        answer(message);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        if ('task' in message) port.post({ kind: 'failed', task: message.task, reason }, []);
      }
    },
    () => undefined,
  );
}

function carryOut(
  { task, request, from, parameters, members, stop }: WorkerRequest & { readonly kind: 'run' },
  prepared: PreparedProgram,
): [WorkerReply, ArrayBuffer[]] {
  if (stop !== undefined && Atomics.load(stop, 0) !== 0) return [{ kind: 'stopped', task }, []];
  const started = performance.now();
  const size = parameters.length / members.length;
  const output = prepared.runBatch({
    ...request,
    parameters: Array.from(members, (_, run) => parameters.subarray(run * size, (run + 1) * size)),
    members: [...members],
  });
  const milliseconds = performance.now() - started;
  const portion: Portion = { from, to: from + members.length, ...output };
  const { buffer } = output.rows;
  return [{ kind: 'portion', task, portion, milliseconds }, buffer instanceof ArrayBuffer ? [buffer] : []];
}

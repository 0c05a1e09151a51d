import type { Progress, RunMany, WorkOptions } from '@weir/engine';
import { exitCodes, Failure } from './failure.ts';
import type { Terminal } from './terminal.ts';
import { startThreads } from './threads/start-threads.ts';

/**
 * Carries out long work on threads: draws its progress where there is a terminal, ends the threads whatever happens, and lets Ctrl+C
 * stop it.
 *
 * @param threads how many; by default as many as the machine has processors
 * @throws Failure with a sentence and code 130 where it was interrupted
 * @example
 * ```ts
 * await longWork(terminal, { doing: 'screen' }, (runMany, options) => screen(runMany, options));
 * ```
 */
export async function longWork<Result>(
  terminal: Terminal,
  { doing, threads }: { readonly doing: string; readonly threads?: number },
  work: (runMany: RunMany, options: WorkOptions) => Promise<Result>,
): Promise<Result> {
  const control = new AbortController();
  const interrupted = new Failure(`Stopped before it was done; nothing was written (weir ${doing})`, exitCodes.stopped);
  const stop = (): void => control.abort(interrupted);
  process.once('SIGINT', stop).once('SIGTERM', stop);
  const crew = startThreads(threads);
  // Threads do not keep the process alive while it waits for them.
  const awake = setInterval(() => undefined, 2 ** 30);
  try {
    return await work(crew.runMany, { signal: control.signal, onProgress: drawnOn(terminal) });
  } finally {
    clearInterval(awake);
    process.off('SIGINT', stop).off('SIGTERM', stop);
    if (terminal.interactive) terminal.err(`\r${' '.repeat(lineLength)}\r`);
    await crew.end();
  }
}

const lineLength = 60;

function drawnOn(terminal: Terminal): (progress: Progress) => void {
  if (!terminal.interactive) return () => undefined;
  return ({ done, total, phase }) => {
    const line = phase === undefined ? `${done} of ${total} runs` : `${phase}: ${done} of ${total}`;
    terminal.err(`\r${line.slice(0, lineLength).padEnd(lineLength)}`);
  };
}

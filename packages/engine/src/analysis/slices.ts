import { turn } from '../run/turn.ts';
import type { Progress, WorkOptions } from '../run/work.ts';

/** Long work cut into slices: it yields how far it has come, and where it yields it can be stopped. What it gives does not depend on the cuts. */
export type Sliced<Result> = Generator<Progress, Result, void>;

/** Carries out sliced work; between slices other work of the thread has its turn, and the work can be stopped. */
export async function inSlices<Result>(
  work: Sliced<Result>,
  { signal, onProgress }: WorkOptions = {},
): Promise<Result> {
  for (;;) {
    signal?.throwIfAborted();
    const slice = work.next();
    if (slice.done === true) return slice.value;
    onProgress?.(slice.value);
    await turn();
  }
}

/** Carries out sliced work without a break. */
export function atOnce<Result>(work: Sliced<Result>): Result {
  for (;;) {
    const slice = work.next();
    if (slice.done === true) return slice.value;
  }
}

import { drawnConstants, generalModel } from '@weir/care';
import { compileModel, createProblem, type RunMany } from '@weir/engine';
import { runEnsemble } from '@weir/engine/analysis';
import { startWorkers } from '../../packages/studio/src/runs/start-workers.ts';

/** What a page met while an ensemble ran behind it; times in milliseconds. */
export interface Behind {
  readonly members: number;
  readonly failed: number;
  /** The median of looked-after children in the last year. */
  readonly median: number;
  readonly took: number;
  readonly isolated: boolean;
  /** From one frame to the next: the median, what 95 of 100 stay below, the longest, and how many there were. */
  readonly frames: { readonly median: number; readonly most: number; readonly longest: number; readonly count: number };
}

/** What came of a run that was called off. */
export interface Stopped {
  /** Until the caller had its error. */
  readonly thrown: number;
  /** Until a worker had done other work, which it can only do when it is free. */
  readonly free: number;
}

const { program } = compileModel(generalModel.model);
if (program === undefined) throw new Error('the general model does not compile');
const variables = generalModel.indicators.slice(0, 8).map(({ variable }) => variable);
const problem = createProblem(program, { save: variables });
const inputs = drawnConstants(generalModel, program).map(({ parameter, ...range }) => ({
  parameter,
  distribution: { kind: 'triangular', ...range } as const,
}));

const run = (count: number, runMany: RunMany, signal?: AbortSignal) =>
  runEnsemble(problem, { inputs, count, seed: 1, runMany, ...(signal === undefined ? {} : { signal }) });

/** Runs an ensemble of the general model in workers while the page draws a frame whenever it may. */
export async function runBehind(members: number, count?: number): Promise<Behind> {
  const workers = startWorkers(count);
  // What a page does before anything is asked of it: workers loaded, the program known to them.
  await run(4, workers.runMany);
  const frames = countFrames();
  const started = performance.now();
  const { series, failed } = await run(members, workers.runMany);
  const took = performance.now() - started;
  const lengths = frames.end();
  workers.end();
  return {
    members,
    failed: failed.count,
    median: series[0]?.quantiles.find(({ probability }) => probability === 0.5)?.values.at(-1) ?? Number.NaN,
    took,
    isolated: globalThis.crossOriginIsolated,
    frames: {
      median: lengths[Math.floor(lengths.length / 2)] ?? Number.NaN,
      most: lengths[Math.floor(lengths.length * 0.95)] ?? Number.NaN,
      longest: lengths.at(-1) ?? Number.NaN,
      count: lengths.length,
    },
  };
}

/** Calls an ensemble off in its midst, some times over. */
export async function stopBehind(times: number, count?: number): Promise<Stopped[]> {
  const workers = startWorkers(count);
  await run(4, workers.runMany);
  const found: Stopped[] = [];
  for (let round = 0; round < times; round++) {
    const control = new AbortController();
    const work = run(100_000, workers.runMany, control.signal);
    await new Promise((resolve) => setTimeout(resolve, 300 + 37 * round));
    const asked = performance.now();
    control.abort();
    await work.catch(() => undefined);
    const thrown = performance.now() - asked;
    await run(1, workers.runMany);
    found.push({ thrown, free: performance.now() - asked });
  }
  workers.end();
  return found;
}

/** Draws something that moves in each frame; the time from each to the next, the shortest first. */
function countFrames(): { end(): number[] } {
  const box = document.body.appendChild(document.createElement('div'));
  box.style.cssText = 'position: absolute; width: 40px; height: 40px; background: teal';
  const lengths: number[] = [];
  let before: number | undefined;
  let request = requestAnimationFrame(function frame(now: number): void {
    if (before !== undefined) lengths.push(now - before);
    before = now;
    box.style.left = `${200 + 200 * Math.sin(now / 300)}px`;
    request = requestAnimationFrame(frame);
  });
  return {
    end: () => {
      cancelAnimationFrame(request);
      return lengths.toSorted((a, b) => a - b);
    },
  };
}

import { describe, expect, it } from 'vitest';
import { generalModel } from '@weir/care';
import { compileModel, createProblem, resolveProblem, runManyHere, wasmBackend } from '@weir/engine';
import type { ManyRuns, Portion } from '@weir/engine';
import { startThreads } from '../src/threads/start-threads.ts';

// The script of a thread is a built file: threads do not read TypeScript.
const script = new URL('../dist/threads/thread.js', import.meta.url);

const { program } = compileModel(generalModel.model);
if (program === undefined) throw new Error('the general model does not compile');
const { parameters, ...request } = resolveProblem(createProblem(program, { save: ['looked after in all'] })).request;
const runs: ManyRuns = {
  program,
  request,
  count: 60,
  parametersOf: (run) => parameters.map((value) => value * (1 + run / 1e4)),
};

async function rowsOf(portions: AsyncIterable<Portion>): Promise<Float64Array[]> {
  const rows: Float64Array[] = [];
  for await (const portion of portions) {
    const size = portion.rows.length / (portion.to - portion.from);
    for (let run = 0; run < portion.to - portion.from; run++)
      rows.push(portion.rows.slice(run * size, (run + 1) * size));
  }
  return rows;
}

describe('startThreads', () => {
  it.each([1, 2, 3])(
    'startThreads with %i gives the runs of this thread to the bit, call after call',
    async (count) => {
      const here = await rowsOf(runManyHere(wasmBackend)(runs));
      expect(here.length).toBe(60);
      const threads = startThreads(count, script);
      try {
        expect(await rowsOf(threads.runMany(runs))).toEqual(here);
        expect(await rowsOf(threads.runMany({ ...runs, count: 5 }))).toEqual(here.slice(0, 5));
      } finally {
        await threads.end();
      }
    },
  );

  it('startThreads stops a call, and the threads are free again within some portions', async () => {
    const threads = startThreads(2, script);
    try {
      const control = new AbortController();
      const long = threads.runMany({ ...runs, count: 100_000 }, { signal: control.signal });
      await expect(
        (async () => {
          for await (const { to } of long) if (to > 8) control.abort();
        })(),
      ).rejects.toThrow('abort');
      const asked = performance.now();
      expect((await rowsOf(threads.runMany({ ...runs, count: 2 }))).length).toBe(2);
      // Measured at some 20 ms; the limit is for machines that do much else.
      expect(performance.now() - asked).toBeLessThan(5000);
    } finally {
      await threads.end();
    }
  });

  it('startThreads says that a thread ended before its runs were done', async () => {
    const threads = startThreads(1, script);
    const work = async (): Promise<void> => {
      for await (const { from } of threads.runMany({ ...runs, count: 100_000 })) if (from === 0) void threads.end();
    };
    await expect(work()).rejects.toThrow(
      /^Cannot carry out runs \d+ to \d+ of "Children's social care in England": the thread ended with code 1$/,
    );
  });

  it('startThreads says that its script is not there', async () => {
    const threads = startThreads(1, new URL('none.js', script));
    await expect(rowsOf(threads.runMany(runs))).rejects.toThrow(
      /^Cannot compile .* in a worker: the thread broke down: /,
    );
    await threads.end();
  });
});

import { afterEach, describe, expect, test, vi } from 'vitest';
import { compileModel } from '../compile/compile-model.ts';
import type { Program } from '../compile/program.ts';
import { interpreter } from '../interpret/interpreter.ts';
import type { Model } from '../model/model.ts';
import { model } from '../testing/model-notation.ts';
import { wasmBackend } from '../wasm/backend.ts';
import type { Backend } from './backend.ts';
import { createProblem, resolveProblem } from './problem.ts';
import { runManyHere, type ManyRuns, type Portion, type RunMany } from './run-many.ts';
import { runManyWith } from './run-many-with.ts';
import { serveRuns } from './serve-runs.ts';
import type { PoolPort, WorkerPort, WorkerReply, WorkerRequest } from './worker-port.ts';

const programOf = (source: Model): Program => {
  const { program } = compileModel(source);
  if (program === undefined) throw new Error('the test model does not compile');
  return program;
};

const program = programOf(
  model`stock S = 100 { +in -out }; flow in = S * rate; flow out = UNIFORM(0, 2) + S ^ 0.5; rate = 0.1; time 0 10 0.5`,
);
const runsOf = (count: number, own: Program = program): ManyRuns => {
  const { parameters, ...shared } = resolveProblem(createProblem(own, { seed: 3 })).request;
  return {
    program: own,
    request: shared,
    count,
    parametersOf: (run) => parameters.map((value) => value * (1 + run / 100)),
    memberOf: (run) => run % 7,
  };
};

const opened: MessagePort[] = [];
afterEach(() => {
  for (const port of opened.splice(0)) port.close();
  vi.unstubAllGlobals();
});

/** A worker in this thread, at the other end of a channel: messages are cloned and handed over as between threads. */
function workerHere(backend: Backend, seen: (message: WorkerRequest) => void = () => undefined): WorkerPort {
  const { port1, port2 } = new MessageChannel();
  opened.push(port1, port2);
  const served: PoolPort = {
    post: (message, transfer) => port2.postMessage(message, transfer),
    listen: (onMessage) => {
      port2.onmessage = ({ data }: MessageEvent<WorkerRequest>) => {
        seen(data);
        onMessage(data);
      };
    },
  };
  serveRuns(served, backend);
  return {
    post: (message, transfer) => port1.postMessage(message, transfer),
    listen: (onMessage) => {
      port1.onmessage = ({ data }: MessageEvent<WorkerReply>) => onMessage(data);
    },
  };
}

const poolOf = (count: number, backend: Backend = wasmBackend): RunMany =>
  runManyWith(Array.from({ length: count }, () => workerHere(backend)));

async function whole(portions: AsyncIterable<Portion>) {
  const rows: number[] = [];
  const statuses: unknown[] = [];
  let next = 0;
  for await (const portion of portions) {
    expect(portion.from).toBe(next);
    expect(portion.statuses.length).toBe(portion.to - portion.from);
    next = portion.to;
    rows.push(...portion.rows);
    statuses.push(...portion.statuses);
  }
  return { rows, statuses, count: next };
}

describe('runManyWith', () => {
  test.each([1, 2, 3])('gives on %i workers what runManyHere gives, to the bit', async (count) => {
    const runs = runsOf(300);
    const here = await whole(runManyHere(wasmBackend)(runs));
    expect(here.count).toBe(300);
    expect(await whole(poolOf(count)(runs))).toEqual(here);
    expect(await whole(poolOf(count, interpreter)(runs))).toEqual(here);
  });

  test('carries the status of runs that diverge, and runs of an adaptive method', async () => {
    const fragile = programOf(model`stock S = 1 { +in }; flow in = S * rate; rate = 0.1; time 0 400 1`);
    const { parameters, ...request } = resolveProblem(createProblem(fragile, { method: 'dormand-prince' })).request;
    const runs = {
      program: fragile,
      request,
      count: 8,
      parametersOf: (run: number) => parameters.map(() => 0.4 * run),
    };
    const here = await whole(runManyHere(wasmBackend)(runs));
    expect(new Set(here.statuses.map((status) => (status as { kind: string }).kind)).size).toBe(2);
    expect(await whole(poolOf(2)(runs))).toEqual(here);
  });

  test('has one worker compile, gives its module to the others, and sends no program twice', async () => {
    let compiled = 0;
    const prepared: boolean[] = [];
    const counting: Backend = {
      name: 'wasm',
      compile: (source) => {
        compiled += 1;
        if (wasmBackend.compile === undefined) throw new Error('nothing compiles');
        return wasmBackend.compile(source);
      },
      prepare: (source, code) => {
        prepared.push(code?.module instanceof WebAssembly.Module);
        return wasmBackend.prepare(source, code);
      },
    };
    const learnt: number[] = [];
    const workers = [1, 2, 3].map(() =>
      workerHere(counting, (message) => {
        if (message.kind === 'learn') learnt.push(message.program);
      }),
    );
    const runMany = runManyWith(workers);
    const first = await whole(runMany(runsOf(200)));
    expect(await whole(runMany(runsOf(200)))).toEqual(first);
    expect(compiled).toBe(1);
    expect(prepared).toEqual([true, true, true]);
    expect(learnt.length).toBe(3);
  });

  test('has workers let go of programs that have not been asked for', async () => {
    const kept = new Set<number>();
    const worker = workerHere(wasmBackend, (message) => {
      if (message.kind === 'learn') kept.add(message.program);
      if (message.kind === 'forget') kept.delete(message.program);
    });
    const runMany = runManyWith([worker]);
    const programs = Array.from({ length: 7 }, () => ({ ...program }));
    for (const own of programs) await whole(runMany(runsOf(2, own)));
    expect(kept.size).toBe(4);
    const [first] = programs;
    if (first === undefined) throw new Error('there is no program');
    expect((await whole(runMany(runsOf(2, first)))).count).toBe(2);
  });

  test('takes several calls at once', async () => {
    const runMany = poolOf(2);
    const alone = await whole(runMany(runsOf(100)));
    const [one, other] = await Promise.all([whole(runMany(runsOf(100))), whole(runMany(runsOf(60)))]);
    expect(one).toEqual(alone);
    expect(other.rows).toEqual(alone.rows.slice(0, other.rows.length));
  });

  test('asks for few runs ahead of a reader who takes his time', async () => {
    let asked = 0;
    const runs = runsOf(100_000);
    const counted = {
      ...runs,
      parametersOf: (run: number) => {
        asked = run + 1;
        return runs.parametersOf(run);
      },
    };
    const workers = [fakeWorker({ milliseconds: () => 20 }), fakeWorker({ milliseconds: () => 20 })];
    let taken = 0;
    for await (const { to } of runManyWith(workers)(counted)) {
      taken = to;
      await new Promise((resolve) => setTimeout(resolve, 2));
      expect(asked - taken).toBeLessThanOrEqual(2 * 3 * 2);
      if (taken > 60) break;
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(asked - taken).toBeLessThanOrEqual(2 * 3 * 2);
  });

  test('makes portions as long as takes some 20 ms, growing fourfold at most, and shares the last out', async () => {
    const lengths: number[] = [];
    const worker = fakeWorker({ milliseconds: (length) => length * 0.1, seen: (length) => lengths.push(length) });
    const runMany = runManyWith([worker]);
    for await (const portion of runMany(runsOf(2000))) expect(portion.to).toBeGreaterThan(0);
    expect(lengths.slice(0, 2)).toEqual([2, 2]);
    expect(Math.max(...lengths)).toBe(200);
    lengths.forEach((length, index) => expect(length).toBeLessThanOrEqual(4 * (lengths[index - 2] ?? 2)));
    expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(2000);

    // The next call of the kind starts where this one came to.
    lengths.length = 0;
    for await (const portion of runMany(runsOf(2000))) expect(portion.to).toBeGreaterThan(0);
    expect(lengths[0]).toBe(200);

    const slow: number[] = [];
    const sluggish = fakeWorker({ milliseconds: (length) => length * 900, seen: (length) => slow.push(length) });
    for await (const portion of runManyWith([sluggish])(runsOf(10))) expect(portion.to).toBeGreaterThan(0);
    expect(Math.max(...slow)).toBe(2);
  });

  test.each(['with', 'without'])('stops at once when told to, %s shared memory', async (shared) => {
    if (shared === 'without') vi.stubGlobal('SharedArrayBuffer', undefined);
    const flags: (Int32Array | undefined)[] = [];
    const worker = workerHere(wasmBackend, (message) => {
      if (message.kind === 'run') flags.push(message.stop);
    });
    const control = new AbortController();
    const runMany = runManyWith([worker]);
    const work = whole(runMany(runsOf(1_000_000), { signal: control.signal, onProgress: () => control.abort() }));
    await expect(work).rejects.toThrow('abort');
    const posted = flags.length;
    expect(posted).toBeLessThanOrEqual(4);
    expect(flags.every((flag) => (flag === undefined ? shared === 'without' : Atomics.load(flag, 0) === 1))).toBe(true);
    // The workers are free for the next call, and late answers to the first do no harm.
    expect((await whole(runMany(runsOf(50)))).count).toBe(50);
    await expect(whole(runMany(runsOf(10), { signal: AbortSignal.abort() }))).rejects.toThrow('abort');
  });

  test('is stopped by a reader who takes no more', async () => {
    const runMany = poolOf(2);
    for await (const { to } of runMany(runsOf(10_000))) if (to > 4) break;
    expect((await whole(runMany(runsOf(50)))).count).toBe(50);
  });

  test('says at which runs a worker failed and why, and goes on with the next call', async () => {
    const fussy: Backend = {
      name: 'wasm',
      prepare: (source) => {
        const prepared = wasmBackend.prepare(source);
        return {
          ...prepared,
          runBatch: (batch) => {
            if (batch.members.includes(3)) throw new RangeError('no memory is left');
            return prepared.runBatch(batch);
          },
        };
      },
    };
    const runMany = runManyWith([workerHere(fussy)]);
    await expect(whole(runMany({ ...runsOf(100), memberOf: (run) => run }))).rejects.toThrow(
      /^Cannot carry out runs 2 to 3 of "test": no memory is left$/,
    );
    expect((await whole(runMany({ ...runsOf(5), memberOf: () => 0 }))).count).toBe(5);
  });

  test('throws to the caller what the caller says wrongly of its runs, at whichever portion', async () => {
    const runMany = poolOf(2);
    const own = runsOf(500);
    const parametersOf = (run: number): Float64Array => {
      if (run === 301) throw new RangeError('run 301 has no values');
      return own.parametersOf(run);
    };
    await expect(whole(runMany({ ...own, parametersOf }))).rejects.toThrow('run 301 has no values');
    expect((await whole(runMany(runsOf(40)))).count).toBe(40);
  });

  test('says that a worker broke down, and goes on with those that are left', async () => {
    let breakDown = (): void => undefined;
    const broken: WorkerPort = {
      post: (message) => {
        if (message.kind === 'run') setTimeout(breakDown, 1);
      },
      listen: (_, onFault) => {
        breakDown = () => onFault('the thread ended with code 9');
      },
    };
    const runMany = runManyWith([workerHere(wasmBackend), broken]);
    await expect(whole(runMany(runsOf(100)))).rejects.toThrow(
      /^Cannot carry out runs \d+ to \d+ of "test": the thread ended with code 9$/,
    );
    expect((await whole(runMany(runsOf(100)))).count).toBe(100);
    const alone = runManyWith([broken]);
    breakDown();
    await expect(whole(alone(runsOf(1)))).rejects.toThrow(
      'Cannot compile "test": no worker is left; the thread ended with code 9',
    );
    expect(() => runManyWith([])).toThrow('give at least one port');
  });

  test('says that a program could not be compiled, and asks again the next time', async () => {
    let refusals = 1;
    const fussy: Backend = {
      ...wasmBackend,
      compile: () => {
        refusals -= 1;
        if (refusals >= 0) throw new RangeError('no memory is left');
        return undefined as never;
      },
    };
    const runMany = runManyWith([workerHere(fussy)]);
    await expect(whole(runMany(runsOf(2)))).rejects.toThrow('Cannot compile "test" in a worker: no memory is left');
    expect((await whole(runMany(runsOf(2)))).count).toBe(2);
  });
});

/** A worker that computes nothing and says how long that took. */
function fakeWorker({
  milliseconds,
  seen = () => undefined,
}: {
  milliseconds: (length: number) => number;
  seen?: (length: number) => void;
}): WorkerPort {
  let reply: (message: WorkerReply) => void = () => undefined;
  return {
    post: (message) => {
      if (message.kind === 'compile') queueMicrotask(() => reply({ kind: 'compiled', task: message.task }));
      if (message.kind !== 'run') return;
      const { task, from, members } = message;
      seen(members.length);
      const statuses = Array.from(members, () => ({ kind: 'done' }) as const);
      const portion = { from, to: from + members.length, rows: new Float64Array(), rowCount: 0, statuses };
      setTimeout(() => reply({ kind: 'portion', task, portion, milliseconds: milliseconds(members.length) }), 0);
    },
    listen: (onMessage) => {
      reply = onMessage;
    },
  };
}

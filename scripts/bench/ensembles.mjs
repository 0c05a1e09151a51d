import { join } from 'node:path';
import { root } from '../lib/run.mjs';
import { median, warmUp } from './turns.mjs';

/** Portions that an ensemble is measured in, contestants in turn. */
const portions = 10;
/** How long all portions of all contestants may take, in milliseconds; where more is asked for, fewer members are run. */
const mostTime = 150_000;

/**
 * An ensemble whose members differ in some parameters and of which the means of the last values are kept: Weir and native C, on one thread
 * and on two, in turn. The means must agree.
 *
 * @param {object} entry of `benchModels`
 * @param {{ members: number, runTime: number, opened: Map<string, object>, say: (text: string) => void }} options `runTime`: milliseconds of
 *   Weir's run; `opened` of `measureRuns`
 * @returns {Promise<object>} members run, and by name members a second, medians of portions
 */
export async function measureEnsembles(entry, { members, runTime, opened, say }) {
  const size = portionSize({ members, runTime });
  say(`${entry.title}: ensembles of ${portions} × ${size} members …`);
  const contestants = [await weirHere(entry), await weirOnTwo(entry)];
  const native = opened.get('native')?.native;
  if (native !== undefined) for (const threads of [1, 2]) contestants.push(nativeOn(native, threads));
  const rates = new Map(contestants.map(({ name }) => [name, []]));
  try {
    for (const { run } of contestants) await warmUp(() => run(Math.ceil(size / 4)));
    for (let portion = 0; portion < portions; portion++) {
      const means = [];
      for (const { name, run } of contestants) {
        const { time, mean } = await run(size);
        rates.get(name).push((1000 * size) / time);
        means.push(mean);
      }
      for (const other of means.slice(1)) checkMeans(entry, means[0], other);
    }
  } finally {
    for (const { end } of contestants) await end?.();
  }
  return {
    members: portions * size,
    perSecond: Object.fromEntries([...rates].map(([name, list]) => [name, median(list)])),
  };
}

function portionSize({ members, runTime }) {
  const each = 3 * runTime * portions;
  const most = Math.max(32, Math.floor(mostTime / each / 32) * 32);
  return Math.min(Math.ceil(members / portions), most);
}

function checkMeans({ title }, one, other) {
  const apart = Math.max(
    ...one.map((value, index) => Math.abs(value - other[index]) / Math.max(Math.abs(value), 1e-6)),
  );
  if (!(apart <= 1e-9)) throw new Error(`The ensembles of ${title} give other means: ${apart} apart`);
}

/** @returns runs of `parameters` varied as native C varies them; see `memberFactor` */
export async function ensembleOf({ program, request, vary }) {
  const { memberFactor } = await import(join(root, 'packages', 'engine', 'dist', 'testing', 'native-main.js'));
  const parametersOf = (member) => {
    const own = request.parameters.slice();
    for (const [place, index] of vary.entries()) own[index] *= memberFactor(member, place);
    return own;
  };
  const { parameters: _, ...rest } = request;
  return { program, request: rest, parametersOf };
}

async function weirHere(entry) {
  const { runManyHere, wasmBackend } = await import('@weir/engine');
  return weirWith('weir1', { entry, runMany: runManyHere(wasmBackend) });
}

/** On two threads, started as the command line starts them. */
async function weirOnTwo(entry) {
  const { startThreads } = await import(join(root, 'packages', 'cli', 'dist', 'threads', 'start-threads.js'));
  const threads = startThreads(2);
  return { ...(await weirWith('weir2', { entry, runMany: threads.runMany })), end: () => threads.end() };
}

async function weirWith(name, { entry, runMany }) {
  const runs = await ensembleOf(entry);
  return {
    name,
    run: async (count) => {
      const start = performance.now();
      const sums = await sumsOf(runMany({ ...runs, count }), entry.request.save.length);
      return { time: performance.now() - start, mean: sums.map((sum) => sum / count) };
    },
  };
}

/** For each saved slot, the sum over members of its last value. */
export async function sumsOf(portions, width) {
  const sums = Array.from({ length: width }, () => 0);
  for await (const { rows, rowCount, from, to } of portions) {
    for (let run = 1; run <= to - from; run++) {
      for (let column = 0; column < width; column++) sums[column] += rows[(run * rowCount - 1) * width + column];
    }
  }
  return sums;
}

function nativeOn(native, threads) {
  return {
    name: `native${threads}`,
    run: async (count) => {
      const [nanoseconds, ...mean] = await native.ask(`ensemble ${count} ${threads}`);
      return { time: nanoseconds / 1e6, mean };
    },
  };
}

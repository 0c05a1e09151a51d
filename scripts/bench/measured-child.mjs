// A process of its own that does one thing and prints a figure: of `start` (the engine loaded and no more), `run NAME KEY` (one run of a model
// by a contestant) and `ensemble KEY MEMBERS` (of which the means alone are kept) its greatest resident memory in bytes; of `first KEY` what
// the first time of everything takes, in milliseconds.
import { compileModel, runManyHere, wasmBackend } from '@weir/engine';
import { ensembleOf, sumsOf } from './ensembles.mjs';
import { benchModel, readBenchModel, requestOf } from './models.mjs';
import { contestants } from './runs.mjs';

const mostMemory = () => process.resourceUsage().maxRSS * 1024;

const tasks = {
  start: mostMemory,
  run: async (name, key) => {
    await contestants.find((each) => each.name === name).open(await benchModel(key), {});
    return mostMemory();
  },
  ensemble: async (key, members) => {
    const entry = await benchModel(key);
    const runs = { ...(await ensembleOf(entry)), count: Number(members) };
    await sumsOf(runManyHere(wasmBackend)(runs), entry.request.save.length);
    return mostMemory();
  },
  first: async (key) => {
    const { model } = await readBenchModel(key);
    const start = performance.now();
    const { program } = compileModel(model);
    const compiled = performance.now();
    const prepared = wasmBackend.prepare(program);
    const ready = performance.now();
    prepared.run(requestOf(program));
    return { compile: compiled - start, prepare: ready - compiled, run: performance.now() - ready };
  },
};

const [task, ...parameters] = process.argv.slice(2);
process.stdout.write(`${JSON.stringify(await tasks[task](...parameters))}\n`);

// npm run fuzz [-- --count 200000 --seed 1 --target mdl --from 0]: gives the engine's readers made and damaged inputs, checks and runs
// what can be read, and reports every throw, every input that takes longer than 2 s or more than 512 MB, and every
// disagreement of the two back ends, as short as it can be made. Each input depends on its seed and number alone: a
// finding is repeated with `--target NAME --seed SEED --from NUMBER --count 1`. Inputs are kept in test-results/fuzz.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { fuzzSamples } from './lib/fuzz-samples.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { node, root } from './lib/run.mjs';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '200000' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
    target: { type: 'string' },
  },
});
await ensureInstalled();
const build = await node(['node_modules/typescript/bin/tsc', '-b', 'packages/engine'], { quiet: true });
if (build.code !== 0) {
  process.stderr.write(`Cannot build the engine\n${build.output}`);
  process.exit(1);
}
const fuzzing = join(root, 'packages', 'engine', 'dist', 'testing', 'fuzz');
const { targets } = await import(join(fuzzing, 'targets.js'));
const { kindOf, longest } = await import(join(fuzzing, 'fuzz.js'));
const { minimise } = await import(join(fuzzing, 'minimise.js'));

const samples = fuzzSamples();
const seed = Number(values.seed);
const [first, last] = [Number(values.from), Number(values.from) + Number(values.count)];
const folder = join(root, 'test-results', 'fuzz');
mkdirSync(folder, { recursive: true });
const megabytes = 512;
/** A worker is let go after so many inputs, so that nothing can gather in one. */
const portion = 20_000;

/**
 * Gives a worker some work and watches it: `onInput` tells which input it is at, and when it stays at one for too long, or runs
 * out of memory, it is ended.
 */
function attend(work) {
  return new Promise((resolve) => {
    const progress = new SharedArrayBuffer(16);
    const [at] = [new Int32Array(progress)];
    const worker = new Worker(new URL('lib/fuzz-worker.mjs', import.meta.url), {
      workerData: { ...work, progress, samples },
      resourceLimits: { maxOldGenerationSizeMb: megabytes },
    });
    let [index, count, since] = [-1, -1, Date.now()];
    const end = (result) => {
      clearInterval(watch);
      resolve(result);
      void worker.terminate();
    };
    const watch = setInterval(() => {
      if (at[0] !== index || at[1] !== count) [index, count, since] = [at[0], at[1], Date.now()];
      else if (Date.now() - since > 10 * longest) end({ stopped: 'it hangs', index: at[0] });
    }, 200);
    worker.on('message', (findings) => end({ findings }));
    worker.on('error', (error) => {
      const memory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      end({
        stopped: memory ? `it takes more than ${megabytes} MB` : `it ends the worker: ${error.stack}`,
        index: at[0],
      });
    });
  });
}

let bad = 0;
for (const [name, target] of targets) {
  if (values.target !== undefined && values.target !== name) continue;
  const seen = new Set();
  const start = Date.now();
  for (let from = first; from < last;) {
    const to = Math.min(last, from + portion);
    const { findings = [], stopped, index } = await attend({ name, seed, from, to });
    for (const finding of findings) report(name, finding, seen);
    if (stopped !== undefined) {
      const input = target.make({ seed, index, samples });
      const holds = async (shorter) => (await attend({ name, input: shorter })).stopped === stopped;
      report(name, { index, fault: stopped, input: await minimise(input, holds, { tries: 25 }) }, seen);
    }
    // What came before the input that stopped it was given without its findings: give it again up to there.
    if (stopped !== undefined && index > from) {
      for (const finding of (await attend({ name, seed, from, to: index })).findings ?? []) report(name, finding, seen);
    }
    from = stopped === undefined ? to : index + 1;
    process.stdout.write(
      `${name}: ${from - first} inputs, ${((Date.now() - start) / 1000).toFixed(0)} s, ${seen.size} found\n`,
    );
  }
}
process.stdout.write(bad === 0 ? 'Nothing was found\n' : `${bad} found; the inputs are in test-results/fuzz\n`);
process.exitCode = bad === 0 ? 0 : 1;

function report(name, { index, fault, input }, seen) {
  const kind = kindOf(fault);
  if (seen.has(kind)) return;
  seen.add(kind);
  bad += 1;
  const file = `${name}-${seed}-${index}.txt`;
  writeFileSync(join(folder, file), input);
  const shown = JSON.stringify(new TextDecoder('latin1').decode(input).slice(0, 600));
  process.stdout.write(`\n${name} --seed ${seed} --from ${index} --count 1\n  ${fault}\n  ${shown}\n`);
}

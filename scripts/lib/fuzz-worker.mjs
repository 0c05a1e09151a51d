// The thread of scripts/fuzz.mjs that makes inputs and gives them to the engine. It counts in shared memory, so that it can be
// ended when it does not come back: the number of the input, and how many it has been given.
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { root } from './run.mjs';

const fuzzing = join(root, 'packages', 'engine', 'dist', 'testing', 'fuzz');
const { targets } = await import(join(fuzzing, 'targets.js'));
const { fuzz, judge } = await import(join(fuzzing, 'fuzz.js'));

const clock = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const { name, seed, from, to, input, samples, progress } = workerData;
const at = new Int32Array(progress);
const target = targets.get(name);
if (input !== undefined) {
  await judge(target, input, clock);
  parentPort.postMessage([]);
} else {
  const onInput = (index) => {
    at[0] = index;
    at[1] += 1;
  };
  parentPort.postMessage(await fuzz(target, { seed, from, to, samples, clock, onInput }));
}

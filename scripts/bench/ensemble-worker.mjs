// A thread that runs members of a model's ensemble: told { from, to }, it answers with the sums that `sumsOf` gives.
import { parentPort, workerData } from 'node:worker_threads';
import { runManyHere, wasmBackend } from '@weir/engine';
import { ensembleOf, sumsOf } from './ensembles.mjs';
import { benchModel } from './models.mjs';

const entry = await benchModel(workerData);
const { parametersOf, ...runs } = await ensembleOf(entry);
const runMany = runManyHere(wasmBackend);
const answer = async ({ from, to }) => {
  const members = { ...runs, count: to - from, parametersOf: (run) => parametersOf(from + run) };
  parentPort.postMessage(await sumsOf(runMany(members), entry.request.save.length));
};
parentPort.on('message', (range) => void answer(range));

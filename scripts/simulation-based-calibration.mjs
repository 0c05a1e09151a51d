// node scripts/simulation-based-calibration.mjs [repetitions] [seed]: whether the sampler finds the posteriors of three small models right, for
// docs/analysis.md. Draws parameters from their priors, makes figures with them, samples, and asks where the truth lies among the draws.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { root } from './lib/run.mjs';

await ensureInstalled();
await ensureBuilt();
const entry = (...path) => import(pathToFileURL(join(root, 'packages', 'engine', 'dist', ...path)).href);
const { createProblem, readDocument, runManyHere, wasmBackend } = await entry('index.js');
const { createCalibration, simulationBasedCalibration } = await entry('analysis', 'index.js');

const repetitions = Number(process.argv[2] ?? 500);
const seed = Number(process.argv[3] ?? 1);
const sampling = { chains: 4, warmUp: 150, draws: 50, thin: 4 };
const nothing = (times) => times.map(() => 1);
const triangular = (low, mode, high) => ({ kind: 'triangular', low, mode, high });
const logNormal = (median, deviation) => ({ kind: 'logNormal', median, deviation });
const uniform = (low, high) => ({ kind: 'uniform', low, high });

const cases = [
  {
    name: 'decay, Poisson counts',
    model: {
      stocks: { S: { initial: 'start', outflows: ['leaving'] } },
      flows: { leaving: 'S * rate' },
      variables: { start: 100, rate: 0.2 },
    },
    observations: [{ name: 'S', variables: ['S'], times: [1, 2, 3, 4, 5, 6, 7, 8], error: 'count' }],
    parameters: [
      { name: 'start', prior: uniform(20, 200) },
      { name: 'rate', prior: triangular(0.02, 0.15, 0.6) },
    ],
  },
  {
    name: 'epidemic, negative binomial counts of four days',
    model: {
      stocks: {
        S: { initial: 990, outflows: ['infection'] },
        I: { initial: 10, inflows: ['infection'], outflows: ['recovery'] },
      },
      flows: { infection: 'contact * S * I / 1000', recovery: 'I * leaving' },
      variables: { contact: 0.6, leaving: 0.2 },
    },
    observations: [
      {
        name: 'cases',
        variables: ['infection'],
        total: 4,
        times: [4, 8, 12, 16, 20, 24],
        error: 'count',
        dispersion: uniform(0, 0.5),
      },
    ],
    parameters: [
      { name: 'contact', prior: triangular(0.2, 0.5, 0.9) },
      { name: 'leaving', prior: logNormal(0.2, 0.4) },
    ],
  },
  {
    name: 'stock with inflow, errors that persist, and shares',
    model: {
      stocks: { S: { initial: 100, inflows: ['arriving'], outflows: ['leaving'] } },
      flows: { arriving: 'arrivals', leaving: 'S * rate' },
      variables: { arrivals: 20, rate: 0.2, share: 'rate / (rate + 0.3)' },
    },
    observations: [
      {
        name: 'S',
        variables: ['S'],
        times: [2, 4, 6, 8, 10, 12, 14, 16],
        error: 'logarithmic',
        dispersion: { kind: 'logUniform', low: 0.02, high: 0.3 },
        autocorrelation: uniform(0, 0.9),
      },
      {
        name: 'share',
        variables: ['share'],
        times: [5, 10, 15],
        error: 'share',
        outOf: [40, 60, 80],
        dispersion: uniform(0, 0.2),
      },
    ],
    parameters: [
      { name: 'arrivals', prior: logNormal(20, 0.5) },
      { name: 'rate', prior: { kind: 'beta', alpha: 3, beta: 9 } },
    ],
  },
];

console.log(`| Model | Parameter | p of ${repetitions} ranks |\n|---|---|---|`);
for (const { name, model, observations, parameters } of cases) {
  const data = { model: { name, time: { start: 0, stop: 24, step: 1 } }, ...model };
  const reading = readDocument([{ file: 'model.json', data }]);
  if (reading.model === undefined) throw new Error(JSON.stringify(reading.diagnostics));
  const calibration = createCalibration(createProblem(reading.model), {
    observations: observations.map((each) => ({ ...each, values: nothing(each.times) })),
    parameters,
    runMany: runManyHere(wasmBackend),
  });
  const found = await simulationBasedCalibration(calibration, { repetitions, sampling, seed });
  for (const each of found) console.log(`| ${name} | ${each.name} | ${each.pValue.toFixed(2)} |`);
}

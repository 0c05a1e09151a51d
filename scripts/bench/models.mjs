import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/run.mjs';

/** How many parameters an ensemble varies, and how many stocks a run saves. */
const [mostVaried, mostSaved] = [8, 8];
/** Rows that a run saves, beside the first. */
const savedRows = 100;

/** The epidemic model that every engine is timed on: three stocks, 3,200 steps. */
const sir = {
  model: { name: 'SIR', time: { start: 0, stop: 100, step: 0.03125, units: 'day' } },
  stocks: {
    Susceptible: { initial: 999, outflows: ['infecting'] },
    Infectious: { initial: 1, inflows: ['infecting'], outflows: ['recovering'] },
    Recovered: { initial: 0, inflows: ['recovering'] },
  },
  flows: {
    infecting: {
      equation: 'contacts * infectivity * Susceptible * Infectious / (Susceptible + Infectious + Recovered)',
    },
    recovering: { equation: 'Infectious / duration' },
  },
  variables: { contacts: 6, infectivity: 0.05, duration: 5 },
};

/** The models that are measured: how tables call them, and how each is read. Those with a `file` are shared material, and absent where it is. */
const sources = {
  sir: {
    title: 'SIR',
    read: async () => {
      const { readDocument } = await import('@weir/engine');
      return { model: readDocument([{ file: 'sir', data: sir }]).model };
    },
  },
  general: {
    title: 'General model of England',
    read: async () => {
      const { generalModel } = await import('@weir/care');
      return { model: generalModel.model };
    },
  },
  arrayed: {
    title: 'Arrayed metapopulation',
    file: ['speed', 'metapop.mdl'],
    read: async (path) => {
      const { readVensim } = await import('@weir/engine/vensim');
      const vensim = readFileSync(path, 'utf8');
      return { ...readVensim(vensim, { file: 'metapop.mdl' }), vensim };
    },
  },
  real: {
    title: 'Delays in an epidemic (Stella)',
    file: ['real-models', 'covid-icu', 'SEIR different order delays.stmx'],
    read: async (path) => {
      const { readXmile } = await import('@weir/engine/xmile');
      return readXmile(readFileSync(path), { file: 'SEIR different order delays.stmx' });
    },
  },
};

/** The keys of all models, in the order of the tables. */
export const modelKeys = Object.keys(sources);

/**
 * A model as a document, with its own text where it is Vensim's.
 *
 * @param {string} key
 * @returns {Promise<{ model?: object, vensim?: string, missing?: string }>} `missing` says why it is not there
 */
export async function readBenchModel(key) {
  const { title, file, read } = sources[key];
  const path = file && join(process.env['WEIR_SHARED'] ?? join(root, '..', 'shared'), 'conformance', ...file);
  if (path !== undefined && !existsSync(path)) {
    return { missing: `${title}: the shared material is not there (${file.at(-1)}); WEIR_SHARED names its folder` };
  }
  const { model, vensim } = await read(path);
  return { model, vensim };
}

/**
 * A model ready to be measured: with its program, what a run asks for, and which parameters an ensemble varies.
 *
 * @param {string} key
 */
export async function benchModel(key) {
  const { model, vensim, missing } = await readBenchModel(key);
  return model === undefined ? { missing } : { ...(await entry(key, sources[key].title, model)), vensim };
}

async function entry(key, title, model) {
  const { compileModel } = await import('@weir/engine');
  const { program, diagnostics } = compileModel(model);
  if (program === undefined) throw new Error(`${title}: ${diagnostics.map(({ message }) => message).join('; ')}`);
  return { key, title, model, program, request: requestOf(program), vary: varied(program) };
}

/**
 * A run as all contestants make it: the model's own clock and parameters, a few stocks saved at even intervals.
 *
 * @param {import('@weir/engine').Program} program
 * @returns {import('@weir/engine').RunRequest}
 */
export function requestOf(program) {
  const { start, stop, step, method } = program.time;
  const steps = Math.round((stop - start) / step);
  const saveEvery = Math.max(1, Math.round(steps / savedRows));
  const parameters = Float64Array.from(program.parameters, ({ value }) => value);
  const save = program.integrators.slice(0, mostSaved).map(({ slot }) => slot);
  return { start, step, steps: Math.floor(steps / saveEvery) * saveEvery, saveEvery, method, parameters, save };
}

/** Parameters for an ensemble to vary, spread over the model: no zeros and ones, which are often switches. */
function varied({ parameters }) {
  const fit = parameters
    .map(({ value }, index) => ({ value, index }))
    .filter(({ value }) => value !== 0 && value !== 1);
  const count = Math.min(mostVaried, fit.length);
  return Array.from({ length: count }, (_, place) => fit[Math.floor((place * fit.length) / count)].index);
}

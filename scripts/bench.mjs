// npm run bench [-- --format json]: how long the engine takes, as ratios between its two back ends in one run.
// Times are medians of several rounds; machines are noisy, so it is the ratios that last.
import { parseArgs } from 'node:util';
import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { fastestNative, gccVersion } from './bench/native.mjs';

const { values } = parseArgs({ options: { format: { type: 'string', default: 'table' } } });
await ensureInstalled();
await ensureBuilt();
const { compileModel, interpreter, wasmBackend, readDocument } = await import('@weir/engine');
const { generalModel } = await import('@weir/care');

/** The epidemic model that every engine is timed on: three stocks, 3,200 steps. */
const sir = readDocument([
  {
    file: 'sir',
    data: {
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
    },
  },
]).model;

/** The median time of some rounds in milliseconds, after one that is not counted. */
function median(rounds, work) {
  const times = [];
  for (let round = 0; round <= rounds; round++) {
    const start = performance.now();
    work();
    if (round > 0) times.push(performance.now() - start);
  }
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];
}

async function measure(model) {
  const { program } = compileModel(model);
  const { start, stop, step, method } = program.time;
  const steps = Math.round((stop - start) / step);
  const parameters = Float64Array.from(program.parameters, ({ value }) => value);
  const stocks = program.integrators.slice(0, 8).map(({ slot }) => slot);
  const request = {
    start,
    step,
    steps,
    saveEvery: Math.max(1, Math.round(steps / 100)),
    method,
    parameters,
    save: stocks,
  };
  const [meant, fast] = [interpreter.prepare(program), wasmBackend.prepare(program)];
  const interpreted = median(5, () => meant.run(request));
  const compiled = median(25, () => fast.run(request));
  const native = gccVersion() === undefined ? undefined : await fastestNative(program, { request });
  const inTurn = { native: Infinity, wasm: Infinity };
  const times = native === undefined ? 0 : Math.ceil(5 / native.time);
  for (let round = 0; round < (native === undefined ? 0 : 15); round++) {
    inTurn.native = Math.min(inTurn.native, await native.native.timeOfRun(times));
    const start = performance.now();
    for (let time = 0; time < times; time++) fast.run(request);
    inTurn.wasm = Math.min(inTurn.wasm, (performance.now() - start) / times);
  }
  native?.native.end();
  const members = 200;
  const ensemble = median(3, () => {
    for (let member = 0; member < members; member++) fast.run(request);
  });
  return {
    slots: program.slotCount,
    steps,
    compileMs: median(5, () => compileModel(model)),
    emitMs: median(5, () => wasmBackend.prepare(program)),
    interpreterMs: interpreted,
    wasmMs: compiled,
    nativeMs: inTurn.native,
    wasmOverNative: inTurn.wasm / inTurn.native,
    interpreterOverWasm: interpreted / compiled,
    ensembleRunsPerSecond: (1000 * members) / ensemble,
  };
}

const figures = { SIR: await measure(sir), 'general model of England': await measure(generalModel.model) };
if (values.format === 'json') {
  process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
} else {
  for (const [name, row] of Object.entries(figures)) {
    process.stdout.write(`${name}\n`);
    for (const [key, value] of Object.entries(row)) {
      process.stdout.write(`  ${key.padEnd(22)} ${Number.isInteger(value) ? value : value.toPrecision(3)}\n`);
    }
  }
}

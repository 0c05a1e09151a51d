import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { warmUp } from '../turns.mjs';
import { absence, importPeer } from './peer.mjs';
import { sdeHeader, sdeMain } from './sde-library.mjs';
import { vensimTextOf } from './vensim-text.mjs';

const emccVersion = () => spawnSync('emcc', ['--version'], { encoding: 'utf8' }).stdout?.split('\n')[0];

/** SDEverywhere's JavaScript, run by its own runtime. */
export const sdeJavaScript = {
  name: 'sdeJavaScript',
  title: 'SDEverywhere, JavaScript',
  tolerance: 1e-9,
  reason: () => absence('@sdeverywhere/compile'),
  async open(entry) {
    const start = performance.now();
    const code = await generate(entry, 'JS');
    const folder = mkdtempSync(join(tmpdir(), 'weir-bench-'));
    try {
      const file = join(folder, 'model.mjs');
      writeFileSync(file, code);
      const { default: load } = await import(pathToFileURL(file).href);
      const model = await load();
      const { initJsModel, Outputs, ReferencedRunModelParams } = await importPeer(
        '@sdeverywhere/runtime',
        'dist/index.js',
      );
      const runnable = initJsModel(model);
      const times = [model.getInitialTime(), model.getFinalTime(), model.getSaveFreq()];
      const outputs = new Outputs(model.outputVarIds, ...times);
      const parameters = new ReferencedRunModelParams();
      const run = () => {
        parameters.updateFromParams([], outputs);
        runnable.runModel(parameters);
      };
      const compile = performance.now() - start;
      run();
      const columns = outputs.varSeries.map(({ points }) => points.map(({ y }) => y));
      return { rows: asRows(columns), first: { compile }, ...timed(run) };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** SDEverywhere's C, compiled to WebAssembly by emscripten. */
export const sdeWasm = {
  name: 'sdeWasm',
  title: 'SDEverywhere, WebAssembly',
  tolerance: 1e-9,
  reason: () =>
    absence('@sdeverywhere/compile') ??
    (emccVersion() === undefined ? 'there is no emcc on the path (Debian: apt-get install emscripten)' : undefined),
  async open(entry) {
    const start = performance.now();
    const code = await generate(entry, 'C');
    const generated = performance.now() - start;
    const folder = mkdtempSync(join(tmpdir(), 'weir-bench-'));
    try {
      writeFileSync(join(folder, 'sde.h'), sdeHeader);
      writeFileSync(join(folder, 'model.c'), `${code}\n${sdeMain}`);
      const { status, stderr } = spawnSync('emcc', emccFlags, { cwd: folder, encoding: 'utf8' });
      if (status !== 0) throw new Error(`emcc cannot compile SDEverywhere's C: ${stderr.slice(0, 500)}`);
      const compile = performance.now() - start;
      const { save, steps, saveEvery } = entry.request;
      const exports = instantiate(readFileSync(join(folder, 'model.wasm')));
      exports._initialize?.();
      const count = save.length * (steps / saveEvery + 1);
      const address = exports.malloc(8 * count);
      const run = () => exports.run_model(steps, saveEvery, address);
      run();
      const numbers = new Float64Array(exports.memory.buffer, address, count).slice();
      return { rows: numbers, first: { compile, generate: generated }, ...timed(run) };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

const emccFlags = [
  'model.c',
  '-I.',
  '-O3',
  '-Wno-everything',
  '--no-entry',
  '-sSTANDALONE_WASM=1',
  '-sALLOW_MEMORY_GROWTH=1',
  '-sEXPORTED_FUNCTIONS=_run_model,_malloc',
  '-o',
  'model.wasm',
];

/** The module alone, without emscripten's JavaScript: what it would call to print messages is never called. */
function instantiate(bytes) {
  const module = new WebAssembly.Module(bytes);
  const imports = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    imports[from] ??= {};
    imports[from][name] = () => 0;
  }
  return new WebAssembly.Instance(module, imports).exports;
}

function timed(run) {
  return {
    warm: () => warmUp(run),
    time: async (times) => {
      const start = performance.now();
      for (let time = 0; time < times; time++) run();
      return (performance.now() - start) / times;
    },
    end: () => undefined,
  };
}

async function generate(entry, language) {
  const { parseModel, generateCode, resetState } = await importPeer('@sdeverywhere/compile', 'src/index.js');
  resetState();
  const { text, names } = vensimTextOf(entry);
  const tools = { extData: new Map(), directData: new Map(), modelDirname: tmpdir() };
  const parsed = parseModel(text, 'vensim', tmpdir());
  return generateCode(parsed, { spec: { outputVarNames: names }, operations: [`generate${language}`], ...tools });
}

function asRows(columns) {
  return columns[0].flatMap((_, row) => columns.map((column) => column[row]));
}

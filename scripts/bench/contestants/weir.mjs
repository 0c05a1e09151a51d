import { warmUp } from '../turns.mjs';

/** Weir's WebAssembly back end. */
export const weir = {
  name: 'weir',
  title: 'Weir',
  tolerance: 1e-12,
  async open(entry) {
    const { wasmBackend } = await import('@weir/engine');
    return open(entry, wasmBackend);
  },
};

/** Weir's interpreter, which defines the meaning. */
export const interpreted = {
  name: 'interpreter',
  title: "Weir's interpreter",
  tolerance: 0,
  rounds: 3,
  async open(entry) {
    const { interpreter } = await import('@weir/engine');
    return open(entry, interpreter);
  },
};

async function open({ model, request }, backend) {
  const { compileModel } = await import('@weir/engine');
  const prepared = backend.prepare(compileModel(model).program);
  return {
    rows: prepared.run(request).rows,
    compile: () => {
      const start = performance.now();
      const { program } = compileModel(model);
      const compiled = performance.now();
      backend.prepare(program);
      return { compile: compiled - start, prepare: performance.now() - compiled };
    },
    warm: () => (backend.name === 'wasm' ? warmUp(() => prepared.run(request)) : undefined),
    time: async (times) => {
      const start = performance.now();
      for (let time = 0; time < times; time++) prepared.run(request);
      return (performance.now() - start) / times;
    },
    end: () => undefined,
  };
}

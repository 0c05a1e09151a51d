import { inTurn, warmUp } from './turns.mjs';

/** Doublings after the first size. */
const doublings = 5;

/**
 * How cost grows as one thing is doubled again and again: variables (compiling and running), steps, members of an ensemble.
 *
 * @param {{ rounds: number, say: (text: string) => void }} options
 * @returns {Promise<object[]>} for each, `{ title, unit, points: [{ size, time }], exponent }`: times in milliseconds, the least of the rounds;
 *   cost grows as size to the power `exponent`, so that 1 is linear
 */
export async function measureGrowth({ rounds, say }) {
  const { compileModel, runManyHere, wasmBackend } = await import('@weir/engine');
  const sizes = (first) => Array.from({ length: doublings + 1 }, (_, doubling) => first * 2 ** doubling);
  const models = new Map();
  for (const count of sizes(256)) models.set(count, await ringOf(count, 400));
  const compiled = new Map([...models].map(([count, model]) => [count, compileModel(model).program]));
  const small = compileModel(await ringOf(64, 400)).program;
  const runOf = (prepared, program, steps) => {
    const request = requestOf(program, steps);
    return () => prepared.run(request);
  };
  const ready = wasmBackend.prepare(small);
  const runMany = runManyHere(wasmBackend);
  const ensembleOf = (count) => async () => {
    const { parameters, ...request } = requestOf(small, 100);
    const runs = { program: small, request, count, parametersOf: () => parameters };
    for await (const { statuses } of runMany(runs)) if (statuses.length === 0) return;
  };
  const series = [
    {
      title: 'Compile',
      unit: 'variables',
      works: [...models].map(([size, model]) => ({ size, work: () => compileModel(model) })),
    },
    {
      title: 'Run',
      unit: 'variables',
      works: [...compiled].map(([size, program]) => ({
        size,
        work: runOf(wasmBackend.prepare(program), program, 400),
      })),
    },
    { title: 'Run', unit: 'steps', works: sizes(1000).map((size) => ({ size, work: runOf(ready, small, size) })) },
    { title: 'Ensemble', unit: 'members', works: sizes(250).map((size) => ({ size, work: ensembleOf(size) })) },
  ];
  const measured = [];
  for (const { title, unit, works } of series) {
    say(`Growth with ${unit} (${title.toLowerCase()}) …`);
    for (const { work } of works) await warmUp(work);
    const contestants = works.map(({ size, work }) => ({ name: size, time: (times) => timeOf(work, times) }));
    const times = await inTurn(contestants, { rounds });
    const points = [...times].map(([size, list]) => ({ size, time: Math.min(...list) }));
    measured.push({ title, unit, points, exponent: exponentOf(points) });
  }
  return measured;
}

async function timeOf(work, times) {
  const start = performance.now();
  for (let time = 0; time < times; time++) await work();
  return (performance.now() - start) / times;
}

/** Stocks in a ring, each filled from the one before: four variables a stock, three of them computed at every step. */
async function ringOf(variables, steps) {
  const { readDocument } = await import('@weir/engine');
  const count = variables / 4;
  const numbers = Array.from({ length: count }, (_, index) => index);
  const data = {
    model: { name: 'ring', time: { start: 0, stop: steps / 16, step: 0.0625, units: 'day' } },
    stocks: Object.fromEntries(
      numbers.map((index) => [
        `stock ${index}`,
        { initial: 100 + index, inflows: [`flow ${(index + count - 1) % count}`], outflows: [`flow ${index}`] },
      ]),
    ),
    flows: Object.fromEntries(
      numbers.map((index) => [`flow ${index}`, { equation: `stock ${index} / time ${index} * pressure ${index}` }]),
    ),
    variables: Object.fromEntries(
      numbers.flatMap((index) => [
        [`pressure ${index}`, `MAX(0.5, MIN(2, stock ${index} / (stock ${(index + 1) % count} + 1)))`],
        [`time ${index}`, 5 + (index % 7)],
      ]),
    ),
  };
  const { model, diagnostics } = readDocument([{ file: 'ring', data }]);
  if (model === undefined) throw new Error(diagnostics.map(({ message }) => message).join('; '));
  return model;
}

function requestOf(program, steps) {
  const { start, step, method } = program.time;
  const parameters = Float64Array.from(program.parameters, ({ value }) => value);
  const save = program.integrators.slice(0, 8).map(({ slot }) => slot);
  return { start, step, steps, saveEvery: Math.max(1, Math.round(steps / 50)), method, parameters, save };
}

/** The slope of the least-squares line through the logarithms. */
function exponentOf(points) {
  const logs = points.map(({ size, time }) => [Math.log2(size), Math.log2(time)]);
  const mean = (place) => logs.reduce((sum, log) => sum + log[place], 0) / logs.length;
  const [across, up] = [mean(0), mean(1)];
  const shared = logs.reduce((sum, [x, y]) => sum + (x - across) * (y - up), 0);
  return shared / logs.reduce((sum, [x]) => sum + (x - across) ** 2, 0);
}

import { describe, expect, test } from 'vitest';
import { compileModel } from '../compile/compile-model.ts';
import { interpreter } from '../interpret/interpreter.ts';
import { createProblem } from '../run/problem.ts';
import { runManyHere } from '../run/run-many.ts';
import { model } from '../testing/model-notation.ts';
import { wasmBackend } from '../wasm/backend.ts';
import { experimentOf } from './experiment.ts';

const problem = createProblem(
  model`stock S = start { +in }; flow in = rate * S; rate = 0.1; start = 100; noise = UNIFORM(0, 1); time 0 10 1`,
);
const measures = [
  { variable: 'S', at: 'end' },
  { variable: 'S', at: 2.5 },
  { variable: 'S', at: 'lowest' },
  { variable: 'in', at: 'highest' },
  { variable: 'noise', at: 'mean' },
] as const;

describe('experimentOf', () => {
  test.each([interpreter, wasmBackend])('gives the measures of each point with $name', async (backend) => {
    const experiment = experimentOf(problem, { inputs: ['start', 'rate'], measures, runMany: runManyHere(backend) });
    expect(experiment.outputs).toEqual(['S at end', 'S at 2.5', 'lowest S', 'highest in', 'mean noise']);
    const found = await experiment.run(Float64Array.of(100, 0, 10, 0.5, 1, 1));
    expect(found.slice(0, 4)).toEqual(Float64Array.of(100, 100, 100, 0));
    expect(found[5]).toBeCloseTo(10 * 1.5 ** 10, 9);
    expect(found[6]).toBe(22.5);
    expect(found[8]).toBeCloseTo(5 * 1.5 ** 10, 9);
    expect(found[14]).toBe(found[4]);
  });

  test('varies the initial value of a stock that is written down', async () => {
    const tank = createProblem(model`dim A = a, b; stock S[A] = 5 { -out }; flow out[A] = S[A] * 0.5; time 0 1 1`);
    const end = [{ variable: 'S[a]', at: 'end' }] as const;
    const experiment = experimentOf(tank, { inputs: ['S[a]'], measures: end, runMany: runManyHere(interpreter) });
    expect(await experiment.run(Float64Array.of(5, 8))).toEqual(Float64Array.of(2.5, 4));
  });

  test('gives NaN where a run diverges, and goes on', async () => {
    const experiment = experimentOf(problem, {
      inputs: ['rate'],
      measures: measures.slice(0, 1),
      runMany: runManyHere(wasmBackend),
    });
    expect([...(await experiment.run(Float64Array.of(1e300, 0)))]).toEqual([Number.NaN, 100]);
  });

  test('refuses a name that is no constant, and a measure that is no single number', () => {
    const runMany = runManyHere(wasmBackend);
    expect(() => experimentOf(problem, { inputs: ['strat'], measures, runMany })).toThrow('"strat"');
    expect(() => experimentOf(problem, { inputs: ['in'], measures, runMany })).toThrow('not a constant');
    const arrayed = createProblem(model`dim A = a, b; x[A] = 1; time 0 1 1`);
    const refused = () => experimentOf(arrayed, { inputs: [], measures: [{ variable: 'x', at: 'end' }], runMany });
    expect(refused).toThrow('name one element');
  });

  test('stops when it is told to, and says how far it has come', async () => {
    const experiment = experimentOf(problem, { inputs: ['rate'], measures, runMany: runManyHere(wasmBackend) });
    const control = new AbortController();
    const seen: number[] = [];
    const work = experiment.run(new Float64Array(1000), {
      signal: control.signal,
      onProgress: ({ done }) => {
        seen.push(done);
        if (done >= 64) control.abort();
      },
    });
    await expect(work).rejects.toThrow('abort');
    expect(seen).toEqual([32, 64]);
  });

  test('is carried out by a program of either back end to the bit', async () => {
    const { program } = compileModel(model`x = EXP(a) ^ b; a = 1; b = 2; time 0 1 1`);
    if (program === undefined) throw new Error('the test model does not compile');
    const points = Float64Array.from({ length: 200 }, (_, index) => Math.sin(index) * 3);
    const runs = [interpreter, wasmBackend].map((backend) =>
      experimentOf(createProblem(program), {
        inputs: ['a', 'b'],
        measures: [{ variable: 'x', at: 'end' }],
        runMany: runManyHere(backend),
      }).run(points),
    );
    const [one, other] = await Promise.all(runs);
    expect(one).toEqual(other);
  });
});

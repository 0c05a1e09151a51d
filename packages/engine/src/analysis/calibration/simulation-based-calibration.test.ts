import { describe, expect, test } from 'vitest';
import { createProblem } from '../../run/problem.ts';
import { runManyHere } from '../../run/run-many.ts';
import { model } from '../../testing/model-notation.ts';
import { wasmBackend } from '../../wasm/backend.ts';
import { createCalibration } from './calibration.ts';
import { rankUniformity } from './diagnose/rank-uniformity.ts';
import { simulationBasedCalibration } from './simulation-based-calibration.ts';

describe('rankUniformity', () => {
  const even = Float64Array.from({ length: 200 }, (_, index) => (index + 0.5) / 200);

  test('finds nothing in even ranks', () => {
    const found = rankUniformity(even);
    expect(found.pValue).toBeGreaterThan(0.9);
    found.shares.forEach((share, index) => {
      expect(share).toBeGreaterThan(found.low[index] ?? 1);
      expect(share).toBeLessThan(found.high[index] ?? 0);
    });
  });

  test.each([
    ['a posterior that is too narrow', (z: number) => (z < 0.5 ? 2 * z * z : 1 - 2 * (1 - z) ** 2)],
    ['one that is too wide', (z: number) => 0.25 + z / 2],
    ['one that lies too low', (z: number) => Math.sqrt(z)],
  ])('finds %s', (_, bent) => {
    expect(rankUniformity(even.map(bent)).pValue).toBeLessThan(0.01);
  });
});

test('simulationBasedCalibration finds the posteriors of an epidemic with counted cases right', async () => {
  const epidemic = createProblem(
    model`stock S = 990 { -infection }; stock I = seed { +infection -recovery }; flow infection = contact * S * I / 1000; flow recovery = I * leaving; seed = 10; contact = 0.6; leaving = 0.2; time 0 24 1`,
  );
  const times = [4, 8, 12, 16, 20, 24];
  const calibration = createCalibration(epidemic, {
    observations: [
      {
        name: 'cases',
        variables: ['infection'],
        total: 4,
        times,
        values: times.map(() => 1),
        error: 'count',
        dispersion: { kind: 'uniform', low: 0, high: 0.5 },
      },
    ],
    parameters: [
      { name: 'contact', prior: { kind: 'triangular', low: 0.2, mode: 0.5, high: 0.9 } },
      { name: 'leaving', prior: { kind: 'logNormal', median: 0.2, deviation: 0.4 } },
    ],
    runMany: runManyHere(wasmBackend),
  });
  const found = await simulationBasedCalibration(calibration, {
    repetitions: 60,
    sampling: { chains: 4, warmUp: 100, draws: 25, thin: 4 },
    seed: 1,
  });
  expect(found.map(({ name }) => name)).toEqual(['contact', 'leaving', 'dispersion of cases']);
  for (const { pValue } of found) expect(pValue).toBeGreaterThan(0.01);
}, 120_000);

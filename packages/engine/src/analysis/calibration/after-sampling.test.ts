import { describe, expect, test } from 'vitest';
import { compileModel } from '../../compile/compile-model.ts';
import { InputError } from '../../run/input-error.ts';
import { createProblem } from '../../run/problem.ts';
import { runManyHere } from '../../run/run-many.ts';
import { model } from '../../testing/model-notation.ts';
import { wasmBackend } from '../../wasm/backend.ts';
import { decodeNumbers, encodeNumbers } from './base64-numbers.ts';
import { createCalibration, type Calibration, type CalibrationOptions } from './calibration.ts';
import { calibrate } from './fit.ts';
import { hashOfCalibration, hashOfProgram } from './hashes.ts';
import { identifiability } from './identifiability.ts';
import { readPosterior, writePosterior } from './posterior-file.ts';
import { samplePosterior, summarisePosterior } from './posterior.ts';
import { predict, predictiveRemarks } from './predict.ts';
import { profileLikelihood } from './profile.ts';
import { posteriorDraws, priorFromPosterior } from './use-posterior.ts';

const runMany = runManyHere(wasmBackend);
const source = model`stock S = start { -out }; flow out = S * rate * strength; rate = 0.2; strength = 1; start = 1000; idle = 3; time 0 20 0.5`;
const problem = createProblem(source);
const uniform = (name: string, low: number, high: number) => ({ name, prior: { kind: 'uniform', low, high } }) as const;
const years = Array.from({ length: 16 }, (_, index) => index);

/** Counts of a stock that empties at 0.2 a year, with what each is raised by. */
function calibration(more: Partial<CalibrationOptions> = {}, raised: (year: number) => number = () => 1): Calibration {
  const values = years.map((year) => Math.round(1000 * 0.9 ** (2 * year) * raised(year)));
  const observations = [{ name: 'S', variables: ['S'], times: years, values, error: 'count' }] as const;
  return createCalibration(problem, {
    observations,
    parameters: [uniform('rate', 0.01, 1), uniform('start', 100, 3000)],
    runMany,
    ...more,
  });
}

describe('predict', () => {
  test('covers figures that the model made, fitted and held out', async () => {
    const made = calibration({ until: 10 });
    const [found] = await predict(made, await samplePosterior(made, { seed: 1, draws: 100 }), { seed: 1 });
    expect(found?.fitted).toMatchObject({ figures: 11, within90: 1 });
    expect(found?.heldOut.figures).toBe(5);
    expect(found?.heldOut.within90).toBeGreaterThan(0.7);
    expect(found?.heldOut.meanError).toBeLessThan(0.1);
    expect(found?.pValue).toBeGreaterThan(0.5);
    found?.figures.low90.forEach((low, place) => expect(low).toBeLessThanOrEqual(found.model.low90[place] ?? 0));
    expect(predictiveRemarks(found === undefined ? [] : [found]).join('\n')).toContain('of 5 figures held out, ');
  });

  test('says where a model cannot have given the figures', async () => {
    const made = calibration({}, (year) => (year % 2 === 0 ? 1.3 : 0.8));
    const found = await predict(made, await samplePosterior(made, { seed: 1, draws: 100 }), { seed: 1 });
    expect(found[0]?.pValue).toBeLessThan(0.01);
    expect(predictiveRemarks(found)[0]).toContain('"S": the model cannot have given these figures');
  });

  test('carries the last error on as far as errors persist', async () => {
    const values = years.map((year) => 1000 * 0.9 ** (2 * year) * 1.2);
    const observations = [
      {
        name: 'S',
        variables: ['S'],
        times: years,
        values,
        error: 'logarithmic',
        dispersion: 0.05,
        autocorrelation: 0.95,
      },
    ] as const;
    const made = createCalibration(problem, {
      observations,
      parameters: [uniform('rate', 0.1999, 0.2001)],
      until: 5,
      runMany,
    });
    const [found] = await predict(made, await samplePosterior(made, { seed: 1, draws: 100 }), { seed: 1 });
    const ratio = (place: number): number => (found?.figures.median[place] ?? 0) / (found?.model.median[place] ?? 1);
    expect(ratio(6)).toBeCloseTo(1.2 ** 0.95, 1);
    expect(ratio(15)).toBeCloseTo(1.2 ** (0.95 ** 10), 1);
    expect(ratio(15)).toBeLessThan(ratio(6));
  });
});

describe('identifiability', () => {
  test('says of which parameters the figures say nothing, and of which only the product is known', async () => {
    const parameters = [uniform('rate', 0.01, 1), uniform('strength', 0.1, 3), uniform('idle', 0, 5)];
    const made = calibration({ parameters });
    const found = identifiability(made, await samplePosterior(made, { seed: 1, draws: 400 }));
    expect(found.alike[0]).toMatchObject({ names: ['rate', 'strength'], known: 'product' });
    const words = found.remarks.join('\n');
    expect(words).toContain('of "idle": its range is as wide as before');
    expect(words).toContain('Only the product of "rate" and "strength" is known well');
    expect(found.narrowing[2]?.share).toBeLessThan(0.1);
  });

  test('says where figures press a parameter against its range', async () => {
    const made = calibration({ parameters: [uniform('rate', 0.25, 1)] });
    const { remarks } = identifiability(made, await samplePosterior(made, { seed: 1, draws: 100 }));
    expect(remarks[0]).toContain('press "rate" against the lower end');
  });

  test('has nothing to say where every parameter is told well', async () => {
    const made = calibration();
    expect(identifiability(made, await samplePosterior(made, { seed: 1, draws: 200 })).remarks).toEqual([]);
  });
});

describe('profileLikelihood', () => {
  test('bounds what the figures tell, as the curvature of the likelihood does', async () => {
    const made = calibration({ parameters: [uniform('start', 900, 1100)] });
    const profile = await profileLikelihood(made, {
      name: 'start',
      fit: await calibrate(made, { seed: 1 }),
      points: 41,
    });
    // Counts are Poisson with means start × 0.81^year: variance of the estimate start / Σ 0.81^year.
    const error = Math.sqrt(1000 / years.reduce((sum, year) => sum + 0.81 ** year, 0));
    expect(profile.low).toBeCloseTo(1000 - 1.96 * error, -1);
    expect(profile.high).toBeCloseTo(1000 + 1.96 * error, -1);
    expect(profile.remark).toMatch(/^The figures bound "start": \d+ to \d+/);
  });

  test('is flat where another parameter makes up for it', async () => {
    const made = calibration({ parameters: [uniform('rate', 0.05, 1), uniform('strength', 0.1, 4)] });
    const profile = await profileLikelihood(made, { name: 'rate', fit: await calibrate(made, { seed: 1 }), points: 7 });
    expect(profile.remark).toContain('do not tell "rate"');
  });
});

describe('writePosterior', () => {
  test('keeps a posterior to the bit, to go on from', async () => {
    const made = calibration({
      parameters: [
        uniform('rate', 0.01, 1),
        { name: 'start', prior: { kind: 'logNormal', median: 900, deviation: 0.3, low: 10 } },
      ],
    });
    const whole = await samplePosterior(made, { seed: 5, chains: 4, warmUp: 50, draws: 50 });
    const states: (typeof whole.state)[] = [];
    await samplePosterior(made, { seed: 5, chains: 4, warmUp: 50, draws: 50, onState: (state) => states.push(state) });
    const [early] = states;
    if (early === undefined) throw new Error('no state was told of');
    const origin = {
      model: 'test',
      programHash: hashOfProgram(problem.program),
      calibrationHash: hashOfCalibration(made),
      notes: ['up to 2020'],
    };
    const text = writePosterior({ ...whole, state: early }, origin);
    const read = readPosterior(text);
    expect(read.origin).toEqual(origin);
    expect(read.posterior.state).toEqual(early);
    const resumed = await samplePosterior(made, { seed: 5, resume: read.posterior.state });
    expect(resumed).toEqual(whole);
    expect(readPosterior(writePosterior(whole, origin)).posterior).toEqual(whole);
  });

  test.each([
    ['{', 'it is not JSON'],
    ['{"format": "weir-posterior/9"}', '"weir-posterior/9" is not a format that is known'],
    ['[1]', 'a map of names to values is needed'],
    ['{"format": "weir-posterior/1", "parameters": [{"name": "a"}], "state": {"points": "x"}}', 'it has no "prior"'],
    ['{"format": "weir-posterior/1", "parameters": []}', 'its draws do not fit its parameters'],
  ])('is refused by readPosterior where it is not what it must be: %s', (text, words) => {
    expect(() => readPosterior(text)).toThrow(InputError);
    expect(() => readPosterior(text)).toThrow(words);
  });
});

test('readPosterior takes every kind of prior', async () => {
  const kinds = [
    { kind: 'logUniform', low: 0.01, high: 1 },
    { kind: 'triangular', low: 0.01, mode: 0.2, high: 1 },
    { kind: 'pert', low: 0.01, mode: 0.2, high: 1 },
    { kind: 'beta', alpha: 2, beta: 8 },
    { kind: 'normal', mean: 0.2, deviation: 0.1, low: 0, high: 1 },
    { kind: 'gamma', shape: 2, scale: 0.1 },
  ] as const;
  for (const prior of kinds) {
    const made = calibration({ parameters: [{ name: 'rate', prior }] });
    const whole = await samplePosterior(made, { seed: 1, chains: 2, warmUp: 10, draws: 10 });
    const origin = { model: 'test', programHash: '0', calibrationHash: '0' };
    expect(readPosterior(writePosterior(whole, origin)).posterior).toEqual(whole);
  }
});

test('hashOfProgram and hashOfCalibration tell apart what differs', () => {
  const other = compileModel(model`x = 1; time 0 1 1`).program;
  if (other === undefined) throw new Error('the test model does not compile');
  expect(hashOfProgram(problem.program)).toBe(hashOfProgram(createProblem(source).program));
  expect(hashOfProgram(problem.program)).not.toBe(hashOfProgram(other));
  expect(hashOfCalibration(calibration())).toBe(hashOfCalibration(calibration()));
  expect(hashOfCalibration(calibration())).not.toBe(hashOfCalibration(calibration({ until: 3 })));
  expect(hashOfProgram(problem.program)).toMatch(/^[0-9a-f]{16}$/);
});

test('encodeNumbers keeps numbers to the bit', () => {
  for (const numbers of [[], [1], [1, 2], [Math.PI, -0, Number.NEGATIVE_INFINITY, 5e-324, 1e308]])
    expect(decodeNumbers(encodeNumbers(Float64Array.from(numbers)))).toEqual(Float64Array.from(numbers));
  expect(encodeNumbers(Float64Array.of(1))).toBe('AAAAAAAA8D8=');
  for (const text of ['a', 'AAAA', '????']) expect(decodeNumbers(text)).toBeUndefined();
});

test('posteriorDraws and priorFromPosterior hand a posterior on', async () => {
  const observations = calibration().observations.map((each) => ({
    ...each,
    dispersion: { kind: 'uniform', low: 0, high: 0.1 } as const,
  }));
  const made = calibration({ observations });
  const posterior = await samplePosterior(made, { seed: 1, draws: 200 });
  const draws = posteriorDraws(posterior, { members: 100 });
  expect(draws.names).toEqual(['rate', 'start']);
  expect(draws.values.map((each) => each.length)).toEqual([100, 100]);
  const { parameters, correlation } = priorFromPosterior(posterior);
  const [rate] = summarisePosterior(posterior);
  expect(parameters[0]?.prior).toMatchObject({ kind: 'logNormal', low: 0.01, high: 1 });
  expect(correlation[1]).toBeGreaterThan(0.2);
  // A calibration that learns nothing gives back its prior.
  const idle = createCalibration(problem, {
    observations: [{ name: 'idle', variables: ['idle'], times: [1], values: [3], error: 'absolute', dispersion: 1 }],
    parameters,
    correlation,
    runMany,
  });
  const again = await samplePosterior(idle, { seed: 2, draws: 400 });
  const [same] = summarisePosterior(again);
  expect((same?.median ?? 0) / (rate?.median ?? 1)).toBeCloseTo(1, 2);
  expect((same?.deviation ?? 0) / (rate?.deviation ?? 1)).toBeCloseTo(1, 0.7);
  expect(identifiability(idle, again).correlation[1]).toBeCloseTo(correlation[1] ?? 0, 0.9);
});

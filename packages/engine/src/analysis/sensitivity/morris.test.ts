import { describe, expect, test } from 'vitest';
import { experimentWith, forEach, gFunction } from '../../testing/known-functions.ts';
import { uniform } from '../../random/uniform.ts';
import { morrisScreening } from './morris.ts';

describe('morrisScreening', () => {
  test('gives the slopes of a straight function in units of the output for the whole range, without spread', async () => {
    const straight = experimentWith({ inputs: ['a', 'b', 'c'], outputs: ['y', 'still'] }, ([a = 0, b = 0]) => [
      2 * a - 10 * b + 5,
      7,
    ]);
    const distributions = [
      { kind: 'uniform', low: 0, high: 10 },
      { kind: 'triangular', low: 1, mode: 1.1, high: 2 },
      { kind: 'normal', mean: 0, deviation: 1 },
    ] as const;
    const found = await morrisScreening(straight, { distributions, trajectories: 5 });
    expect(straight.asked).toEqual([5 * 4]);
    const [y, still] = found.outputs;
    expect(y?.effects.map(({ input, shape }) => [input, shape])).toEqual([
      ['a', 'straight'],
      ['b', 'straight'],
      ['c', 'none'],
    ]);
    expect(y?.effects.map(({ mu }) => Math.round(mu * 1e9) / 1e9)).toEqual([20, -10, 0]);
    expect(y?.effects[0]?.sigma).toBeCloseTo(0, 9);
    expect(y?.findings).toEqual([
      '"a" matters most for "y": across its range it raises it by about 20, along a line that is about straight.',
      '"b" comes second: across its range it lowers it by about 10, along a line that is about straight.',
      '1 input has no effect on "y" at all.',
    ]);
    expect(still?.findings).toEqual(['Nothing that was varied changes "still".']);
    expect(found.ranges[1]).toEqual({ input: 'b', low: 1, central: 1.1, high: 2, byRatio: false });
  });

  test('agrees with the mean over every place of the grid, within its standard error', async () => {
    const levels = 6;
    const { experiment, distributions } = gFunction([0, 1, 9]);
    const answer = experiment();
    const [found] = (await morrisScreening(answer, { distributions, levels, trajectories: 2000, seed: 5 })).outputs;
    for (const [place, input] of answer.inputs.entries()) {
      const sizes = await everyEffect(place, levels);
      const expected = sizes.reduce((sum, each) => sum + each, 0) / sizes.length;
      const own = found?.effects.find((each) => each.input === input);
      expect(own?.count).toBe(2000);
      expect(Math.abs((own?.muStar ?? 0) - expected)).toBeLessThan(3.5 * (own?.standardError ?? 0) + 1e-12);
      expect(Math.abs(own?.mu ?? 1)).toBeLessThan((4 * (own?.sigma ?? 0)) / Math.sqrt(2000) + 1e-12);
    }

    /** Sizes of the effects of one input from every place of the grid from which it can be moved up. */
    async function everyEffect(place: number, count: number): Promise<number[]> {
      const step = count / 2;
      const points: number[] = [];
      for (let code = 0; code < count ** 3; code++) {
        const at = [code % count, Math.floor(code / count) % count, Math.floor(code / count ** 2)];
        if ((at[place] ?? 0) >= step) continue;
        const moved = at.map((level, index) => (index === place ? level + step : level));
        points.push(...[...at, ...moved].map((level) => level / (count - 1)));
      }
      const values = await experiment().run(Float64Array.from(points));
      return Array.from({ length: values.length / 2 }, (_, pair) =>
        Math.abs(((values[2 * pair + 1] ?? 0) - (values[2 * pair] ?? 0)) / (step / (count - 1))),
      );
    }
  });

  test('tells the three groups of the function of Morris 1991 apart', async () => {
    const [found] = (await morrisScreening(morris1991(), { distributions: forEach(20), trajectories: 40 })).outputs;
    const effect = (input: number) => {
      const own = found?.effects.find((each) => each.input === `x${input}`);
      if (own === undefined) throw new Error(`there is no x${input}`);
      return own;
    };
    expect(new Set(found?.effects.slice(0, 10).map(({ input }) => input))).toEqual(
      new Set(Array.from({ length: 10 }, (_, index) => `x${index + 1}`)),
    );
    for (const input of [1, 2, 3, 4, 5, 6]) expect(effect(input).sigma).toBeGreaterThan(20);
    for (const input of [8, 9, 10]) {
      expect(effect(input).mu).toBeGreaterThan(30);
      expect(effect(input).sigma).toBeLessThan(15);
    }
    for (let input = 11; input <= 20; input++) expect(effect(input).muStar).toBeLessThan(15);
  });

  test('repeats to the bit, and draws other places by another seed', async () => {
    const { experiment, distributions } = gFunction([0, 1, 9]);
    const of = (seed: number) => morrisScreening(experiment(), { distributions, seed });
    expect(await of(3)).toEqual(await of(3));
    expect((await of(4)).outputs).not.toEqual((await of(3)).outputs);
  });

  test('leaves out effects beside failed runs and says so', async () => {
    const failing = experimentWith({ inputs: ['a', 'b'] }, ([a = 0, b = 0]) => [b > 0.9 ? Number.NaN : a]);
    const found = await morrisScreening(failing, { distributions: forEach(2) });
    expect(found.failed).toBeGreaterThan(0);
    expect(found.outputs[0]?.effects[0]?.count).toBeLessThan(20);
    expect(found.notes[0]).toMatch(/^\d+ of 60 runs failed/);
    const never = experimentWith({ inputs: ['a', 'b'] }, () => [Number.NaN]);
    const [nothing] = (await morrisScreening(never, { distributions: forEach(2) })).outputs;
    expect(nothing?.findings).toEqual(['Too many runs failed to say anything of "a" and "b": narrow the ranges.']);
  });

  test('stops when it is told to', async () => {
    const { experiment, distributions } = gFunction([0, 1]);
    const signal = AbortSignal.abort();
    await expect(morrisScreening(experiment(), { distributions, signal })).rejects.toThrow('abort');
  });

  test('refuses a plan that makes no sense', async () => {
    const { experiment, distributions } = gFunction([0, 1]);
    const of = (options: object) => morrisScreening(experiment(), { distributions, ...options });
    await expect(of({ levels: 5 })).rejects.toThrow('even number');
    await expect(of({ trajectories: 1 })).rejects.toThrow('at least 2');
    await expect(of({ distributions: [] })).rejects.toThrow('give one each');
  });
});

/** The function of Morris 1991, section 5, its small coefficients drawn by a fixed seed (nearly normal: sums of twelve). */
function morris1991() {
  const small = (variable: number, step: number): number =>
    Array.from({ length: 12 }, (_, member) => uniform({ seed: 91, member, variable, step })).reduce(
      (sum, each) => sum + each,
      -6,
    );
  return experimentWith({ inputs: 20 }, (point) => {
    const w = Array.from(point, (x, index) =>
      [2, 4, 6].includes(index) ? 2 * ((1.1 * x) / (x + 0.1) - 0.5) : 2 * (x - 0.5),
    );
    const at = (index: number): number => w[index] ?? 0;
    let sum = 0;
    for (let i = 0; i < 20; i++) {
      sum += (i < 10 ? 20 : small(i, 0)) * at(i);
      for (let j = i + 1; j < 20; j++) {
        sum += (j < 6 ? -15 : small(i, j)) * at(i) * at(j);
        for (let k = j + 1; k < 5; k++) {
          sum += -10 * at(i) * at(j) * at(k);
          for (let l = k + 1; l < 4; l++) sum += 5 * at(i) * at(j) * at(k) * at(l);
        }
      }
    }
    return [sum];
  });
}

import { describe, expect, test } from 'vitest';
import { experimentWith, forEach } from '../../testing/known-functions.ts';
import { tornado } from './tornado.ts';

describe('tornado', () => {
  test('gives both ends of every input, widest swing first, with the others central', async () => {
    const asked: number[][] = [];
    const experiment = experimentWith({ inputs: ['a', 'b', 'c'], outputs: ['y', 'z'] }, ([a = 0, b = 0, c = 0]) => {
      asked.push([a, b, c]);
      return [a - 10 * b * (1 + a), 3];
    });
    const distributions = [
      { kind: 'uniform', low: 0, high: 4 },
      { kind: 'triangular', low: 1, mode: 1.2, high: 2 },
      { kind: 'uniform', low: 0, high: 1 },
    ] as const;
    const found = await tornado(experiment, { distributions, points: 3 });
    expect(experiment.asked).toEqual([1 + 3 * 3]);
    expect(asked[0]).toEqual([2, 1.2, 0.5]);
    const [y, z] = found.outputs;
    expect(y?.central).toBe(2 - 36);
    expect(y?.bars.map(({ input, atLow, atHigh, shape }) => [input, atLow, atHigh, shape])).toEqual([
      ['a', -12, 4 - 60, 'falls'],
      ['b', 2 - 30, 2 - 60, 'falls'],
      ['c', -34, -34, 'flat'],
    ]);
    expect(y?.bars[1]?.course.map(({ value }) => value)).toEqual([1, 1.2, 1.5, 2]);
    expect(y?.findings).toEqual([
      'With every input at its central value, "y" is −34.',
      '"a" from 0 to 4 takes "y" from −12 to −56.',
      '"b" from 1 to 2 takes "y" from −28 to −58.',
      '1 input leaves "y" where it is.',
    ]);
    expect(z?.bars.every(({ shape, swing }) => shape === 'flat' && swing === 0)).toBe(true);
  });

  test('sees between the ends that an output rises and falls', async () => {
    const hill = experimentWith({ inputs: 2 }, ([a = 0, b = 0]) => [1 - (2 * a - 1) ** 2 + 0.1 * b]);
    const [found] = (await tornado(hill, { distributions: forEach(2) })).outputs;
    const [first] = found?.bars ?? [];
    expect(first).toMatchObject({ input: 'x1', shape: 'turns', swing: 1 });
    expect(first?.atLow).toBe(first?.atHigh);
    expect(found?.findings[1]).toContain('but not straight there: near 0.5 it is 1.05 (a swing of 1)');
  });

  test('says where runs failed, without a NaN in words', async () => {
    const failing = experimentWith({ inputs: 2 }, ([a = 0]) => [a === 0.5 ? Number.NaN : a]);
    const found = await tornado(failing, { distributions: forEach(2) });
    expect(found.failed).toBe(1 + 1 + 5);
    expect(found.outputs[0]?.bars.map(({ shape }) => shape)).toEqual(['rises', 'unknown']);
    expect([...(found.outputs[0]?.findings ?? []), ...found.notes].join(' ')).not.toContain('NaN');
    expect(found.notes[0]).toContain('7 of 11 runs failed');
  });

  test('refuses a single point', async () => {
    const experiment = experimentWith({ inputs: 1 }, ([a = 0]) => [a]);
    await expect(tornado(experiment, { distributions: forEach(1), points: 1 })).rejects.toThrow('both ends');
  });
});

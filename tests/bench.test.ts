import { describe, expect, test } from 'vitest';
import { compileModel, interpreter, readDocument } from '@weir/engine';
import { readVensim } from '@weir/engine/vensim';
import { generalModel } from '@weir/care';
import { flatVensim, slotName } from '../scripts/bench/flat-vensim.mjs';
import { requestOf } from '../scripts/bench/models.mjs';
import { page } from '../scripts/bench/page.mjs';
import { growthPlot } from '../scripts/bench/plot.mjs';
import { judge, shortNumber } from '../scripts/bench/targets.mjs';
import { inTurn, median, ratio } from '../scripts/bench/turns.mjs';

describe('flatVensim', () => {
  test('flatVensim writes the general model as scalars that give the same bits', () => {
    const program = compiled(generalModel.model);
    const request = requestOf(program);
    const flat = compiled(readVensim(flatVensim(program, request), { file: 'flat.mdl' }).model);
    const bases = new Map(flat.layout.map(({ name, base }) => [name, base]));
    const own = {
      ...request,
      parameters: Float64Array.from(flat.parameters, ({ value }) => value),
      save: request.save.map((slot) => bases.get(slotName(slot)) ?? Number.NaN),
    };
    expect(interpreter.prepare(flat).run(own)).toEqual(interpreter.prepare(program).run(request));
  });

  test('flatVensim refuses what Vensim cannot say', () => {
    const program = compiled(
      readDocument([
        {
          file: 'm',
          data: { model: { name: 'm', time: { start: 0, stop: 1, step: 1 } }, variables: { a: 'PREVIOUS(TIME, 0)' } },
        },
      ]).model,
    );
    expect(() => flatVensim(program, requestOf(program))).toThrow('remembers more than stocks');
  });
});

describe('inTurn', () => {
  test('inTurn gives every contestant its rounds, in turn, and slow ones fewer', async () => {
    const calls: string[] = [];
    const contestant = (name: string) => ({
      name,
      time: (): Promise<number> => {
        calls.push(name);
        return Promise.resolve(30);
      },
    });
    const times = await inTurn([contestant('a'), { ...contestant('b'), rounds: 1 }], { rounds: 3 });
    // The first of each finds how often a round repeats the work.
    expect(calls.join('')).toBe('ababaa');
    expect([times.get('a'), times.get('b')]).toEqual([[30, 30, 30], [30]]);
  });

  test('ratio compares rounds with each other, so that a slow spell hits both', () => {
    expect(ratio([2, 20, 2], [1, 10, 1])).toBe(2);
    expect([median([3, 1, 2]), median([4, 1, 2, 3])]).toEqual([2, 2.5]);
  });
});

const run = (title: string, overNative: number, overWeir: number) => ({
  title,
  median: overNative,
  overNative,
  overWeir,
});
const figures = {
  machine: { date: '2026-11-24', processor: 'a processor', cores: 2, memory: 2 ** 34, load: 0.1, node: '20.20.2' },
  models: [
    {
      key: 'general',
      title: 'General model',
      slots: 1502,
      steps: 1600,
      runs: {
        weir: run('Weir', 1.25, 1),
        native: run('Native C', 1, 0.8),
        sdeWasm: { ...run('SDE', 2.4, 1.92), first: { compile: 5 } },
      },
      compiles: {
        compile: { median: 12, first: 60 },
        prepare: { median: 9, first: 30 },
        both: { median: 21, first: 90 },
        firstRun: 3,
      },
      ensembles: { members: 10_000, perSecond: { weir1: 1300, weir2: 2500, native1: 1000, native2: 1900 } },
    },
  ],
  memory: {
    start: 2 ** 26,
    runs: { general: { weir: 2 ** 27 } },
    ensembles: [
      { members: 1000, most: 2 ** 26 },
      { members: 10_000, most: 2 ** 27 },
    ],
  },
  growth: [{ title: 'Run', unit: 'steps', points: [1, 2, 4].map((size) => ({ size, time: size })), exponent: 1 }],
  missing: ['PySD: not there'],
};

describe('judge', () => {
  test('judge says of each aim what was found and whether it is reached, and nothing of what was not measured', () => {
    expect(judge(figures).map(({ found, reached }) => `${found}: ${reached}`)).toEqual([
      '1.25 ×: true',
      '1.3 ×: true',
      '21 ms: false',
      '1.92 × on the closest, General model; native C itself is 2.4 ×: false',
      '2 × from 1000 to 10000 members: false',
      '1 is the power: true',
    ]);
  });

  test('page has the figures, the date and the size of the machine, and who is missing', () => {
    const text = page({ ...figures, targets: judge(figures) }, { plot: 'growth.svg' });
    expect(text).toContain('24 November 2026 on 2 cores of a processor with 16 GiB');
    expect(text).toContain('| Compile the general model, ready to run: at most 20 ms | 21 ms | **no** |');
    expect(text).toContain('| General model | 10,000 | 1,300 (1.3) | 2,500 (1.32) | 1,000 | 1,900 | 4 |');
    expect(text).toContain('](growth.svg)');
    expect(text).toContain('- PySD: not there');
    expect(text).not.toMatch(/undefined|NaN/);
  });

  test('growthPlot draws linear growth on its dashed line', () => {
    const [linear, drawn] = [...growthPlot(figures.growth).matchAll(/points="([^"]+)"/g)].map((match) => match[1]);
    expect(drawn).toBe(linear);
  });

  test('shortNumber keeps three digits', () => {
    expect([0.012_345, 1.234, 12_345].map(shortNumber)).toEqual(['0.0123', '1.23', '12,345']);
  });
});

function compiled(model: Parameters<typeof compileModel>[0] | undefined) {
  const { program } = model === undefined ? {} : compileModel(model);
  if (program === undefined) throw new Error('the model does not compile');
  return program;
}

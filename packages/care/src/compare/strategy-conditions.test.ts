import { runManyHere, wasmBackend } from '@weir/engine';
import { describe, expect, test } from 'vitest';
import { composeModel } from '../compose/compose-model.ts';
import type { GeneralModel } from '../types.ts';
import { readAim } from './aim.ts';
import { strategyConditions } from './strategy-conditions.ts';

/** A level that a cut lowers by cut times gain, both drawn; what else is drawn moves the level with and without the cut. */
function cutting(aim: string): GeneralModel {
  const constants = { base: [100, 90, 110], gain: [0.5, 0.2, 0.8], other: [1, 0.5, 1.5], cut: [0, 0, 0] };
  const names = Object.entries(constants);
  const { general, diagnostics } = composeModel([
    {
      file: 'model/a.yaml',
      text: `model: {name: Cutting, time: {start: 0, stop: 2, step: 1, save every: 1}}
sector: {name: Cutting, documentation: A cut.}
variables:
  level: {equation: base * other * (1 - cut * gain), units: '1', documentation: What is cut.}
${names.map(([name, [value]]) => `  ${name}: {equation: ${value ?? 0}, units: '1', documentation: The ${name}., evidence: [${name}]}`).join('\n')}
`,
    },
    {
      file: 'evidence/a.yaml',
      text: names
        .map(
          ([id, [value, low, high]]) =>
            `- {id: ${id}, title: T, value: ${value ?? 0}, low: ${low ?? 0}, high: ${high ?? 0}, unit: '1', year: any, place: here, source: 'Chosen for this test.', status: assumption${low === high ? ", fixed: 'It is a lever.'" : ''}}\n`,
        )
        .join(''),
    },
    {
      file: 'indicators.yaml',
      text: '- {id: level, name: Level, variable: level, unit: litres, better: lower, decimals: 0, scale: 1, group: G, perChild: false, meaning: M}\n',
    },
    {
      file: 'strategies/a.yaml',
      text: `- {id: cut, name: Cut, figure4: false, summary: s, theoryOfChange: t, grade: none, evidence: e, reach: {words: r, evidence: [cut]}, cost: {words: c, evidence: [cut]}, aims: ['${aim}'], start: 1, ramp: 1, actions: [{parameter: cut, label: How much is cut, unit: share, neutral: 0, central: 0.4, low: 0.38, high: 0.42, least: 0, most: 1}]}\n`,
    },
  ]);
  if (general === undefined) throw new Error(JSON.stringify(diagnostics));
  return general;
}

const runMany = runManyHere(wasmBackend);
const few = { strategy: 'cut', runMany, members: 300, freshMembers: 200, history: false } as const;

describe('strategyConditions', () => {
  test('finds the assumption that decides, and where it turns', async () => {
    // A fall of a fifth needs a gain of 0.5 at the central cut of 0.4.
    const found = await strategyConditions({ ...few, density: 0.95, general: cutting('level@2 <= -20%') });
    expect(found.verdict).toBe('where it works');
    expect(found.inputs).toBe(4);
    const [first] = found.conditions;
    expect(first).toMatchObject({ input: 'gain', meaning: 'The gain.', central: 0.5, status: 'assumption' });
    expect(first?.high).toBeUndefined();
    expect(Math.abs((first?.low?.value ?? 0) - 0.5)).toBeLessThan(0.04);
    expect(found.conditions.some(({ input }) => input === 'base' || input === 'other')).toBe(false);
    expect(found.fresh?.density.value).toBeGreaterThan(0.85);
    expect(found.fresh?.outside.value).toBeLessThan(0.15);
    expect(found.findings[0]).toBe(
      '"Cut" is taken to work where it makes level in 2 lower by at least 20 % than without it.',
    );
    expect(found.findings[2]).toMatch(
      /where "gain" \(the gain\) is above 0\.[45]\d* \(drawn from 0\.2\d* to 0\.7\d*\)/,
    );
  });

  test('looks for where it fails if it mostly works', async () => {
    // 0.35 and more in some 87 of 100 members.
    const found = await strategyConditions({ ...few, general: cutting('level@2 <= -14%') });
    expect(found.verdict).toBe('where it fails');
    expect(found.conditions[0]?.input).toBe('gain');
    expect(found.conditions[0]?.low).toBeUndefined();
    expect(Math.abs((found.conditions[0]?.high?.value ?? 0) - 0.35)).toBeLessThan(0.05);
    expect(found.findings[2]).toMatch(/^It does not work \(in /);
  });

  test.each([
    ['level@2 <= -1%', 'everywhere', 'It works nearly everywhere, in all runs'],
    ['level@2 <= -90%', 'nowhere', 'It works nowhere'],
  ])('says of "%s" that it works %s', async (aim, verdict, words) => {
    const found = await strategyConditions({ ...few, general: cutting(aim) });
    expect(found.verdict).toBe(verdict);
    expect(found.conditions).toEqual([]);
    expect(found.fresh).toBeUndefined();
    expect(found.findings[1]).toContain(words);
  });

  test('takes other aims, and gives the same again', async () => {
    const aims = [readAim('level@1 <= -5')].filter((aim) => aim !== undefined);
    const general = cutting('level@2 <= -90%');
    const found = await strategyConditions({ ...few, general, aims });
    expect(found.targetWords).toBe('level in 1 lower by at least 5 litres than without it');
    expect(await strategyConditions({ ...few, general, aims })).toEqual(found);
  });

  test.each([
    ['none', 'Cannot find the strategy "none"'],
    ['cut', 'has no target'],
  ])('refuses "%s" without a target', async (strategy, message) => {
    const general = cutting('level@2 <= -1%');
    await expect(strategyConditions({ ...few, general, strategy, aims: [] })).rejects.toThrow(message);
  });
});

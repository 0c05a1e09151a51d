import { describe, expect, it } from 'vitest';
import { composeModel } from './compose-model.ts';

const model = {
  file: 'model/tank.yaml',
  text: `model: {name: Tank, time: {start: 0, stop: 1, step: 0.5}}
sector: {name: Tank, documentation: A tank.}
stocks:
  level: {initial: 5, outflows: [leaving], units: litre, evidence: [level]}
flows:
  leaving: {equation: level * rate, units: litre/year}
variables:
  rate: {equation: 0.2, units: 1/year, evidence: [rate]}
`,
};
const entry = (id: string, rest = 'value: 5, low: 5, high: 5, unit: litre'): string =>
  `- {id: ${id}, title: T, ${rest}, year: any, place: here, source: Read from the gauge, status: own estimate}\n`;
const evidence = {
  file: 'evidence/tank.yaml',
  text: entry('level') + entry('rate', 'value: 0.2, low: 0.1, high: 0.3, unit: 1/year'),
};
const indicators = {
  file: 'indicators.yaml',
  text: '- {id: level, name: Level, variable: level, unit: litres, better: neither, decimals: 0, scale: 1, group: G, perChild: false, meaning: What is in it}\n',
};

interface Lever {
  readonly parameter?: string;
  readonly low?: number;
  readonly high?: number;
  readonly effect?: string;
}

function strategy({ parameter = 'rate', low = 0.1, high = 0.3, effect }: Lever = {}): string {
  const action = `parameter: ${parameter}, label: l, unit: u, neutral: 0, central: ${low}, low: ${low}, high: ${high}, least: 0, most: 1`;
  const does = effect === undefined ? '' : `, effect: ${effect}`;
  return `- {id: s, name: S, figure4: false, summary: s, theoryOfChange: t, grade: none, evidence: e, reach: {words: r, evidence: [rate]}, cost: {words: c, evidence: [rate]}, aims: ['level@1 <= -3%'], start: 1, ramp: 1, actions: [{${action}${does}}]}`;
}

describe('composeModel', () => {
  it('takes a strategy whose lever is delivered in full and whose effect has a range', () => {
    const text = strategy({ low: 1, high: 1, effect: 'rate' });
    const { general } = composeModel([model, evidence, indicators, { file: 'strategies/a.yaml', text }]);
    expect(general?.strategies[0]?.actions[0]?.effect).toBe('rate');
    expect(general?.strategies[0]?.reach).toEqual({ words: 'r', evidence: ['rate'] });
  });

  it('composes sectors, evidence and indicators', () => {
    const { general, diagnostics } = composeModel([model, evidence, indicators]);
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(general?.evidence.map(({ id }) => id)).toEqual(['level', 'rate']);
    expect(general?.indicators[0]?.variable).toBe('level');
  });

  it.each([
    [
      'evidence that is not there',
      [model, { ...evidence, text: entry('level') + entry('rates') }],
      'unknown-evidence',
      'rate',
    ],
    [
      'a constant without evidence',
      [{ ...model, text: model.text.replace(', evidence: [rate]', '') }, evidence],
      'no-evidence',
      'rate',
    ],
    [
      'a value outside its range',
      [model, { ...evidence, text: evidence.text.replace('low: 0.1', 'low: 0.25') }],
      'bad-entry',
      'rate',
    ],
    [
      'two entries of one id',
      [model, { ...evidence, text: evidence.text + entry('level') }],
      'duplicate-entry',
      'level',
    ],
    ['a broken file', [model, { ...evidence, text: '- {id: a, b' }], 'bad-yaml', 'YAML'],
    [
      'an indicator of no variable',
      [model, evidence, { ...indicators, text: indicators.text.replace('variable: level', 'variable: lever') }],
      'unknown-name',
      'lever',
    ],
    [
      'history of no indicator',
      [model, evidence, { file: 'history/a.yaml', text: '- {indicator: levels, source: s, points: [[2010, 1]]}' }],
      'unknown-indicator',
      'levels',
    ],
    [
      'a strategy that acts on nothing',
      [
        model,
        evidence,
        {
          file: 'strategies/a.yaml',
          text: strategy({ parameter: 'rat' }),
        },
      ],
      'unknown-parameter',
      'rat',
    ],
    [
      'a strategy without an interval',
      [model, evidence, { file: 'strategies/a.yaml', text: strategy({ low: 0.1, high: 0.1 }) }],
      'no-interval',
      '"s"',
    ],
    [
      'a strategy whose effect is known to a point',
      [model, evidence, { file: 'strategies/a.yaml', text: strategy({ low: 0.1, high: 0.1, effect: 'level' }) }],
      'no-interval',
      '"s"',
    ],
    [
      'a strategy whose interval leaves its slider',
      [model, evidence, { file: 'strategies/a.yaml', text: strategy({ high: 2 }) }],
      'bad-entry',
      'central',
    ],
    [
      'a strategy without a grade',
      [model, evidence, { file: 'strategies/a.yaml', text: strategy().replace('grade: none, ', '') }],
      'bad-entry',
      'grade',
    ],
    [
      'a strategy without a theory of change',
      [model, evidence, { file: 'strategies/a.yaml', text: strategy().replace('theoryOfChange: t, ', '') }],
      'bad-entry',
      'theoryOfChange',
    ],
    [
      'a strategy that does not say whom it reaches',
      [model, evidence, { file: 'strategies/a.yaml', text: strategy().replace(/reach: \{.*?\}, /, '') }],
      'bad-entry',
      'reach',
    ],
    [
      'a cost that nothing stands behind',
      [
        model,
        evidence,
        { file: 'strategies/a.yaml', text: strategy().replace('c, evidence: [rate]', 'c, evidence: []') },
      ],
      'no-evidence',
      'cost',
    ],
    [
      'an effect of a strategy that is not there',
      [model, evidence, { file: 'strategies/a.yaml', text: strategy({ effect: 'rates' }) }],
      'unknown-evidence',
      'rates',
    ],
    [
      'an aim that is none',
      [model, evidence, indicators, { file: 'strategies/a.yaml', text: strategy().replace('<=', 'to') }],
      'bad-entry',
      'aims',
    ],
    [
      'an aim at no indicator',
      [model, evidence, indicators, { file: 'strategies/a.yaml', text: strategy().replace('level@', 'levels@') }],
      'unknown-indicator',
      'levels',
    ],
    [
      'a strategy for nothing',
      [
        model,
        evidence,
        indicators,
        { file: 'strategies/a.yaml', text: strategy().replace(/aims: \[.*?\]/, 'aims: []') },
      ],
      'no-aim',
      '"s"',
    ],
  ] as const)('refuses %s', (_what, files, code, word) => {
    const { general, diagnostics } = composeModel(files);
    expect(general).toBeUndefined();
    const found = diagnostics.find((diagnostic) => diagnostic.code === code);
    expect(found?.message).toContain(word);
  });

  it('says in which line and column a fault stands', () => {
    const { diagnostics } = composeModel([
      model,
      { ...evidence, text: evidence.text.replace('value: 0.2', 'value: much') },
    ]);
    expect(diagnostics.find(({ code }) => code === 'bad-entry')?.place).toEqual({
      file: 'evidence/tank.yaml',
      line: 2,
      column: 31,
    });
  });
});

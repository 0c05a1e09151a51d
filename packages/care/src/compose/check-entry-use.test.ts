import { describe, expect, it } from 'vitest';
import { composeModel } from './compose-model.ts';

const model = `model: {name: Homes, time: {start: 0, stop: 1, step: 0.5}}
sector: {name: Homes, documentation: What homes cost.}
dimensions:
  Kind: {elements: [own, other]}
variables:
  share full: {equation: 0.9, units: '1', documentation: Share., evidence: [share_full]}
  weekly cost: {dimensions: [Kind], equation: {own: 5500, other: 5500}, units: £/week, documentation: Cost., evidence: [cost_own, cost_other]}
  children: {dimensions: [Kind], equation: {own: 30, other: 70}, units: child, documentation: Children., evidence: [children_all]}
`;

interface Field {
  readonly value: number;
  readonly unit: string;
  readonly range?: string;
  readonly more?: string;
}

function entry(id: string, { value, unit, range = `low: ${value}, high: ${value}`, more = '' }: Field): string {
  const rest = `unit: '${unit}', year: any, place: here, source: Counted in one county, status: own estimate${more}`;
  return `- {id: ${id}, title: T, value: ${value}, ${range}, ${rest}}\n`;
}

const parts = {
  share: entry('share_full', { value: 0.9, unit: '1' }),
  own: entry('cost_own', { value: 5500, unit: '£/week', range: 'low: 4000, high: 7000', more: ', elements: [own]' }),
  other: entry('cost_other', { value: 5500, unit: '£/week', more: ', elements: [other]' }),
  all: entry('children_all', { value: 100, unit: 'child' }),
};

function codesOf(change: Partial<typeof parts>, extra = ''): readonly string[] {
  const text = Object.values({ ...parts, ...change }).join('') + extra;
  const { diagnostics } = composeModel([
    { file: 'model/homes.yaml', text: model },
    { file: 'evidence/homes.yaml', text },
  ]);
  return diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code);
}

describe('checkEntryUse', () => {
  it('checkEntryUse accepts entries of single constants, of elements, and of the sum of an array', () => {
    expect(codesOf({})).toEqual([]);
  });

  it.each<readonly [string, Partial<typeof parts>, string]>([
    ['a value that is not the model’s', { share: entry('share_full', { value: 0.8, unit: '1' }) }, 'evidence-value'],
    ['a sum that is not the array’s', { all: entry('children_all', { value: 101, unit: 'child' }) }, 'evidence-value'],
    ['another unit', { share: entry('share_full', { value: 0.9, unit: 'fraction' }) }, 'evidence-unit'],
    ['two ranges for one element', { own: parts.own.replace(', elements: [own]', '') }, 'ambiguous-evidence'],
    [
      'an element that is none of the array',
      { own: parts.own.replace('elements: [own]', 'elements: [owns]') },
      'evidence-value',
    ],
    [
      'a constant with nothing but background behind it',
      { share: entry('share_full', { value: 0.8, unit: 'any', more: ', role: background' }) },
      'no-evidence',
    ],
  ])('checkEntryUse refuses %s', (_what, change, code) => {
    expect(codesOf(change)).toContain(code);
  });

  it('checkEntryUse refuses an entry that nothing uses', () => {
    expect(codesOf({}, entry('spare', { value: 1, unit: '1' }))).toEqual(['unused-evidence']);
  });
});

import type { Evidence, GeneralModel, Indicator } from '@weir/care';
import { describe, expect, it } from 'vitest';
import { sampleLinks } from '../map/sample-links.ts';
import { sampleModel } from '../map/sample-model.ts';
import { systemGraph } from '../map/system-graph.ts';
import { evidenceUses } from './evidence-uses.ts';
import { extendTrail } from './extend-trail.ts';
import { findItem } from './find-item.ts';
import { formatValue } from './format-value.ts';
import { searchVariables } from './search-variables.ts';
import { rowAt, totalOf, traceOf } from './trace.ts';
import { valueLines } from './value-lines.ts';

const graph = systemGraph(sampleModel, sampleLinks);
const indicator: Indicator = {
  id: 'caseload',
  name: 'Average caseload',
  variable: 'caseload per worker',
  unit: 'cases',
  better: 'lower',
  decimals: 1,
  scale: 1,
  meaning: 'Cases that a social worker holds.',
  group: 'Workforce',
  perChild: false,
};
const evidence: readonly Evidence[] = [];
const general: GeneralModel = {
  version: 'test',
  model: sampleModel,
  evidence,
  indicators: [indicator],
  strategies: [],
  history: [],
};

describe('findItem', () => {
  const found = (item: string): string => {
    const result = findItem(general, graph, item);
    return result.kind === 'variable' ? result.variable.name : `? ${result.near.join(', ')}`;
  };

  it('findItem takes ids, names and elements of arrays', () => {
    expect(found('plans_open')).toBe('plans open');
    expect(found('Plans  Open')).toBe('plans open');
    expect(found('plans open[a, b]')).toBe('plans open');
  });

  it('findItem takes an indicator for the variable behind it', () => {
    expect(found('caseload')).toBe('caseload per worker');
    expect(found('average caseload')).toBe('caseload per worker');
    const result = findItem(general, graph, 'caseload_per_worker');
    expect(result.kind === 'variable' && result.indicators).toEqual([indicator]);
  });

  it('findItem gives near names for what it does not know, and none for nonsense', () => {
    expect(found('plans opne')).toMatch(/^\? plans open/);
    expect(found('workers')).toContain('social workers');
    expect(found('xyzzy')).toBe('? ');
    expect(found('')).toBe('? ');
  });
});

describe('searchVariables', () => {
  const search = (text: string): string[] =>
    searchVariables(graph, { text, titles: new Map([['caseload_per_worker', 'Average caseload']]) }).flatMap(
      ({ sector, variables }) => variables.map(({ name }) => `${sector}: ${name}`),
    );

  it('searchVariables finds all words anywhere, by sector', () => {
    expect(search('plans')).toEqual(['Plans: plans open', 'Plans: plans started', 'Plans: plans closed']);
    expect(search('started PLANS')).toEqual(['Plans: plans started']);
    expect(search('average')).toEqual(['Workforce: caseload per worker']);
    expect(search('no such thing')).toEqual([]);
    expect(search(' ')).toHaveLength(12);
  });
});

describe('extendTrail', () => {
  it('extendTrail lengthens the way, cuts it back, and forgets its beginning', () => {
    expect(extendTrail(['a'], 'b')).toEqual(['a', 'b']);
    expect(extendTrail(['a', 'b', 'c'], 'b')).toEqual(['a', 'b']);
    expect(extendTrail(['a', 'b', 'c', 'd', 'e'], 'f')).toEqual(['b', 'c', 'd', 'e', 'f']);
    const same = ['a', 'b'];
    expect(extendTrail(same, 'b')).toBe(same);
  });
});

describe('formatValue', () => {
  it.each([
    [81770.4, '81,770'],
    [15.214, '15.21'],
    [0.41, '0.41'],
    [0.0012345, '0.001235'],
    [-3, '−3'],
    [0, '0'],
    [2.5e-9, '2.5e−9'],
    [NaN, '–'],
    [undefined, '–'],
  ])('formatValue of %s', (value, text) => {
    expect(formatValue(value)).toBe(text);
  });
});

describe('traceOf', () => {
  const trace = traceOf({
    status: { kind: 'done' },
    seed: 0,
    member: 0,
    times: Float64Array.of(2020, 2020.5, 2021),
    columns: [
      { name: 'plans open', values: Float64Array.of(1, 2, 3) },
      { name: 'staff[new,town]', values: Float64Array.of(10, 20, 30) },
      { name: 'staff[old,town]', values: Float64Array.of(1, 1, 1) },
    ],
  });
  const staff = trace.series.get('staff' as never) ?? [];

  it('traceOf puts the elements of an array together', () => {
    expect(staff.map(({ label }) => label)).toEqual(['new, town', 'old, town']);
    expect([...totalOf(staff, 3)]).toEqual([11, 21, 31]);
  });

  it('rowAt finds the saved row nearest to a time', () => {
    expect([2019, 2020.3, 2020.9, 2099].map((time) => rowAt(trace, time))).toEqual([0, 1, 2, 2]);
  });

  it('valueLines draws whole years, and the sum of a stock', () => {
    const lines = valueLines({ kind: 'stock', name: 'staff' }, staff, trace.times);
    expect(lines.map(({ name, points }) => ({ name, points }))).toEqual([
      {
        name: 'All',
        points: [
          { year: 2020, value: 11 },
          { year: 2021, value: 31 },
        ],
      },
    ]);
    expect(valueLines({ kind: 'auxiliary', name: 'staff' }, staff, trace.times).map(({ name }) => name)).toEqual([
      'new, town',
      'old, town',
    ]);
  });
});

describe('evidenceUses', () => {
  it('evidenceUses lists the variables that rest on an entry', () => {
    const variables = sampleModel.variables.map((variable) =>
      variable.name === 'stress' || variable.name === 'hired' ? { ...variable, evidence: ['e1'] } : variable,
    );
    expect([...evidenceUses({ ...sampleModel, variables })]).toEqual([['e1', ['hired', 'stress']]]);
  });
});

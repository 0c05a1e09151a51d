import type { Auxiliary, Flow, Model, Stock } from '@weir/engine';

const common = { dimensions: [], documentation: '', units: '1' } as const;

/** A small model of two sectors for tests: plans open on staff who burn out. */
export const sampleModel: Model = {
  format: 'weir/1',
  name: 'Sample',
  documentation: '',
  time: { start: 2020, stop: 2025, step: 0.25, units: 'year', method: 'euler' },
  unitEquivalents: [],
  dimensions: [],
  groups: [
    { name: 'Plans', documentation: 'Plans open.' },
    { name: 'Workforce', documentation: 'Social workers.' },
  ],
  variables: [
    stock('plans open', 'Plans', { initial: '100', inflows: ['plans started'], outflows: ['plans closed'] }),
    flow('plans started', 'Plans', 'start rate * 100'),
    flow('plans closed', 'Plans', 'plans open / time on a plan * effect of caseload(caseload per worker)'),
    auxiliary('start rate', 'Plans', '0.4'),
    auxiliary('time on a plan', 'Plans', '0.5'),
    {
      kind: 'lookup',
      name: 'effect of caseload',
      dimensions: [],
      documentation: '',
      group: 'Plans',
      definitions: [{ subscripts: [], table: { x: [0, 10, 30], y: [1.2, 1, 0.6], mode: 'continuous' } }],
    },
    stock('social workers', 'Workforce', { initial: '10', inflows: ['hired'], outflows: ['left'] }),
    flow('hired', 'Workforce', 'burnout switch * 2 + 1'),
    flow('left', 'Workforce', 'social workers * 0.1 * (1 + burnout switch * stress)'),
    auxiliary('caseload per worker', 'Workforce', 'plans open / social workers'),
    auxiliary('stress', 'Workforce', 'caseload per worker / 15'),
    auxiliary('burnout switch', 'Workforce', '1'),
  ],
  loops: [
    {
      name: 'Burnout',
      story: 'Stress drives people out. Those who stay carry more.',
      variables: ['stress', 'left', 'social workers', 'caseload per worker'],
      switch: 'burnout switch',
    },
  ],
};

function stock(
  name: string,
  group: string,
  rest: { initial: string; inflows: readonly string[]; outflows: readonly string[] },
): Stock {
  const initial = [{ subscripts: [], equation: rest.initial }];
  return { ...common, kind: 'stock', name, group, ...rest, initial, nonNegative: false };
}

function flow(name: string, group: string, equation: string): Flow {
  return { ...common, kind: 'flow', name, group, definitions: [{ subscripts: [], equation }], nonNegative: true };
}

function auxiliary(name: string, group: string, equation: string): Auxiliary {
  return { ...common, kind: 'auxiliary', name, group, definitions: [{ subscripts: [], equation }] };
}

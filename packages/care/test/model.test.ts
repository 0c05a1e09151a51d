import { compileModel, createProblem, interpreter, run, runPrepared } from '@weir/engine';
import { findLoops } from '@weir/engine/analysis';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sharedPath, sharedReason } from '../../../tests/shared.ts';
import { businessAsUsual, drawnConstants, generalModel, makeScenarioRunner } from '../src/index.ts';

const { program } = compileModel(generalModel.model);
if (program === undefined) throw new Error('the general model does not compile');
const prepared = interpreter.prepare(program);

/** Columns by name, and the times, of one run. */
function simulate(
  parameters: Record<string, number> = {},
  options: { step?: number; stop?: number; save?: string[] } = {},
) {
  if (program === undefined) throw new Error('no program');
  const results = runPrepared(createProblem(program, { parameters, ...options }), prepared);
  const columns = new Map(results.columns.map(({ name, values }) => [name, values]));
  const sum = (names: readonly string[]): Float64Array => {
    const all = [...columns]
      .filter(([name]) => names.includes(name.replace(/\[.*\]$/, '')))
      .map(([, values]) => values);
    return Float64Array.from(results.times, (_, row) =>
      all.reduce((total, values) => total + (values[row] ?? Number.NaN), 0),
    );
  };
  return { results, sum, of: (name: string) => columns.get(name) ?? new Float64Array(0), times: results.times };
}

const childStocks = [
  'Children in the community',
  'Referrals waiting',
  'Children being assessed',
  'Assessments to be decided',
  'Children recently closed',
  'Children in early help',
  'Children in need',
  'Children on a plan',
  'Looked after',
  'Returned home',
  'Unaccompanied children',
];

describe('the general model', () => {
  const usual = simulate();

  it('conserves children: what is in all stocks changes by what crosses the boundary', () => {
    const fine = simulate({}, { stop: 2012 });
    const { results } = fine;
    expect(results.status.kind).toBe('done');
    // Every step is needed for the sum, so the run saves each.
    if (program === undefined) throw new Error('no program');
    for (const parameters of [{}, { 'contact rate[high]': 0, 'contact rate[lower]': 0 }, { 'court open': 0 }]) {
      const every = runPrepared(createProblem(program, { parameters, saveEvery: program.time.step }), prepared);
      const total = (names: readonly string[], row: number): number =>
        every.columns
          .filter(({ name }) => names.includes(name.replace(/\[.*\]$/, '')))
          .reduce((all, { values }) => all + (values[row] ?? Number.NaN), 0);
      const last = every.times.length - 1;
      let crossed = 0;
      for (let row = 0; row < last; row++) {
        crossed +=
          program.time.step *
          (total(['children arriving', 'unaccompanied arrivals'], row) -
            total(['turning eighteen', 'eighteen exits', 'unaccompanied leaving'], row));
      }
      const change = total(childStocks, last) - total(childStocks, 0);
      expect(Math.abs(change - crossed) / total(childStocks, 0)).toBeLessThan(1e-9);
    }
  });

  it('keeps every stock at or above zero in ordinary and extreme runs', () => {
    const extremes: Record<string, number>[] = [
      {},
      { 'contact rate[high]': 0, 'contact rate[lower]': 0, 'unmet need switch': 0 },
      { 'court open': 0 },
      { 'Newly qualified workers': 0, 'Experienced workers': 0, 'Agency workers': 0 },
      { 'funding growth after 2025': 0.2 },
      {
        'lever setting[need escalation cut]': 1,
        'lever setting[plan escalation cut]': 1,
        'lever setting[contacts cut]': 1,
      },
    ];
    const stocks = generalModel.model.variables.filter(({ kind }) => kind === 'stock').map(({ name }) => name);
    for (const parameters of extremes) {
      const { results } = simulate(parameters);
      expect(results.status, JSON.stringify(parameters)).toEqual({ kind: 'done' });
      for (const { name, values } of results.columns) {
        if (!stocks.includes(name.replace(/\[.*\]$/, ''))) continue;
        expect(Math.min(...values), `${name} with ${JSON.stringify(parameters)}`).toBeGreaterThanOrEqual(-1e-6);
      }
    }
  });

  it('behaves at the extremes', () => {
    const at2035 = (parameters: Record<string, number>, name: string): number =>
      simulate(parameters).of(name).at(-1) ?? Number.NaN;
    const noContacts = { 'contact rate[high]': 0, 'contact rate[lower]': 0 };
    expect(at2035(noContacts, 'children in need in all')).toBeLessThan(0.6 * at2035({}, 'children in need in all'));
    // Prevention is held, since otherwise all that is saved before 2025 would go to it.
    const held = { 'squeeze switch': 0 };
    expect(at2035({ ...noContacts, ...held }, 'unmet need')).toBeGreaterThan(at2035(held, 'unmet need'));
    expect(at2035({ 'court open': 0 }, 'care applications')).toBe(0);
    expect(at2035({ 'funding growth after 2025': 0.2 }, 'unmet need')).toBeLessThan(at2035({}, 'unmet need'));
  });

  it('moves no indicator by more than half a per cent when the step is halved', () => {
    if (program === undefined) throw new Error('no program');
    const save = generalModel.indicators.map(({ variable }) => variable);
    const coarse = simulate({}, { save });
    const fine = simulate({}, { save, step: program.time.step / 2 });
    for (const variable of save) {
      const a = coarse.of(variable);
      const b = fine.of(variable);
      const largest = Math.max(
        ...a.map((value, row) => Math.abs(value - (b[row] ?? Number.NaN)) / Math.max(Math.abs(value), 1e-9)),
      );
      if (variable === 'Cumulative spend' || variable === 'Child years in care') {
        expect(Math.abs((a.at(-1) ?? 0) / (b.at(-1) ?? 1) - 1)).toBeLessThan(0.005);
      } else expect(largest, variable).toBeLessThan(0.005);
    }
  });

  it('keeps within 5 % of the published looked-after children in every year from 2010 to 2025', () => {
    const history = generalModel.history.find(({ indicator }) => indicator === 'looked-after');
    expect(history?.points.map(({ year }) => year)).toEqual(Array.from({ length: 16 }, (_, index) => 2010 + index));
    for (const { year, value } of history?.points ?? []) {
      const found = usual.of('looked after in all')[(year - 2010) * 4] ?? Number.NaN;
      expect(Math.abs(found / value - 1), String(year)).toBeLessThan(0.05);
    }
  });

  it('gives the published weeks of care proceedings, to a tenth, from work in hand and the capacity of the courts', () => {
    const history = generalModel.history.find(({ indicator }) => indicator === 'court-weeks');
    expect(history?.points.length).toBe(5);
    for (const { year, value } of history?.points ?? []) {
      const found = usual.of('court weeks')[Math.round((year - 2010) * 4)] ?? Number.NaN;
      expect(Math.abs(found / value - 1), String(year)).toBeLessThan(0.1);
    }
    // More children in proceedings and the same courts: they take longer.
    const more = simulate({ 'preproceedings rate[protection plan]': 0.4 });
    expect(more.of('court weeks').at(-1)).toBeGreaterThan((usual.of('court weeks').at(-1) ?? 0) * 1.03);
  });

  it('has as many children by age as births give: within 1.5 % of the published population from 2012 to 2021', () => {
    const perBirth = 0.965 * 723_200;
    // ONS mid-year estimates of children aged 0 to 17 in England, at the year that they close.
    for (const [year, published] of [
      [2012.25, 11_403_970],
      [2015.25, 11_593_891],
      [2018.25, 11_755_593],
      [2021.25, 11_762_878],
    ] as const) {
      const found = usual.sum(['Children by age'])[Math.round((year - 2010) * 4)] ?? Number.NaN;
      expect(Math.abs((found * perBirth) / published - 1), String(year)).toBeLessThan(0.015);
    }
    const shares = ['under ten', 'ten to fifteen', 'sixteen plus'].map(
      (age) => usual.of(`share of children by age[${age}]`)[60] ?? Number.NaN,
    );
    for (const [index, share] of [0.529, 0.3547, 0.1163].entries()) expect(shares[index]).toBeCloseTo(share, 3);
  });

  it('is computed the same twice', () => {
    expect(simulate({}, { save: ['looked after in all'] }).of('looked after in all')).toEqual(
      usual.of('looked after in all'),
    );
  });

  it('holds every named loop as a cycle in its equations', () => {
    if (program === undefined) throw new Error('no program');
    const { loops, diagnostics } = findLoops(program, { named: generalModel.model.loops, backend: interpreter });
    expect(diagnostics).toEqual([]);
    expect(loops.filter(({ name }) => name !== undefined)).toHaveLength(generalModel.model.loops.length);
    expect(generalModel.model.loops.length).toBeGreaterThanOrEqual(12);
  });

  it('behaves otherwise when the switch of a loop is 0', () => {
    for (const loop of generalModel.model.loops) {
      const off = simulate(
        { [loop.switch ?? '']: 0 },
        { save: ['looked after in all', 'caseload', 'share referred again'] },
      );
      const differs = ['looked after in all', 'caseload', 'share referred again'].some((name) =>
        off.of(name).some((value, row) => Math.abs(value / (usual.of(name)[row] ?? 1) - 1) > 1e-6),
      );
      expect(differs, loop.name).toBe(true);
    }
  });
});

describe('strategies', () => {
  const runner = makeScenarioRunner({ general: generalModel, members: 4 });
  const usual = runner.central(businessAsUsual);
  const column = (values: Float64Array, id: string): Float64Array => {
    const length = runner.times.length;
    const place = runner.indicators.indexOf(id);
    return values.slice(place * length, (place + 1) * length);
  };

  it('each move something, save those whose effect is nil', () => {
    for (const { id, name, actions } of generalModel.strategies) {
      const values = runner.central({ id, name, strategies: [id], settings: {} });
      const moved = values.some((value, index) => Math.abs(value - (usual[index] ?? 0)) > 1e-9 * Math.abs(value));
      expect(moved, id).toBe(actions.some(({ central, neutral }) => central !== neutral));
    }
  });

  it('change nothing before they start', () => {
    const values = runner.central({ id: 'x', name: 'x', strategies: ['all-outflows', 'hire'], settings: {} });
    const row = runner.times.indexOf(2025.75);
    expect(column(values, 'looked-after')[row]).toBe(column(usual, 'looked-after')[row]);
  });

  it('never make turning children away look like success: unmet need rises', () => {
    for (const parameter of [
      'lever setting[referrals cut]',
      'lever setting[contacts cut]',
      'lever setting[need closures raised]',
    ]) {
      const cut = simulateLever(parameter, 0.2);
      const base = simulateLever(parameter, 0);
      expect(cut, parameter).toBeGreaterThan(base);
    }
    function simulateLever(parameter: string, value: number): number {
      return (
        simulate({ [parameter]: value }, { save: ['unmet need'] })
          .of('unmet need')
          .at(-1) ?? Number.NaN
      );
    }
  });

  it('give the same member twice, and another for another seed', () => {
    const again = makeScenarioRunner({ general: generalModel, members: 4 });
    const other = makeScenarioRunner({ general: generalModel, members: 4, seed: 2 });
    expect(again.member(businessAsUsual, 2)).toEqual(runner.member(businessAsUsual, 2));
    expect(other.member(businessAsUsual, 2)).not.toEqual(runner.member(businessAsUsual, 2));
  });
});

describe('evidence', () => {
  it('is a value within its range for every constant that is drawn', () => {
    if (program === undefined) throw new Error('no program');
    const draws = drawnConstants(generalModel, program);
    expect(draws.length).toBeGreaterThan(40);
    for (const { low, mode, high, parameter } of draws) expect(low <= mode && mode <= high, parameter).toBe(true);
  });

  const table = sharedPath('evidence', 'parameters.csv');
  it.skipIf(table === undefined)(`agrees with the evidence table where the id is the same (${sharedReason})`, () => {
    const rows = new Map(
      readFileSync(table ?? '', 'utf8')
        .split('\n')
        .map((line) => line.split(','))
        .map(([name = '', value = '']) => [name, Number(value)] as const),
    );
    const common = generalModel.evidence.filter(({ id }) => rows.has(id));
    expect(common.length).toBeGreaterThan(8);
    for (const { id, value } of common) expect(value, id).toBe(rows.get(id));
  });
});

it('run gives the general model the units it claims', () => {
  const { diagnostics } = compileModel(generalModel.model);
  expect(diagnostics).toEqual([]);
  if (program !== undefined) expect(run(createProblem(program, { stop: 2011 }), interpreter).status.kind).toBe('done');
});

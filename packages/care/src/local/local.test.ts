import { readFileSync } from 'node:fs';
import { createProblem, columnOf, interpreter, run } from '@weir/engine';
import { describe, expect, it } from 'vitest';
import { sharedPath, sharedReason } from '../../../../tests/shared.ts';
import { generalModel } from '../generated/general-model.ts';
import { applyOverlay } from './overlay.ts';
import { extensiveNames } from './extensive.ts';
import { localModel } from './local-model.ts';
import { localRatios } from './local-ratios.ts';
import { readPanel } from './panel.ts';

const path = sharedPath('sector', 'data', 'la_panel_2010_2025.csv');

describe('readPanel', () => {
  it('readPanel says what a file without the expected columns has, and what is needed', () => {
    const { panel, diagnostics } = readPanel('area,year,children\nA,2010,5\n', { file: 'mine.csv' });
    expect(panel).toBeUndefined();
    expect(diagnostics[0]?.message).toBe(
      'Cannot read "mine.csv" as a panel of authorities: it has no column "la_name", "pop_0_17_midyear_prev", ' +
        '"cla_31mar"; it has "area", "year", "children"',
    );
    expect(diagnostics[0]?.advice).toContain('first row names at least "la_name"');
  });

  it.each(['', '\u0000\u0001PK\u0003\u0004 not a table', '<html></html>', '{"a":1}'])(
    'readPanel refuses a file that is not a table: %j',
    (text) => {
      const { panel, diagnostics } = readPanel(text, { file: 'x' });
      expect(panel).toBeUndefined();
      expect(diagnostics[0]?.code).toBe('panel-columns');
    },
  );

  it('readPanel leaves blanks and suppression marks out, and lines without a year with a warning', () => {
    const text = 'la_name,year,pop_0_17_midyear_prev,cla_31mar\nA,2010,1000,c\nA,2011,"1,000",7\nA,soon,1,1\n';
    const { panel, diagnostics } = readPanel(text, { file: 'p.csv' });
    const years = panel?.authorities[0]?.years;
    expect(years?.get(2010)?.has('cla_31mar')).toBe(false);
    expect(years?.get(2011)?.get('pop_0_17_midyear_prev')).toBe(1000);
    expect(diagnostics.map(({ message }) => message)).toEqual(['Cannot use line 4 of "p.csv": its year is "soon"']);
  });
});

describe('applyOverlay', () => {
  it('applyOverlay of one share to everything counted gives the same behaviour at another size', () => {
    const share = 0.01;
    const changes = extensiveNames(generalModel.model).map((variable) => ({
      variable,
      factor: share,
      givenOnly: true,
      reason: 'test',
    }));
    const overlay = { base: '', authority: 'A hundredth', source: 'test', changes };
    const { general, unused } = applyOverlay(generalModel, overlay);
    expect(unused).toEqual([]);
    const save = ['looked after in all', 'children in need in all', 'caseload', 'unmet need'];
    const whole = run(createProblem(generalModel.model, { save }), interpreter);
    const part = run(createProblem(general.model, { save }), interpreter);
    for (const name of save) {
      const ratio = (columnOf(part, name)?.at(-1) ?? NaN) / (columnOf(whole, name)?.at(-1) ?? NaN);
      expect(ratio / (name === 'caseload' ? 1 : share), name).toBeCloseTo(1, 2);
    }
  });
});

describe('applyOverlay on evidence', () => {
  it('applyOverlay multiplies the range of an element’s evidence with its value, once', () => {
    const name = 'care by agreement rate';
    const changes = [
      { variable: name, element: 'need plan', factor: 2, reason: 'test' },
      { variable: name, element: 'protection plan', factor: 3, reason: 'test' },
    ];
    const { general } = applyOverlay(generalModel, { base: '', authority: 'A', source: 'test', changes });
    const variable = general.model.variables.find((one) => one.name === name);
    const values = (model: typeof generalModel): number[] =>
      (model.model.variables.find((one) => one.name === name)?.evidence ?? []).map(
        (id) => model.evidence.find((entry) => entry.id === id)?.value ?? NaN,
      );
    const [need = NaN, protection = NaN] = values(generalModel);
    expect(values(general)).toEqual([need * 2, protection * 3]);
    expect(variable?.kind === 'auxiliary' && variable.definitions.map(({ equation }) => Number(equation))).toEqual([
      need * 2,
      protection * 3,
    ]);
  });
});

describe.skipIf(path === undefined)(`localModel (${sharedReason})`, () => {
  const { panel } = readPanel(path === undefined ? '' : readFileSync(path, 'utf8'), { file: 'la_panel_2010_2025.csv' });
  if (panel === undefined) return;

  /** Measured: see the figures printed; a scaled model is not a fitted one. */
  const tolerance = 0.2;

  it.each(['Blackpool', 'Derbyshire', 'North Tyneside', 'Stockton-on-Tees'])(
    'localModel of %s runs near its figures',
    (name) => {
      const local = localModel(generalModel, panel, name);
      expect(local.diagnostics).toEqual([]);
      const model = local.general?.model;
      if (model === undefined) throw new TypeError('Cannot run: no model');
      const results = run(createProblem(model, { save: ['looked after in all'] }), interpreter);
      expect(results.status).toEqual({ kind: 'done' });
      const values = columnOf(results, 'looked after in all');
      const at = (year: number): number =>
        values?.[results.times.findIndex((time) => Math.abs(time - year) < 1e-6)] ?? NaN;
      const published = local.general?.history.find(({ indicator }) => indicator === 'looked-after')?.points ?? [];
      const gaps = [2010, 2015, 2020, 2025].map((year) => {
        const value = published.find((point) => point.year === year)?.value ?? NaN;
        return { year, model: Math.round(at(year)), published: value, gap: at(year) / value - 1 };
      });
      process.stdout.write(
        `${name}: ${gaps.map((one) => `${one.year} ${one.model} for ${one.published} (${(one.gap * 100).toFixed(0)} %)`).join(', ')}\n`,
      );
      expect(Math.abs(gaps[0]?.gap ?? NaN)).toBeLessThan(0.05);
      expect(Math.abs(gaps[3]?.gap ?? NaN)).toBeLessThan(tolerance);
      expect(local.notes.join(' ')).toContain('by scaling, not a calibration');
    },
  );

  it('localModel gives near names for an authority that the panel does not have', () => {
    const { general, diagnostics } = localModel(generalModel, panel, 'Stockton on Teas');
    expect(general).toBeUndefined();
    expect(diagnostics[0]?.near).toContain('Stockton-on-Tees');
    expect(localModel(generalModel, panel, 'Blakpool').diagnostics[0]?.advice).toBe('did you mean "Blackpool"?');
  });

  it('localModel says what stayed England’s where a figure is missing', () => {
    const bare = {
      ...panel,
      authorities: panel.authorities.map((one) => ({ ...one, years: without(one.years, 'referrals') })),
    };
    const { notes } = localModel(generalModel, bare, 'Derbyshire');
    expect(notes.some((note) => note.startsWith("Referrals: England's, because the panel has no figure"))).toBe(true);
  });
});

function without(
  years: ReadonlyMap<number, ReadonlyMap<string, number>>,
  column: string,
): Map<number, ReadonlyMap<string, number>> {
  return new Map([...years].map(([year, values]) => [year, new Map([...values].filter(([name]) => name !== column))]));
}

describe('localRatios', () => {
  it('localRatios names only variables that the model has and that are given, not computed', () => {
    const years = new Map([
      [
        2010,
        new Map([
          ['pop_0_17_midyear_prev', 1],
          ['cla_31mar', 1],
        ]),
      ],
    ]);
    const authority = { code: '1', name: 'A', region: '', years };
    const ratios = localRatios({ file: 'x', columns: [], authorities: [authority] }, authority);
    const given = new Set(extensiveNames(generalModel.model).map((name) => name.toLowerCase()));
    expect(Object.keys(ratios.stock).filter((name) => !given.has(name))).toEqual([]);
    const known = new Set(generalModel.model.variables.map(({ name }) => name.toLowerCase()));
    expect(ratios.rate.map(({ variable }) => variable).filter((name) => !known.has(name))).toEqual([]);
  });
});

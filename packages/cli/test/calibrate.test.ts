import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { folderOf, interruptWeir, weir } from './weir.ts';

/** Children in care who leave at 0.2 a year, counted at the end of each year; 100 come in each year. */
const rows = Array.from({ length: 11 }, (_, year) => {
  const children = Math.round(500 + 500 * 0.99 ** (20 * year));
  const rows = [2010 + year, children, year === 3 ? 'c' : (0.2 * children).toFixed(1), year === 5 ? '1-5' : 3];
  return rows.join(',');
});
const folder = folderOf({
  'care.yaml': `
model: {name: Care, time: {start: 2010, stop: 2020, step: 0.05, units: year}}
stocks:
  Children: {initial: 1000, inflows: [starts], outflows: [leaving], units: children}
flows:
  starts: {equation: starting, units: children/year}
  leaving: {equation: Children * rate, units: children/year}
variables:
  starting: {equation: 80, units: children/year}
  rate: {equation: 0.1, units: 1/year}
  few: {equation: 3, units: children}
`,
  'figures.csv': `Year,Children,leaving,few\n${rows.join('\n')}\n`,
  'columns.yaml': 'leaving: {error: relative, dispersion: 0.02}\nfew: {error: count}\n',
  'ranges.yaml': 'rate: uniform(0.05, 0.5)\nstarting: triangular(50, 90, 200)\n',
  'wrong.yaml': 'leaving: {eror: relative}\n',
  'lost.yaml': 'Leavers: {error: count}\n',
  'words.csv': 'Year,Children\n2010,lots\n',
  'timeless.csv': 'When,Children\n2010,5\n',
  'late.csv': 'Year,Children\n2031,5\n',
  'not.json': '{"format": "other"}',
});
afterAll(() => folder.remove());

const ask = (...options: string[]) => weir(['calibrate', 'care.yaml', ...options], { cwd: folder.path });
const known = ['--data', 'figures.csv', '--columns', 'columns.yaml', '--parameters', 'ranges.yaml'];
const quick = ['--chains', '4', '--warm-up', '50', '--sample', '200'];

describe('weir calibrate', () => {
  it('weir calibrate finds the constants that figures were made with, the same on any number of threads', async () => {
    const one = await ask(...known, '--format', 'json', '--threads', '1', '--runs', '400');
    expect({ code: one.code, err: one.err }).toEqual({ code: 0, err: '' });
    const found = JSON.parse(one.out) as { parameters: { name: string; best: number }[]; series: { name: string }[] };
    expect(found.parameters.map(({ name }) => name)).toEqual(['rate', 'starting', 'dispersion of Children']);
    expect(found.parameters[0]?.best).toBeCloseTo(0.2, 1);
    expect((found.parameters[1]?.best ?? 0) / 100).toBeCloseTo(1, 1);
    expect(found.series.map(({ name }) => name)).toEqual(['Children', 'leaving', 'few']);
    const other = await ask(...known, '--format', 'json', '--threads', '3', '--runs', '400');
    expect(other.out).toBe(one.out);
  });

  it.each(['nelder-mead', 'powell'])(
    'weir calibrate searches by %s, and prints a table with sentences',
    async (method) => {
      const { out } = await ask(...known, '--method', method, '--starts', '2');
      expect(out).toMatch(/^parameter +best\nrate +0\.\d+\nstarting +\d/);
      expect(out).toMatch(/Children +11 +0\.\d %/);
      expect(out).toMatch(/Search 1 ended after \d+ runs/);
    },
  );

  it('weir calibrate samples, compares held-out years, stores the posterior, and draws a prior from it', async () => {
    const { out, code } = await ask(...known, ...quick, '--until', '2016', '--out', 'whole.json');
    expect(code).toBe(0);
    expect(out).toMatch(/^parameter +best +median +5 % +95 % +narrowed +R-hat +size +tail size\n/);
    expect(out).toContain('"Children": of 4 figures held out, 4 lie in the band');
    const stored = JSON.parse(readFileSync(join(folder.path, 'whole.json'), 'utf8')) as Record<string, unknown>;
    expect(stored).toMatchObject({ format: 'weir-posterior/1', model: 'Care' });
    const next = await ask(
      '--data',
      'figures.csv',
      '--use',
      'few',
      '--prior',
      'whole.json',
      '--widen',
      '2',
      '--runs',
      '50',
    );
    expect(next.err).toBe('');
    expect(next.out).toMatch(/^parameter +best\nrate +0\.2/);
  });

  it('weir calibrate goes on from a stored posterior to the bytes of one that was never stopped', async () => {
    await ask(...known, ...quick, '--sample', '100', '--out', 'part.json');
    const resumed = await ask(...known, '--sample', '200', '--resume', 'part.json', '--out', 'resumed.json');
    expect({ code: resumed.code, err: resumed.err }).toEqual({ code: 0, err: '' });
    await ask(...known, ...quick, '--out', 'direct.json');
    expect(readFileSync(join(folder.path, 'resumed.json'), 'utf8')).toBe(
      readFileSync(join(folder.path, 'direct.json'), 'utf8'),
    );
    const other = await ask(...known, '--until', '2015', '--resume', 'part.json');
    expect({ code: other.code, out: other.out }).toEqual({ code: 1, out: '' });
    expect(other.err).toContain('it has other figures, errors or parameters');
  });

  it.each([
    [
      'samples',
      ['care.yaml', ...known, '--runs', '100'],
      /^Stopped after \d+ of 500250 moves; what there is was written to "stopped.json": the same command with --resume/,
    ],
    [
      'searches',
      [
        '--use',
        'looked-after',
        '--vary',
        'direct care rate',
        '--vary',
        'settling rate',
        '--starts',
        '50',
        '--method',
        'powell',
        '--runs',
        '10000000',
      ],
      /^Stopped before the search was done; the best point so far: direct care rate = 0.00\d+, settling rate = 0.\d/,
    ],
  ])('weir calibrate keeps or tells what there is when it is interrupted while it %s', async (_, how, message) => {
    const options = [...how, '--chains', '4', '--sample', '1000000', '--out', 'stopped.json'];
    const { code, err } = await interruptWeir(['calibrate', ...options], { after: 6000, cwd: folder.path });
    expect(code).toBe(130);
    expect(err).toMatch(message);
  });

  it('weir calibrate takes the published series and the evidence of the general model', async () => {
    const asked = ['--use', 'looked-after', '--vary', 'direct care rate', '--runs', '30', '--until', '2012'];
    const { code, out, err } = await weir(['calibrate', ...asked]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('direct care rate');
    expect(out).toMatch(/looked-after +16 +\d\.\d %/);
  });

  it.each([
    ['no figures', ['--parameters', 'ranges.yaml'], 2, 'give --data FILE'],
    ['no parameter', ['--data', 'figures.csv'], 2, 'give --vary'],
    [
      'a file that is not there',
      ['--data', 'figurs.csv', '--vary', 'rate=uniform(0,1)'],
      1,
      'did you mean "figures.csv"?',
    ],
    [
      'a table without times',
      ['--data', 'timeless.csv', '--vary', 'rate=uniform(0,1)'],
      1,
      'no column is called Time or Year; its columns are When, Children',
    ],
    [
      'a cell that is no figure',
      ['--data', 'words.csv', '--vary', 'rate=uniform(0,1)'],
      1,
      'Cannot read "lots" in row 2 of the column "Children"',
    ],
    [
      'times that the run does not reach',
      ['--data', 'late.csv', '--vary', 'rate=uniform(0,1)'],
      1,
      'there is no figure to fit',
    ],
    [
      'a column that is not there',
      ['--data', 'figures.csv', '--use', 'Childrn', '--vary', 'rate=uniform(0,1)'],
      1,
      'did you mean "Children"?',
    ],
    [
      'settings of such a column',
      ['--data', 'figures.csv', '--columns', 'lost.yaml', '--vary', 'rate=uniform(0,1)'],
      1,
      'Cannot find the column "Leavers"',
    ],
    [
      'a setting that is not known',
      ['--data', 'figures.csv', '--columns', 'wrong.yaml', '--vary', 'rate=uniform(0,1)'],
      1,
      'did you mean "error"?',
    ],
    ['a constant that is not there', ['--data', 'figures.csv', '--vary', 'rat=uniform(0,1)'], 1, '"rat"'],
    ['a file that is no posterior', [...known, '--resume', 'not.json'], 1, '"other" is not a format that is known'],
    ['a posterior that was not sampled', [...known, '--out', 'x.json'], 2, 'give --sample NUMBER with --out'],
    ['two priors', [...known, '--prior', 'not.json'], 1, 'give one of them'],
  ])('weir calibrate refuses %s', async (_, options, code, message) => {
    const outcome = await ask(...options);
    expect({ code: outcome.code, out: outcome.out }).toEqual({ code, out: '' });
    expect(outcome.err).toContain(message);
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { folderOf, interruptWeir, weir } from './weir.ts';

/** Savings that grow: 100 (1 + rate)^10 and what is paid in. */
const folder = folderOf({
  'savings.yaml': `
model: {name: Savings, time: {start: 0, stop: 10, step: 1, units: year}}
stocks:
  Savings: {initial: start, inflows: [interest, paying in], units: £}
flows:
  interest: {equation: Savings * rate, units: £/year}
  paying in: {equation: deposit, units: £/year}
variables:
  start: {equation: 100, units: £}
  rate: {equation: 0.05, units: 1/year}
  deposit: {equation: 0, units: £/year}
`,
  'inputs.yaml':
    'inputs:\n  rate: uniform(0, 0.1)\n  deposit: triangular(0, 10, 20)\ncorrelations:\n  - rate, deposit = 0.6\n',
  'inputs.csv': 'name,distribution\nrate,"uniform(0, 0.1)"\ndeposit,"triangular(0, 10, 20)"\n',
  'wrong.yaml': 'inputs:\n  rate: uniform(0, 0.1)\n  deposit: unifrm(0, 1)\n',
  'wrong.csv': 'name,distribution\nrate,"uniform(1, 0)"\n',
  'none.yaml': 'inputs: {}\n',
  'stray.yaml': 'rate: uniform(0, 0.1)\n',
  'figures.csv': `Time,Savings\n${Array.from({ length: 10 }, (_, year) => `${year + 1},${(100 * 1.05 ** (year + 1)).toFixed(1)}`).join('\n')}\n`,
  'list.yaml': '- rate\n',
});
afterAll(() => folder.remove());

const vary = ['--vary', 'rate=uniform(0, 0.1)', '--save', 'Savings'];
const ask = (...options: string[]) => weir(['ensemble', 'savings.yaml', ...options], { cwd: folder.path });
const rowsOf = (csv: string): string[][] =>
  csv
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));

describe('weir ensemble', () => {
  it('weir ensemble prints the same bytes on any number of threads, by every method', async () => {
    for (const method of ['latin-hypercube', 'sobol', 'random']) {
      const asked = [
        '--inputs',
        'inputs.yaml',
        '--save',
        'Savings',
        '--method',
        method,
        '--members',
        '300',
        '--at',
        'all',
      ];
      const one = await ask(...asked, '--format', 'json', '--threads', '1');
      expect({ code: one.code, err: one.err }).toEqual({ code: 0, err: '' });
      expect((await ask(...asked, '--format', 'json', '--threads', '3')).out).toBe(one.out);
      expect((await ask(...asked, '--format', 'json', '--seed', '2')).out).not.toBe(one.out);
      expect(JSON.parse(one.out)).toMatchObject({ model: 'Savings', count: 300, method, inputs: 2, correlations: 1 });
    }
  });

  it('weir ensemble draws what weir calibrate sampled, and refuses a posterior as inputs', async () => {
    const sampled = ['--vary', 'rate=uniform(0, 0.2)', '--sample', '200', '--chains', '4', '--warm-up', '50'];
    const calibrated = ['calibrate', 'savings.yaml', '--data', 'figures.csv', ...sampled, '--out', 'posterior.json'];
    expect((await weir(calibrated, { cwd: folder.path })).code).toBe(0);
    const from = ['--posterior', 'posterior.json', '--save', 'Savings', '--members', '100'];
    const { code, out, err } = await ask(...from);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('1 constant has the values of the posterior together, in 100 of its draws.');
    const [, row = ''] = (await ask(...from, '--format', 'csv')).out.split('\n');
    // 100 at 5 % for ten years are 163; the figures tell the rate closely.
    expect(Number(row.split(',')[3])).toBeGreaterThan(155);
    expect(Number(row.split(',')[3])).toBeLessThan(171);
    expect((await ask(...from, '--vary', 'rate=uniform(0, 0.1)')).err).toContain('Cannot draw "rate" twice');
    expect((await ask(...from, '--set', 'deposit=1')).err).toBe('');
    const wrong = await ask('--inputs', 'posterior.json', '--save', 'Savings');
    expect(wrong.err).toContain('it is a posterior; give it as --posterior "posterior.json"');
    expect((await ask('--inputs', 'none.yaml', '--save', 'Savings')).err).toContain('Cannot draw anything');
    expect((await ask('--inputs', 'stray.yaml', '--save', 'Savings')).err).toContain('Cannot read "rate"');
  });

  it('weir ensemble finds the quantiles of a known answer', async () => {
    const { out } = await ask(
      ...vary,
      '--members',
      '2000',
      '--format',
      'csv',
      '--threshold',
      'Savings=162.889462677744140625',
    );
    const [heading = [], row = []] = rowsOf(out);
    const at = (name: string): number => Number(row[heading.indexOf(name)]);
    expect(row.slice(0, 3)).toEqual(['Savings', '10', '2000']);
    for (const probability of [5, 25, 50, 75, 95]) {
      const truth = 100 * (1 + probability / 1000) ** 10;
      expect(at(`q${probability}`)).toBeCloseTo(truth, 0);
      expect(at(`q${probability}_low`)).toBeLessThan(truth);
      expect(at(`q${probability}_high`)).toBeGreaterThan(truth);
    }
    expect(at('mean')).toBeCloseTo((100 / 1.1) * (1.1 ** 11 - 1), 1);
    // The value at the middle rate.
    expect(at('share_below')).toBeCloseTo(0.5, 2);
  });

  it('weir ensemble says in words what its ranges are and rest on', async () => {
    const { out } = await ask(
      '--inputs',
      'inputs.csv',
      '--save',
      'Savings',
      '--members',
      '200',
      '--threshold',
      'Savings=200',
    );
    expect(out).toMatch(/^At 10\n\n\s+Median\s+50 of 100 members\s+90 of 100 members\s+Mean\s+Members\nSavings \(£\) /);
    expect(out).toMatch(/"Savings" is below 200 in \d+(\.\d)?% of members, above in /);
    expect(out).toContain('Savings: 200 members, seed 1; 2 inputs drawn as a Latin hypercube.\n');
    expect(out).toContain('They rest on the ranges of the inputs alone');
    expect(out).toContain('the mean of independent draws would have; --replicates 10 measures it.');
    const cut = await ask('--inputs', 'inputs.csv', '--save', 'Savings', '--members', '200', '--replicates', '10');
    expect(cut.out).toContain('measured between 10 replicates');
  });

  it('weir ensemble takes the evidence of the general model, and writes a file where it is told to', async () => {
    const { code, out, err } = await weir(['ensemble', '--members', '6', '--out', 'general.txt'], { cwd: folder.path });
    expect({ code, out, err }).toEqual({ code: 0, out: '', err: '' });
    const text = readFileSync(join(folder.path, 'general.txt'), 'utf8');
    expect(text).toContain('looked after in all (');
    expect(text).toMatch(/6 members, seed 1; \d+ inputs drawn as a Latin hypercube/);
    expect(text).toContain('members are not held to the published history');
  });

  it('weir ensemble reports members that do not come to their end, and ends with 1 where none does', async () => {
    const some = await ask('--vary', 'rate=choice(0.1, 1e40)', '--save', 'Savings', '--members', '40');
    expect(some.code).toBe(0);
    expect(some.out).toContain('20 of 40 members did not run to the end and are in no figure');
    const none = await ask('--vary', 'rate=choice(1e40, 1e41)', '--save', 'Savings', '--members', '4');
    expect({ code: none.code, out: none.out }).toEqual({ code: 1, out: '' });
    expect(none.err).toContain('no member ran to the end; member 0 came to');
  });

  it('weir ensemble ends with a sentence when it is interrupted', async () => {
    const ended = await interruptWeir(['ensemble', '--members', '1000000'], { after: 1500 });
    expect(ended).toEqual({ code: 130, err: 'Stopped before it was done; nothing was written (weir ensemble)\n' });
  });

  it.each([
    ['a constant that is not there', ['--vary', 'rat=uniform(0,1)', '--save', 'Savings'], 1, 'did you mean "rate"?'],
    ['nothing to summarise', ['--vary', 'rate=uniform(0,1)'], 2, 'Cannot tell what to summarise: give --save'],
    ['nothing to vary', ['--save', 'Savings'], 2, 'Cannot tell what is uncertain in this model'],
    ['a variable that is not there', ['--vary', 'rate=uniform(0,1)', '--save', 'Savngs'], 1, 'did you mean "Savings"?'],
    ['a time before the run', [...vary, '--at', '-1'], 1, 'Cannot summarise the ensemble at -1: the run starts at 0'],
    ['a correlation with what is not drawn', [...vary, '--correlate', 'rate,deposit=0.5'], 1, '"deposit" is not drawn'],
    ['a correlation that is none', [...vary, '--correlate', 'rate=0.5'], 2, 'Write it as "one, other = 0.5"'],
    ['a threshold of what is not saved', [...vary, '--threshold', 'interest=1'], 1, 'it is not among what is saved'],
    [
      'a file with a fault',
      ['--inputs', 'wrong.yaml', '--save', 'Savings'],
      1,
      'wrong.yaml:3 Cannot read what is uncertain: Write',
    ],
    [
      'a CSV file with a fault',
      ['--inputs', 'wrong.csv', '--save', 'Savings'],
      1,
      'wrong.csv:2 Cannot read what is uncertain: Cannot draw',
    ],
    [
      'a file of something else',
      ['--inputs', 'list.yaml', '--save', 'Savings'],
      1,
      'list.yaml:1 Cannot read the file as uncertain inputs',
    ],
    [
      'more replicates than members',
      [...vary, '--members', '5', '--replicates', '9'],
      1,
      'Cannot cut 5 members into 9',
    ],
    ['no members', [...vary, '--members', '0'], 2, 'Give a whole number from 1'],
  ])('weir ensemble refuses %s', async (_, options, code, message) => {
    const outcome = await ask(...options);
    expect({ code: outcome.code, out: outcome.out }).toEqual({ code, out: '' });
    expect(outcome.err).toContain(message);
  });
});

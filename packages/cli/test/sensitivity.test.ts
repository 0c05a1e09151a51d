import { afterAll, describe, expect, it } from 'vitest';
import { folderOf, interruptWeir, weir } from './weir.ts';

/** Savings that grow: the rate bends what comes of them, the deposit does not, the colour does nothing. */
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
  deposit: {equation: 10, units: £/year}
  colour: {equation: 1, units: '1'}
`,
});
afterAll(() => folder.remove());

const vary = [
  '--vary',
  'rate=uniform(0, 0.1)',
  '--vary',
  'deposit=triangular(0, 10, 20)',
  '--vary',
  'colour=uniform(0, 1)',
  '--measure',
  'Savings@end',
];
const ask = (...options: string[]) => weir(['sensitivity', 'savings.yaml', ...vary, ...options], { cwd: folder.path });

describe('weir sensitivity', () => {
  it('weir sensitivity prints the same bytes on any number of threads', async () => {
    for (const method of ['morris', 'sobol', 'tornado']) {
      const printed = ['--method', method, '--runs', '80', '--format', 'json'];
      const one = await ask(...printed, '--threads', '1');
      expect({ code: one.code, err: one.err }).toEqual({ code: 0, err: '' });
      expect((await ask(...printed, '--threads', '3')).out).toBe(one.out);
      expect(JSON.parse(one.out)).toMatchObject({ method });
    }
  });

  it('weir sensitivity keeps within the runs that it is given', async () => {
    for (const [method, most] of Object.entries({ morris: 80, sobol: 80, tornado: 40 })) {
      const { out } = await ask('--method', method, '--runs', '80', '--format', 'json');
      const { runs } = JSON.parse(out) as { runs: number };
      expect(runs).toBeLessThanOrEqual(80);
      expect(runs).toBeGreaterThan(most / 2);
    }
  });

  it('weir sensitivity prints a table with sentences, and a row an input as CSV', async () => {
    const { out } = await ask('--method', 'tornado');
    expect(out).toMatch(/^Savings at end: each input from low to high/);
    expect(out).toContain('"rate" from 0 to 0.1 takes "Savings at end" from 200 to 419.');
    expect(out).toContain('1 input leaves "Savings at end" where it is.');
    const lines = (await ask('--format', 'csv')).out.trimEnd().split('\n');
    expect(lines).toHaveLength(4);
    expect(lines[0]).toBe('output,input,mu*,standard error,mu,sigma,effects,shape');
    expect(lines[3]).toBe('Savings at end,colour,0,0,0,0,20,none');
  });

  it('weir sensitivity screens first and goes on with as many inputs as it is told', async () => {
    const { out } = await ask('--method', 'sobol', '--screen', '2', '--runs', '64', '--format', 'csv');
    const inputs = out.trimEnd().split('\n').slice(1);
    expect(new Set(inputs.map((row) => row.split(',')[1]))).toEqual(new Set(['rate', 'deposit']));
  });

  it('weir sensitivity varies the evidence of the general model, and ranks its strategies', async () => {
    const asked = ['--vary', 'share helped', '--vary', 'direct care rate', '--format', 'csv'];
    const one = await weir(['sensitivity', ...asked, '--runs', '9', '--measure', 'children looked after@2030']);
    expect({ code: one.code, err: one.err }).toEqual({ code: 0, err: '' });
    expect(one.out).toMatch(/looked after in all at 2030,share helped,\d/);
    const ranked = await weir([
      'sensitivity',
      '--method',
      'ranking',
      '--runs',
      '60',
      '--strategies',
      'hire,more-exits',
      '--format',
      'json',
    ]);
    const { strategies, members } = JSON.parse(ranked.out) as { strategies: unknown[]; members: number };
    expect({ strategies: strategies.length, members }).toEqual({ strategies: 3, members: 20 });
  });

  it('weir sensitivity ends with a sentence when it is interrupted', async () => {
    const endless = ['sensitivity', '--method', 'sobol', '--runs', '10000000'];
    const { code, err } = await interruptWeir(endless, { after: 1500 });
    expect(code).toBe(130);
    expect(err).toBe('Stopped before it was done; nothing was written (weir sensitivity)\n');
  });

  it.each([
    ['a measure that is not there', ['savings.yaml', ...vary, '--measure', 'Savngs'], 1, 'did you mean "Savings"?'],
    ['a time outside the run', ['savings.yaml', ...vary, '--measure', 'Savings@50'], 1, 'runs from 0 to 10'],
    ['a constant that is not there', ['savings.yaml', ...vary, '--vary', 'x=uniform(0,1)'], 1, 'no such variable'],
    ['what is computed', ['savings.yaml', ...vary, '--vary', 'interest=uniform(0,1)'], 1, 'not a constant'],
    ['nothing to vary', ['savings.yaml', '--measure', 'Savings'], 2, 'Cannot tell what is uncertain in this model'],
    ['nothing to look at', ['savings.yaml', '--vary', 'rate=uniform(0,1)'], 2, 'Cannot tell what to look at'],
    ['a distribution that makes no sense', ['--vary', 'rate=uniform(1,0)'], 2, 'the low end must lie below'],
    ['a name without evidence', ['--vary', 'share helpd'], 1, 'did you mean "share helped"?'],
    [
      'a ranking of no strategies',
      ['savings.yaml', ...vary, '--method', 'ranking'],
      2,
      'only the general model has them',
    ],
  ])('weir sensitivity refuses %s', async (_, options, code, message) => {
    const outcome = await weir(['sensitivity', ...options], { cwd: folder.path });
    expect({ code: outcome.code, out: outcome.out }).toEqual({ code, out: '' });
    expect(outcome.err).toContain(message);
  });
});

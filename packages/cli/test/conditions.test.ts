import { describe, expect, it } from 'vitest';
import { interruptWeir, weir } from './weir.ts';

const few = ['--members', '30', '--fresh', '20'];

interface Printed {
  readonly strategy: string;
  readonly verdict: string;
  readonly works: { readonly value: number };
  readonly findings: readonly string[];
  readonly discovery: { readonly trajectory: readonly unknown[] };
}

describe('weir conditions', () => {
  it('weir conditions prints the same bytes on any number of threads', async () => {
    const asked = ['conditions', 'early-help', '--members', '100', '--fresh', '20', '--format', 'json'];
    const one = await weir([...asked, '--threads', '1']);
    expect({ code: one.code, err: one.err }).toEqual({ code: 0, err: '' });
    const { strategy, works, findings, discovery } = JSON.parse(one.out) as Printed;
    expect(strategy).toBe('early-help');
    expect(works.value).toBeGreaterThan(0);
    expect(works.value).toBeLessThan(1);
    expect(findings[0]).toContain('children looked after in 2035 lower by at least 1 %');
    expect(discovery.trajectory.length).toBeGreaterThan(10);
    expect((await weir([...asked, '--threads', '2'])).out).toBe(one.out);
  });

  it('weir conditions takes a target of its own, and says that what is out of reach is', async () => {
    const asked = ['conditions', 'Invest in early help', ...few, '--target', 'looked-after@2030<=-50%'];
    const { code, out } = await weir(asked);
    expect(code).toBe(0);
    expect(out).toMatch(
      /^"Invest in early help" is taken to work where it makes children looked after in 2030 lower by at least 50 %/,
    );
    expect(out).toContain('It works nowhere');
    const { out: csv } = await weir([...asked, '--format', 'csv']);
    expect(csv).toMatch(/^region,assumption,above,/);
    expect(csv.trimEnd().split('\n')).toHaveLength(1);
  });

  it.each([
    ['a strategy that is not there', ['hier'], 1, 'Cannot find the strategy "hier"; did you mean "hire"?'],
    ['no strategy', [], 2, "missing required argument 'strategy'"],
    ['business as usual', ['business-as-usual'], 2, 'it changes nothing'],
    ['a target that is none', ['hire', '--target', 'caseload'], 2, 'Write it as'],
    ['a target at nothing', ['hire', ...few, '--target', 'caselod@2030<=-1%'], 1, 'did you mean'],
    ['a target outside the run', ['hire', '--target', 'caseload@2050<=-1%'], 1, 'the model runs from 2010 to 2035'],
    ['few members', ['hire', '--members', '5'], 2, 'give 20 or more'],
    ['a share above 1', ['hire', '--share', '80'], 2, 'it is at most 1'],
    ['another model', ['hire', '--model', 'bath.yaml'], 1, 'only the general model has them'],
  ])('weir conditions refuses %s', async (_, options, code, message) => {
    const outcome = await weir(['conditions', ...options]);
    expect({ code: outcome.code, out: outcome.out }).toEqual({ code, out: '' });
    expect(outcome.err).toContain(message);
  });

  it('weir conditions can be interrupted', async () => {
    const { code, err } = await interruptWeir(['conditions', 'hire', '--members', '100000'], { after: 3000 });
    expect(code).toBe(130);
    expect(err).toContain('Stopped before it was done');
  });
});

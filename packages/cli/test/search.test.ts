import { describe, expect, it } from 'vitest';
import { weir } from './weir.ts';

const few = ['--strategies', 'less-need-escalation,hire', '--members', '4', '--fresh', '6', '--evaluations', '12'];
const target = ['--target', 'looked-after@2030<=80000'];

interface Printed {
  readonly levers: readonly { readonly name: string; readonly low: number; readonly high: number }[];
  readonly evaluations: number;
  readonly best?: {
    readonly values: readonly number[];
    readonly fresh: { readonly cost: number; readonly members: number };
  };
  readonly front: readonly unknown[];
}

describe('weir search', () => {
  it('weir search prints the same bytes on any number of threads', async () => {
    const one = await weir(['search', ...target, ...few, '--format', 'json', '--threads', '1']);
    expect({ code: one.code, err: one.err }).toEqual({ code: 0, err: '' });
    const { levers, evaluations, best, front } = JSON.parse(one.out) as Printed;
    expect(levers.map(({ name }) => name)).toEqual(['need escalation cut', 'posts raised']);
    expect(evaluations).toBe(12);
    expect(best?.values).toHaveLength(2);
    expect(best?.fresh.members).toBe(6);
    expect(front.length).toBeGreaterThan(0);
    expect((await weir(['search', ...target, ...few, '--format', 'json', '--threads', '2'])).out).toBe(one.out);
  });

  it('weir search keeps to bounds and a budget, and prints the front as a table and as CSV', async () => {
    const bounds = ['--lever', 'need escalation cut=0..0', '--lever', 'posts raised=0..0.2'];
    const asked = ['search', ...target, ...few, ...bounds, '--cost', 'spend@2028', '--budget', '400'];
    const lines = (await weir([...asked, '--format', 'csv'])).out.trimEnd().split('\n');
    expect(lines[0]).toMatch(/^policy,cost,effect,unmet need,probability,.*,need escalation cut,posts raised$/);
    // Eleven settings of one lever, of which the dearest pass the budget.
    expect(lines.length).toBeGreaterThan(2);
    for (const line of lines.slice(1)) {
      const cells = line.split(',').map(Number);
      expect(cells[8]).toBeLessThanOrEqual(400);
      expect(cells[12]).toBe(0);
      expect(cells[13]).toBeLessThan(0.2);
    }
    const { out } = await weir(asked);
    expect(out).toMatch(
      /^Policies for looked after in all at 2030 of at most 80000 within 400 £m a year, on 6 members/,
    );
    expect(out).toContain('All 11 policies were tried.');
  });

  it.each([
    ['a target without a side', ['--target', 'looked-after@2030'], 2, 'Write it as'],
    ['no target', [], 2, "required option '--target"],
    ['a measure that is not there', ['--target', 'lookd after in all@2030<=1', ...few], 1, 'did you mean'],
    ['a strategy that is not there', [...target, '--strategies', 'hier'], 1, 'did you mean "hire"?'],
    ['a lever that no strategy moves', [...target, ...few, '--lever', 'posts=0..1'], 1, 'Cannot bound "posts"'],
  ])('weir search refuses %s', async (_, options, code, message) => {
    const outcome = await weir(['search', ...options]);
    expect({ code: outcome.code, out: outcome.out }).toEqual({ code, out: '' });
    expect(outcome.err).toContain(message);
  });
});

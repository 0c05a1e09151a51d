import { describe, expect, test } from 'vitest';
import { compileModel } from '../compile/compile-model.ts';
import { interpreter } from '../interpret/interpreter.ts';
import type { Model } from '../model/model.ts';
import { model } from '../testing/model-notation.ts';
import { findAllLoops, type AllLoops } from './all-loops.ts';

function search(source: Model, options: Partial<Parameters<typeof findAllLoops>[1]> = {}): Promise<AllLoops> {
  const { program } = compileModel(source);
  if (program === undefined) throw new Error('the model has errors');
  return findAllLoops(program, { named: [], backend: interpreter, ...options });
}

const told = ({ loops }: AllLoops): string[] => loops.map(({ sign, variables }) => `${sign}: ${variables.join(' → ')}`);

/** Three parties that arm against one another: three adjust alone, three pairs and two rounds of all. */
const race = model`
  stock A = 5 { +arming A }; stock B = 10 { +arming B }; stock C = 15 { +arming C }
  flow arming A = (B + C - A) / 10; flow arming B = (A + C - B) / 10; flow arming C = (A + B - C) / 10`;

describe('findAllLoops', () => {
  test('finds the eight loops of an arms race of three, where an independent set has fewer', async () => {
    const found = await search(race);
    expect(found.complete).toBe(true);
    expect(told(found)).toEqual([
      'balancing: A → arming A',
      'balancing: B → arming B',
      'balancing: C → arming C',
      'reinforcing: A → arming B → B → arming A',
      'reinforcing: A → arming C → C → arming A',
      'reinforcing: B → arming C → C → arming B',
      'reinforcing: A → arming B → B → arming C → C → arming A',
      'reinforcing: A → arming C → C → arming B → B → arming A',
    ]);
  });

  test('puts named loops first and says in words where it stopped', async () => {
    const pair = { name: 'Pair', story: '', variables: ['B', 'C'] };
    const found = await search(race, { named: [pair], most: 4 });
    expect(found.loops.map(({ name }) => name)).toEqual(['Pair', undefined, undefined, undefined, undefined]);
    expect(found.remark).toBe('There are more loops: these are the first 4, shortest first, up to 4 links.');
    expect((await search(race, { longest: 2 })).remark).toBe('Loops of more than 2 links were not looked for.');
    expect((await search(race, { steps: 10 })).remark).toMatch(/^There may be more loops/);
  });

  // Lotka and Volterra: growth and loss of each kind, and one loop through both that balances.
  test('finds the polarities of predator and prey from their equations', async () => {
    const found = await search(model`
      stock Hares = 40 { +born -eaten }; stock Foxes = 9 { +thriving -starving }
      flow born = Hares * 0.1; flow eaten = Hares * Foxes * 0.02
      flow thriving = Hares * Foxes * 0.01; flow starving = Foxes * 0.4; time 0 40 0.125`);
    expect(told(found)).toEqual([
      'reinforcing: Hares → born',
      'balancing: Hares → eaten',
      'reinforcing: Foxes → thriving',
      'balancing: Foxes → starving',
      'balancing: Hares → thriving → Foxes → eaten',
    ]);
  });

  // The yeast of Phaff, Güneralp and others: births turn negative where alcohol is high, so that their loop changes its sign.
  test('says that a loop varies where the sign of a link does', async () => {
    const found = await search(model`
      stock Cells = 1 { +births -deaths }; stock Alcohol = 0 { +making }
      flow births = Cells * (1.1 - 0.1 * Alcohol) / 15; flow deaths = Cells * EXP(Alcohol - 11) / 30
      flow making = 0.01 * Cells; time 0 100 0.5`);
    expect(told(found)).toEqual([
      'varying: Cells → births',
      'balancing: Cells → deaths',
      'balancing: Cells → making → Alcohol → births',
      'balancing: Cells → making → Alcohol → deaths',
    ]);
  });

  test('stops when asked', async () => {
    const signal = AbortSignal.abort(new Error('stopped'));
    await expect(search(race, { signal })).rejects.toThrow('stopped');
  });
});

import { describe, expect, test } from 'vitest';
import { compileModel } from '../../compile/compile-model.ts';
import { interpreter } from '../../interpret/interpreter.ts';
import type { Model } from '../../model/model.ts';
import { InputError } from '../../run/input-error.ts';
import { model } from '../../testing/model-notation.ts';
import { fromOutside, impactsOn, type Impacts } from './impacts.ts';

function explain(source: Model, variable: string): Promise<Impacts> {
  const { program } = compileModel(source);
  if (program === undefined) throw new Error('the model has errors');
  return impactsOn(program, { variable, backend: interpreter, every: 1 });
}

describe('impactsOn', () => {
  test('parts what changes a net flow among stocks and what comes from outside', async () => {
    const source = model`stock S = 0 { +in -out }; flow in = TIME + Other / 2; flow out = S / 4; stock Other = 0 { +steady }; flow steady = 6; time 0 40 1`;
    const { causes, times } = await explain(source, 'S');
    expect(causes.map(({ cause }) => cause).toSorted()).toEqual(['Other', 'S', fromOutside]);
    let [level, other] = [0, 0];
    for (const [at, time] of times.entries()) {
      const change = time + other / 2 - level / 4;
      // The inflow rises by 1 with time and by 3 with the other stock; the outflow by a quarter of the stock's change.
      const whole = 1 + 3 + Math.abs(change) / 4;
      const parts = Object.fromEntries(causes.map((each) => [each.cause, each.parts[at] ?? 0]));
      expect(parts[fromOutside]).toBeCloseTo(1 / whole, 9);
      expect(parts['Other']).toBeCloseTo(3 / whole, 9);
      expect(parts['S']).toBeCloseTo(-change / 4 / whole, 9);
      [level, other] = [level + change, other + 6];
    }
  });

  test('names the stages of a delay after what they delay', async () => {
    const source = model`stock S = 1 { +in }; flow in = SMTH1(x, 5); x = TIME; time 0 20 1`;
    const { causes } = await explain(source, 'S');
    expect(causes.map(({ cause, mean }) => [cause, mean > 0.9])).toEqual([['delays of x', true]]);
  });

  test('refuses a variable that the model does not have', async () => {
    await expect(explain(model`stock Sea = 1 { +in }; flow in = 1`, 'Sae')).rejects.toBeInstanceOf(InputError);
  });
});

import { expect, test } from 'vitest';
import { compileModel } from '../compile/compile-model.ts';
import type { Program } from '../compile/program.ts';
import { model } from '../testing/model-notation.ts';
import { planSteps } from './step-plan.ts';

function compiled(source: Parameters<typeof compileModel>[0]): Program {
  const { program } = compileModel(source);
  if (program === undefined) throw new Error('the test model does not compile');
  return program;
}

/** The names of the variables whose slots these are. */
function namesOf({ layout }: Program, slots: Iterable<number>): string[] {
  return [...slots].flatMap((slot) =>
    layout.filter(({ base, size }) => slot >= base && slot < base + size).map(({ name }) => name),
  );
}

test('planSteps tells what moves states on from what is only looked at', () => {
  const program = compiled(model`
    stock S = 1 { +in }; flow in = S * rate; rate = share + 0.1; share = S / 7; seen = S + rate; delayed = DELAY(seen, 1)
    shown = seen * delayed; time 0 5 0.5`);
  const { needed, outputs, isSteady } = planSteps(program);
  const names = (list: typeof needed): string[] =>
    namesOf(
      program,
      list.map(({ slot }) => slot),
    ).toSorted();
  expect(names(needed)).toEqual(['in', 'rate', 'seen', 'share']);
  expect(names(outputs)).toEqual(expect.arrayContaining(['shown']));
  expect(isSteady(program.parameters[0]?.slot ?? 0)).toBe(program.parameters.length > 0);
  expect(program.integrators.some(({ slot }) => isSteady(slot))).toBe(false);
});

test('planSteps looks in every step at what a stock would not show to have been infinite', () => {
  const program = compiled(model`
    stock S = 1 { +in }; flow in = added * 2 - bounded; flow added = S / 3; flow bounded = MIN(hidden, 5); flow hidden = 1 / S
    flow under = 4 / divided; flow divided = S; stock T = 0 { +out }; flow out = under; time 0 5 0.5`);
  const { doubtful } = planSteps(program);
  expect(namesOf(program, doubtful).toSorted()).toEqual(['divided', 'hidden']);
});

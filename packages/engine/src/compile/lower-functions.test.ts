import { expect, test } from 'vitest';
import { interpreter } from '../interpret/interpreter.ts';
import { createProblem } from '../run/problem.ts';
import { columnOf, run } from '../run/run.ts';
import { model } from '../testing/model-notation.ts';

/** The values of one expression over time 0, 1 … 6. */
function over(expression: string, context = ''): number[] {
  const source = model`x = ${expression}; time 0 6 1; ${context}`;
  return [...(columnOf(run(createProblem(source), interpreter), 'x') ?? [])].map((value) => Number(value.toFixed(9)));
}
const once = (expression: string, context = ''): number | undefined => over(expression, context)[0];

test('rounding functions differ below zero', () => {
  expect(['INT', 'INTEGER', 'CEILING', 'ROUND'].map((name) => once(`${name}(-2.5)`))).toEqual([-3, -2, -2, -3]);
  expect(once('QUANTUM(-7, 2)')).toBe(-6);
  expect(once('-7 MOD 3')).toBe(2);
  expect(once('MODULO(-7, 3)')).toBe(-1);
});

test('powers, logarithms and roots', () => {
  expect(once('LOG10(1000)')).toBe(3);
  expect(once('LOG(8, 2)')).toBe(3);
  expect(once('LN(EXP(2))')).toBe(2);
  expect(once('SQRT(2) ^ 2')).toBe(2);
  expect(once('-2 ^ 2')).toBe(-4);
});

test('SAFEDIV, ZIDZ and XIDZ answer where the denominator is zero', () => {
  expect([once('SAFEDIV(1, 0)'), once('SAFEDIV(1, 0, 7)'), once('SAFEDIV(1, 1e-3)')]).toEqual([0, 7, 1000]);
  expect([once('ZIDZ(1, 1e-9)'), once('XIDZ(1, 0, 7)'), once('XIDZ(1, 4, 7)')]).toEqual([0, 7, 0.25]);
});

test('PULSE and its relations act on whole steps', () => {
  expect(over('PULSE(4, 2, 3)')).toEqual([0, 0, 4, 0, 0, 4, 0]);
  expect(over('PULSE(4)')).toEqual([4, 4, 4, 4, 4, 4, 4]);
  expect(over('VENSIM PULSE(2, 2)')).toEqual([0, 0, 1, 1, 0, 0, 0]);
  expect(over('VENSIM PULSE(2, 0)')).toEqual([0, 0, 1, 0, 0, 0, 0]);
  expect(over('PULSE TRAIN(1, 1, 2, 5)')).toEqual([0, 1, 0, 1, 0, 0, 0]);
});

test('VENSIM STEP, VENSIM PULSE and PULSE TRAIN go by the middle of the step, as the manual of Vensim defines them', () => {
  // Time plus is Time + 0.5, so it passes 2.3 at 2 already, and 2.7 at 3; 2.5 only after it.
  expect(over('VENSIM STEP(7, 2)')).toEqual([0, 0, 7, 7, 7, 7, 7]);
  expect(over('VENSIM STEP(7, 2.3)')).toEqual([0, 0, 7, 7, 7, 7, 7]);
  expect(over('VENSIM STEP(7, 2.5)')).toEqual([0, 0, 0, 7, 7, 7, 7]);
  expect(over('STEP(7, 2.3)')).toEqual([0, 0, 0, 7, 7, 7, 7]);
  // 2.5 < 2 + 0.4 is false; 2.5 < 2 + 0.6 is true.
  expect(over('VENSIM PULSE(2, 0.4)')).toEqual([0, 0, 0, 0, 0, 0, 0]);
  expect(over('VENSIM PULSE(2, 0.6)')).toEqual([0, 0, 1, 0, 0, 0, 0]);
  expect(over('VENSIM PULSE(2, 1.5)')).toEqual([0, 0, 1, 0, 0, 0, 0]);
  expect(over('VENSIM PULSE(1.7, 2)')).toEqual([0, 0, 1, 1, 0, 0, 0]);
  expect(over('VENSIM PULSE(1.2, 2)')).toEqual([0, 1, 1, 0, 0, 0, 0]);
  expect(over('PULSE TRAIN(0.7, 0.1, 3, 9)')).toEqual([0, 1, 0, 0, 1, 0, 0]);
  expect(over('PULSE TRAIN(1, 3, 2, 5)')).toEqual([0, 1, 1, 1, 1, 0, 0]);
});

test('RAMP rises from one time until another', () => {
  expect(over('RAMP(2, 1, 4)')).toEqual([0, 0, 2, 4, 6, 6, 6]);
  // By Vensim's definition, slope * (end - start) from the start on, were the end before it.
  expect(over('RAMP(2, 4, 3)')).toEqual([0, 0, 0, 0, 0, -2, -2]);
  expect(over('RAMP(2, 4)')).toEqual([0, 0, 0, 0, 0, 2, 4]);
});

test('SAMPLE IF TRUE holds what was true last', () => {
  expect(over('SAMPLE IF TRUE(TIME = 2 OR TIME = 4, TIME * 10, 5)')).toEqual([5, 5, 20, 20, 40, 40, 40]);
});

test('TREND and FORECAST follow steady growth', () => {
  const context = 'stock S = 100 { +g }; flow g = S * 0.1';
  expect(over('TREND(S, 2, 0.1)', context).every((value) => Math.abs(value - 0.1) < 1e-8)).toBe(true);
  expect(once('FORECAST(S, 2, 3, 0.1)', context)).toBeCloseTo(130, 8);
});

test('delays of order n and smooths of order n start in equilibrium', () => {
  for (const call of ['DELAYN(5, 3, 4)', 'SMTHN(5, 3, 4)', 'DELAY1(5, 3)', 'SMTH3(5, 3)', 'DELAY FIXED(5, 3, 5)']) {
    expect(new Set(over(call)), call).toEqual(new Set([5]));
  }
});

test('a computed subscript chooses an element, and a dimension’s name is its position', () => {
  const context = 'dim Age = young, middle, old; v[young] = 10; v[middle] = 20; v[old] = 30; n[Age] = Age * 2';
  expect(over('v[MIN(3, TIME + 1)]', context)).toEqual([10, 20, 30, 30, 30, 30, 30]);
  expect(once('SUM(n[*])', context)).toBe(12);
  expect(once('v[2] + IF middle = 2 THEN 1 ELSE 0', context)).toBe(21);
  expect(once('STDDEV(v[*])', context)).toBeCloseTo(Math.sqrt(200 / 3), 8);
});

test('a square is summed by rows, by columns and whole', () => {
  const context =
    'dim A = a1, a2; dim B = b1, b2; m[A, B] = 10 * A + B; row[A] = SUM(m[A, *]); column[B] = SUM(m[*, B])';
  expect(once('row[a2]', context)).toBe(43);
  expect(once('column[b1]', context)).toBe(32);
  expect(once('SUM(m[*, *])', context)).toBe(66);
  expect(once('SUM(s[*, *])', `dim A = a1, a2; s[A, A] = 1`)).toBe(4);
});

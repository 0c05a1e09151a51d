import { expect, test } from 'vitest';
import { interpreter } from '../interpret/interpreter.ts';
import { createProblem } from '../run/problem.ts';
import { columnOf, run } from '../run/run.ts';
import { model } from '../testing/model-notation.ts';
import { wasmBackend } from '../wasm/backend.ts';

/** The values of one expression over the times 0, 1 … 4, the same to the bit in both back ends. */
function over(expression: string, context = ''): number[] {
  const source = model`x = ${expression}; time 0 4 1; ${context}`;
  const [first, second] = [interpreter, wasmBackend].map((backend) => [
    ...(columnOf(run(createProblem(source), backend), 'x') ?? []),
  ]);
  expect(second).toEqual(first);
  return first ?? [];
}
const once = (expression: string, context = ''): number => over(expression, context)[0] ?? Number.NaN;

test('hyperbolic functions, GAMMA LN and the normal distribution agree with tables', () => {
  expect(once('SINH(0.5)')).toBeCloseTo(0.5210953054937474, 15);
  expect(once('COSH(0.5)')).toBeCloseTo(1.1276259652063807, 15);
  expect(once('TANH(0.5)')).toBeCloseTo(0.46211715726001, 15);
  expect(once('GAMMA LN(11)')).toBeCloseTo(15.104412573075516, 13);
  expect(once('GAMMALN(0.5)')).toBeCloseTo(0.5723649429247001, 13);
  expect(once('NORMALCDF(-1.96, 1.96)')).toBeCloseTo(0.950004209703559, 14);
  expect(once('NORMALCDF(90, 110, 100, 10)')).toBeCloseTo(0.6826894921370859, 14);
  expect(once('INVNORM(0.975)')).toBeCloseTo(1.959963984540054, 13);
  expect(once('INVNORM(0.975, 100, 10)')).toBeCloseTo(119.599639845401, 11);
});

test('counting functions and roots give what their definitions say', () => {
  expect([once('FACTORIAL(5)'), once('COMBINATIONS(5, 3)'), once('PERMUTATIONS(5, 3)')]).toEqual([120, 10, 60]);
  expect([once('ROOTN(27, 3)'), once('PERCENT(0.25)'), once('MIN(INF, 3)'), once('RUNCOUNT')]).toEqual([3, 25, 3, 0]);
});

test('SINWAVE and COSWAVE have the period that they are given', () => {
  expect(over('SINWAVE(10, 4)').map(Math.round)).toEqual([0, 10, 0, -10, -0]);
  expect(over('COSWAVE(10, 4)').map(Math.round)).toEqual([10, 0, -10, -0, 10]);
});

test('PMT, PV and FV solve one equation for each of its amounts', () => {
  // The example of isee systems' help: a loan of 10,000 at 1% a month over 36 months.
  expect(once('PMT(0.01, 36, 10000, 0)')).toBeCloseTo(-332.143, 3);
  expect(once('PV(0.01, 36, PMT(0.01, 36, 10000, 0), 0)')).toBeCloseTo(10000, 8);
  expect(once('FV(0.01, 36, PMT(0.01, 36, 10000, 500), 10000)')).toBeCloseTo(500, 8);
  expect([once('PMT(0, 4, 100, 20)'), once('PV(0, 4, -30, 20)'), once('FV(0, 4, -30, 100)')]).toEqual([-30, 100, 20]);
});

test('NPV discounts each step by 1 / (1 + rate × step) more than the one before', () => {
  const [first = 0, second = 0, third = 0] = over('NPV(100, 0.1, 5, 2)');
  expect(first).toBe(210);
  expect(second).toBeCloseTo(2 * (105 + 100 / 1.1), 10);
  expect(third).toBeCloseTo(2 * (105 + 100 / 1.1 + 100 / 1.21), 10);
});

test('CGROWTH lets a stock grow by the percentage in one unit of time, whatever the step', () => {
  const source = model`stock S = 100 { +g }; flow g = S * CGROWTH(10); time 0 1 0.25`;
  expect(columnOf(run(createProblem(source), interpreter), 'S')?.at(-1)).toBeCloseTo(110, 10);
});

test('DERIVN differs from the steps before, and is 0 until there are enough of them', () => {
  expect(over('DERIVN(TIME * TIME, 0)')).toEqual([0, 1, 4, 9, 16]);
  expect(over('DERIVN(TIME * TIME, 1)')).toEqual([0, 1, 3, 5, 7]);
  expect(over('DERIVN(TIME * TIME, 2)')).toEqual([0, 0, 2, 2, 2]);
});

test('ENDVAL stays at its initial value, since no run remembers another', () => {
  expect(over('ENDVAL(TIME + 3)')).toEqual([3, 3, 3, 3, 3]);
  expect(over('ENDVAL(TIME, 7)')).toEqual([7, 7, 7, 7, 7]);
});

test('functions over named tables look between, before, beyond and back', () => {
  const context = 'lookup f = (0,1) (1,1) (2,3) (4,2)';
  const of = (call: string): number => once(call, context);
  expect([of('LOOKUP FORWARD(f, -1)'), of('LOOKUP FORWARD(f, 1)'), of('LOOKUP FORWARD(f, 1.5)')]).toEqual([1, 1, 3]);
  expect([of('LOOKUP FORWARD(f, 2)'), of('LOOKUP FORWARD(f, 5)')]).toEqual([3, 2]);
  expect([of('LOOKUP BACKWARD(f, -1)'), of('LOOKUP BACKWARD(f, 1.5)'), of('LOOKUP BACKWARD(f, 5)')]).toEqual([1, 1, 2]);
  expect([of('LOOKUP EXTRAPOLATE(f, -1)'), of('LOOKUP EXTRAPOLATE(f, 6)')]).toEqual([1, 1]);
  expect([of('LOOKUP INVERT(f, 2)'), of('LOOKUP INVERT(f, 1)'), of('LOOKUP INVERT(f, 4)')]).toEqual([
    1.5,
    0,
    -(2 ** 109),
  ]);
  expect([of('LOOKUPINV(f, 4)'), of('LOOKUPINV(f, 0)'), of('LOOKUPINV(f, 2.5)')]).toEqual([2, 0, 1.75]);
  expect([of('LOOKUP AREA(f, 0, 1)'), of('LOOKUP AREA(f, 0.5, 3)'), of('LOOKUP AREA(f, 3, 0.5)')]).toEqual([
    1, 5.25, -5.25,
  ]);
  expect([of('LOOKUPAREA(f)'), of('LOOKUPAREA(f, 9)'), of('LOOKUPAREA(f, 1, 2)')]).toEqual([8, 8, 2]);
  expect([of('LOOKUP SLOPE(f, 1.5, 0)'), of('LOOKUP SLOPE(f, 1, 0)'), of('LOOKUP SLOPE(f, 5, 0)')]).toEqual([2, 1, 0]);
  expect([of('LOOKUP SLOPE(f, 5, 1)'), of('LOOKUP SLOPE(f, 5, -1)')]).toEqual([-0.5, -(2 ** 109)]);
});

test('a point that is given twice counts once', () => {
  const context = 'lookup f = (0,0) (2,4) (2,4) (3,5) (3,5)';
  expect(over('f(TIME)', context)).toEqual([0, 2, 4, 5, 5]);
  expect(over('LOOKUP EXTRAPOLATE(f, TIME)', context)).toEqual([0, 2, 4, 5, 6]);
  expect(once('LOOKUP SLOPE(f, 2, 0)', context)).toBe(1.5);
});

test('functions over a converter’s own table take it by the converter’s name', () => {
  const context = 'g = TABLE(TIME) EXTRAPOLATE (0,0) (2,4) (3,5)';
  expect([once('LOOKUPINV(g, 10)', context), once('LOOKUPINV(g, -2)', context)]).toEqual([8, -1]);
  expect(once('LOOKUPAREA(g, 4, 3)', context)).toBe(5.5);
  expect(once('LOOKUP(g, 1)', context)).toBe(2);
});

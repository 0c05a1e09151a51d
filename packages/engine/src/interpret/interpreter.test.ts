import { expect, test } from 'vitest';
import { createProblem, type ProblemOptions } from '../run/problem.ts';
import { columnOf, run } from '../run/run.ts';
import type { Model } from '../model/model.ts';
import { model } from '../testing/model-notation.ts';
import { interpreter } from './interpreter.ts';

function series(source: Model, name: string, options: ProblemOptions = {}): number[] {
  const results = run(createProblem(source, options), interpreter);
  expect(results.status).toEqual({ kind: 'done' });
  return [...(columnOf(results, name) ?? [])];
}
const last = (values: readonly number[]): number => values.at(-1) ?? Number.NaN;

test('interpreter computes exponential decay by Euler as (1 - dt/tau)^n', () => {
  const decay = model`stock S = 100 { -out }; flow out = S / tau; tau = 4; time 0 8 0.5`;
  const values = series(decay, 'S');
  for (const [step, value] of values.entries()) expect(value).toBeCloseTo(100 * (1 - 0.5 / 4) ** step, 10);
});

test('interpreter gains four orders by RK4: half the step, a sixteenth of the error', () => {
  const growth = model`stock S = 1 { +in }; flow in = S; time 0 1 0.25 rk4`;
  const error = (step: number): number => Math.abs(last(series(growth, 'S', { step, saveEvery: 1 })) - Math.E);
  expect(error(0.25) / error(0.125)).toBeGreaterThan(14);
  expect(error(0.25) / error(0.125)).toBeLessThan(18);
});

test('DELAY3 passes on all that enters, after its time on average', () => {
  const delay = model`in = PULSE(1, 1); out = DELAY3(in, 5, 0); stock all = 0 { +flow }; flow flow = out
    stock moment = 0 { +late }; flow late = out * (TIME - 1); time 0 100 0.0625 rk4`;
  expect(last(series(delay, 'all'))).toBeCloseTo(1, 6);
  expect(last(series(delay, 'moment'))).toBeCloseTo(5, 1);
});

test('SMTH1 closes the gap at 1 / time, from its initial value', () => {
  const smooth = model`s = SMTH1(10, 2, 0); t = SMTH1(10, 2); time 0 3 0.5`;
  expect(series(smooth, 's').map((value) => Number(value.toFixed(6)))).toEqual([
    0, 2.5, 4.375, 5.78125, 6.835938, 7.626953, 8.220215,
  ]);
  expect(last(series(smooth, 't'))).toBe(10);
});

test('DELAY gives back the input as it was a fixed time ago', () => {
  expect(series(model`d = DELAY(TIME, 2, -1); time 0 5 0.5`, 'd')).toEqual([-1, -1, -1, -1, 0, 0.5, 1, 1.5, 2, 2.5, 3]);
  expect(series(model`d = DELAY(TIME, lag); lag = 2; time 0 4 1`, 'd', { parameters: { lag: 3 } })).toEqual([
    0, 0, 0, 0, 1,
  ]);
});

test('PREVIOUS and INIT remember', () => {
  const memory = model`p = PREVIOUS(TIME, 9); i = INIT(TIME * 2); time 3 6 1`;
  expect(series(memory, 'p')).toEqual([9, 3, 4, 5]);
  expect(series(memory, 'i')).toEqual([6, 6, 6, 6]);
});

test('STEP, RAMP and PULSE act on the step that they name', () => {
  const clock = model`s = STEP(2, 0.3); r = RAMP(10, 0.2, 0.4); p = PULSE(1, 0.1, 0.2); once = PULSE(1, 0.3); time 0 0.5 0.1`;
  expect(series(clock, 's')).toEqual([0, 0, 0, 2, 2, 2]);
  expect(series(clock, 'r').map((value) => Number(value.toFixed(9)))).toEqual([0, 0, 0, 1, 2, 2]);
  expect(series(clock, 'p')).toEqual([0, 10, 0, 10, 0, 10]);
  expect(series(clock, 'once')).toEqual([0, 0, 0, 10, 0, 0]);
});

test('a non-negative stock gives its outflows what it has, in order', () => {
  const tank = model`stock! S = 5 { -first -second }; flow first = 3; flow second = 3; stock T = 0 { +second }; time 0 3 1`;
  expect(series(tank, 'S')).toEqual([5, 0, 0, 0]);
  expect(series(tank, 'second')).toEqual([2, 0, 0, 0]);
  expect(series(tank, 'T')).toEqual([0, 2, 2, 2]);
});

test('arrays are computed element by element, and summed', () => {
  const homes = model`dim Home = foster, residential, kinship; dim Paid < Home = foster, residential
    cost[foster] = 600; cost[residential] = 5000; cost[kinship] = 0
    stock children[Home] = 10 { +in }; flow in[Home] = children / 10
    spend[Home] = cost[Home] * children; total = SUM(spend[*]); product = SUM(cost[*] * children[*]); paid = SUM(children[Paid])
    mean = MEAN(cost[*]); most = MAX(cost[*]); count = SIZE(cost[*]); share[Home] = children[Home] / SUM(children[*]); time 0 1 1`;
  expect(series(homes, 'total')).toEqual([56000, 61600]);
  expect(series(homes, 'product')).toEqual([56000, 61600]);
  expect(series(homes, 'paid')).toEqual([20, 22]);
  expect(series(homes, 'most')).toEqual([5000, 5000]);
  expect(series(homes, 'count')).toEqual([3, 3]);
  expect(series(homes, 'share[kinship]')[0]).toBeCloseTo(1 / 3, 15);
  expect(series(homes, 'spend[residential]', { parameters: { 'cost[residential]': 1 } })).toEqual([10, 11]);
  expect(series(homes, 'total', { parameters: { cost: 1 } })).toEqual([30, 33]);
});

test('graphical functions are read between and beyond their points', () => {
  const curves = model`lookup f = (0,0) (1,10) (2,0); a = f(TIME / 2); b = TABLE(TIME) DISCRETE (0,1) (2,5); c = TABLE(TIME) EXTRAPOLATE (1,1) (2,3); time 0 5 1`;
  expect(series(curves, 'a')).toEqual([0, 5, 10, 5, 0, 0]);
  expect(series(curves, 'b')).toEqual([1, 1, 5, 5, 5, 5]);
  expect(series(curves, 'c')).toEqual([-1, 1, 3, 5, 7, 9]);
});

test('a computed variable that a problem sets is replaced by the number', () => {
  const chain = model`a = 2; b = a * 3; c = b + 1`;
  expect(last(series(chain, 'c', { parameters: { b: 10 } }))).toBe(11);
});

test('a run that diverges says when and where', () => {
  const results = run(createProblem(model`stock S = 1 { +in }; flow in = 1 / (3 - TIME)`), interpreter);
  expect(results.status).toEqual({ kind: 'diverged', time: 3, variable: 'in' });
  expect([...(columnOf(results, 'S') ?? [])].slice(3, 5)).toEqual([Number.NaN, Number.NaN]);
});

import { expect, test } from 'vitest';
import { compileModel } from '../compile/compile-model.ts';
import { interpreter } from '../interpret/interpreter.ts';
import { model } from '../testing/model-notation.ts';
import { memberParameters, runMembers, sampleDraws } from './ensemble.ts';
import { quantile, quantileBands, shareBelow } from './quantiles.ts';

const { program } = compileModel(
  model`stock S = 100 { -out }; flow out = S * rate; rate = 0.1; other = 2; time 0 4 0.5`,
);
if (program === undefined) throw new Error('the test model does not compile');
const request = {
  start: 0,
  step: 0.5,
  steps: 8,
  saveEvery: 2,
  method: 'euler',
  save: [program.layout[0]?.base ?? 0],
} as const;
const sample = sampleDraws([{ parameter: 'rate', low: 0.05, mode: 0.1, high: 0.3 }], { seed: 1, memberCount: 10 });
const parametersOf = (member: number): Float64Array => memberParameters(program, { sample, member });
const prepared = interpreter.prepare(program);

test('runMembers gives the same in portions as in one piece', () => {
  const whole = runMembers(prepared, { request, parametersOf, from: 0, to: 10 });
  const first = runMembers(prepared, { request, parametersOf, from: 0, to: 4 });
  const rest = runMembers(prepared, { request, parametersOf, from: 4, to: 10 });
  expect([...(first.series[0] ?? []), ...(rest.series[0] ?? [])]).toEqual([...(whole.series[0] ?? [])]);
  expect(whole.rowCount).toBe(5);
});

test('runMembers runs each member with its own draw', () => {
  const { series } = runMembers(prepared, { request, parametersOf, from: 0, to: 10 });
  const rates = sample.values[0] ?? new Float64Array();
  rates.forEach((rate, member) => {
    expect(rate).toBeGreaterThanOrEqual(0.05);
    expect(rate).toBeLessThanOrEqual(0.3);
    expect(series[0]?.[member * 5 + 4]).toBeCloseTo(100 * (1 - 0.5 * rate) ** 8, 9);
  });
});

test('memberParameters lets what is fixed give way to what is drawn', () => {
  const fixed = new Map([
    ['rate', 9],
    ['other', 7],
  ]);
  const names = program.parameters.map(({ name }) => name);
  const values = memberParameters(program, { sample, member: 3, fixed });
  expect(values[names.indexOf('other')]).toBe(7);
  expect(values[names.indexOf('rate')]).toBe(sample.values[0]?.[3]);
});

test('quantile interpolates as R does by default', () => {
  expect(quantile(Float64Array.of(1, 2, 3, 4), 0.25)).toBe(1.75);
  expect(quantile(Float64Array.of(5), 0.95)).toBe(5);
  expect(quantile(new Float64Array(), 0.5)).toBeNaN();
});

test('quantileBands works time by time', () => {
  const bands = quantileBands(Float64Array.of(1, 10, 3, 30, 2, 20), 2);
  expect([...bands.median]).toEqual([2, 20]);
  expect([...bands.low50]).toEqual([1.5, 15]);
});

test('shareBelow counts a tie as half and refuses members that do not pair', () => {
  expect(shareBelow(Float64Array.of(1, 2, 3, 4), Float64Array.of(2, 2, 2, 9))).toBe(0.625);
  expect(() => shareBelow(Float64Array.of(1), Float64Array.of(1, 2))).toThrow('Cannot pair 1 members with 2');
});

import { expect, test } from 'vitest';
import { formatDiagnostic } from '../model/diagnostic.ts';
import { compileModel } from '../compile/compile-model.ts';
import type { Model } from '../model/model.ts';
import { toId } from '../model/names.ts';
import { model } from '../testing/model-notation.ts';
import { formatUnits, parseUnits, unitNames } from './units.ts';

function said(source: Model): string[] {
  const { program, diagnostics } = compileModel(source);
  expect(program).toBeDefined();
  return diagnostics.map((each) => formatDiagnostic(each));
}

test('parseUnits reads products, quotients, powers and names with spaces', () => {
  const again = (text: string): string | undefined => {
    const units = parseUnits(text, unitNames(model`same year, years; same fraction, 1; x = 1`));
    return units && formatUnits(units);
  };
  expect(again('children / years')).toBe('children/year');
  expect(again('£/child/week')).toBe('£/(child*week)');
  expect(again('£/(child*week)')).toBe('£/(child*week)');
  expect(again('1/year')).toBe('1/year');
  expect(again('social workers^2 * year^-1')).toBe('social_workers^2/year');
  expect(again('people^(1/2)')).toBe('people^0.5');
  expect(again('fraction')).toBe('1');
  expect(again('Dmnl')).toBe('1');
  expect(again('year/year')).toBe('1');
  expect(again('children//year')).toBeUndefined();
  expect(again('(children')).toBeUndefined();
  expect(again('children^year')).toBeUndefined();
});

test('parseUnits reads per in words, takes units literally, and percent as a unit', () => {
  const again = (text: string): string | undefined => {
    const units = parseUnits(text, new Map());
    return units && formatUnits(units);
  };
  expect(again('people per year')).toBe('people/year');
  expect(again('per Month')).toBe('1/month');
  expect(again('£ per child per week')).toBe('£/(child*week)');
  expect(again('m^2')).toBe('m^2');
  expect(again('$/Year')).toBe('$/year');
  expect(again('1/Year')).toBe('1/year');
  expect(again('%')).toBe('percent');
  expect(again('percentile')).toBe('percentile');
  expect(again('person')).not.toBe(again('people'));
  expect(again('people per')).toBe('people_per');
  expect(again('people per /')).toBeUndefined();
});

test('unitNames resolves a unit that is defined by a formula, aliases and later definitions included', () => {
  const names = unitNames(
    model`same joule, newton*m, J; same newton, kg*m/s^2; same cases, people; same share, 1; x = 1`,
  );
  const again = (text: string): string => formatUnits(parseUnits(text, names) ?? new Map());
  expect(again('J')).toBe('kg*m^2/s^2');
  expect(again('joule/newton')).toBe('m');
  expect(again('people per s')).toBe('cases/s');
  expect(again('share')).toBe('1');
});

test('checkUnits finds a clash through a variable without units, and says what its units follow from', () => {
  expect(said(model`a {children} = 1; t {year} = 2; rate = a / t; total {children} = a + rate`)).toEqual([
    '- unit-mismatch Cannot add "a" [children] and "rate" [children/year]: they differ by year, in the equation of "total", with the units of "rate" [children/year] inferred from its equation "a / t"; correct the equation, or the units of one of them',
  ]);
  expect(said(model`stock S {children} = 1 { -out }; flow out = S; t {week} = 1`)).toEqual([
    '- unit-mismatch Cannot match the equation of "out" [children] with [children/year]: they differ by year, with the units of "out" [children/year] inferred from the stock "S" that it changes; correct the equation, or the units of one of its variables',
  ]);
  expect(said(model`stock S = a { net: a }; a {£} = 1`)).toEqual([
    '- unit-mismatch Cannot match the rate of "S" [£] with [£/year]: they differ by year, with the units of "S" [£] inferred from its initial value "a"; correct the equation, or the units of one of its variables',
  ]);
});

test('checkUnits passes over an equation that names what does not exist', () => {
  const { diagnostics } = compileModel(model`a {children} = 1; x {children} = a / stya`);
  expect(diagnostics.map(({ code }) => code)).toEqual(['unknown-name']);
});

test('checkUnits says nothing of a model in which no variable has units', () => {
  expect(said(model`x = EXP(TIME) + DT; stock S = x { -x }`)).toEqual([]);
});

test('compileModel gives the units of undeclared variables to a fixed point, and none where nothing is known', () => {
  const { inferredUnits } = compileModel(
    model`dim D = p, q; c = b; b = a; a = S / t; stock S = 1 { +in }; flow in {people/year} = 1; t {year} = 2; k = 5; n = k * a
      arr[D] = x * 2; x {£} = 1; test = a > b; lookup table = (0,1) (1,2); y = table(x)`,
  );
  expect(Object.fromEntries([...inferredUnits].map(([id, { units }]) => [id, units]))).toEqual({
    s: 'people',
    a: 'people/year',
    b: 'people/year',
    c: 'people/year',
    arr: '£',
    test: '1',
  });
  expect(inferredUnits.get(toId('c'))?.from).toBe('its equation "b"');
});

test('checkUnits says nothing where both sides agree', () => {
  expect(
    said(model`same year, years
      stock S {children} = 100 { +in -out }; flow in {children/year} = 12 * rate; rate {children/years} = 2; flow out {children/year} = S / stay
      stay {years} = 2; spend {£/year} = S * price * 52 * weeks; price {£/(children*week)} = 900; weeks {week/year} = 1
      ratio {1} = MAX(0, S / MAX(S, 1)) ^ 0.5 + 1; root {children^0.5} = SQRT(S); logged {1} = LN(S / 100 / one); one {children} = 1
      late {children/year} = DELAY3(in, stay) + PULSE(S, 3) + STEP(in, 2015); t {1/year} = 1 / (TIME - 2010)
      change {1/year} = TREND(S, stay); choice {children} = IF S > 10 AND TIME < 2020 THEN S ELSE 0; none = S + stay2; stay2 = 4`),
  ).toEqual([]);
});

test('checkUnits shows both sides and the part that differs', () => {
  expect(said(model`a {children} = 1; b {children/year} = 2; x {children} = a + b`)).toEqual([
    '- unit-mismatch Cannot add "a" [children] and "b" [children/year]: they differ by year, in the equation of "x"; correct the equation, or the units of one of them',
  ]);
  expect(said(model`a {children} = 1; t {year} = 2; x {children} = a / t`)).toEqual([
    '- unit-mismatch Cannot match the equation of "x" [children/year] with [children]: they differ by 1/year; correct the equation, or the units of one of its variables',
  ]);
  expect(said(model`stock S {children} = 1 { -out }; flow out {children} = 1`)).toEqual([
    '- unit-mismatch Cannot let "out" [children] change the stock "S" [children]: [children/year] is needed, which differs by year; correct the units of the flow or of the stock',
  ]);
  expect(said(model`a {children} = 1; x = EXP(a)`)).toEqual([
    '- unit-mismatch Cannot use "a" [children] in EXP: [1] is needed there, which differs by children, in the equation of "x"',
  ]);
  expect(said(model`a {children} = 1; w {week} = 1; x {children} = SMTH1(a, w)`)).toEqual([
    '- unit-mismatch Cannot use "w" [week] in SMTH1: [year] is needed there, which differs by week/year, in the equation of "x"',
  ]);
  expect(said(model`a {children} = 1; b {year} = 1; x = IF a > b THEN 1 ELSE 0`)).toEqual([
    '- unit-mismatch Cannot compare "a" [children] and "b" [year]: they differ by children/year, in the equation of "x"; correct the equation, or the units of one of them',
  ]);
  expect(said(model`a {children//} = 1`)).toEqual([
    '- bad-units Cannot read the units "children//" of "a"; write them as in children/year, £/(child*week), 1/year or 1',
  ]);
});

test('checkUnits checks a stock’s initial value and net rate', () => {
  expect(said(model`a {£} = 1; stock S {children} = a { net: a }`)).toEqual([
    '- unit-mismatch Cannot match the initial value of "S" [£] with [children]: they differ by £/children; correct the equation, or the units of one of its variables',
    '- unit-mismatch Cannot match the rate of "S" [£] with [children/year]: they differ by year*£/children; correct the equation, or the units of one of its variables',
  ]);
});

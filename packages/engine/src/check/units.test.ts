import { expect, test } from 'vitest';
import { formatDiagnostic } from '../model/diagnostic.ts';
import { compileModel } from '../compile/compile-model.ts';
import type { Model } from '../model/model.ts';
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

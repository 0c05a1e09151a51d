import { expect, test } from 'vitest';
import { formatDiagnostic } from '../model/diagnostic.ts';
import type { Model } from '../model/model.ts';
import { functionCatalogue } from '../check/function-catalogue.ts';
import { model } from '../testing/model-notation.ts';
import { compileModel } from './compile-model.ts';
import { aggregates } from './lower-aggregates.ts';
import { dataFunctions } from './lower-data.ts';
import { functions } from './lower-functions.ts';
import { wholeFunctions } from './whole-functions.ts';

function faults(source: Model): string[] {
  const { program, diagnostics } = compileModel(source);
  expect(program).toBeUndefined();
  return diagnostics.map((each) => formatDiagnostic(each).replace(/^- /, ''));
}

test('compileModel names an unknown name and the known ones near to it', () => {
  expect(faults(model`referrals = 1; x = referals + 1`)).toEqual([
    'unknown-name Cannot find "referals", which the equation of "x" names; did you mean "referrals"',
  ]);
  expect(compileModel(model`referrals = 1; x = referals + 1`).diagnostics[0]).toMatchObject({
    variable: 'x',
    near: ['referrals'],
  });
});

test('compileModel finds all problems in one pass', () => {
  const found = compileModel(
    model`a = b + c; x = 1; X = 2; TIME = 3; root = SQRT(1, 2); stock S = 1 { +inn -out }; flow in = 1; flow out = 2 * (; y = BEETA(3); r = FIND ZERO(0, 1)`,
  );
  expect(found.diagnostics.map((each) => each.code).toSorted()).toEqual(
    [
      'unknown-name',
      'unknown-name',
      'duplicate-name',
      'reserved-name',
      'wrong-arguments',
      'unknown-name',
      'missing-operand',
      'unknown-function',
      'unsupported-function',
    ].toSorted(),
  );
});

test('compileModel shows a circular definition as its whole path', () => {
  expect(faults(model`a = b + 1; b = c; c = a * 2; d = a`)).toEqual([
    'circular-definition Cannot compute "a": the definition is circular, a → b → c → a; put a stock or a delay into the loop',
  ]);
  expect(faults(model`a = a + 1`)).toEqual([
    'circular-definition Cannot compute "a": the definition is circular, a → a; put a stock or a delay into the loop',
  ]);
});

test('compileModel shows circular initial values', () => {
  expect(faults(model`stock A = B { +f }; stock B = INIT(A) { +f }; flow f = 1`)).toEqual([
    'circular-initial-value Cannot compute "A": the initial value is circular, A → B → A; give one of them an initial value that does not depend on the others',
  ]);
});

test('compileModel takes a loop through a stock, a delay or an element before for no circle', () => {
  const loops = model`stock S = 1 { +f }; flow f = S; a = PREVIOUS(b, 1); b = a + 1; c = DELAY(d, 2, 0); d = c + 1; e = SMTH1(g, 2, 1); g = e
    dim Age = one, two, three; n[one] = 1; n[two] = n[one] + 1; n[three] = n[two] + 1`;
  expect(compileModel(loops).diagnostics).toEqual([]);
});

test('compileModel checks dimensions and elements', () => {
  const dims = 'dim Home = foster, residential';
  expect(faults(model`${dims}; x[Home] = 1; y = x[fostr]`)).toEqual([
    'unknown-element Cannot find "fostr" in the dimension "Home" of "x"; did you mean "foster"',
  ]);
  expect(faults(model`${dims}; x[Home] = 1; y = x`)).toEqual([
    'missing-subscripts Cannot use the array "x" as a single number; name an element, as in x[foster], or sum over it with SUM(x[*])',
  ]);
  expect(faults(model`${dims}; x[Home] = 1; y = x[Home]`)).toEqual([
    'range-outside-aggregate Cannot take "x[Home]" as a single number: the equation does not run over "Home"; name an element, or put it in SUM, MEAN, MIN, MAX or PROD',
  ]);
  expect(faults(model`${dims}; x[Home] = 1; y = x[foster, residential]`)).toEqual([
    'wrong-subscripts Cannot take "x" with 2 subscripts: it is arrayed over [Home]; give one subscript for each dimension',
  ]);
  expect(faults(model`${dims}; x[foster] = 1`)).toEqual([
    'missing-elements Cannot compute all of "x": no equation is given for "residential"; add equations for them',
  ]);
  expect(faults(model`${dims}; x[Home] = 1; x[foster] = 2`)).toEqual([
    'overlapping-definitions Cannot tell which definition of "x" holds: [foster] is defined more than once; let each element have one equation',
  ]);
  expect(faults(model`${dims}; dim Paid < Home = foster, kinship; x = 1`)).toEqual([
    'unknown-element Cannot take "kinship" into the subrange "Paid": the dimension "Home" has no such element; define it, or correct the name',
  ]);
  expect(faults(model`${dims}; stock S[Home] = 1 { +f }; flow f = 1`)).toEqual([
    'different-dimensions Cannot use "f" as an inflow of the stock "S": a single number cannot fill an array over [Home]; give both the same dimensions',
  ]);
  expect(faults(model`${dims}; x = 3; y = SUM(x)`)).toEqual([
    'needs-array Cannot take SUM of a single number; name an array and what to run over, as in SUM(x[*])',
  ]);
});

test('compileModel makes parameters of plain numbers and computes what rests on them once', () => {
  const { program } = compileModel(model`a = 3; b = a * 2; c = b + TIME; stock S = -4 { +f }; flow f = b`);
  expect(program?.parameters.map(({ name, value }) => [name, value])).toEqual([
    ['a', 3],
    ['S', -4],
  ]);
  const slots = Object.fromEntries((program?.layout ?? []).map((each) => [each.name, each.base]));
  expect(program?.constants.map((each) => each.slot)).toEqual(expect.arrayContaining([slots['b'], slots['f']]));
  expect(program?.step.map((each) => each.slot)).toEqual([slots['c']]);
});

test('every built-in of the catalogue has a lowering', () => {
  for (const { name, arguments: list } of functionCatalogue) {
    if (wholeFunctions.has(name) || dataFunctions.has(name)) continue;
    expect(list[0]?.array === true ? aggregates.has(name) : functions.has(name), name).toBe(true);
  }
});

test('compileModel refuses the graphical functions that it cannot read', () => {
  expect(faults(model`lookup f = (0,1) (0,2); x = f(1)`)).toEqual([
    'bad-table Cannot use the graphical function of "f": it has two values at x = 0; move one of the two points a little, to the side of the step that it is for',
  ]);
});

test('compileModel reports a dimension without elements, and goes on', () => {
  const base = model`dim R = a; x[R] = 1; y = RANK(x[R], 10); z = SUM(x[*])`;
  const { program, diagnostics } = compileModel({
    ...base,
    dimensions: base.dimensions.map((each) => ({ ...each, elements: [] })),
  });
  expect(program).toBeUndefined();
  expect(diagnostics.map(({ code }) => code)).toContain('empty-dimension');
});

test('compileModel refuses arrays with more elements than can be kept, and nothing that uses them', () => {
  const elements = Array.from({ length: 300 }, (_, index) => `e${index}`).join(', ');
  const source = model`dim A = ${elements}; dim B = ${elements}; dim C = ${elements}; x[A, B, C] = 1; y = SUM(x[*, *, *])`;
  expect(compileModel(source).diagnostics.map(({ code, variable }) => `${code} ${variable}`)).toEqual([
    'too-many-elements x',
  ]);
});

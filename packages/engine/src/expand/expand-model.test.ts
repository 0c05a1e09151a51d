import { expect, test } from 'vitest';
import { compileModel } from '../compile/compile-model.ts';
import { interpreter } from '../interpret/interpreter.ts';
import { formatDiagnostic } from '../model/diagnostic.ts';
import type { Model } from '../model/model.ts';
import { createProblem } from '../run/problem.ts';
import { run } from '../run/run.ts';
import { model } from '../testing/model-notation.ts';
import { moduleOf, withMacros, withModules } from '../testing/part-notation.ts';
import { wasmBackend } from '../wasm/backend.ts';
import { expandModel } from './expand-model.ts';
import { mostMade } from './reporter.ts';

/** The columns of a run, each back end's the same to the bit. */
function columns(given: Model): Record<string, number[]> {
  const problem = createProblem(given);
  const results = [interpreter, wasmBackend].map((backend) =>
    Object.fromEntries(run(problem, backend).columns.map(({ name, values }) => [name, [...values]])),
  );
  expect(results[1]).toEqual(results[0]);
  return results[0] ?? {};
}

/** The values at the last time. */
function last(given: Model): Record<string, number | undefined> {
  return Object.fromEntries(Object.entries(columns(given)).map(([name, values]) => [name, values.at(-1)]));
}

const faults = (given: Model): string[] => compileModel(given).diagnostics.map(formatDiagnostic);

test('expandModel returns a model without macros and modules as it is', () => {
  const plain = model`x = 1`;
  expect(expandModel(plain).model).toBe(plain);
});

test('expandModel gives every call of a macro a stock of its own, and no column', () => {
  const given = withMacros(model`a = 1; b = 10; x = TANK(a, 100) + TANK(b, 0); y = 2 * TANK(a + b, 0); time 0 2 1`, {
    'TANK(rate, start)': model`stock TANK = start { net: rate }`,
  });
  expect(columns(given)).toEqual({ a: [1, 1, 1], b: [10, 10, 10], x: [100, 111, 122], y: [0, 22, 44] });
});

test('expandModel gives an arrayed call one stock an element', () => {
  const given = withMacros(
    model`dim Age = young, old; a[young] = 1; a[old] = 2; x[Age] = TANK(a * 10, a[old]); s = SUM(x[*]); time 0 1 1`,
    { 'TANK(rate, start)': model`stock TANK = start { +in }; flow in = rate` },
  );
  expect(last(given)).toMatchObject({ 'x[young]': 12, 'x[old]': 22, s: 34 });
});

test('expandModel gives the elements that call a macro in an equation of their own their own values', () => {
  const given = withMacros(
    model`dim Age = young, old, aged; x[young] = ADD(1, 2); x[old] = 5; x[aged] = 10 * ADD(3 * 1, 4)`,
    {
      'ADD(a, b)': model`ADD = a + b; c = 0`,
    },
  );
  expect(last(given)).toEqual({ 'x[young]': 3, 'x[old]': 5, 'x[aged]': 70 });
});

test('expandModel carries calls in calls, macros in macros and macros defined later', () => {
  const given = withMacros(model`x = OUTER(OUTER(1, 2) + 1, 3)`, {
    'OUTER(a, b)': model`OUTER = INNER(a) + INNER(b) + c; c = INNER(0)`,
    'INNER(a)': model`INNER = a * 10 + 1`,
  });
  // OUTER(1, 2) = 11 + 21 + 1 = 33; OUTER(34, 3) = 341 + 31 + 1.
  expect(last(given)).toEqual({ x: 373 });
});

test('expandModel carries macros in initial values, rates and inputs of graphical functions', () => {
  const given = withMacros(
    model`stock s = DOUBLE(3) { net: DOUBLE(s) }; t = TABLE(DOUBLE(1)) (0,0) (10,100); time 0 1 1`,
    { 'DOUBLE(a)': model`DOUBLE = 2 * a` },
  );
  expect(last(given)).toEqual({ s: 18, t: 20 });
});

test('expandModel carries delays, graphical functions and dotted names of the model inside a macro', () => {
  const given = withMacros(model`scale = 3; x = M(TIME); time 0 4 1`, {
    'M(input)': model`lookup f = (0,0) (10,100); late = DELAY FIXED(input, 2, 0); M = f(late) * .scale`,
  });
  expect(columns(given)['x']).toEqual([0, 0, 0, 30, 60]);
});

test('expandModel lets a macro take a graphical function or a whole array by its name', () => {
  const given = withMacros(
    model`dim Age = young, old; lookup f = (0,0) (1,10); a[young] = 1; a[old] = 2; x = APPLY(0.5, f); y = TOTAL(a)`,
    { 'APPLY(input, table)': model`APPLY = table(input) + 1`, 'TOTAL(list)': model`TOTAL = SUM(list[*])` },
  );
  expect(last(given)).toMatchObject({ x: 6, y: 3 });
});

test('expandModel fills in defaults, takes an expression for the value, and a name for a call without arguments', () => {
  const given = withMacros(model`x = M(2); y = M(2, 3); z = K + K`, {
    'M(a, b = 10) => a * b + 1': model``,
    'K()': model`K = 7`,
  });
  expect(last(given)).toEqual({ x: 21, y: 7, z: 14 });
});

test('expandModel gives further outputs to the variables that a call names', () => {
  const given = withMacros(
    model`dim Age = young, old; a[young] = 1; a[old] = 5; x[Age] = SPREAD(a, 3 : low, high); width[Age] = high - low`,
    { 'SPREAD(p, q : least, most)': model`SPREAD = p + q; least = MIN(p, q); most = MAX(p, q)` },
  );
  expect(last(given)).toMatchObject({ 'low[young]': 1, 'low[old]': 3, 'high[old]': 5, 'width[young]': 2, 'x[old]': 8 });
});

test('expandModel keeps a macro blind to the names of the model', () => {
  const given = withMacros(model`rate = 4; x = M(1)`, { 'M(a)': model`M = a * rate` });
  expect(faults(given)).toEqual([
    'macros:1:5 unknown-name Cannot find "rate" in the macro "M": the model has it, but a macro knows only its own names; pass it as an argument, or write ".rate" (in Vensim "rate$")',
  ]);
});

test('expandModel refuses recursion with the way round', () => {
  const given = withMacros(model`x = PING(1)`, {
    'PING(a)': model`PING = PONG(a)`,
    'PONG(a)': model`PONG = 1 + PING(a)`,
  });
  expect(faults(given)).toEqual([
    expect.stringContaining(
      'recursive-macro Cannot call the macro "PING" in "PONG": it calls itself, PING → PONG → PING',
    ),
  ]);
});

test('expandModel refuses a wrong number of arguments and outputs with what is needed', () => {
  const given = withMacros(model`x = M(); y = M(1, 2, 3); z = M(1 : low)`, { 'M(a, b = 2)': model`M = a + b` });
  expect(faults(given)).toEqual([
    '- wrong-arguments Cannot call the macro "M" in "x" with 0 arguments; it needs "a", "b" (or 2)',
    '- wrong-arguments Cannot call the macro "M" in "y" with 3 arguments; it needs "a", "b" (or 2)',
    '- wrong-arguments Cannot call the macro "M" in "z" with 1 further output; it has none',
  ]);
});

test('expandModel says what is wrong with a macro in itself', () => {
  const given = withMacros(model`x = 1`, { 'M(a, a : low)': model`N = 1`, 'P(a = 1, b) => a': model`b = 1` });
  expect(faults(given).map((each) => each.replace(/^\S+ /, ''))).toEqual([
    'duplicate-name Cannot use the macro "M": it has two parameters "a"; rename one of them',
    'unknown-name Cannot use the macro "M": its output "low" is none of its variables; define it, or correct the name',
    expect.stringContaining('missing-output Cannot use the macro "M": no variable in it is called "M"'),
    'duplicate-name Cannot use the macro "P": it has two things called "b"; rename one of them',
    'wrong-order Cannot use the macro "P": "a" has a default, but a parameter after it has none; put parameters with defaults last',
  ]);
});

test('expandModel says what is wrong inside a macro once, at its place, however often it is called', () => {
  const inner = model`M = a + nowhere`;
  const placed = inner.variables.map((each) => ({ ...each, place: { file: 'm.mdl', line: 7, column: 1 } }));
  const given = withMacros(model`x = M(1); y = M(2) + M(3)`, { 'M(a)': { ...inner, variables: placed } });
  const [first, ...others] = faults(given);
  expect(first).toMatch(/^m\.mdl:7:5 unknown-name Cannot find "nowhere"/);
  expect(others).toEqual([]);
});

test('expandModel refuses a macro for each element of an aggregate', () => {
  const given = withMacros(model`dim Age = young, old; a[Age] = 2; x[Age] = SUM(M(a)); y = SUM(a[*] * M(3))`, {
    'M(p)': model`M = p + 1`,
  });
  expect(faults(given)[0]).toContain('Cannot call the macro "M" in "x" for each element of a sum');
  const fine = withMacros(
    model`dim Age = young, old; a[Age] = 2; y = SUM(a[*] * M(3 + 1)); z[Age] = SUM(a[*]) * M(a[Age])`,
    {
      'M(p)': model`M = p + 1; c = 1`,
    },
  );
  expect(last(fine)).toMatchObject({ y: 20, 'z[old]': 12 });
});

test('expandModel refuses macros that would make too many variables, and stays quick', () => {
  const chain = Object.fromEntries(
    Array.from({ length: 40 }, (_, index) => [
      `M${index}(a)`,
      model`${`M${index} = ${index === 39 ? 'a' : `M${index + 1}(a + 1) + M${index + 1}(a + 2)`}`}`,
    ]),
  );
  const found = faults(withMacros(model`x = M0(1)`, chain));
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(`too-many-variables`);
  expect(found[0]).toContain(String(mostMade));
});

test('expandModel makes work in proportion to calls, arrays written element by element included', () => {
  const elements = Array.from({ length: 500 }, (_, index) => `e${index}`);
  const equations = elements.map((each, index) => `x[${each}] = M(${index} * 2)`).join(';');
  const given = withMacros(model`${`dim E = ${elements.join(',')}; ${equations}; time 0 1 1`}`, {
    'M(a)': model`stock M = a { net: b }; b = a * 2`,
  });
  const { program } = compileModel(given);
  expect(program?.slotCount).toBeLessThan(5000);
  expect(last(given)).toMatchObject({ 'x[e499]': 998 * 3 });
});

test('expandModel hides what it makes: names, constants and parameters', () => {
  const given = withMacros(model`x = M(1)`, { 'M(a)': model`stock M = 5 { net: k }; k = 3` });
  const { program } = compileModel(given);
  expect(program?.layout.map(({ name }) => name)).toEqual(['x']);
  expect(program?.parameters).toEqual([]);
});

test('expandModel names the variables of modules by their path and takes connections', () => {
  const given = withModules(
    model`area = 1000; total = hares.hares + lynxes.lynxes; time 0 1 1`,
    {
      hares: model`stock hares = 500 { -deaths }; flow deaths = lynxes * rate; rate = 2; lynxes = 0; density = hares / .area`,
      lynxes: model`stock lynxes = 10 { +births }; flow births = hares.density`,
    },
    { hares: { lynxes: 'lynxes.lynxes' } },
  );
  expect(columns(given)).toMatchObject({
    'hares.hares': [500, 480],
    'hares.lynxes': [10, 10.5],
    'lynxes.births': [0.5, 0.48],
    total: [510, 490.5],
  });
});

test('expandModel runs a submodel twice, modules in modules, and sets their constants', () => {
  const inner = model`x = factor * 2; factor = 1`;
  const outer = {
    ...model`sum = left.x + right.x`,
    modules: [moduleOf('left', 'inner', { factor: 'scale' }), moduleOf('right', 'inner')],
  };
  const given = withModules(
    { ...model`answer = outer.sum; far = outer.left.x`, modules: [moduleOf('outer', 'outer')] },
    { outer: { ...outer, variables: [...outer.variables, ...model`scale = 5`.variables] }, inner },
  );
  expect(last(given)).toMatchObject({ answer: 12, far: 10, 'outer.right.x': 2 });
  const set = run(
    createProblem(given, { parameters: { 'outer.right.factor': 4, 'outer.left.factor': 0 } }),
    interpreter,
  );
  expect(set.columns.find(({ name }) => name === 'answer')?.values.at(-1)).toBe(8);
});

test('expandModel passes a graphical function through a connection', () => {
  const given = withModules(
    model`lookup f = (0,0) (1,10)`,
    { m: model`x = g(0.5); lookup g = (0,0) (1,0)` },
    { m: { g: 'f' } },
  );
  expect(last(given)).toEqual({ 'm.x': 5 });
});

test('expandModel reports what modules lack, at the module', () => {
  const given = withModules(
    {
      ...model`area = 1; x = hares.harez`,
      modules: [moduleOf('hares', 'hares', { nothing: 'area' }), moduleOf('gone', 'hars')],
    },
    { hares: model`hares = area` },
  );
  expect(faults(given).map((each) => each.replace(/^\S+ /, ''))).toEqual([
    'unknown-model Cannot run the module "gone": there is no model "hars"; did you mean "hares"',
    'unknown-name Cannot connect "nothing" of the module "hares": it has no such variable; define it, or correct the name',
    'unknown-name Cannot find "hares.harez", which the equation of "x" names; did you mean "hares.hares"',
    'unknown-name Cannot find "area" in the module "hares": the whole model has it, but a module knows only its own names; connect it to an input, or write ".area"',
  ]);
});

test('expandModel refuses modules that contain themselves', () => {
  const given = withModules(
    { ...model`x = 1`, modules: [moduleOf('a', 'a')] },
    { a: { ...model`y = 1`, modules: [moduleOf('b', 'a')] } },
  );
  expect(faults(given)).toEqual([
    '- recursive-module Cannot run the module "a.b": the model "a" contains itself, a → a; take one of them out',
  ]);
});

test('expandModel lets the equations of modules call macros', () => {
  const given = withMacros(withModules(model`y = m.x`, { m: model`x = DOUBLE(k); k = 4` }), {
    'DOUBLE(a)': model`DOUBLE = 2 * a`,
  });
  expect(last(given)).toEqual({ y: 8, 'm.x': 8, 'm.k': 4 });
});

test('compileModel lets a stock gain and lose the sum of flows over more dimensions, and hold each back', () => {
  const given = model`dim Age = young, old; dim Sex = f, m; stock! all = 10 { -leave }; flow leave[Age] = 4 * Age
stock byAge[Age] = 0 { +leave -split }; flow split[Sex, Age] = Sex; time 0 2 1`;
  expect(columns(given)).toMatchObject({
    all: [10, 0, 0],
    'leave[young]': [4, 0, 0],
    'leave[old]': [6, 0, 0],
    'byAge[old]': [0, 3, 0],
  });
  const conveyor = model`dim Age = young, old; stock all = 10 { +come }; flow come[Age] = 1; stock few[Age] = 0 { +one }; flow one = 1`;
  expect(faults(conveyor)).toEqual([expect.stringContaining('Cannot use "one" as an inflow of the stock "few"')]);
});

test('compileModel takes an element with its dimension before a dot for its position', () => {
  const given = model`dim Age = young, old; x[Age] = IF Age = Age.old THEN 10 ELSE Age.young; y[Age] = 2 * Age; z = y[Age.old]`;
  expect(last(given)).toMatchObject({ 'x[young]': 1, 'x[old]': 10, z: 4 });
});

test('expandModel renames variables that are subscripts', () => {
  const given = withModules(model`dim Age = young, old; a[young] = 5; a[old] = 7`, {
    m: model`x = .a[i] + b[old]; i = 2; dim Age = young, old; b[Age] = 1`,
  });
  expect(last(given)).toMatchObject({ 'm.x': 8 });
  const macro = withMacros(model`dim Age = young, old; a[young] = 5; a[old] = 7; x = PICK(a, 2)`, {
    'PICK(list, at)': model`PICK = list[at]`,
  });
  expect(last(macro)).toMatchObject({ x: 7 });
});

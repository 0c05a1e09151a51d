import { expect, test } from 'vitest';
import { compileModel } from '../compile/compile-model.ts';
import { interpreter } from '../interpret/interpreter.ts';
import { formatDiagnostic } from '../model/diagnostic.ts';
import type { Model } from '../model/model.ts';
import { createProblem } from '../run/problem.ts';
import { run } from '../run/run.ts';
import { model as notation } from '../testing/model-notation.ts';
import { moduleOf, withMacros, withModules } from '../testing/part-notation.ts';
import { readVensim } from './read-vensim.ts';
import { writeVensim } from './write-vensim.ts';

const control = 'INITIAL TIME = 0 ~~|\nFINAL TIME = 2 ~~|\nTIME STEP = 0.5 ~~|\nSAVEPER = 1 ~~|\n';

function read(text: string): Model {
  const { model, diagnostics } = readVensim(text + control, { file: 'm.mdl' });
  expect(diagnostics.map(formatDiagnostic)).toEqual([]);
  if (model === undefined) throw new Error('no model');
  return model;
}

function values(model: Model): Record<string, number[]> {
  const { columns } = run(createProblem(model), interpreter);
  return Object.fromEntries(columns.map((column) => [column.name, [...column.values]]));
}

/** The model as it comes back from a file that it was written to, places aside. */
function returned(model: Model): Model {
  const { text, diagnostics } = writeVensim(model);
  expect(diagnostics).toEqual([]);
  const { model: back, diagnostics: found } = readVensim(text ?? '', { file: 'm.mdl' });
  expect(found).toEqual([]);
  if (back === undefined) throw new Error('not read');
  return placeless(back);
}

function placeless<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value, (key, part: unknown) => (key === 'place' ? undefined : part))) as Value;
}

const faults = (text: string): string[] => {
  const { model, diagnostics } = readVensim(text + control, { file: 'm.mdl' });
  return [...diagnostics, ...(model === undefined ? [] : compileModel(model).diagnostics)].map(formatDiagnostic);
};

test('readVensim reads a macro with stocks, the clock and a variable of the model, and runs it', () => {
  const model = read(`:MACRO: HOLD(input, start)
HOLD = INTEG((input - HOLD) / TIME STEP$ * share, start) ~ input ~ follows its input |
share = target$ * 1 + 0 * (Time$ + Time) ~~|
:END OF MACRO:
target = 1 ~~|
a = 10 ~ Cases ~|
x = HOLD(a + Time, 0) ~ Cases ~|
y = 1 + HOLD(a, 4) ~~|
`);
  expect(model.macros).toMatchObject([
    { name: 'HOLD', parameters: [{ name: 'input' }, { name: 'start' }], place: { line: 1 } },
  ]);
  expect(values(model)).toEqual({ target: [1, 1, 1], a: [10, 10, 10], x: [0, 10.5, 11.5], y: [5, 11, 11] });
});

test('readVensim reads macros behind their use, further outputs, and calls in equations with subscripts', () => {
  const model = read(`r: r1, r2 ~~|
a[r] = 1, 5 ~~|
x[r] = SPREAD(a[r], 3 : low, high[r]) ~~|
width[r] = high[r] - low[r] ~~|
:MACRO: SPREAD(p, q : least, most)
SPREAD = p + q ~~|
least = MIN(p, q) ~~|
most = MAX(p, q) ~~|
:END OF MACRO:
`);
  expect(values(model)).toMatchObject({
    'x[r2]': [8, 8, 8],
    'low[r1]': [1, 1, 1],
    'high[r2]': [5, 5, 5],
    'width[r2]': [2, 2, 2],
  });
  const back = returned(model);
  expect(back.macros).toEqual(placeless(model.macros));
  expect(values(back)).toEqual(values(model));
});

test('readVensim lets a macro have the name of a built-in without changing the built-in', () => {
  const model = read(`:MACRO: INIT(x)
INIT = INITIAL(x) * 100 ~~|
:END OF MACRO:
:MACRO: SSHAPE(x, p)
SSHAPE = x + p ~~|
:END OF MACRO:
a = INIT(Time + 1) ~~|
b = INITIAL(Time + 1) ~~|
c = SSHAPE(2, 3) ~~|
`);
  expect(values(model)).toMatchObject({ a: [100, 100, 100], b: [1, 1, 1], c: [5, 5, 5] });
});

test('readVensim tells a macro or function from a variable of its name', () => {
  expect(values(read('pulse = 3 ~~|\nx = pulse + PULSE(0, 1) ~~|\n'))).toMatchObject({ x: [4, 3, 3] });
});

test.each([
  [':MACRO: M\nM = 1 ~~|\n:END OF MACRO:\nx = 1 ~~|\n', 'm.mdl:1:1 unexpected-text Cannot read a macro'],
  [':MACRO: M(a)\nM = a ~~|\nx = 1 ~~|\n', 'm.mdl:1:1 unfinished-macro Cannot find the end of the macro "M"'],
  [
    ':MACRO: M(a)\nM = a + nowhere ~~|\n:END OF MACRO:\nx = M(1) ~~|\ny = M(2) ~~|\n',
    'm.mdl:2:9 unknown-name Cannot find "nowhere"',
  ],
  [
    ':MACRO: M(a)\nM = a + nowhere$ ~~|\n:END OF MACRO:\nx = M(1) ~~|\n',
    'm.mdl:2:9 unknown-name Cannot find ".nowhere" in the macro "M"',
  ],
  [
    'r: r1, r2 ~~|\n:MACRO: M(a)\nM = a ~~|\nb[r] = 1 ~~|\n:END OF MACRO:\nx = M(1) ~~|\n',
    'm.mdl:4:1 unsupported-construct Cannot use subscripts in the macro "M", as "b" has',
  ],
  ['a = 1 ~~|\nx = MAX(a, 2 : b) ~~|\n', 'm.mdl:2:5 wrong-arguments Cannot use "MAX" in "x" with further outputs'],
  [
    ':MACRO: M(a)\nM = FROBNICATE(a) ~~|\n:END OF MACRO:\nx = M(1) ~~|\n',
    'm.mdl:2:5 unsupported-function Cannot run the function "FROBNICATE" of "M"',
  ],
  [
    ':MACRO: M(a, b)\nM = a * b ~~|\n:END OF MACRO:\nx =\n  M(1) ~~|\n',
    'm.mdl:5:3 wrong-arguments Cannot call the macro "M" in "x" with 1 argument; it needs "a", "b"',
  ],
])('readVensim refuses %s', (text, expected) => {
  const [first, ...others] = faults(text);
  expect(first).toContain(expected);
  expect(others).toEqual([]);
});

test('writeVensim writes macros before those that call them, with defaults filled in and the clock marked', () => {
  const model = withMacros(notation`k = 2; x = OUTER(3); time 0 2 0.5`, {
    'OUTER(a, b = 4) => a + late': notation`late = INNER(TIME, DT) + .k`,
    'INNER(a, b)': notation`stock INNER = b { net: a }`,
  });
  const { text = '' } = writeVensim(model);
  expect(text.indexOf(':MACRO: INNER')).toBeLessThan(text.indexOf(':MACRO: OUTER'));
  expect(text).toContain('OUTER(3, 4)');
  expect(text).toContain('INNER(Time$, TIME STEP$) + k$');
  const back = returned(model);
  expect(values(back)).toEqual(values(model));
  expect(returned(back)).toEqual(back);
});

test('writeVensim writes the variables of modules as variables of the model', () => {
  const model = withModules(
    { ...notation`y = one.x + two.x`, modules: [moduleOf('one', 'm', { k: 'y0' }), moduleOf('two', 'm')] },
    { m: notation`x = k * 2; k = 3` },
  );
  const whole = { ...model, variables: [...model.variables, ...notation`y0 = 5`.variables] };
  expect(values(returned(whole))).toEqual(values(whole));
  expect(values(whole)['one.x']?.[0]).toBe(10);
  expect(values(whole)['two.x']?.[0]).toBe(6);
});

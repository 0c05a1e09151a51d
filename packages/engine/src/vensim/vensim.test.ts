import { expect, test } from 'vitest';
import { formatDiagnostic } from '../model/diagnostic.ts';
import type { Model, Variable } from '../model/model.ts';
import { readVensim } from './read-vensim.ts';
import { writeVensim } from './write-vensim.ts';

const control =
  'INITIAL TIME = 0 ~~|\nFINAL TIME = 10 ~~|\nTIME STEP = 0.5 ~ Month [0,?] ~|\nSAVEPER = TIME STEP ~~|\n';

function read(text: string): Model {
  const { model, diagnostics } = readVensim(text.includes('TIME STEP =') ? text : text + control, { file: 'm.mdl' });
  if (model === undefined) throw new Error(diagnostics.map(formatDiagnostic).join('\n'));
  return model;
}

function variable(text: string, name = 'x'): Variable | undefined {
  return read(text).variables.find((each) => each.name === name);
}

/** The equations of `x`, with subscripts where it has any. */
function equations(text: string): string[] {
  const found = variable(text);
  if (found === undefined || found.kind === 'lookup') return [];
  const list = found.kind === 'stock' ? [...found.initial, ...(found.net ?? [])] : found.definitions;
  return list.map(({ subscripts, equation }) =>
    subscripts.length === 0 ? equation : `[${subscripts.join(',')}] ${equation}`,
  );
}

function faults(text: string): string[] {
  const { model, diagnostics } = readVensim(text + control, { file: 'm.mdl' });
  expect(model).toBeUndefined();
  return diagnostics.map(formatDiagnostic);
}

test.each([
  ['x = -2^2', '-2^2'],
  ['x = :NOT: a = 3 :AND: a > 1', 'NOT (a = 3) AND a > 1'],
  [
    'x = IF THEN ELSE(Time > 3 :OR: a = :NA:, 1, TIME STEP)',
    'IF TIME > 3 OR a = -6.490371073168535e+32 THEN 1 ELSE DT',
  ],
  ['x = PULSE(3, 2) + PULSE TRAIN(1,\\\n\t 2, 3, 4)', 'VENSIM PULSE(3, 2) + PULSE TRAIN(1, 2, 3, 4)'],
  ['x = SMOOTH3I(a, 2, 1) + DELAY1(A, 4)', 'SMTH3(a, 2, 1) + DELAY1(a, 4)'],
  ['x = DELAY N(a, 4, 0, 3)', 'VENSIM DELAY N(a, 4, 0, 3)'],
  ['x = POWER(a, 2) * GAME(a)', 'a^2 * a'],
  ['x = INITIAL(a) + INTEGER(a) {a comment}', 'INIT(a) + INTEGER(a)'],
  ['x = 1 {of ~ what | is meant} + a {and\nmore} ~ Month ~ an odd { stays', '1 + a'],
  ['x = STEP(a, 1.2) + RAMP(1, 2, 3)', 'VENSIM STEP(a, 1.2) + RAMP(1, 2, 3)'],
  ['x = "odd ""name"', undefined],
  ['x = "per cent %"', '"per cent %"'],
])('readVensim translates %s', (text, expected) => {
  if (expected === undefined) expect(faults(`${text} ~~|\n`)).toHaveLength(1);
  else expect(equations(`a = 1 ~~|\n"per cent %" = 1 ~~|\n${text} ~~|\n`)).toEqual([expected]);
});

test('readVensim keeps the net rate of a level', () => {
  const found = variable('x = INTEG (in - out, 5) ~ people [0,?] ~ A \\\n\tstock|\nin = 1 ~~|\nout = 2 ~~|\n');
  expect(found).toMatchObject({
    kind: 'stock',
    units: 'people',
    range: { low: 0 },
    documentation: 'A stock',
    inflows: [],
    initial: [{ equation: '5' }],
    net: [{ equation: 'in - out' }],
  });
});

test('readVensim reads tables, their limits left out and their points in order', () => {
  expect(variable('x([(0,0)-(10,10),(1,1)],(2,- 5),(1,3),(4, 8)) ~~|\n')).toMatchObject({
    kind: 'lookup',
    definitions: [{ table: { x: [1, 2, 4], y: [3, -5, 8], mode: 'continuous' } }],
  });
  expect(variable('x = WITH LOOKUP(Time, ((0,1),(5,2))) ~~|\n')).toMatchObject({
    definitions: [{ equation: 'TIME', table: { x: [0, 5], y: [1, 2] } }],
  });
});

test('readVensim reads ranges by name, by number, of ranges and by alias', () => {
  const { dimensions } = read('All: (A1-A3), Rest ~~|\nRest: B, C ~~|\nOther <-> Rest ~~|\nx = 1 ~~|\n');
  expect(dimensions.map(({ name, elements, subrangeOf }) => [name, elements.join(' '), subrangeOf])).toEqual([
    ['All', 'A1 A2 A3 B C', undefined],
    ['Rest', 'B C', 'All'],
    ['Other', 'B C', 'All'],
  ]);
});

test('readVensim gives a list of numbers to the elements in order', () => {
  expect(equations('R: a, b ~~|\nC: p, q ~~|\nx[R,C] = 1, -2; 3, 4; ~~|\n')).toEqual([
    '[a,p] 1',
    '[a,q] -2',
    '[b,p] 3',
    '[b,q] 4',
  ]);
});

test('readVensim keeps an equation over a range whole, with exceptions and sums', () => {
  const text = 'R: a, b ~~|\ny[R] = 1, 2 ~~|\nx[R] :EXCEPT: [a] = SUM(y[R!]) * y[R] ~~|\nx[a] = 0 ~~|\n';
  expect(variable(text)).toMatchObject({
    dimensions: ['R'],
    definitions: [
      { subscripts: ['R'], except: [['a']], equation: 'SUM(y[*:R]) * y[R]' },
      { subscripts: ['a'], equation: '0' },
    ],
  });
});

test('readVensim writes out what is mapped, by the mapping before the name', () => {
  const text =
    'Age: a, b, c ~~|\nOlder: b, c ~~|\nYounger: a, b -> Older ~~|\ny[Age] = 1, 2, 3 ~~|\nx[Older] = y[Younger] ~~|\n';
  expect(equations(text)).toEqual(['[b] y[a]', '[c] y[b]']);
});

test('readVensim gives a dimension of its own to an array that is defined in part', () => {
  const model = read('R: a, b, c ~~|\nx[a] = 1 ~~|\nx[c] = 2 ~~|\n');
  expect(model.dimensions[1]).toMatchObject({ elements: ['a', 'c'], subrangeOf: 'R' });
});

test('readVensim reads control variables that are expressions of constants, groups, settings and odd quotes in comments', () => {
  const model = read(
    `{UTF-8}
years = 3 ~ year ~ "The first|
********************************************************
\t.Care
********************************************************~
\t\tA sector
\t|
x = years ~~~:SUPPLEMENTARY |
INITIAL TIME = 2010 ~~|
FINAL TIME = INITIAL TIME + 2*years ~~|
TIME STEP = 1/4 ~ Year ~|
SAVEPER = 1 ~~|
\\\\\\---/// Sketch information - do not modify anything except names
V300 "odd | things ~
///---\\\\\\
22:Year,Years
15:0,0,0,5,0,0`.replaceAll('\n', '\r\n'),
  );
  expect(model.time).toEqual({
    start: 2010,
    stop: 2016,
    step: 0.25,
    saveEvery: 1,
    units: 'Year',
    method: 'rk4',
    testInputs: 'held',
  });
  expect(model.groups).toEqual([{ name: 'Care', documentation: 'A sector' }]);
  expect(model.variables.map(({ name, group, documentation }) => [name, group, documentation])).toEqual([
    ['years', undefined, '"The first'],
    ['x', 'Care', ''],
  ]);
  expect(model.unitEquivalents).toEqual([['Year', 'Years']]);
});

test.each([
  [
    'x ~~|\n',
    'm.mdl:1:1 missing-data Cannot find values for the data variable "x": it has no equation, and there is no data file',
  ],
  [
    "x := GET XLS DATA('a.xls', 'b', 'A', 'B2') ~~|\n",
    'm.mdl:1:6 missing-file Cannot read GET XLS DATA of "x": the file "a.xls" is not there; put it beside the model',
  ],
  [
    'y = 1 ~~|\nx = SIMULTANEOUS(y, 1) ~~|\n',
    'm.mdl:2:5 unsupported-function Cannot run the function "SIMULTANEOUS" of "x"',
  ],
  [
    'x = A FUNCTION OF(y) ~~|\ny = 1 ~~|\n',
    'm.mdl:1:5 unsupported-function Cannot compute "x": its equation is unfinished, A FUNCTION OF only lists what it depends on; write',
  ],
  [
    'x = INTEG(WITH LOOKUP(Time, ((0,1),(1,2))), 1) ~~|\n',
    'm.mdl:1:11 unexpected-text Cannot read "x": WITH LOOKUP must be the whole equation; give it a variable of its own',
  ],
  ['x = 1 + integ(1, 2) ~~|\n', 'm.mdl:1:9 unexpected-text Cannot read "x": INTEG must be the whole equation'],
  ['x = 1,5 ~~|\n', 'm.mdl:1:1 wrong-count Cannot give 2 values to "x", which has no subscripts; give it one value'],
  ['x = 1 { never closed ~~|\ny = 2 {closed} ~~|\n', 'm.mdl:1:7 unknown-character Cannot read "x"'],
  ['x = 1 + (2 ~~|\n', 'm.mdl:1:12 unexpected-text Cannot read "x": ")" is needed where it ends'],
  ['x[R] = 1 ~~|\n', 'm.mdl:1:1 unknown-element Cannot find the subscript "R" of "x"'],
  ['x = MAX(1) ~~|\n', 'm.mdl:1:5 wrong-arguments Cannot use "MAX" in "x" with 1 arguments'],
])('readVensim refuses %s', (text, expected) => {
  expect(faults(text)[0]).toContain(expected);
});

test('readVensim tells once of a fault that each element of an equation would have', () => {
  expect(faults('D: p, q ~~|\nE: f, g, h ~~|\nx[D] = 1, 2 ~~|\nz[E] = x[D] ~~|\n')).toHaveLength(1);
});

test.each([
  [0, 'euler', 0],
  [1, 'dormand-prince', 1],
  [2, 'euler', 1],
  [3, 'midpoint', 1],
  [4, 'midpoint', 1],
  [5, 'rk4', 0],
])('readVensim takes the method %i for %s, and says where it is not quite the same', (code, method, notes) => {
  const { model, diagnostics } = readVensim(
    `x = 1 ~~|\n${control}\\\\\\---/// Sketch\n///---\\\\\\\n15:0,0,0,${code},0,0\n`,
    {
      file: 'm.mdl',
    },
  );
  expect(model?.time.method).toBe(method);
  expect(diagnostics.map((each) => each.code)).toEqual(Array(notes).fill('other-method'));
});

test('readVensim warns once that random numbers are not those of Vensim', () => {
  const { model, diagnostics } = readVensim(
    `x = RANDOM NORMAL(0, 1, 0, 1, 0) ~~|\ny = RANDOM 0 1() + RANDOM PINK NOISE(0, 1, 2, 0) ~~|\n${control}`,
    { file: 'm.mdl' },
  );
  expect(model).toBeDefined();
  expect(diagnostics.map(formatDiagnostic)).toEqual([
    expect.stringContaining('m.mdl:1:5 random-numbers Cannot give the random numbers that Vensim gives'),
  ]);
});

test('writeVensim gives text that reads back as the same model', () => {
  const model = read(`R: a, b ~~|
x[R] = INTEG(in[R] - x[R]^2 / (3 - y), 5) ~ people ~ Held|
in[R] = 1, 2 ~~|
y = WITH LOOKUP(MAX(Time, 2), ((0,1),(5,2))) ~ Dmnl [0,1] ~|
z = IF THEN ELSE(:NOT: (y = 2 :AND: Time > 1), SUM(x[R!] * in[R!]), VMAX(x[R!])) ~~|
`);
  const { text } = writeVensim(model);
  const essence = ({ variables, dimensions, time }: Model): unknown =>
    JSON.parse(
      JSON.stringify({ variables, dimensions, time }, (key, part: unknown) => (key === 'place' ? undefined : part)),
    );
  expect(essence(read(text ?? ''))).toEqual(essence(model));
});

test('readVensim gives an equation the place of its right side, brackets included', () => {
  const text =
    '{UTF-8}\nx[R]=\n\t(a - b) / c ~~|\nR: p, q ~~|\nINITIAL TIME = 0 ~~|\nFINAL TIME = 1 ~~|\nTIME STEP = 1 ~~|\n';
  const { model } = readVensim(text, { file: 'a.mdl' });
  const [x] = model?.variables ?? [];
  expect(x?.kind === 'auxiliary' && x.definitions[0]?.place).toEqual({ file: 'a.mdl', line: 3, column: 2 });
});

test('readVensim takes a name such as constructor for a name', () => {
  const clock = 'INITIAL TIME = 0 ~~|\nFINAL TIME = 1 ~~|\nTIME STEP = 1 ~~|\n';
  expect(readVensim(`x = constructor - 1 ~~|\n${clock}`, { file: 'a.mdl' }).model?.variables.length).toBe(1);
});

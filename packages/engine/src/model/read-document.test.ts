import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatDiagnostic } from './diagnostic.ts';
import type { Definition, GraphicalFunction, Model, Variable } from './model.ts';
import { readDocument } from './read-document.ts';
import { writeDocument } from './write-document.ts';

const head = { model: { name: 'Test', time: { start: 2010, stop: 2035, step: 0.25 } } };
const faults = (data: object): string[] => {
  const { model, diagnostics } = readDocument([{ file: 'a.yaml', data: { ...head, ...data } }]);
  expect(model).toBeUndefined();
  return diagnostics.map(formatDiagnostic);
};

test('readDocument composes sectors and gives their variables the group', () => {
  const { model, diagnostics } = readDocument([
    {
      file: '00.yaml',
      data: {
        model: { name: 'England', time: { start: 2010, stop: 2035, step: 0.25, 'save every': 1 } },
        dimensions: { Home: { elements: ['foster', 'residential'] } },
      },
    },
    {
      file: 'care.yaml',
      data: {
        sector: { name: 'Looked after' },
        stocks: {
          'Children looked after': {
            dimensions: ['Home'],
            initial: [400, 'start value'],
            inflows: ['starts'],
            units: 'children',
          },
        },
        flows: { starts: { dimensions: ['Home'], equation: { foster: 3, residential: 'rate * 2' } } },
        variables: {
          rate: 3.5,
          stress: { equation: 'TIME', table: { x: [0, 1], y: [1, 2] }, range: [0, null], evidence: ['a'] },
        },
      },
    },
  ]);
  expect(diagnostics).toEqual([]);
  expect(model).toMatchObject({
    name: 'England',
    time: { saveEvery: 1, units: 'year', method: 'euler' },
    groups: [{ name: 'Looked after' }],
    variables: [
      {
        kind: 'stock',
        group: 'Looked after',
        initial: [
          { subscripts: ['foster'], equation: '400' },
          { subscripts: ['residential'], equation: 'start value' },
        ],
      },
      {
        kind: 'flow',
        definitions: [
          { subscripts: ['foster'], equation: '3' },
          { subscripts: ['residential'], equation: 'rate * 2' },
        ],
      },
      { kind: 'auxiliary', name: 'rate', definitions: [{ subscripts: [], equation: '3.5' }] },
      { kind: 'auxiliary', range: { low: 0 }, definitions: [{ equation: 'TIME', table: { mode: 'continuous' } }] },
    ],
  });
});

test('readDocument says what is wrong and where', () => {
  expect(faults({ variables: { x: { equatoin: 3 } } })).toEqual([
    'a.yaml:1:1 unknown-key Cannot understand the key "equatoin" of "x" (at "variables / x / equatoin"); did you mean "equation"',
    'a.yaml:1:1 missing-key Cannot read "x": it has no "equation" (at "variables / x"); add "equation: …"',
  ]);
  expect(faults({ stocks: { S: { initial: 3, inflows: 'starts' } } })).toEqual([
    'a.yaml:1:1 wrong-type Cannot read "inflows": a list is needed, but the text "starts" was found (at "stocks / S / inflows")',
  ]);
  expect(
    faults({
      dimensions: { Home: { elements: ['a', 'b'] } },
      variables: { x: { dimensions: ['Home'], equation: [1, 2, 3] } },
    }),
  ).toEqual([
    'a.yaml:1:1 wrong-length Cannot read "equation": the dimension "Home" has 2 elements, but the list has 3 (at "variables / x / equation")',
  ]);
  expect(faults({ lookups: { f: { x: [0, 1], y: [1, 'two'], mode: 'smooth' } } })).toEqual([
    'a.yaml:1:1 wrong-type Cannot read "1": a number is needed, but the text "two" was found (at "lookups / f / y / 1")',
    'a.yaml:1:1 unknown-word Cannot read "mode": "smooth" is not one of "continuous", "discrete", "extrapolate", "forward", "raw" (at "lookups / f / mode")',
  ]);
});

test('readDocument places faults where the file can tell', () => {
  const locate = (): { file: string; line: number; column: number } => ({ file: 'a.yaml', line: 7, column: 3 });
  const { diagnostics } = readDocument([{ file: 'a.yaml', data: { ...head, flow: {} }, locate }]);
  expect(diagnostics.map(formatDiagnostic)).toEqual([
    'a.yaml:7:3 unknown-key Cannot understand the key "flow"; did you mean "flows"',
  ]);
});

test('readDocument needs exactly one file with the model’s name and times', () => {
  expect(
    readDocument([{ file: 'a.yaml', data: { variables: { x: 1 } } }]).diagnostics.map((each) => each.code),
  ).toEqual(['missing-key']);
  expect(
    readDocument([
      { file: 'a.yaml', data: head },
      { file: 'b.yaml', data: head },
    ]).diagnostics.map((each) => each.code),
  ).toEqual(['two-models']);
  expect(readDocument([{ file: 'a.yaml', data: 'nonsense' }]).diagnostics.map((each) => each.code)).toContain(
    'wrong-type',
  );
});

const word = fc.stringMatching(/^[a-z][a-z £%é]{0,8}[a-z]$/);
const equation = fc.oneof(word, fc.double({ noNaN: true, noDefaultInfinity: true }).map(String), fc.constant('007'));
const table: fc.Arbitrary<GraphicalFunction> = fc.record({
  x: fc.array(fc.integer(), { maxLength: 3 }),
  y: fc.array(fc.integer(), { maxLength: 3 }),
  mode: fc.constantFrom('continuous' as const, 'discrete' as const, 'extrapolate' as const),
});
const target = { subscripts: fc.array(word, { maxLength: 2 }) };
const except = fc.array(fc.array(word, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 2 });
const definition: fc.Arbitrary<Definition> = fc.record(
  { ...target, except, equation, table },
  { requiredKeys: ['subscripts', 'equation'] },
);
const definitions = fc.array(definition, { minLength: 1, maxLength: 3 });
const shared = {
  dimensions: fc.array(word, { maxLength: 2 }),
  units: word,
  documentation: fc.string(),
  group: word,
  evidence: fc.array(word),
  range: fc.record({ low: fc.integer(), high: fc.integer() }, { requiredKeys: [] }),
};
const required = ['dimensions', 'documentation', 'kind', 'name'] as const;
const names = fc.uniqueArray(word, { maxLength: 6 });
const variableOf = (name: string): fc.Arbitrary<Variable> =>
  fc.oneof(
    fc.record(
      {
        ...shared,
        name: fc.constant(name),
        kind: fc.constant('stock' as const),
        initial: definitions,
        inflows: fc.array(word),
        outflows: fc.array(word),
        net: definitions,
        nonNegative: fc.boolean(),
        conveyor: fc.record(
          {
            length: equation,
            capacity: equation,
            inflowLimit: equation,
            sample: equation,
            arrest: equation,
            contents: fc.array(fc.integer()),
            exponentialLeak: fc.boolean(),
            discrete: fc.constant(true as const),
            oneAtATime: fc.constant(false as const),
            batchIntegrity: fc.constant(true as const),
          },
          { requiredKeys: ['length', 'exponentialLeak'] },
        ),
        queue: fc.constant(true as const),
      },
      { requiredKeys: [...required, 'initial', 'inflows', 'outflows', 'nonNegative'] },
    ),
    fc.record(
      {
        ...shared,
        name: fc.constant(name),
        kind: fc.constant('flow' as const),
        definitions,
        nonNegative: fc.boolean(),
        leak: fc.constant({ start: 0.25, end: 1 }),
        overflow: fc.constant(true as const),
        spread: fc.constantFrom('even' as const, 'dest' as const, 'source' as const),
      },
      { requiredKeys: [...required, 'definitions', 'nonNegative'] },
    ),
    fc.record(
      { ...shared, name: fc.constant(name), kind: fc.constant('auxiliary' as const), definitions },
      { requiredKeys: [...required, 'definitions'] },
    ),
    fc.record(
      {
        ...shared,
        name: fc.constant(name),
        kind: fc.constant('lookup' as const),
        definitions: fc.array(fc.record({ ...target, except, table }, { requiredKeys: ['subscripts', 'table'] }), {
          minLength: 1,
          maxLength: 2,
        }),
      },
      { requiredKeys: [...required, 'definitions'] },
    ),
  );
const kinds = ['stock', 'flow', 'auxiliary', 'lookup'];
const document: fc.Arbitrary<Model> = fc.record({
  format: fc.constant('weir/1' as const),
  name: word,
  documentation: fc.string(),
  time: fc.record(
    {
      start: fc.integer(),
      stop: fc.integer(),
      step: fc.constant(0.25),
      saveEvery: fc.constant(1),
      units: word,
      method: fc.constantFrom('euler' as const, 'rk4' as const),
    },
    { requiredKeys: ['start', 'stop', 'step', 'units', 'method'] },
  ),
  unitEquivalents: fc.array(fc.array(word)),
  dimensions: names.chain((list) =>
    fc.tuple(
      ...list.map((name) =>
        fc.record(
          { name: fc.constant(name), elements: fc.array(word), subrangeOf: word, documentation: fc.string() },
          { requiredKeys: ['name', 'elements', 'documentation'] },
        ),
      ),
    ),
  ),
  groups: names.map((list) => list.map((name) => ({ name, documentation: 'about it' }))),
  variables: names
    .chain((list) => fc.tuple(...list.map(variableOf)))
    .map((list) => list.toSorted((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind))),
  loops: names.map((list) => list.map((name) => ({ name, story: 'told', variables: ['a', 'b'], switch: 'off' }))),
});

test('readDocument gives back the model that writeDocument wrote', () => {
  fc.assert(
    fc.property(document, (model) => {
      const { model: again, diagnostics } = readDocument([
        { file: 'a.yaml', data: JSON.parse(JSON.stringify(writeDocument(model))) as unknown },
      ]);
      expect(diagnostics).toEqual([]);
      expect(again).toEqual(model);
    }),
  );
});

test('writeDocument gives data that reads back as the same macros, submodels and modules', () => {
  const data = {
    ...head,
    variables: { x: 'HOLD(2) + hares.density' },
    macros: {
      HOLD: {
        documentation: 'Holds',
        parameters: ['input', { name: 'start', default: 0 }],
        outputs: ['late'],
        equation: 'level + 1',
        stocks: { level: { initial: 'start', inflows: ['in'] } },
        flows: { in: 'input' },
        variables: { late: 4 },
      },
      TWICE: { parameters: ['a'], variables: { TWICE: '2 * a' } },
    },
    submodels: {
      hares: {
        groups: { land: 'Where they live' },
        variables: { density: { equation: 'area', group: 'land' }, area: { equation: [] } },
      },
      pair: { modules: { left: { submodel: 'hares', connections: { area: 'x' } } }, variables: { x: 1 } },
    },
    modules: { hares: { connections: { area: 'x' }, documentation: 'Hares' }, pair: {} },
  };
  const { model, diagnostics } = readDocument([{ file: 'a.yaml', data }]);
  expect(diagnostics).toEqual([]);
  expect(model?.macros).toMatchObject([
    { name: 'HOLD', parameters: [{ name: 'input' }, { name: 'start', default: '0' }], outputs: ['late'] },
    { equation: '"TWICE"' },
  ]);
  expect(model?.modules).toMatchObject([
    { submodel: 'hares', connections: [{ to: 'area', from: 'x' }] },
    { submodel: 'pair' },
  ]);
  expect(model?.submodels?.[0]?.variables[1]).toMatchObject({ name: 'area', definitions: [] });
  if (model === undefined) throw new Error('no model');
  expect(
    readDocument([{ file: 'a.yaml', data: JSON.parse(JSON.stringify(writeDocument(model))) as unknown }]).model,
  ).toEqual(model);
});

test('readDocument says which key of a macro or module it does not understand', () => {
  const found = faults({ macros: { M: { parameter: ['a'] } }, modules: { m: { conections: {} } } });
  expect(found[0]).toContain('Cannot understand the key "parameter" of "M"');
  expect(found[1]).toContain('did you mean "connections"');
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { code } from '../compile/code.ts';
import type { Assignment, BinaryCode, Code, Program, UnaryCode, VariableLayout } from '../compile/program.ts';
import { interpreter } from '../interpret/interpreter.ts';
import type { IntegrationMethod } from '../model/model.ts';
import { toId } from '../model/names.ts';
import { wasmBackend } from './backend.ts';

/** An equation over the elements of arrays, as a template: what it reads stands at a place that follows from the element it is for. */
type Template =
  | { readonly kind: 'own'; readonly array: number }
  /** The element so many places further in the array, round its end. */
  | { readonly kind: 'shifted'; readonly array: number; readonly by: number }
  /** The first element of the row, or of the array. */
  | { readonly kind: 'row' | 'first'; readonly array: number }
  /** The element's place counted from the end. */
  | { readonly kind: 'mirrored'; readonly array: number }
  | { readonly kind: 'row sum'; readonly array: number }
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'time' }
  | { readonly kind: 'unary'; readonly name: UnaryCode; readonly of: Template }
  | { readonly kind: 'binary'; readonly name: BinaryCode; readonly of: readonly [Template, Template] }
  | { readonly kind: 'select'; readonly of: readonly [Template, Template, Template] }
  | { readonly kind: 'lookup'; readonly of: Template };

const unary: readonly UnaryCode[] = ['negate', 'not', 'abs', 'sqrt', 'floor', 'round', 'exp', 'ln', 'sin'];
const binary: readonly BinaryCode[] = [
  'add',
  'subtract',
  'multiply',
  'divide',
  'power',
  'min',
  'max',
  'less',
  'greaterOrEqual',
  'equal',
  'and',
  'or',
  'modulo',
];

/** Templates that read these arrays. */
function template(arrays: readonly number[]): fc.Arbitrary<Template> {
  const array = fc.constantFrom(...arrays);
  const { node } = fc.letrec<{ node: Template }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      fc.oneof(
        { arbitrary: array.map((each): Template => ({ kind: 'own', array: each })), weight: 4 },
        fc.tuple(array, fc.nat(5)).map(([each, by]): Template => ({ kind: 'shifted', array: each, by })),
        fc
          .tuple(array, fc.constantFrom('row' as const, 'first' as const, 'mirrored' as const, 'row sum' as const))
          .map(([each, kind]): Template => ({ kind, array: each })),
        fc.constantFrom(0, 1, 2, -0.5, 3, 8, -0).map((value): Template => ({ kind: 'constant', value })),
        fc.constant<Template>({ kind: 'time' }),
      ),
      fc.tuple(fc.constantFrom(...unary), tie('node')).map(([name, of]): Template => ({ kind: 'unary', name, of })),
      fc
        .tuple(fc.constantFrom(...binary), tie('node'), tie('node'))
        .map(([name, ...of]): Template => ({ kind: 'binary', name, of })),
      fc.tuple(tie('node'), tie('node'), tie('node')).map((of): Template => ({ kind: 'select', of })),
      tie('node').map((of): Template => ({ kind: 'lookup', of })),
    ),
  }));
  return node;
}

interface Shape {
  readonly rows: number;
  readonly columns: number;
}

function codeOf(each: Template, element: number, { rows, columns }: Shape): Code {
  const size = rows * columns;
  const at = (array: number, place: number): Code => code.slot(array * size + place);
  const inner = (one: Template): Code => codeOf(one, element, { rows, columns });
  const row = element - (element % columns);
  switch (each.kind) {
    case 'own':
      return at(each.array, element);
    case 'shifted':
      return at(each.array, (element + each.by) % size);
    case 'row':
      return at(each.array, row);
    case 'first':
      return at(each.array, 0);
    case 'mirrored':
      return at(each.array, size - 1 - element);
    case 'row sum':
      return Array.from({ length: columns }, (_, column) => at(each.array, row + column)).reduce(code.add);
    case 'constant':
      return code.constant(each.value);
    case 'time':
      return code.time;
    case 'unary':
      return code.unary(each.name, inner(each.of));
    case 'binary':
      return code.binary(each.name, inner(each.of[0]), inner(each.of[1]));
    case 'select':
      return code.select(inner(each.of[0]), inner(each.of[1]), inner(each.of[2]));
    case 'lookup':
      return code.lookup(0, inner(each.of));
  }
}

/** Arrays 0 and 1 are stocks, 2 parameters, and each of the rest is worked out from those before; the last two are the rates. */
function programOf(shape: Shape, templates: readonly Template[]): Program {
  const { rows, columns } = shape;
  const size = rows * columns;
  const elements = Array.from({ length: size }, (_, element) => element);
  const arrays = 3 + templates.length;
  const fill = (array: number, each: Template): Assignment[] =>
    elements.map((element) => ({ slot: array * size + element, code: codeOf(each, element, shape) }));
  const layout = Array.from({ length: arrays }, (_, array): VariableLayout => {
    const extents = [rows, columns].map((count, dimension) =>
      Array.from({ length: count }, (__, index) => `${'rc'[dimension]}${index}`),
    );
    const kind = array < 2 ? 'stock' : 'auxiliary';
    return { id: toId(`v${array}`), name: `v${array}`, kind, extents, base: array * size, size };
  });
  const integrators = [0, 1].flatMap((stock) =>
    elements.map((element) => ({ slot: stock * size + element, rate: (arrays - 2 + stock) * size + element })),
  );
  return {
    name: 'arrays',
    slotCount: arrays * size,
    time: { start: 0, stop: 5, step: 0.5, units: 'year', method: 'euler' },
    layout,
    tables: [{ x: [-2, 0, 0.5, 3], y: [1, -1, 4, 2], mode: 'continuous' }],
    parameters: elements.map((element) => ({
      name: `v2[${element}]`,
      slot: 2 * size + element,
      value: element / 7 - 1,
    })),
    constants: [],
    initial: [0, 1].flatMap((stock) =>
      elements.map((element) => ({ slot: stock * size + element, code: code.constant((element * (stock + 2)) % 5) })),
    ),
    step: templates.flatMap((each, index) => fill(3 + index, each)),
    integrators,
    held: [],
    updates: [],
    shapedByValues: false,
    eulerOnly: [],
    watched: [
      ...integrators.map(({ slot }) => ({ slot, name: `stock ${slot}` })),
      ...elements.map((element) => ({ slot: 3 * size + element, name: `first ${element}` })),
    ],
  };
}

const programs = fc
  .tuple(
    fc.record({ rows: fc.constantFrom(1, 7, 8, 9, 12), columns: fc.integer({ min: 1, max: 5 }) }),
    template([0, 1, 2]),
    template([0, 1, 2, 3]),
    template([0, 2, 3, 4]),
    template([1, 2, 3, 4, 5]),
  )
  .map(([shape, ...templates]) => programOf(shape, templates));

function compare(
  program: Program,
  request: { method: IntegrationMethod; saveEvery: number; save?: readonly number[] },
): string {
  const save = request.save ?? Array.from({ length: program.slotCount }, (_, slot) => slot);
  const parameters = Float64Array.from(program.parameters, ({ value }) => value);
  const shared = { start: 0, step: 0.5, steps: 10, parameters, ...request, save };
  const [meant, found] = [interpreter, wasmBackend].map((backend) => backend.prepare(program).run(shared));
  expect(found).toEqual(meant);
  return meant?.status.kind ?? '';
}

describe('wasmBackend', () => {
  test('gives the same bits as the interpreter for generated programs over arrays', () => {
    const ended = new Map<string, number>();
    fc.assert(
      fc.property(
        programs,
        fc.constantFrom('euler', 'rk4', 'rk2', 'midpoint'),
        fc.constantFrom(1, 3, 100),
        (program, method, saveEvery) => {
          const kind = compare(program, { method, saveEvery });
          ended.set(kind, (ended.get(kind) ?? 0) + 1);
        },
      ),
      { numRuns: 400, seed: 11 },
    );
    // Neither those that end well nor those that do not are rare.
    expect(Math.min(ended.get('done') ?? 0, ended.get('diverged') ?? 0)).toBeGreaterThan(60);
  });

  test('saves nothing where nothing is asked for', () => {
    const program = programOf({ rows: 9, columns: 2 }, [
      { kind: 'own', array: 0 },
      { kind: 'row sum', array: 1 },
      { kind: 'own', array: 3 },
      { kind: 'mirrored', array: 2 },
    ]);
    expect(compare(program, { method: 'euler', saveEvery: 1, save: [] })).toBe('done');
    expect(compare(program, { method: 'euler', saveEvery: 1, save: [5, 5, 60] })).toBe('done');
  });
});

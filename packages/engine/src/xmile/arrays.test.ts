import { expect, test } from 'vitest';
import { compileModel } from '../compile/compile-model.ts';
import { interpreter } from '../interpret/interpreter.ts';
import { createProblem } from '../run/problem.ts';
import { run } from '../run/run.ts';
import { readDocument } from '../model/read-document.ts';
import { writeDocument } from '../model/write-document.ts';
import { writeXmile } from './write-xmile.ts';
import { readXmile } from './read-xmile.ts';

/** A model with the dimensions D (a, b) and E (1, 2, 3) and an array m over [D, D] with the values 1 to 4. */
function read(variables: string): ReturnType<typeof readXmile> {
  const cells = ['a, a', 'a, b', 'b, a', 'b, b'].map(
    (cell, index) => `<element subscript="${cell}"><eqn>${index + 1}</eqn></element>`,
  );
  return readXmile(
    `<xmile><sim_specs><start>0</start><stop>2</stop><dt>1</dt></sim_specs>
    <dimensions><dim name="D"><elem name="a"/><elem name="b"/></dim><dim name="E" size="3"/></dimensions>
    <model><variables>${array('m', 'D D', cells.join(''))}${variables}</variables></model></xmile>`,
    { file: 'test.stmx' },
  );
}

function array(name: string, dims: string, content: string): string {
  const list = dims.split(' ').map((dim) => `<dim name="${dim}"/>`);
  return `<aux name="${name}"><dimensions>${list.join('')}</dimensions>${content}</aux>`;
}

/** The values of all elements of a variable at one step. */
function values(variables: string, name: string, step = 0): number[] {
  const { model, diagnostics } = read(variables);
  if (model === undefined) throw new SyntaxError(diagnostics.map(({ message }) => message).join('\n'));
  const { columns } = run(createProblem(model), interpreter);
  return columns
    .filter((each) => each.name.replace(/\[.*/, '') === name)
    .map((each) => each.values[step] ?? Number.NaN);
}

test('an array that has a dimension twice is taken place by place where the subscripts are left out', () => {
  expect(values(array('x', 'D D', '<eqn>m * 2</eqn>'), 'x')).toEqual([2, 4, 6, 8]);
  expect(values(array('x', 'D D', "<eqn>m'</eqn>"), 'x')).toEqual([1, 3, 2, 4]);
  expect(values(array('x', 'D', '<eqn>SUM(m[D, *])</eqn>'), 'x')).toEqual([3, 7]);
});

test('a dimension that the left side has twice is refused by its name', () => {
  const refused = (equation: string): string[] => {
    const { model } = read(array('v', 'D', '<eqn>5</eqn>') + array('x', 'D D', `<eqn>${equation}</eqn>`));
    return model === undefined ? [] : compileModel(model).diagnostics.map(({ code }) => code);
  };
  expect([refused('v'), refused('v[D]'), refused('D'), refused('m[D, D]')]).toEqual(
    Array.from({ length: 4 }, () => ['repeated-dimension']),
  );
});

test('a matrix over two dimensions is transposed by name', () => {
  const q = array('q', 'D E', '<eqn>10 * D + E</eqn>');
  expect(values(q + array('x', 'E D', "<eqn>q'</eqn>"), 'x')).toEqual([11, 21, 12, 22, 13, 23]);
  expect(values(q + array('x', 'E D', '<eqn>q[D, E]</eqn>'), 'x')).toEqual([11, 21, 12, 22, 13, 23]);
});

test('an element outside its array is 0, or NaN where the options say so, and stays so in every format', () => {
  expect(values(array('x', 'E', '<eqn>E</eqn>') + array('y', 'E', '<eqn>x[E - 1]</eqn>'), 'y')).toEqual([0, 1, 2]);
  const options = '<header><options><uses_arrays maximum_dimensions="1" invalid_index_value="NaN"/></options></header>';
  const { model } = read(array('x', 'E', '<eqn>E</eqn>'));
  expect(model?.outsideArrays).toBe('zero');
  const text = (model && writeXmile(model).text) ?? '';
  expect(readXmile(text, { file: 'back.xmile' }).model?.outsideArrays).toBe('zero');
  const other = readXmile(text.replace(/<header>[^]*<\/header>/, options), { file: 'other.xmile' }).model;
  expect(other).not.toHaveProperty('outsideArrays');
  const documents = [model, other].map((each) => [{ file: 'back.yaml', data: each && writeDocument(each) }]);
  expect(documents.map((each) => readDocument(each).model?.outsideArrays)).toEqual(['zero', undefined]);
});

test('SELF is the array that is defined', () => {
  expect(values(array('x', 'E', '<eqn>SIZE(SELF)</eqn>'), 'x')).toEqual([3, 3, 3]);
  expect(values(array('x', 'E', '<eqn>PREVIOUS(SELF, 0) + E</eqn>'), 'x', 2)).toEqual([3, 6, 9]);
});

test('array functions run over whole arrays and over slices, and RANK chooses an element', () => {
  const q = array('q', 'D E', '<eqn>10 * D + E</eqn>');
  const one = (equation: string): number | undefined =>
    values(`${q}<aux name="x"><eqn>${equation}</eqn></aux>`, 'x')[0];
  expect([one('SUM(q[*, 2])'), one('MAX(q[a, *])'), one('PROD(m)'), one('SIZE(q)')]).toEqual([34, 13, 24, 6]);
  expect([one('RANK(m[a, *], 2)'), one('m[b, RANK(m[a, *], 2)]'), one('m[1, 1] // 0 + 3')]).toEqual([2, 4, 3]);
});

test('part of a dimension is named by its ends, which may move with the element that is defined', () => {
  const v = array('v', 'E', '<eqn>E * E</eqn>');
  const one = (equation: string): number | undefined =>
    values(`${v}<aux name="x"><eqn>${equation}</eqn></aux>`, 'x')[0];
  expect([one('SUM(v[2:3])'), one('MEAN(v[1:2])'), one('SUM(m[a, a:b])'), one('SIZE(v[2:3])')]).toEqual([
    13, 2.5, 3, 2,
  ]);
  expect(values(v + array('x', 'E', '<eqn>SUM(v[1:E])</eqn>'), 'x')).toEqual([1, 5, 14]);
  const { model } = read(`${v}<aux name="x"><eqn>SUM(v[2:4])</eqn></aux>`);
  expect(model && compileModel(model).diagnostics.map(({ code }) => code)).toContain('bad-slice');
});

test('MIN and MAX of an array and a number compare all its elements, unless the equation runs over them', () => {
  const v = array('v', 'E', '<eqn>E - 4</eqn>');
  const one = (equation: string): number | undefined =>
    values(`${v}<aux name="x"><eqn>${equation}</eqn></aux>`, 'x')[0];
  expect([one('MAX(v, -9)'), one('MAX(v[*], 0)'), one('MIN(v, m)')]).toEqual([-1, 0, -3]);
  expect(values(v + array('x', 'E', '<eqn>MAX(v, -2)</eqn>'), 'x')).toEqual([-2, -2, -1]);
});

test('an element after the one that is defined is found by arithmetic', () => {
  const v = array('v', 'E', '<eqn>E * E</eqn>');
  expect(values(v + array('x', 'E', '<eqn>IF E &lt; 3 THEN v[E + 1] ELSE 0</eqn>'), 'x')).toEqual([4, 9, 0]);
});

test('a stock takes the sum of a flow over the dimensions that it lacks, held back element by element', () => {
  const flow = `<flow name="f"><dimensions><dim name="D"/><dim name="E"/></dimensions><eqn>10 * D + E</eqn></flow>`;
  const stocks = `<stock name="from"><dimensions><dim name="E"/></dimensions><eqn>35</eqn><outflow>f</outflow><non_negative/></stock>
    <stock name="to"><dimensions><dim name="D"/></dimensions><eqn>0</eqn><inflow>f</inflow></stock>
    <stock name="all"><eqn>0</eqn><inflow>f</inflow></stock>
    <stock name="belt"><eqn>0</eqn><inflow>f</inflow><outflow>off</outflow><conveyor><len>1</len></conveyor></stock><flow name="off"/>`;
  expect(values(flow + stocks, 'f')).toEqual([11, 12, 13, 21, 22, 22]);
  expect(values(flow + stocks, 'from', 1)).toEqual([3, 1, 0]);
  expect(values(flow + stocks, 'to', 1)).toEqual([36, 65]);
  expect(values(flow + stocks, 'all', 2)).toEqual([105]);
  expect(values(flow + stocks, 'belt', 1)).toEqual([101]);
});

test('elements that hold only a table each share the equation of the whole', () => {
  const cell = (name: string, ypts: string) =>
    `<element subscript="${name}"><gf><xscale min="0" max="2"/><ypts>${ypts}</ypts></gf></element>`;
  const g = array('g', 'D', `<eqn>TIME</eqn>${cell('a', '0, 10')}${cell('b', '0, 100')}`);
  expect(values(g, 'g', 1)).toEqual([5, 50]);
  expect(values(`${g}<aux name="x"><eqn>g[b]</eqn></aux>`, 'x', 2)).toEqual([100]);
});

test('an equation for all elements and one for a single element are refused together', () => {
  const { diagnostics } = read(array('x', 'D', '<eqn>1</eqn><element subscript="a"><eqn>2</eqn></element>'));
  expect(diagnostics.map(({ code }) => code)).toEqual(['two-definitions']);
});

test('TIME may choose an element, and none is there for it outside the array', () => {
  const v = array('v', 'E', '<eqn>E * 10</eqn>');
  const x = `${v}<aux name="x"><eqn>v[TIME]</eqn></aux>`;
  expect([0, 1, 2].flatMap((step) => values(x, 'x', step))).toEqual([0, 10, 20]);
});

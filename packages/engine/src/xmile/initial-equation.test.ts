import { expect, test } from 'vitest';
import { interpreter } from '../interpret/interpreter.ts';
import { createProblem } from '../run/problem.ts';
import { columnOf, run } from '../run/run.ts';
import { readXmile } from './read-xmile.ts';
import { writeXmile } from './write-xmile.ts';

function read(variables: string): ReturnType<typeof readXmile> {
  return readXmile(
    `<xmile><sim_specs><start>8</start><stop>14</stop><dt>1</dt></sim_specs>
    <dimensions><dim name="Age"><elem name="young"/><elem name="old"/></dim></dimensions>
    <model><variables>${variables}</variables></model></xmile>`,
    { file: 'test.stmx' },
  );
}

/** The figures are Stella's own, of a model of a capacity that follows a target which rests on it. */
test('an equation of its own for the start holds while the start values are worked out', () => {
  const { model } = read(`<stock name="capacity"><eqn>target</eqn><inflow>adjust</inflow></stock>
<flow name="adjust"><eqn>(target - capacity) / 10</eqn></flow>
<aux name="target"><eqn>capacity * use</eqn><init_eqn>first</init_eqn></aux><aux name="first"><eqn>100</eqn></aux>
<aux name="use"><eqn>(100 + STEP(100, 10)) / capacity</eqn></aux>`);
  if (model === undefined) throw new Error('not read');
  const results = run(createProblem(model), interpreter);
  expect([...(columnOf(results, 'capacity') ?? [])].map((value) => Number(value.toFixed(6)))).toEqual([
    100, 100, 100, 110, 119, 127.1, 134.39,
  ]);
});

test('<init_eqn> and ACTIVE INITIAL are the same, of the whole and of single elements', () => {
  const { model } = read(`<stock name="s"><eqn>goal</eqn></stock>
<aux name="goal"><eqn>s * 2</eqn><init_eqn>5</init_eqn></aux>
<aux name="each"><dimensions><dim name="Age"/></dimensions>
<element subscript="young"><eqn>s</eqn><init_eqn>7</init_eqn></element><element subscript="old"><eqn>s</eqn></element></aux>`);
  if (model === undefined) throw new Error('not read');
  const expected = [
    { name: 's' },
    { definitions: [{ equation: 'ACTIVE INITIAL(s * 2, 5)' }] },
    { definitions: [{ equation: 'ACTIVE INITIAL(s, 7)' }, { equation: 's' }] },
  ];
  expect(model.variables).toMatchObject(expected);
  const written = writeXmile(model);
  expect(written.diagnostics).toEqual([]);
  expect(written.text).toContain('<init_eqn>5</init_eqn>');
  expect(readXmile(written.text ?? '', { file: 'test.stmx' }).model?.variables).toMatchObject(expected);
});

test.each([
  '<stock name="s"><eqn>1</eqn><init_eqn>2</init_eqn></stock>',
  '<aux name="s"><eqn>1</eqn><init_eqn>2</init_eqn><gf><xpts>0,1</xpts><ypts>0,1</ypts></gf></aux>',
])('%s is refused', (variable) => {
  const [fault] = read(variable).diagnostics;
  expect(fault?.message).toContain('Cannot run the separate initial equation <init_eqn>');
});

import { expect, test } from 'vitest';
import { compileModel } from '../compile/compile-model.ts';
import { interpreter } from '../interpret/interpreter.ts';
import { formatDiagnostic } from '../model/diagnostic.ts';
import type { Model } from '../model/model.ts';
import { createProblem } from '../run/problem.ts';
import { run } from '../run/run.ts';
import { model as notation } from '../testing/model-notation.ts';
import { moduleOf, withMacros, withModules } from '../testing/part-notation.ts';
import { readXmile } from './read-xmile.ts';
import { writeXmile } from './write-xmile.ts';

/** A file with the given variables in its whole model, and what else stands beside it. */
function file(variables: string, beside = ''): string {
  return `<xmile version="1.0" xmlns="http://docs.oasis-open.org/xmile/ns/XMILE/v1.0"><header><product>Stella</product></header>
<sim_specs method="Euler"><start>0</start><stop>2</stop><dt>0.5</dt></sim_specs>
<model><variables>${variables}</variables></model>${beside}</xmile>`;
}

const aux = (name: string, equation: string, more = ''): string =>
  `<aux name="${name}"${more}><eqn>${equation}</eqn></aux>`;
const submodel = (name: string, variables: string, more = ''): string =>
  `<model name="${name}">${more}<variables>${variables}</variables></model>`;

function read(text: string): Model {
  const { model, diagnostics } = readXmile(text, { file: 'm.stmx' });
  expect(diagnostics.map(formatDiagnostic)).toEqual([]);
  if (model === undefined) throw new Error('no model');
  return model;
}

function values(model: Model): Record<string, number[]> {
  const { columns } = run(createProblem(model), interpreter);
  return Object.fromEntries(columns.map((column) => [column.name, [...column.values]]));
}

const faults = (text: string): string[] => {
  const { model, diagnostics } = readXmile(text, { file: 'm.stmx' });
  return [...diagnostics, ...(model === undefined ? [] : compileModel(model).diagnostics)].map(formatDiagnostic);
};

function returned(model: Model): Model {
  const { text, diagnostics } = writeXmile(model);
  expect(diagnostics).toEqual([]);
  return placeless(read(text ?? ''));
}

function placeless<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value, (key, part: unknown) => (key === 'place' ? undefined : part))) as Value;
}

const open = '{Enter equation for use when not hooked up to other models}';

test('readXmile reads modules and runs them under the names that Stella gives their variables', () => {
  // After the shape of the suite's bpowers-hares_and_lynxes_modules, where early Stella leaves out the module before "to".
  const text = file(
    `<module name="hares"><connect to="area" from=".area"/><connect to="lynxes" from="lynxes.lynxes"/></module>
<module name="lynxes"><connect to="hare_density" from="hares.hare_density"/></module>${aux('area', '100', ' access="output"')}`,
    submodel(
      'hares',
      `<stock name="hares"><eqn>1000</eqn><outflow>deaths</outflow></stock>
<flow name="deaths"><eqn>lynxes.lynxes * hare_density</eqn></flow>${aux('area', open, ' access="input"')}
${aux('hare\\ndensity', 'hares / .area', ' access="output"')}<stock name="lynxes" access="input"><eqn>${open}</eqn><non_negative/></stock>`,
    ) +
      submodel(
        'lynxes',
        `${aux('lynxes', '2 + 0 * hare_density', ' access="output"')}${aux('hare density', open, ' access="input"')}`,
      ),
  );
  const model = read(text);
  expect(values(model)).toMatchObject({
    'hares.hares': [1000, 990, 980.1, expect.closeTo(970.299), expect.closeTo(960.59601)],
    'hares.area': [100, 100, 100, 100, 100],
    'lynxes.hare density': [10, 9.9, expect.closeTo(9.801), expect.closeTo(9.70299), expect.closeTo(9.6059601)],
  });
  expect(returned(model)).toEqual(placeless(model));
});

test('readXmile takes a connection once, from whichever of the two modules lists it, as later Stella writes it', () => {
  const connections = `<connect to="Second_Part.in_put" from="First.out_put"/><connect2 to="Second_Part.in_put" from="First.out_put"/>
<connect to="First.factor" from=".factor"/><connect2 to="First.factor" from="factor"/>`;
  const model = read(
    file(
      `<module name="First">${connections}</module><module name="Second\\nPart">${connections}</module>${aux('factor', '3')}`,
      submodel('First', aux('out put', 'factor * 2') + aux('factor', '0', ' access="input"')) +
        submodel('Second_Part', aux('in put', '1', ' access="input"') + aux('double', '2 * in_put')),
    ),
  );
  expect(model.modules?.map(({ connections: list }) => list)).toEqual([
    [{ to: 'factor', from: 'factor' }],
    [{ to: 'in put', from: 'First.out put' }],
  ]);
  expect(values(model)['Second Part.double']).toEqual([12, 12, 12, 12, 12]);
  expect(values(returned(model))).toEqual(values(model));
});

test('readXmile reads modules in modules, by the name of the model alone or after that of the one around it', () => {
  const text = (inner: string): string =>
    file(
      `<module name="outer"/>${aux('x', 'outer.inner.a + 1')}`,
      submodel('outer', `<module name="inner"><connect to="inner.b" from="outer.b"/></module>${aux('b', '5')}`) +
        submodel(inner, aux('a', 'b * 2') + aux('b', '1', ' access="input"')),
    );
  expect(values(read(text('inner')))['x']?.[0]).toBe(11);
  expect(values(read(text('outer.inner')))['x']?.[0]).toBe(11);
});

test('readXmile reads macros with parameters that stand among the variables, defaults and a value', () => {
  const macro = `<macro name="HOLD"><eqn>level * 1</eqn><parm>in_put</parm><parm default="10">start</parm><doc>Holds</doc><variables>
${aux('in put', 'PULSE(1, 1, 0)', ' access="input"')}${aux('start', '0', ' access="input"')}
<stock name="level"><eqn>start</eqn><inflow>grow</inflow></stock><flow name="grow"><eqn>in_put</eqn></flow></variables><views/></macro>
<macro name="Two_Times"><parm>x</parm><eqn>x + x</eqn></macro>`;
  const model = read(file(aux('a', 'HOLD(Two_Times(TIME))') + aux('b', 'hold(2, 1)'), macro));
  expect(model.macros).toMatchObject([
    { name: 'HOLD', parameters: [{ name: 'in put' }, { name: 'start', default: '10' }], documentation: 'Holds' },
    { name: 'Two_Times', variables: [] },
  ]);
  expect(values(model)).toEqual({ a: [10, 10, 10.5, 11.5, 13], b: [1, 2, 3, 4, 5] });
  expect(returned(model)).toEqual(placeless(model));
});

test.each([
  [
    'a module with time settings of its own',
    file(
      '<module name="m"/>',
      submodel('m', aux('x', '1'), '<sim_specs><start>0</start><stop>9</stop><dt>1</dt></sim_specs>'),
    ),
    'Cannot run the module "m" with time settings of its own',
  ],
  [
    'a module without a model',
    file('<module name="m"/>'),
    'm.stmx:3:19 unknown-model Cannot run the module "m": there is no model "m"',
  ],
  [
    'an input that nothing is connected to',
    file('<module name="m"/>', submodel('m', aux('x', open, ' access="input"'))),
    'missing-equation Cannot compute "m.x": it has no equation',
  ],
  [
    'a model from another file',
    file('<module name="m"/>', '<model name="m" resource="m.stmx"/>'),
    'from the file "m.stmx"',
  ],
  [
    'a macro with time settings',
    file('', '<macro name="M"><eqn>1</eqn><sim_specs/></macro>'),
    'Cannot run the time settings of the macro "M"',
  ],
  [
    'a macro without a value',
    file('', '<macro name="M"><parm>a</parm></macro>'),
    'Cannot use the macro "M": it has no <eqn>',
  ],
  [
    'a module in a macro',
    file('', '<macro name="M"><eqn>1</eqn><variables><module name="m"/></variables></macro>'),
    'Cannot run the element <module> in the macro "M"',
  ],
])('readXmile refuses %s', (_, text, expected) => {
  expect(faults(text)[0]).toContain(expected);
});

test('readXmile reads the settings of a module that are those of the whole model', () => {
  const specs = '<sim_specs method="Euler"><start>0</start><stop>2</stop><dt>0.5</dt></sim_specs>';
  expect(faults(file('<module name="m"/>', submodel('m', aux('x', '1'), specs)))).toEqual([]);
});

test('writeXmile writes a model for each module, also where two run the same submodel', () => {
  const model = withModules(
    { ...notation`y = one.x + two.x; k 2 = 5`, modules: [moduleOf('one', 'm', { k: 'k 2' }), moduleOf('two', 'm')] },
    {
      m: { ...notation`x = k * 2 + deep.z; k = 3`, modules: [moduleOf('deep', 'd', { w: 'k' })] },
      d: notation`z = w; w = 0`,
    },
  );
  const { text = '' } = writeXmile(model);
  expect(text.match(/<model name="[^"]*"/g)).toEqual(
    ['one', 'two', 'deep', 'two.deep'].map((name) => `<model name="${name}"`),
  );
  expect(text).toContain('<connect to="one.k" from=".k_2"/>');
  expect(text).toContain('<connect to="deep.w" from="one.k"/>');
  expect(values(returned(model))).toEqual(values(model));
  expect(values(model)['y']?.[0]).toBe(24);
});

test('writeXmile refuses macros with further outputs and connections to formulas', () => {
  const outputs = withMacros(notation`x = M(1 : low)`, { 'M(a : least)': notation`M = a; least = 0` });
  expect(writeXmile(outputs).diagnostics[0]).toMatchObject({
    code: 'not-in-xmile',
    message: expect.stringContaining('"least"') as string,
  });
  const formula = withModules(notation`a = 1`, { m: notation`x = 1` }, { m: { x: 'a + 1' } });
  expect(writeXmile(formula).diagnostics[0]?.message).toContain('not "a + 1"');
});

import { expect, test } from 'vitest';
import { checkXmile } from './xmile-rules.ts';

const file = (parts: {
  options?: string;
  variables?: string;
  views?: string;
}): string => `<xmile version="1.0" xmlns="http://docs.oasis-open.org/xmile/ns/XMILE/v1.0">
<header><options>${parts.options ?? ''}</options><vendor>v</vendor><product version="1">p</product></header>
<sim_specs><start>0</start><stop>4</stop></sim_specs>
<model><variables>${parts.variables ?? '<aux name="a"><eqn>1</eqn></aux><flow name="f"><eqn>1</eqn></flow>'}</variables>${parts.views ?? ''}</model></xmile>`;
const view = (objects: string): string => `<views><view>${objects}</view></views>`;
const shown = '<has_model_view/>';

test('checkXmile finds nothing in a file that keeps the rules', () => {
  expect(checkXmile(file({}))).toEqual([]);
});

test.each([
  ['an element that is none', { variables: '<aux name="a"><eqn>1</eqn><novelty/></aux>' }, 'novelty'],
  ['an attribute that is none', { variables: '<aux name="a" colour="red"><eqn>1</eqn></aux>' }, 'colour'],
  [
    'a value that is not allowed',
    { variables: '<aux name="a"><eqn>1</eqn><gf type="odd"><xpts>0,1</xpts><ypts>0,1</ypts></gf></aux>' },
    'type="odd"',
  ],
  ['a name that is missing', { variables: '<aux><eqn>1</eqn></aux>' }, 'no "name"'],
  [
    'a name that is taken',
    { variables: '<aux name="a b"><eqn>1</eqn></aux><aux name="A_B"><eqn>1</eqn></aux>' },
    'taken',
  ],
  [
    'an overflow that leaves no queue',
    { variables: '<flow name="f"><eqn>1</eqn><overflow/></flow>' },
    'leaves no queue',
  ],
  [
    'an equation of what leaves a queue',
    {
      options: '<uses_queue/>',
      variables: '<stock name="q"><eqn>1</eqn><outflow>f</outflow><queue/></stock><flow name="f"><eqn>1</eqn></flow>',
    },
    'has <eqn>',
  ],
  [
    'a first outflow that overflows',
    {
      options: '<uses_queue overflow="true"/>',
      variables: '<stock name="q"><eqn>1</eqn><outflow>f</outflow><queue/></stock><flow name="f"><overflow/></flow>',
    },
    'first outflow',
  ],
  [
    'a conveyor after a queue that is not discrete',
    {
      options: '<uses_queue/><uses_conveyor/>',
      variables:
        '<stock name="q"><eqn>1</eqn><outflow>f</outflow><queue/></stock><flow name="f"/><stock name="s"><eqn>1</eqn><inflow>f</inflow><conveyor><len>2</len></conveyor></stock>',
    },
    'not discrete',
  ],
  ['an equation that is missing', { variables: '<aux name="a"/>' }, 'neither an equation'],
  ['an equation that cannot be read', { variables: '<aux name="a"><eqn>1 +</eqn></aux>' }, 'Cannot'],
  [
    'an inflow that is no flow',
    { variables: '<stock name="s"><eqn>1</eqn><inflow>a</inflow></stock><aux name="a"><eqn>1</eqn></aux>' },
    'no <flow>',
  ],
  [
    'an inflow of two stocks',
    {
      variables:
        '<stock name="s"><eqn>1</eqn><inflow>f</inflow></stock><stock name="t"><eqn>1</eqn><inflow>f</inflow></stock><flow name="f"><eqn>1</eqn></flow>',
    },
    'two stocks',
  ],
  [
    'points in no order',
    { variables: '<aux name="a"><eqn>1</eqn><gf><xpts>1,0</xpts><ypts>0,1</ypts></gf></aux>' },
    'ascend',
  ],
  [
    'both a scale and points',
    { variables: '<aux name="a"><eqn>1</eqn><gf><xscale min="0" max="1"/><xpts>0,1</xpts><ypts>0,1</ypts></gf></aux>' },
    'one of',
  ],
  [
    'a dimension that is not declared',
    {
      options: '<uses_arrays maximum_dimensions="1"/>',
      variables: '<aux name="a"><eqn>1</eqn><dimensions><dim name="D"/></dimensions></aux>',
    },
    'not declared',
  ],
  ['a feature that is used and not listed', { views: view('<aux name="a" x="1" y="2"/>') }, 'has_model_view'],
  [
    'an uid that is taken',
    {
      options: `${shown}<uses_annotation/>`,
      views: view('<text_box uid="1" x="1" y="2" width="3" height="4"/><alias uid="1" x="1" y="2"><of>a</of></alias>'),
    },
    'uid 1',
  ],
  [
    'a connector to what is not there',
    { options: shown, views: view('<connector uid="1" angle="0"><from>a</from><to>b</to></connector>') },
    'names "b"',
  ],
  [
    'a connector from an alias that is not there',
    { options: shown, views: view('<connector uid="1" angle="0"><from><alias uid="9"/></from><to>a</to></connector>') },
    'alias 9',
  ],
  ['a flow without a pipe', { options: shown, views: view('<flow name="f" x="1" y="2"><pts/></flow>') }, '0 points'],
  ['a picture of another kind', { options: shown, views: view('<stock name="a" x="1" y="2"/>') }, 'shows the <aux>'],
  ['a prefix that is not declared', { variables: '<aux name="a" isee:odd="1"><eqn>1</eqn></aux>' }, 'prefix'],
])('checkXmile finds %s', (_, parts, what) => {
  expect(checkXmile(file(parts)).join('\n')).toContain(what);
});

test('checkXmile finds the parts of a model in another order than the format asks for', () => {
  const text = file({}).replace('<model>', '<model><views/>');
  expect(checkXmile(text).join('\n')).toContain('not in the order');
});

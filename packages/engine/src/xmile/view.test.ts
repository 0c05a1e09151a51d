import { expect, test } from 'vitest';
import type { Model } from '../model/model.ts';
import { model as notation } from '../testing/model-notation.ts';
import { readVensim } from '../vensim/read-vensim.ts';
import { writeVensim } from '../vensim/write-vensim.ts';
import { readXmile } from './read-xmile.ts';
import { writeXmile } from './write-xmile.ts';

const variables = `<stock name="Water in\\ntank"><eqn>10</eqn><inflow>filling</inflow><outflow>leaking</outflow></stock>
<flow name="filling"><eqn>rate</eqn></flow><flow name="leaking"><eqn>Water_in_tank/4</eqn></flow>
<aux name="rate"><eqn>2</eqn></aux><aux name="half"><eqn>Water_in_tank/2</eqn></aux>`;

const file = (views: string): string => `<xmile version="1.0">
<header><vendor>v</vendor><product version="1">p</product></header>
<sim_specs><start>0</start><stop>4</stop></sim_specs>
<model><variables>${variables}</variables><views>${views}</views></model></xmile>`;

function read(text: string): { model: Model; messages: string[] } {
  const { model, diagnostics } = readXmile(text, { file: 'm.xmile' });
  if (model === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return { model, messages: diagnostics.map(({ message }) => message) };
}

const view = `<view type="stock_flow" name="Tank">
<stock name="Water in\\ntank" x="277.5" y="182.5" width="45" height="35"/>
<flow name="filling" x="150" y="200" label_side="top"><pts><pt x="100" y="200"/><pt x="277.5" y="200"/></pts></flow>
<flow name="leaking" x="400" y="200"><pts><pt x="322.5" y="200"/><pt x="450" y="200"/><pt x="450" y="260"/></pts></flow>
<aux name="rate" x="150" y="300"><shape type="circle" radius="18"/></aux>
<alias uid="7" x="500" y="300"><of>Water_in_tank</of></alias>
<aux name="half" x="600" y="300" label_side="right" label_angle="20"/>
<connector uid="8" angle="90"><from>rate</from><to>filling</to></connector>
<connector uid="9" angle="30.5" polarity="-" delay_mark="true"><from><alias uid="7"/></from><to>half</to></connector>
<text_box uid="10" x="10" y="20" width="100" height="40">What this is
about</text_box>
<group name="Sector" uid="11" x="0" y="0" width="700" height="400"/>
</view>`;

test('readXmile reads places, pipes cut at the valve, clouds, aliases, arcs, text and sector frames', () => {
  const { model, messages } = read(file(view));
  expect(messages).toEqual([]);
  expect(model.views?.map(({ name }) => name)).toEqual(['Tank']);
  expect(model.views?.[0]?.objects).toEqual([
    { kind: 'variable', id: 1, x: 300, y: 200, width: 45, height: 35, variable: 'Water in tank' },
    { kind: 'cloud', id: 2, x: 100, y: 200 },
    {
      kind: 'flow',
      id: 3,
      x: 150,
      y: 200,
      variable: 'filling',
      label: { side: 'top' },
      source: { end: 2, points: [] },
      sink: { end: 1, points: [] },
    },
    { kind: 'cloud', id: 4, x: 450, y: 260 },
    {
      kind: 'flow',
      id: 5,
      x: 400,
      y: 200,
      variable: 'leaking',
      source: { end: 1, points: [] },
      sink: { end: 4, points: [{ x: 450, y: 200 }] },
    },
    { kind: 'variable', id: 6, x: 150, y: 300, width: 36, height: 36, shape: 'circle', variable: 'rate' },
    { kind: 'alias', id: 7, x: 500, y: 300, variable: 'Water in tank' },
    { kind: 'variable', id: 8, x: 600, y: 300, variable: 'half', label: { side: 'right', angle: 20 } },
    { kind: 'connector', id: 11, from: 6, to: 3 },
    { kind: 'connector', id: 12, from: 7, to: 8, polarity: '-', delayed: true, angle: 30.5 },
    { kind: 'text', id: 9, x: 60, y: 40, width: 100, height: 40, text: 'What this is\nabout' },
    { kind: 'frame', id: 10, x: 350, y: 200, width: 700, height: 400, name: 'Sector' },
  ]);
});

test('writeXmile gives views that read back the same', () => {
  const { model } = read(file(view));
  const { text = '', diagnostics } = writeXmile(model);
  expect(diagnostics).toEqual([]);
  expect(read(text).model.views).toEqual(model.views);
  expect(text).toContain('<connector uid="5" angle="30.5" polarity="-" delay_mark="true">');
});

test('readXmile counts what of its views a re-export will not hold, in one warning and without an error', () => {
  const { model, messages } = read(
    file(`<style color="black"/><view><aux name="rate" x="1" y="2" color="red"/><aux name="gone" x="1" y="2"/>
<stacked_container uid="3" x="1" y="2"><graph/></stacked_container><button x="1"/><button x="2"/></view>
<view type="interface"><style/></view><view type="interface"><button/></view>`),
  );
  expect(model.views?.[0]?.objects).toHaveLength(1);
  expect(messages).toEqual([
    'Cannot keep all of how the model is shown, though the model is whole: styles (1), colours and fonts of single objects (1), names that are no variables of the file (1), containers of graphs and tables (1), buttons (2), views of the type "interface" (1)',
  ]);
});

test('writeVensim draws an XMILE view: a valve before its name, the pipes with clouds, arcs through a point', () => {
  const { model } = read(file(view));
  const { text = '', diagnostics } = writeVensim(model);
  expect(diagnostics.map(({ message }) => message)).toEqual([
    'Cannot keep all of how the model is shown, though the model is whole: frames (1)',
  ]);
  const { model: back } = readVensim(text, { file: 'm.mdl' });
  const drawn = back?.views?.[0]?.objects ?? [];
  // A circle of Stella's is no box round the name.
  expect(text).toMatch(/^10,\d+,rate,150,300,\d+,8,8,3,/m);
  expect(drawn).toContainEqual(expect.objectContaining({ kind: 'flow', variable: 'leaking', x: 400, y: 200 }));
  const arc = drawn.flatMap((each) => (each.kind === 'connector' ? [each.points] : []))[1];
  // Half way between, as far off the line as half its length times the tangent of half the angle.
  expect(arc).toEqual([{ x: 550, y: 286 }]);
});

test('writeXmile makes flows of what a Vensim level adds and subtracts, and draws its valves as flows', () => {
  const mdl = `S = INTEG(coming - going, 10)\n~~|\ncoming = 2\n~~|\ngoing = S / 4\n~~|\nT = INTEG(going * 2, 0)\n~~|
INITIAL TIME = 0\n~~|\nFINAL TIME = 4\n~~|\nTIME STEP = 1\n~~|
\\\\\\---/// Sketch
V300  Do not
*View 1
$0
10,1,S,300,200,40,20,3,3,0,0,0,0,0,0
12,2,48,100,200,10,8,0,3,0,0,-1,0,0,0
1,3,5,1,4,0,0,22,0,0,0,-1--1--1,,1|(230,200)|
1,4,5,2,100,0,0,22,0,0,0,-1--1--1,,1|(150,200)|
11,5,0,190,200,6,8,34,3,0,0,1,0,0,0
10,6,coming,190,216,20,8,40,3,0,0,-1,0,0,0
10,7,T,300,400,40,20,3,3,0,0,0,0,0,0
10,8,S,100,400,40,20,8,2,0,3,-1,0,0,0,128-128-128,0-0-0,|12||128-128-128
1,9,8,7,1,0,0,0,0,64,0,-1--1--1,,1|(200,350)|
///---\\\\\\
:L
15:0,0,0,0,0,0
`;
  const { model } = readVensim(mdl, { file: 'm.mdl' });
  const { text = '' } = writeXmile(model ?? notation`x = 1`);
  expect(text).toMatch(/<stock name="S">\s*<eqn>10<\/eqn>\s*<inflow>coming<\/inflow>\s*<outflow>going<\/outflow>/);
  expect(text).toMatch(
    /<flow name="coming" label_side="bottom" x="190" y="200">\s*<pts>\s*<pt x="100" y="200"\/>\s*<pt x="260" y="200"\/>/,
  );
  // The other level's rate is no plain sum: it stays whole, as a flow of its own, and is drawn to its stock.
  expect(text).toMatch(/<flow name="net flow of T">\s*<eqn>going \* 2<\/eqn>/);
  expect(text).toMatch(/<flow name="net flow of T" x="215" y="400">/);
  // 45 degrees up: the circle through (100, 400), (200, 350), (300, 400) leaves at twice the arctangent of 50/100.
  expect(text).toMatch(/<connector uid="2" angle="53.13\d+">\s*<from>\s*<alias uid="1"\/>\s*<\/from>\s*<to>T<\/to>/);
});

test('writeXmile keeps a net rate whole where a variable would fill two stocks, or a diagram shows it as no flow', () => {
  const shared = writeXmile(notation`stock A = 1 { net: x }; stock B = 1 { net: x - y }; x = 1; y = 2`).text ?? '';
  expect(shared.match(/<flow name="([^"]+)"/g)).toEqual(['<flow name="net flow of A"', '<flow name="net flow of B"']);
  const base = notation`stock A = 1 { net: x }; x = 1`;
  const shown = { name: '', objects: [{ kind: 'variable', id: 1, x: 0, y: 0, variable: 'x' }] } as const;
  expect(writeXmile(base).text).toContain('<flow name="x">');
  expect(writeXmile({ ...base, views: [shown] }).text).toContain('<flow name="net flow of A">');
});

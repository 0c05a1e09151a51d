import { expect, test } from 'vitest';
import type { Model } from '../model/model.ts';
import { readVensim } from './read-vensim.ts';
import { writeVensim } from './write-vensim.ts';

const equations = `S = INTEG(inflow - out, 10)
 ~~|
inflow = rate
 ~~|
out = S / "odd, name"
 ~~|
rate = 2
 ~~|
"odd, name" = 4
 ~~|
INITIAL TIME = 0
 ~~|
FINAL TIME = 4
 ~~|
TIME STEP = 1
 ~~|
`;

const head = (name: string): string => `\\\\\\---/// Sketch information - do not modify anything except names
V300  Do not put anything below this section - it will be ignored
*${name}
$192-192-192,0,Times New Roman|12||0-0-0|0-0-0|0-0-255|-1--1--1|-1--1--1|72,72,100,0
`;

const first = `10,1,S,300,200,40,20,3,3,0,0,0,0,0,0
12,2,48,100,200,10,8,0,3,0,0,-1,0,0,0
1,3,5,1,4,0,0,22,0,0,0,-1--1--1,,1|(230,200)|
1,4,5,2,100,0,0,22,0,0,0,-1--1--1,,1|(150,200)|
11,5,0,190,200,6,8,34,3,0,0,1,0,0,0
10,6,inflow,190,216,20,8,40,3,0,0,-1,0,0,0
10,9,rate,120,300,12,8,8,3,0,0,0,0,0,0
1,10,9,6,1,0,43,0,0,65,0,-1--1--1,,1|(150,250)|
1,11,9,5,0,0,45,0,0,64,1,-1--1--1,,1|(155,250)|
12,12,0,400,50,45,14,8,7,0,0,-1,0,0,0
What this is\\nabout
12,13,0,400,90,45,14,3,188,0,0,2,0,0,0
S,Graph
1,14,13,77,0,0,0,0,0,64,0,-1--1--1,,1|(0,0)|
`;
const second = `10,1,"odd, name",300,200,40,20,8,3,1,0,0,0,0,0
10,2,S,200,200,40,20,8,2,0,3,-1,0,0,0,128-128-128,0-0-0,|12||128-128-128
10,3,Time,200,260,30,8,3,2,0,3,-1,0,0,0,128-128-128,0-0-0,|12||128-128-128
1,4,2,1,4,0,0,0,0,64,0,-1--1--1,,2|(210,180)|(290,180)|
`;
const text = `${equations}${head('Main')}${first}${head('Other')}${second}///---\\\\\\\n:L\u007f<%^E!@\n15:0,0,0,0,0,0\n`;

function read(source: string): { model: Model; messages: string[] } {
  const { model, diagnostics } = readVensim(source, { file: 'm.mdl' });
  if (model === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return { model, messages: diagnostics.map(({ message }) => message) };
}

test('readVensim reads valves with their names and pipes, clouds, arrows and comments of each view', () => {
  const { views = [] } = read(text).model;
  expect(views.map(({ name }) => name)).toEqual(['Main', 'Other']);
  expect(views[0]?.objects).toEqual([
    { kind: 'variable', id: 1, x: 300, y: 200, variable: 'S', width: 80, height: 40 },
    { kind: 'cloud', id: 2, x: 100, y: 200 },
    {
      kind: 'flow',
      id: 3,
      x: 190,
      y: 200,
      variable: 'inflow',
      label: { id: 4, x: 190, y: 216, width: 40, height: 16, side: 'bottom' },
      source: { end: 2, points: [] },
      sink: { end: 1, points: [] },
    },
    { kind: 'variable', id: 5, x: 120, y: 300, variable: 'rate', label: { width: 24, height: 16 } },
    { kind: 'connector', id: 7, from: 5, to: 4, polarity: '+', delayed: true, points: [{ x: 150, y: 250 }] },
    { kind: 'connector', id: 8, from: 5, to: 3, polarity: '-', initial: true },
    { kind: 'text', id: 6, x: 400, y: 50, width: 90, height: 28, text: 'What this is\nabout' },
  ]);
});

test('readVensim reads shadows, hidden words, quoted names and lines with corners', () => {
  expect(read(text).model.views?.[1]?.objects).toEqual([
    { kind: 'variable', id: 1, x: 300, y: 200, hidden: 1, variable: 'odd, name', label: { width: 80, height: 40 } },
    { kind: 'alias', id: 2, x: 200, y: 200, variable: 'S', label: { width: 80, height: 40 } },
    { kind: 'alias', id: 3, x: 200, y: 260, variable: 'Time', width: 60, height: 16, shape: 'rectangle' },
    {
      kind: 'connector',
      id: 4,
      from: 2,
      to: 1,
      points: [
        { x: 210, y: 180 },
        { x: 290, y: 180 },
      ],
    },
  ]);
});

test('readVensim counts what of a sketch it does not keep, in one warning', () => {
  expect(read(text).messages).toEqual([
    'Cannot keep all of how the model is shown, though the model is whole: graphs, tables and sliders (1), arrows without both ends (1)',
  ]);
});

test('readVensim takes positions in points whatever the resolution, and writeVensim writes the same dots again', () => {
  const fine = text.replaceAll('|72,72,100,0', '|96,96,100,0');
  const { model } = read(fine);
  expect(model.views?.[0]).toMatchObject({ resolution: 96 });
  expect(model.views?.[0]?.objects[0]).toMatchObject({ x: 225, y: 150, width: 60, height: 30 });
  const { text: written = '' } = writeVensim(model);
  expect(written).toContain('10,1,S,300,200,40,20,3,3');
  expect(read(written).model.views).toEqual(model.views);
});

test('writeVensim gives sketches that read back the same, with the name after its valve and arrows by number', () => {
  const { model } = read(text);
  const { text: written = '', diagnostics } = writeVensim(model);
  expect(diagnostics).toEqual([]);
  expect(read(written).model.views).toEqual(model.views);
  expect(/^11,(\d+),0,190,200,6,8,34,3,.*\n10,(\d+),inflow,190,216,20,8,40,3,/m.exec(written)?.slice(1)).toEqual([
    '5',
    '6',
  ]);
  expect(written).toContain('\n1,3,5,1,4,0,0,22,0,0,0,-1--1--1,,1|(228,200)|\n');
  expect(written).toContain('\n///---\\\\\\\n:L\u007f<%^E!@\n');
});

test('writeVensim gives a model without diagrams one empty view, and readVensim none for it', () => {
  const { model } = read(equations);
  const { text: written = '' } = writeVensim(model);
  expect(written).toContain('\n*View 1\n$');
  expect(read(written).model).not.toHaveProperty('views');
});

test('readVensim counts marks, slider steps and graphs that a file written again will be without', () => {
  const odd = equations.replace('rate = 2\n ~~|', 'rate = 2\n ~ 1/year [0,1,0.1] ~ one ~ :SUPPLEMENTARY |');
  const { messages } = read(`${odd}${head('Main')}///---\\\\\\\n:GRAPH G\n:TITLE T\n:L\u007f\n`);
  expect(messages).toEqual([
    'Cannot keep all of how the model is shown, though the model is whole: marks of supplementary variables (1), steps of sliders (1), graph definitions (1)',
  ]);
});

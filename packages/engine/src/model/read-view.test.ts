import { expect, test } from 'vitest';
import { readDocument } from './read-document.ts';
import type { View } from './view.ts';
import { writeDocument } from './write-document.ts';

const head = { model: { name: 'Tank', time: { start: 0, stop: 9, step: 1 } }, variables: { x: 1 } };

const read = (views: unknown): ReturnType<typeof readDocument> =>
  readDocument([{ file: 'tank.yaml', data: { ...head, views } }]);
const messages = (objects: unknown): string[] =>
  read([{ name: 'V', objects }]).diagnostics.map(({ message }) => message);

const whole: View = {
  name: 'All kinds',
  resolution: 96,
  objects: [
    {
      kind: 'variable',
      id: 1,
      x: 1,
      y: 2,
      width: 3,
      height: 4,
      hidden: 1,
      variable: 'x',
      shape: 'circle',
      label: { side: 'top' },
    },
    { kind: 'alias', id: 2, x: 1, y: 2, variable: 'x' },
    { kind: 'cloud', id: 3, x: 5.5, y: 2 },
    {
      kind: 'flow',
      id: 4,
      x: 1,
      y: 2,
      variable: 'x',
      label: { id: 5, x: 1, y: 2, width: 3, height: 4, angle: 90 },
      source: { end: 3, points: [] },
      sink: { end: 1, points: [{ x: 1, y: 2 }] },
    },
    { kind: 'connector', id: 6, from: 1, to: 5, polarity: '-', delayed: true, initial: true, angle: 30 },
    { kind: 'connector', id: 7, from: 1, to: 5, points: [{ x: 1, y: 2 }] },
    { kind: 'text', id: 8, x: 1, y: 2, text: 'What\nthis is' },
    { kind: 'frame', id: 9, x: 1, y: 2, width: 3, height: 4, name: 'Sector' },
    { kind: 'module', id: 10, x: 1, y: 2, name: 'Part' },
  ],
};

test('readDocument reads every kind of object that writeDocument writes', () => {
  const { model } = read([whole]);
  expect(model?.views).toEqual([whole]);
  const again = readDocument([{ file: 'again.yaml', data: model === undefined ? {} : writeDocument(model) }]);
  expect(again.model).toEqual(model);
});

test.each([
  ['a kind that is none', [{ kind: 'stock', id: 1 }], '"stock" is not one of "variable"'],
  ['a kind that is missing', [{ id: 1, x: 1, y: 2 }], 'it has no "kind"'],
  ['an id that is missing', [{ kind: 'cloud', x: 1, y: 2 }], 'it has no "id"'],
  ['a place that is missing', [{ kind: 'cloud', id: 1, x: 1 }], 'it has no "y"'],
  ['a place that is no number', [{ kind: 'cloud', id: 1, x: 'left', y: 2 }], 'a number is needed'],
  ['a key that means nothing', [{ kind: 'cloud', id: 1, x: 1, y: 2, colour: 'red' }], 'the key "colour"'],
  ['a variable that is missing', [{ kind: 'alias', id: 1, x: 1, y: 2 }], 'it has no "variable"'],
  ['an end that is missing', [{ kind: 'connector', id: 1, from: 2 }], 'it has no "to"'],
  ['an end of a pipe that is missing', [{ kind: 'flow', id: 1, x: 1, y: 2, sink: { points: [] } }], 'it has no "end"'],
  ['a point that is none', [{ kind: 'connector', id: 1, from: 2, to: 3, points: [4] }], 'a map of names to values'],
])('readDocument reports %s in a diagram', (_, objects, what) => {
  expect(messages(objects).join('\n')).toContain(what);
});

import { expect, test } from 'vitest';
import type { CausalMap, MapLink, MapNode } from './causal-map.ts';
import { condenseMap } from './condense-map.ts';

const node = (id: string, ...tags: NonNullable<MapNode['tags']>): MapNode => ({ id, name: id, tags });
const link = (from: string, sign: MapLink['sign'], to: string, delayed = false): MapLink => ({
  from,
  to,
  sign,
  delayed,
});
const told = ({ links }: CausalMap): string[] =>
  links.map(({ from, to, sign, delayed }) => `${from} ${sign}${delayed ? 'd' : ''} ${to}`).toSorted();

test('condenseMap passes through what has one cause or one effect, with the product of signs and any delay', () => {
  const map = {
    nodes: [node('S', 'stock'), node('a'), node('b'), node('f', 'flow'), node('c', 'constant')],
    links: [
      link('S', '-', 'a'),
      link('a', '-', 'b', true),
      link('b', '-', 'f'),
      link('f', '+', 'S'),
      link('c', '+', 'b'),
    ],
  };
  // Between a stock and its flow something stays, so that the loop is not taken for mere emptying.
  expect(condenseMap(map).nodes.map(({ id }) => id)).toEqual(['S', 'b']);
  expect(told(condenseMap(map))).toEqual(['S +d b', 'b - S']);
  expect(told(condenseMap(map, { keep: ['f', 'a'] }))).toEqual(['S - a', 'a +d f', 'f + S']);
});

test('condenseMap keeps what two ways of different sign need to stay apart, and joins ways of one sign', () => {
  const links = [link('S', '+', 'a'), link('a', '+', 'T', true), link('S', '+', 'b'), link('b', '-', 'T')];
  const map = { nodes: [node('S', 'stock'), node('T', 'stock'), node('a'), node('b')], links };
  expect(told(condenseMap(map))).toEqual(['S +d T', 'S + b', 'b - T'].toSorted());
  const same = { ...map, links: [...links.slice(0, 3), link('b', '+', 'T')] };
  expect(told(condenseMap(same))).toEqual(['S + T']);
});

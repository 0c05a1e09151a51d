import { describe, expect, test } from 'vitest';
import { uniform } from '../../random/uniform.ts';
import { atOnce, inSlices } from '../slices.ts';
import { listCycles } from './all-cycles.ts';
import type { Digraph } from './digraph.ts';
import { independentCycles } from './independent-cycles.ts';
import { cyclicComponents } from './strong-components.ts';

/** A graph from `0>1 1>0`, or all links between so many nodes. */
function graphOf(links: string | number): Digraph {
  if (typeof links === 'number') {
    const nodes = Array.from({ length: links }, (_, node) => node);
    return nodes.map((node) => nodes.filter((other) => other !== node));
  }
  const pairs = links.split(' ').map((link) => link.split('>').map(Number));
  const graph: number[][] = Array.from({ length: Math.max(...pairs.flat()) + 1 }, () => []);
  for (const [from = 0, to = 0] of pairs) graph[from]?.push(to);
  return graph;
}

/** A graph in which each link is there with a probability. */
function randomGraph(nodes: number, { share, seed }: { share: number; seed: number }): Digraph {
  return Array.from({ length: nodes }, (_, from) =>
    Array.from({ length: nodes }, (_unused, to) => to).filter(
      (to) => uniform({ seed, variable: from, step: to, member: 0 }) < share,
    ),
  );
}

const keys = (cycles: readonly (readonly number[])[]): string[] => cycles.map((cycle) => cycle.join('>')).toSorted();

/** All elementary cycles by trying every path. */
function everyCycle(graph: Digraph): string[] {
  const found: string[] = [];
  const walk = (path: number[]): void => {
    for (const to of graph[path.at(-1) ?? 0] ?? []) {
      if (to === path[0]) found.push(path.join('>'));
      else if (to > (path[0] ?? 0) && !path.includes(to)) walk([...path, to]);
    }
  };
  graph.forEach((_, root) => walk([root]));
  return found.toSorted();
}

/** Rank of cycles over the links of a graph, modulo 2, by elimination. */
function rankOf(cycles: readonly (readonly number[])[], size: number): number {
  const pivots = new Map<number, bigint>();
  for (const cycle of cycles) {
    let row = 0n;
    cycle.forEach((from, index) => (row ^= 1n << BigInt(from * size + (cycle[(index + 1) % cycle.length] ?? from))));
    while (row !== 0n) {
      const pivot = row.toString(2).length;
      const other = pivots.get(pivot);
      if (other === undefined) {
        pivots.set(pivot, row);
        break;
      }
      row ^= other;
    }
  }
  return pivots.size;
}

describe('cyclicComponents', () => {
  test('gives the strongly connected parts that hold a cycle', () => {
    expect(cyclicComponents(graphOf('0>1 1>2 2>1 2>3 3>3 4>0 5>4 4>5'))).toEqual([[1, 2], [3], [4, 5]]);
  });
});

describe('listCycles', () => {
  test('finds as many cycles in complete graphs as there are: 1, 5, 20, 84, 409', () => {
    const counts = [2, 3, 4, 5, 6].map((size) => atOnce(listCycles(graphOf(size))));
    expect(counts.map(({ cycles, ended }) => [cycles.length, ended])).toEqual(
      [1, 5, 20, 84, 409].map((count) => [count, 'all']),
    );
  });

  test('finds what trying every path finds, in random graphs', () => {
    for (let seed = 0; seed < 40; seed++) {
      const graph = randomGraph(9, { share: 0.25, seed });
      expect(keys(atOnce(listCycles(graph)).cycles)).toEqual(everyCycle(graph));
    }
  });

  test('lists the shortest first, so that a list cut short lacks only longer ones', () => {
    const { cycles, ended } = atOnce(listCycles(graphOf(6), { most: 60 }));
    expect(ended).toBe('most');
    expect(cycles.filter(({ length }) => length === 2)).toHaveLength(15);
    expect(cycles.filter(({ length }) => length === 3)).toHaveLength(40);
    const lengths = cycles.map(({ length }) => length);
    expect(lengths).toEqual(lengths.toSorted((a, b) => a - b));
  });

  test('says whether it was cut by length or by work', () => {
    expect(atOnce(listCycles(graphOf(6), { longest: 2 })).ended).toBe('longest');
    expect(atOnce(listCycles(graphOf(8), { steps: 5000 })).ended).toBe('steps');
    expect(atOnce(listCycles(graphOf('0>1 1>0'), { longest: 1 })).ended).toBe('longest');
  });

  test('can be stopped, and gives the same in slices as at once', async () => {
    const stop = new AbortController();
    const graph = graphOf(10);
    const budget = { most: 1e6, steps: 3e6 };
    await expect(
      inSlices(listCycles(graph, budget), { signal: stop.signal, onProgress: () => stop.abort(new Error('stopped')) }),
    ).rejects.toThrow('stopped');
    expect(await inSlices(listCycles(graph, { most: 3000 }))).toEqual(atOnce(listCycles(graph, { most: 3000 })));
  });
});

describe('independentCycles', () => {
  test('gives links - nodes + 1 loops for each strongly connected component, none the sum of others', () => {
    for (let seed = 0; seed < 40; seed++) {
      const graph = randomGraph(10, { share: 0.3, seed });
      const expected = cyclicComponents(graph).reduce((sum, component) => {
        const links = component.reduce(
          (count, node) => count + (graph[node] ?? []).filter((to) => component.includes(to)).length,
          0,
        );
        return sum + links - component.length + 1;
      }, 0);
      const { cycles } = atOnce(independentCycles(graph));
      expect(cycles).toHaveLength(expected);
      expect(rankOf(cycles, graph.length)).toBe(expected);
    }
  });

  test('takes the shortest: in the complete graph of four nodes all six of two links and three of three', () => {
    const { cycles, completing } = atOnce(independentCycles(graphOf(4)));
    expect(cycles.map(({ length }) => length)).toEqual([2, 2, 2, 2, 2, 2, 3, 3, 3]);
    expect(completing.size).toBe(3);
  });

  // Eberlein and Schoenberg 2020, "Finding the loops that matter": Oliva's set has the three adjustments and the three pairs.
  test('gives the six loops published for the arms race of three parties, and one of three parties that completes them', () => {
    const [stocks, changes, targets] = [
      [0, 1, 2],
      [3, 4, 5],
      [6, 7, 8],
    ];
    const links = stocks.flatMap((stock, party) => [
      `${stock}>${changes[party]}`,
      `${changes[party]}>${stock}`,
      `${targets[party]}>${changes[party]}`,
      ...targets.filter((_, other) => other !== party).map((target) => `${stock}>${target}`),
    ]);
    const { cycles, completing } = atOnce(independentCycles(graphOf(links.join(' '))));
    expect(cycles.map(({ length }) => length)).toEqual([2, 2, 2, 6, 6, 6, 9]);
    expect([...completing].map(({ length }) => length)).toEqual([9]);
  });
});

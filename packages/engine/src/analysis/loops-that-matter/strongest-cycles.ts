import type { Digraph } from '../graph/digraph.ts';
import type { Sliced } from '../slices.ts';

/** Links followed from one start at one time before the search moves on. */
const patience = 20_000;

/**
 * The cycles that strong links make, for networks with too many cycles to list: at each time and from each start, the paths on which the product of
 * strengths is no less than on the best path to the same node so far (the strongest-path search of Eberlein and Schoenberg 2020, "Finding the loops that
 * matter", arXiv 2006.08425). It need not find the strongest cycle, but what it misses differs little from what it finds.
 *
 * @param options.starts nodes one of which every cycle holds, such as the stocks
 * @param options.times how many times there are, and the strength of a link at each
 */
export function* strongestCycles(
  graph: Digraph,
  {
    starts,
    times,
    most,
  }: {
    starts: readonly number[];
    times: readonly ((from: number, to: number) => number)[];
    most: number;
  },
): Sliced<number[][]> {
  const found = new Map<string, number[]>();
  for (const [place, strength] of times.entries()) {
    const ordered = graph.map((successors, from) =>
      successors
        .map((to) => ({ to, strength: strength(from, to) }))
        .filter((link) => link.strength > 0)
        .toSorted((a, b) => b.strength - a.strength),
    );
    for (const start of starts) {
      for (const cycle of search(ordered, start)) {
        if (found.size >= most) return [...found.values()];
        const lowest = cycle.indexOf(Math.min(...cycle));
        const same = [...cycle.slice(lowest), ...cycle.slice(0, lowest)];
        found.set(same.join(), same);
      }
    }
    yield { done: place + 1, total: times.length, phase: 'strongest loops' };
  }
  return [...found.values()];
}

type Ordered = readonly (readonly { readonly to: number; readonly strength: number }[])[];

function search(links: Ordered, start: number): number[][] {
  const best = new Float64Array(links.length);
  const used = new Uint8Array(links.length);
  const cycles: number[][] = [];
  const path = [{ node: start, score: 1, next: 0 }];
  used[start] = 1;
  let followed = 0;
  for (let frame = path.at(-1); frame !== undefined; frame = path.at(-1)) {
    const link = links[frame.node]?.[frame.next++];
    if (link === undefined || followed > patience) {
      used[frame.node] = 0;
      path.pop();
      continue;
    }
    followed++;
    const score = frame.score * link.strength;
    if (link.to === start) cycles.push(path.map(({ node }) => node));
    else if (used[link.to] === 0 && score >= (best[link.to] ?? 0)) {
      best[link.to] = score;
      used[link.to] = 1;
      path.push({ node: link.to, score, next: 0 });
    }
  }
  return cycles;
}

import type { Sliced } from '../slices.ts';
import { distancesTo, reversed, type Digraph } from './digraph.ts';

/** How far a list of cycles goes. Work is counted in links followed, not in time, so that the list is the same on every machine. */
export interface CycleBudget {
  /** Most cycles to list; by default 5,000. */
  readonly most?: number;
  /** Most links in a cycle; by default as many as there are nodes. */
  readonly longest?: number;
  /** Most links to follow; by default 20 million. */
  readonly steps?: number;
}

export interface CycleList {
  /** Shortest first; those of one length by their first node, which is their lowest. */
  readonly cycles: readonly (readonly number[])[];
  /** What ended the list: `all` where no cycle is missing. */
  readonly ended: 'all' | 'most' | 'longest' | 'steps';
}

const linksASlice = 100_000;

/**
 * The elementary cycles of a graph, shortest first, up to a budget. Each cycle is found once, from its lowest node, by a search that goes one
 * link deeper each round and enters only nodes from which the start can still be reached in time. This bound takes the place of the blocking of
 * Johnson (1975, SIAM Journal on Computing 4: 77-84), whose cycles come in no order of length.
 */
export function* listCycles(graph: Digraph, budget: CycleBudget = {}): Sliced<CycleList> {
  const { most = 5000, longest = graph.length, steps = 20_000_000 } = budget;
  const wayHome = distancesHome(graph);
  const cycles: number[][] = [];
  const used = new Uint8Array(graph.length);
  let [followed, reported] = [0, 0];
  for (let length = 1; length <= Math.min(longest, graph.length); length++) {
    let longer = false;
    for (let root = 0; root < graph.length; root++) {
      const home = wayHome(root);
      const path = [{ node: root, next: 0 }];
      used[root] = 1;
      for (let frame = path.at(-1); frame !== undefined; frame = path.at(-1)) {
        const successor = graph[frame.node]?.[frame.next++];
        if (successor === undefined) {
          used[frame.node] = 0;
          path.pop();
          continue;
        }
        if (++followed > steps) return { cycles, ended: 'steps' };
        if (successor === root) {
          if (path.length < length) continue; // found in an earlier round
          if (cycles.length === most) return { cycles, ended: 'most' };
          cycles.push(path.map(({ node }) => node));
        } else if (successor > root && used[successor] === 0) {
          const away = home[successor] ?? -1;
          if (path.length + away > length) longer = true;
          else if (away !== -1) {
            used[successor] = 1;
            path.push({ node: successor, next: 0 });
          }
        }
      }
      if (followed - reported > linksASlice) {
        reported = followed;
        yield { done: cycles.length, total: most, phase: `loops of ${length} links` };
      }
    }
    if (!longer) return { cycles, ended: 'all' };
  }
  return { cycles, ended: longest < graph.length ? 'longest' : 'all' };
}

/** The links from each node to a root through nodes above the root; kept from round to round unless there are too many. */
function distancesHome(graph: Digraph): (root: number) => Int32Array {
  const backward = reversed(graph);
  const known: (Int32Array | undefined)[] = [];
  const keep = graph.length <= 4000;
  return (root) => {
    const found = known[root] ?? distancesTo(root, { backward, allowed: (node) => node > root });
    if (keep) known[root] = found;
    return found;
  };
}

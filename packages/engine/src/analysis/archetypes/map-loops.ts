import { listCycles, type CycleBudget, type CycleList } from '../graph/all-cycles.ts';
import type { Sliced } from '../slices.ts';
import type { CausalMap, MapLink, MapTag } from './causal-map.ts';

/** A loop of a map. Nodes are numbers: places in the map's list. */
export interface MapLoop {
  /** Each acts on the next, and the last on the first. */
  readonly nodes: readonly number[];
  readonly set: ReadonlySet<number>;
  readonly sign: 'R' | 'B' | '?';
  readonly delayed: boolean;
}

/** A map made ready for searching. */
export interface MapSearch {
  readonly map: CausalMap;
  readonly loops: readonly MapLoop[];
  readonly ended: CycleList['ended'];
  readonly link: (from: number, to: number) => MapLink | undefined;
  readonly successors: readonly (readonly number[])[];
  /** Nodes that nothing acts on. */
  readonly exogenous: readonly number[];
  readonly name: (node: number) => string;
}

/**
 * Lists the loops of a map with their signs; a loop with an unknown sign has none. In a map taken from a model a stock and its own flow are no loop, since every stock
 * that empties has one, and constants are not exogenous unless they are capacities, since every equation has some.
 */
export function* searchMap(map: CausalMap, budget: CycleBudget): Sliced<MapSearch> {
  const place = new Map(map.nodes.map(({ id }, index) => [id, index]));
  const size = map.nodes.length;
  const links = new Map<number, MapLink>();
  const successors: number[][] = map.nodes.map(() => []);
  const actedOn = new Set<number>();
  for (const link of map.links) {
    const [from, to] = [place.get(link.from), place.get(link.to)];
    if (from === undefined || to === undefined || links.has(from * size + to)) continue;
    links.set(from * size + to, link);
    successors[from]?.push(to);
    actedOn.add(to);
  }
  const link = (from: number, to: number): MapLink | undefined => links.get(from * size + to);
  const { cycles, ended } = yield* listCycles(successors, budget);
  const tagged = (node: number, tag: MapTag): boolean => map.nodes[node]?.tags?.includes(tag) === true;
  const isDrain = (nodes: readonly number[]): boolean =>
    nodes.length === 2 && nodes.some((node) => tagged(node, 'stock')) && nodes.some((node) => tagged(node, 'flow'));
  const told = cycles.filter((nodes) => nodes.length > 1 && !isDrain(nodes));
  const loops = told.map((nodes): MapLoop => {
    const parts = nodes.flatMap((from, index) => link(from, nodes[(index + 1) % nodes.length] ?? from) ?? []);
    const minus = parts.filter(({ sign }) => sign === '-').length;
    const unknown = parts.some(({ sign }) => sign === '?');
    return {
      nodes,
      set: new Set(nodes),
      sign: unknown ? '?' : minus % 2 === 0 ? 'R' : 'B',
      delayed: parts.some(({ delayed }) => delayed),
    };
  });
  const exogenous = [...map.nodes.keys()].filter(
    (node) =>
      !actedOn.has(node) &&
      (successors[node]?.length ?? 0) > 0 &&
      (!tagged(node, 'constant') || tagged(node, 'capacity')),
  );
  return { map, loops, ended, link, successors, exogenous, name: (node) => map.nodes[node]?.name ?? '' };
}

/** The node of a loop that acts on a node of it. */
export function before({ nodes }: MapLoop, node: number): number {
  return nodes[(nodes.indexOf(node) + nodes.length - 1) % nodes.length] ?? node;
}

/** The node of a loop that a node of it acts on. */
export function after({ nodes }: MapLoop, node: number): number {
  return nodes[(nodes.indexOf(node) + 1) % nodes.length] ?? node;
}

/** The nodes that two loops both pass. */
export function shared(a: MapLoop, b: MapLoop): number[] {
  return a.nodes.filter((node) => b.set.has(node));
}

/**
 * The shortest path of a sign from any of some nodes to any of others, through neither of these and none of `avoid`; both ends included, undefined
 * where there is none.
 */
export function signedPath(
  { link, successors }: Pick<MapSearch, 'link' | 'successors'>,
  {
    from,
    to,
    avoid,
    sign,
    longest = 6,
  }: {
    from: ReadonlySet<number>;
    to: ReadonlySet<number>;
    avoid: ReadonlySet<number>;
    sign: '+' | '-';
    longest?: number;
  },
): number[] | undefined {
  interface Step {
    readonly node: number;
    readonly minus: boolean;
    readonly path: readonly number[];
  }
  const seen = new Set<string>();
  let frontier = [...from].map((node): Step => ({ node, minus: false, path: [node] }));
  for (let length = 1; length <= longest && frontier.length > 0; length++) {
    const next: Step[] = [];
    for (const { node, minus, path } of frontier) {
      for (const successor of successors[node] ?? []) {
        const found = link(node, successor);
        if (found === undefined || found.sign === '?' || avoid.has(successor)) continue;
        const turned = minus !== (found.sign === '-');
        if (to.has(successor)) {
          if (turned === (sign === '-')) return [...path, successor];
          continue;
        }
        const key = `${successor} ${turned}`;
        if (from.has(successor) || seen.has(key) || path.includes(successor)) continue;
        seen.add(key);
        next.push({ node: successor, minus: turned, path: [...path, successor] });
      }
    }
    frontier = next;
  }
  return undefined;
}

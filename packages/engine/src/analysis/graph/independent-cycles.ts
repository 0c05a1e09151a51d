import type { Sliced } from '../slices.ts';
import { distancesTo, reversed, type Digraph } from './digraph.ts';
import { cyclicComponents } from './strong-components.ts';

/** A shortest independent loop set. */
export interface IndependentCycles {
  /** As lists of nodes, each pointing to the next and the last to the first; shortest first. */
  readonly cycles: readonly (readonly number[])[];
  /** Those of `cycles` that are no shortest loop through any link, and complete the set. */
  readonly completing: ReadonlySet<readonly number[]>;
}

/**
 * A shortest independent loop set: as many loops as links - nodes + 1 in each strongly connected component, none the sum of
 * others, so that every loop of the graph is a sum of them (Kampmann 2012, System Dynamics Review 28: 370-395).
 *
 * First come geodetic loops, the shortest through some link, from the shortest up, each taken if it is independent of those before it (Oliva 2004,
 * System Dynamics Review 20: 313-336). In dense graphs these fall short of the whole number, as Motamed and Middleton observe ("A complete
 * shortest independent loop set algorithm for model structure analysis", 2024); what is missing is completed by shortest loops made of one
 * link and the shortest ways to and from some node, among which a shortest independent set always is (Gleiss, Leydold and
 * Stadler 2003, Discussiones Mathematicae Graph Theory 23: 241-260). A component of more than 1,000 nodes is left with its geodetic loops.
 */
export function* independentCycles(graph: Digraph): Sliced<IndependentCycles> {
  const cycles: (readonly number[])[] = [];
  const completing = new Set<readonly number[]>();
  for (const component of cyclicComponents(graph)) {
    const place = new Map(component.map((node, index) => [node, index]));
    const inside = component.map((node) =>
      (graph[node] ?? []).flatMap((to) => (place.has(to) ? [place.get(to) ?? 0] : [])),
    );
    const outside = (cycle: readonly number[]): number[] => cycle.map((index) => component[index] ?? 0);
    const found = yield* independentWithin(inside);
    cycles.push(...found.geodetic.map(outside));
    for (const cycle of found.completing.map(outside)) {
      cycles.push(cycle);
      completing.add(cycle);
    }
  }
  return { cycles: cycles.toSorted((a, b) => a.length - b.length), completing };
}

/** Components with more nodes are not completed: it would take minutes. */
const manyNodes = 1000;

interface Found {
  readonly geodetic: readonly (readonly number[])[];
  readonly completing: readonly (readonly number[])[];
}

function* independentWithin(graph: Digraph): Sliced<Found> {
  const routes = allRoutes(graph);
  const space = new CycleSpace(graph);
  const geodetic = geodeticCycles(graph, routes).filter((cycle) => space.add(cycle));
  const completing: number[][] = [];
  while (space.missing > 0 && graph.length <= manyNodes) {
    const cycle = shortestMissing(graph, { routes, space });
    space.add(cycle);
    completing.push(cycle);
    yield { done: space.rank - space.missing, total: space.rank, phase: 'independent loops' };
  }
  return { geodetic, completing };
}

/** For each link the shortest cycle through it, each cycle once, shortest first. */
function geodeticCycles(graph: Digraph, { home }: AllRoutes): number[][] {
  const cycles = new Map<string, number[]>();
  graph.forEach((successors, from) => {
    const routes = home(from);
    for (const to of successors) {
      const cycle = fromLowest([from, ...pathOf(routes, to).slice(0, -1)]);
      cycles.set(cycle.join(), cycle);
    }
  });
  return [...cycles.values()].toSorted((a, b) => a.length - b.length);
}

/** The cycle entered at its lowest node. */
function fromLowest(cycle: readonly number[]): number[] {
  const lowest = cycle.indexOf(Math.min(...cycle));
  return [...cycle.slice(lowest), ...cycle.slice(0, lowest)];
}

/** The shortest ways of all nodes to one; among several the one whose next node is lowest. */
interface Routes {
  readonly distances: Int32Array;
  /** Where a node's way goes next; the node itself for the one that all go to. */
  readonly next: Int32Array;
  /** All nodes, the nearest first. */
  readonly order: readonly number[];
}

interface AllRoutes {
  /** Ways to a node. */
  readonly home: (target: number) => Routes;
  /** Ways from a node, told backwards. */
  readonly out: (start: number) => Routes;
}

/** Ways are kept where the graph is small enough. */
function allRoutes(graph: Digraph): AllRoutes {
  const backward = reversed(graph);
  const kept = (find: (node: number) => Routes): ((node: number) => Routes) => {
    const known: (Routes | undefined)[] = [];
    return (node) => {
      const found = known[node] ?? find(node);
      if (graph.length <= manyNodes) known[node] = found;
      return found;
    };
  };
  return {
    home: kept((target) => routesTo(target, graph, backward)),
    out: kept((start) => routesTo(start, backward, graph)),
  };
}

function routesTo(target: number, graph: Digraph, backward: Digraph): Routes {
  const distances = distancesTo(target, { backward });
  const next = Int32Array.from(graph, (successors, node) => {
    const nearer = successors.filter((each) => distances[each] === (distances[node] ?? 0) - 1);
    return node === target ? node : Math.min(...nearer);
  });
  const order = [...distances.keys()].toSorted((a, b) => (distances[a] ?? 0) - (distances[b] ?? 0));
  return { distances, next, order };
}

/** The nodes of a way, both ends included. */
function pathOf({ distances, next }: Routes, from: number): number[] {
  const nodes = [from];
  for (let node = from; distances[node] !== 0; nodes.push(node)) node = next[node] ?? node;
  return nodes;
}

/**
 * Which sums of cycles are there already, counted modulo 2 over the links outside a spanning tree. Kept as its orthogonal complement (de Pina 1995): a
 * cycle is new if it meets one of the `witnesses` in an odd number of links.
 */
class CycleSpace {
  readonly rank: number;
  /** The bit of each link outside the tree, by `from * size + to`. */
  readonly #bits = new Map<number, number>();
  readonly #size: number;
  #witnesses: Uint32Array[];

  constructor(graph: Digraph) {
    this.#size = graph.length;
    for (const [from, to] of linksOutsideTree(graph)) this.#bits.set(from * this.#size + to, this.#bits.size);
    this.rank = this.#bits.size;
    const words = Math.ceil(this.rank / 32);
    this.#witnesses = Array.from({ length: this.rank }, (_, bit) => {
      const witness = new Uint32Array(words);
      witness[bit >>> 5] = 1 << (bit & 31);
      return witness;
    });
  }

  get missing(): number {
    return this.#witnesses.length;
  }

  /** Takes a cycle in, and says whether it was independent of those before it. */
  add(cycle: readonly number[]): boolean {
    const bits = this.#bitsOf(cycle);
    const odd = this.#witnesses.filter((witness) => isOdd(bits, witness));
    const [chosen, ...others] = odd;
    if (chosen === undefined) return false;
    this.#witnesses = this.#witnesses.filter((witness) => witness !== chosen);
    for (const witness of others) witness.forEach((word, at) => (witness[at] = word ^ (chosen[at] ?? 0)));
    return true;
  }

  /** The links that count for the first witness that no cycle meets yet: by the node that they come from, where they go. */
  firstWitness(): readonly (ReadonlySet<number> | undefined)[] {
    const links: Set<number>[] = [];
    const [witness] = this.#witnesses;
    for (const [link, bit] of witness === undefined ? [] : this.#bits) {
      if (witness === undefined || !isOdd([bit], witness)) continue;
      const from = Math.floor(link / this.#size);
      (links[from] ??= new Set()).add(link % this.#size);
    }
    return links;
  }

  /** Whether a cycle meets the first witness in an odd number of links. */
  isOdd(cycle: readonly number[]): boolean {
    const [witness] = this.#witnesses;
    return witness !== undefined && isOdd(this.#bitsOf(cycle), witness);
  }

  #bitsOf(cycle: readonly number[]): number[] {
    return cycle.flatMap(
      (node, index) => this.#bits.get(node * this.#size + (cycle[(index + 1) % cycle.length] ?? node)) ?? [],
    );
  }
}

function isOdd(bits: readonly number[], witness: Uint32Array): boolean {
  let odd = 0;
  for (const bit of bits) odd ^= ((witness[bit >>> 5] ?? 0) >>> (bit & 31)) & 1;
  return odd === 1;
}

function linksOutsideTree(graph: Digraph): [number, number][] {
  const reached = new Set([0]);
  const tree = new Set<string>();
  const queue = [0];
  for (let place = 0; place < queue.length; place++) {
    const from = queue[place] ?? 0;
    for (const to of graph[from] ?? []) {
      if (reached.has(to)) continue;
      reached.add(to);
      tree.add(`${from} ${to}`);
      queue.push(to);
    }
  }
  return graph.flatMap((successors, from) =>
    successors.filter((to) => !tree.has(`${from} ${to}`)).map((to): [number, number] => [from, to]),
  );
}

/** The shortest cycle that meets the first witness in an odd number of links. */
function shortestMissing(graph: Digraph, { routes, space }: { routes: AllRoutes; space: CycleSpace }): number[] {
  const odd = space.firstWitness();
  let best: { length: number; walk: () => number[] } | undefined;
  for (let via = 0; via < graph.length; via++) {
    const [home, out] = [routes.home(via), routes.out(via)];
    const oddHome = parities(home, (node, next) => odd[node]?.has(next) === true);
    const oddOut = parities(out, (node, next) => odd[next]?.has(node) === true);
    graph.forEach((successors, from) => {
      const [reached = 0, oddBefore = 0, own] = [out.distances[from], oddOut[from], odd[from]];
      for (const to of successors) {
        const length = reached + 1 + (home.distances[to] ?? 0);
        if (best !== undefined && length >= best.length) continue;
        if ((oddBefore ^ (own?.has(to) === true ? 1 : 0) ^ (oddHome[to] ?? 0)) === 0) continue;
        best = { length, walk: () => [...pathOf(out, from).toReversed(), ...pathOf(home, to).slice(0, -1)] };
      }
    });
  }
  if (best === undefined) throw new RangeError('Cannot complete a loop set: the graph is not strongly connected');
  return oddPart(best.walk(), space);
}

/** For each node, whether its way has an odd number of links of a kind. */
function parities({ next, order }: Routes, isOdd: (node: number, next: number) => boolean): Uint8Array {
  const odd = new Uint8Array(next.length);
  for (const node of order) {
    const after = next[node] ?? node;
    if (after !== node) odd[node] = (isOdd(node, after) ? 1 : 0) ^ (odd[after] ?? 0);
  }
  return odd;
}

/** Of a closed walk that meets the first witness in an odd number of links, an elementary cycle that does. */
function oddPart(walk: readonly number[], space: CycleSpace): number[] {
  const path: number[] = [];
  for (const node of walk) {
    const earlier = path.indexOf(node);
    if (earlier !== -1) {
      const cycle = path.splice(earlier);
      if (space.isOdd(cycle)) return cycle;
    }
    path.push(node);
  }
  return path;
}

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
 * Stadler 2003, Discussiones Mathematicae Graph Theory 23: 241-260).
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

interface Found {
  readonly geodetic: readonly (readonly number[])[];
  readonly completing: readonly (readonly number[])[];
}

function* independentWithin(graph: Digraph): Sliced<Found> {
  const backward = reversed(graph);
  const space = new CycleSpace(graph);
  const geodetic = geodeticCycles(graph, backward).filter((cycle) => space.add(cycle));
  const completing: number[][] = [];
  while (space.missing > 0) {
    const cycle = shortestMissing(graph, { backward, space });
    space.add(cycle);
    completing.push(cycle);
    yield { done: space.rank - space.missing, total: space.rank, phase: 'independent loops' };
  }
  return { geodetic, completing };
}

/** For each link the shortest cycle through it, each cycle once, shortest first. */
function geodeticCycles(graph: Digraph, backward: Digraph): number[][] {
  const cycles = new Map<string, number[]>();
  graph.forEach((successors, from) => {
    const home = routesTo(from, graph, backward);
    for (const to of successors) {
      const cycle = fromLowest([from, ...home.path(to).slice(0, -1)]);
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
  readonly next: (node: number) => number;
  /** The nodes of the way, both ends included. */
  readonly path: (from: number) => number[];
}

function routesTo(target: number, graph: Digraph, backward: Digraph): Routes {
  const distances = distancesTo(target, { backward });
  const next = (node: number): number =>
    Math.min(...(graph[node] ?? []).filter((each) => distances[each] === (distances[node] ?? 0) - 1));
  const path = (from: number): number[] => {
    const nodes = [from];
    for (let node = from; node !== target; nodes.push(node)) node = next(node);
    return nodes;
  };
  return { distances, next, path };
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
    const odd = this.#witnesses.map((witness) => this.#meets(cycle, witness));
    const chosen = this.#witnesses[odd.indexOf(true)];
    if (chosen === undefined) return false;
    this.#witnesses = this.#witnesses.filter((witness) => witness !== chosen);
    let place = 0;
    odd.forEach((isOdd, index) => {
      if (index === odd.indexOf(true)) return;
      const witness = this.#witnesses[place++];
      if (isOdd) witness?.forEach((word, at) => (witness[at] = word ^ (chosen[at] ?? 0)));
    });
    return true;
  }

  /** 1 for each link that counts for the first witness that no cycle meets yet. */
  parity(from: number, to: number): 0 | 1 {
    const witness = this.#witnesses[0];
    return witness !== undefined && this.#holds(witness, from, to) ? 1 : 0;
  }

  /** Whether a cycle meets the first witness in an odd number of links. */
  isOdd(cycle: readonly number[]): boolean {
    const [witness] = this.#witnesses;
    return witness !== undefined && this.#meets(cycle, witness);
  }

  #meets(cycle: readonly number[], witness: Uint32Array): boolean {
    let odd = false;
    cycle.forEach((node, index) => {
      if (this.#holds(witness, node, cycle[(index + 1) % cycle.length] ?? node)) odd = !odd;
    });
    return odd;
  }

  #holds(witness: Uint32Array, from: number, to: number): boolean {
    const bit = this.#bits.get(from * this.#size + to);
    return bit !== undefined && (((witness[bit >>> 5] ?? 0) >>> (bit & 31)) & 1) === 1;
  }
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

/** Above so many nodes, only ways through the first few of them are looked at. */
const [manyNodes, fewNodes] = [1000, 100];

/** The shortest cycle that meets the first witness in an odd number of links. */
function shortestMissing(graph: Digraph, { backward, space }: { backward: Digraph; space: CycleSpace }): number[] {
  let best: { length: number; walk: () => number[] } | undefined;
  const vias = graph.length > manyNodes ? fewNodes : graph.length;
  for (let via = 0; via < vias; via++) {
    const home = routesTo(via, graph, backward);
    const out = routesTo(via, backward, graph);
    const oddHome = parities(home, (node, next) => space.parity(node, next));
    const oddOut = parities(out, (node, next) => space.parity(next, node));
    graph.forEach((successors, from) => {
      for (const to of successors) {
        const length = (out.distances[from] ?? 0) + 1 + (home.distances[to] ?? 0);
        if (best !== undefined && length >= best.length) continue;
        if (((oddOut[from] ?? 0) ^ space.parity(from, to) ^ (oddHome[to] ?? 0)) === 0) continue;
        best = { length, walk: () => [...out.path(from).toReversed(), ...home.path(to).slice(0, -1)] };
      }
    });
  }
  if (best === undefined) throw new RangeError('Cannot complete a loop set: the graph is not strongly connected');
  return oddPart(best.walk(), space);
}

/** For each node, whether its way meets the first witness in an odd number of links. */
function parities({ distances, next }: Routes, parity: (node: number, next: number) => 0 | 1): Uint8Array {
  const odd = new Uint8Array(distances.length);
  const nearFirst = [...distances.keys()].toSorted((a, b) => (distances[a] ?? 0) - (distances[b] ?? 0));
  for (const node of nearFirst) {
    if (distances[node] === 0) continue;
    const after = next(node);
    odd[node] = parity(node, after) ^ (odd[after] ?? 0);
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

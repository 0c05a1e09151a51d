import type { WorkOptions } from '../../run/work.ts';
import { inSlices, type Sliced } from '../slices.ts';
import type { Archetype, ArchetypeId, Finding } from './archetype.ts';
import type { CausalMap, MapLink } from './causal-map.ts';
import { searchMap, type MapLoop, type MapSearch } from './map-loops.ts';
import { archetypes } from './rules.ts';

/** What to look for, and how far. */
export interface ArchetypeOptions extends WorkOptions {
  /** The variable that people are worried about, by id: matches that hold it come first. */
  readonly problem?: string;
  /** Most links in a loop; by default 8. */
  readonly longest?: number;
  /** Most loops to look at, shortest first; by default 1,500. */
  readonly loops?: number;
  /** Most matches of one archetype to give; by default 5. */
  readonly each?: number;
}

/** A structure that may be an archetype: a question to people, never a verdict. */
export interface ArchetypeMatch {
  readonly archetype: ArchetypeId;
  /** In plain words, to be answered with yes, no or not sure. */
  readonly question: string;
  /** What would confirm it in records or in what people know. */
  readonly confirm: string;
  /** What it rests on: loops by the names of their nodes. */
  readonly loops: readonly {
    readonly sign: 'reinforcing' | 'balancing';
    readonly delayed: boolean;
    readonly nodes: readonly string[];
  }[];
  /** The links of these loops and of the paths beside them. */
  readonly links: readonly MapLink[];
  readonly delays: readonly MapLink[];
  /** Paths beside the loops, by names. */
  readonly paths: readonly (readonly string[])[];
  /** Names of nodes that nothing acts on and that the structure rests on. */
  readonly exogenous: readonly string[];
  /** Links between the problem variable and the nearest node of the match, 0 where it is one of them; absent where there is no problem or no way. */
  readonly distance?: number;
}

export interface ArchetypeSearch {
  /** Those nearest to the problem first; then the most specific, then the smallest. */
  readonly matches: readonly ArchetypeMatch[];
  /** For each archetype the matches that were found and not given. */
  readonly more: Readonly<Partial<Record<ArchetypeId, number>>>;
  /** In words, where the search did not go all the way, and what hides archetypes in this map. */
  readonly remarks: readonly string[];
}

/** Comparisons between two slices, and most comparisons for one archetype. */
const [comparisonsASlice, mostComparisons] = [20_000, 3_000_000];

/**
 * Looks for ten archetypes in a causal map: loops are listed up to a length, and sets of them that stand to one another as in an archetype are given as
 * questions. After Schoenenberger, Schmid and Schwaninger (2015, System Dynamics Review 31: 66-85), with structures by Kim (1992), Braun
 * (2002) and, for children's social care, of our own. A rule knows signs and delays only: what fits it may still be something else.
 *
 * @example
 * ```ts
 * const nodes = ['stress', 'leavers', 'workers'].map((name) => ({ id: name, name }));
 * const links = [
 *   { from: 'stress', to: 'leavers', sign: '+', delayed: true },
 *   { from: 'leavers', to: 'workers', sign: '-', delayed: false },
 *   { from: 'workers', to: 'stress', sign: '-', delayed: false },
 * ] as const;
 * const { matches } = await findArchetypes({ nodes, links }, { problem: 'stress' });
 * console.assert(matches[0]?.archetype === 'burnout');
 * ```
 */
export function findArchetypes(map: CausalMap, options: ArchetypeOptions = {}): Promise<ArchetypeSearch> {
  return inSlices(search(map, options), options);
}

interface Found {
  readonly archetype: Archetype;
  readonly finding: Finding;
  readonly nodes: ReadonlySet<number>;
}

function* search(map: CausalMap, options: ArchetypeOptions): Sliced<ArchetypeSearch> {
  const { longest = 8, loops: most = 1500, each = 5, problem } = options;
  const ready = yield* searchMap(map, { longest, most });
  const remarks = remarksOn(ready, { longest, most });
  const found: Found[] = [];
  for (const [place, archetype] of archetypes.entries()) {
    const same = new Map<string, Found>();
    let comparisons = 0;
    for (const finding of archetype.find(ready)) {
      if (++comparisons > mostComparisons) {
        remarks.push(`Not all loops were compared for ${archetype.id}: there are too many of them.`);
        break;
      }
      if (comparisons % comparisonsASlice === 0) yield { done: place, total: archetypes.length, phase: archetype.id };
      if (finding === undefined) continue;
      const nodes = new Set([...finding.loops.flatMap((loop) => loop.nodes), ...(finding.paths ?? []).flat()]);
      const known = same.get(finding.about);
      if (known === undefined || nodes.size < known.nodes.size) same.set(finding.about, { archetype, finding, nodes });
    }
    found.push(...same.values());
  }
  const specific = found.filter(
    (one) =>
      !found.some(
        (other) =>
          one.archetype.within.includes(other.archetype.id) && [...one.nodes].every((node) => other.nodes.has(node)),
      ),
  );
  const distances = distancesFrom(problem, ready);
  const ranked = specific
    .map((one) => ({
      ...one,
      distance: Math.min(...[...one.nodes].map((node) => distances.get(node) ?? Number.POSITIVE_INFINITY)),
    }))
    .toSorted(
      (a, b) =>
        (a.distance === b.distance ? 0 : a.distance - b.distance) ||
        archetypes.indexOf(a.archetype) - archetypes.indexOf(b.archetype) ||
        a.nodes.size - b.nodes.size,
    );
  const given = new Map<ArchetypeId, number>();
  const kept = ranked.filter(({ archetype: { id } }) => {
    given.set(id, (given.get(id) ?? 0) + 1);
    return (given.get(id) ?? 0) <= each;
  });
  const more = Object.fromEntries([...given].flatMap(([id, count]) => (count > each ? [[id, count - each]] : [])));
  return { matches: kept.map((one) => describe(one, ready)), more, remarks };
}

function remarksOn({ map, ended, loops }: MapSearch, { longest, most }: { longest: number; most: number }): string[] {
  const remarks: string[] = [];
  if (ended === 'longest') remarks.push(`Loops of more than ${longest} links were not looked at.`);
  if (ended === 'most') remarks.push(`Only the ${most} shortest loops were looked at; there are more.`);
  if (ended === 'steps') remarks.push(`Only the ${loops.length} shortest loops were looked at; there may be more.`);
  const unknown = map.links.filter(({ sign }) => sign === '?').length;
  if (unknown > 0)
    remarks.push(
      `Loops with a link of unknown sign were left out: ${unknown} ${unknown === 1 ? 'link has' : 'links have'} none.`,
    );
  if (loops.length > 0 && !loops.some(({ delayed }) => delayed)) {
    remarks.push('No loop has a delay; most archetypes rest on one. Mark the links whose effect comes late.');
  }
  return remarks;
}

/** Links between a node and each other, whichever way they point. */
function distancesFrom(id: string | undefined, { map, successors }: MapSearch): ReadonlyMap<number, number> {
  const start = map.nodes.findIndex((node) => node.id === id);
  const distances = new Map<number, number>();
  if (start === -1) return distances;
  const near: number[][] = map.nodes.map(() => []);
  successors.forEach((list, from) => {
    for (const to of list) {
      near[from]?.push(to);
      near[to]?.push(from);
    }
  });
  distances.set(start, 0);
  for (const node of distances.keys()) {
    for (const next of near[node] ?? []) if (!distances.has(next)) distances.set(next, (distances.get(node) ?? 0) + 1);
  }
  return distances;
}

function describe(
  { archetype, finding, distance }: Found & { readonly distance: number },
  { link, name }: MapSearch,
): ArchetypeMatch {
  const { loops, paths = [], exogenous = [], question, confirm } = finding;
  const along = (nodes: readonly number[], closed: boolean): MapLink[] =>
    nodes.flatMap((from, index) => {
      const to = nodes[index + 1] ?? (closed ? nodes[0] : undefined);
      return to === undefined ? [] : (link(from, to) ?? []);
    });
  const links = [
    ...new Set([...loops.flatMap(({ nodes }) => along(nodes, true)), ...paths.flatMap((path) => along(path, false))]),
  ];
  const wordOf = ({ sign }: MapLoop): 'reinforcing' | 'balancing' => (sign === 'R' ? 'reinforcing' : 'balancing');
  return {
    archetype: archetype.id,
    question,
    confirm,
    loops: loops.map((loop) => ({ sign: wordOf(loop), delayed: loop.delayed, nodes: loop.nodes.map(name) })),
    links,
    delays: links.filter(({ delayed }) => delayed),
    paths: paths.map((path) => path.map(name)),
    exogenous: exogenous.map(name),
    ...(Number.isFinite(distance) ? { distance } : {}),
  };
}

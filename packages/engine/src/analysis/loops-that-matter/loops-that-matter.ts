import type { Program } from '../../compile/program.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { NamedLoop } from '../../model/model.ts';
import type { Backend, RunStatus } from '../../run/backend.ts';
import type { WorkOptions } from '../../run/work.ts';
import { inSlices, type Sliced } from '../slices.ts';
import { findNamedLoops } from '../loops.ts';
import { influenceGraph } from '../influence-graph.ts';
import { compositeLinks } from './composite-links.ts';
import { runIntervals, type Intervals } from './intervals.ts';
import { linkScorer, type FlowScores, type SlotLink } from './link-scores.ts';
import { outsideShares } from './outside-share.ts';
import { scorePartition, type ScoredLoop } from './score-partition.ts';
import { slotStructure, type SlotStructure } from './targets.ts';
import { variableComponents } from './variable-components.ts';

/** What {@link loopsThatMatter} is to do. */
export interface LoopsThatMatterOptions extends WorkOptions {
  readonly backend: Backend;
  /** A value for each of the program's parameters; by default its own. */
  readonly parameters?: Float64Array;
  /** Loops that the author named, which are scored whatever else is found. */
  readonly named?: readonly NamedLoop[];
  /** Most loops of a cycle partition to list one by one; where there are more, the strongest are searched for. By default 1,000. */
  readonly most?: number;
  /** Steps of the run in an interval; by default from one saved time to the next, or each step where that gives few, and no more than 400 intervals. */
  readonly every?: number;
  readonly flowScores?: FlowScores;
}

/** Loops that act on one another's stocks, and what they do in the course of a run. */
export interface CyclePartition {
  /** Names of its variables; of an array that falls into several parts, names of elements. */
  readonly variables: readonly string[];
  /** The greatest mean share first. */
  readonly loops: readonly ScoredLoop[];
  /** `elements`: every loop from element to element was found, and those through the same variables are summed. `variables`: arrays were taken as wholes. */
  readonly level: 'elements' | 'variables';
  /** Whether no loop is missing, at that level. */
  readonly complete: boolean;
  /** For each stock and time the share of its change that comes from outside the partition; NaN where it does not change. */
  readonly outside: readonly { readonly stock: string; readonly shares: Float64Array }[];
}

/** The loops that drive a run, over time. */
export interface LoopsThatMatter {
  /** When the intervals of the scores begin. */
  readonly times: Float64Array;
  /** Length of an interval. */
  readonly interval: number;
  /** The largest first. */
  readonly partitions: readonly CyclePartition[];
  readonly status: RunStatus;
  /** A problem for each named loop that is not one in the equations. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The contribution of each feedback loop to what a model does, over the time of a run: Loops that Matter (Schoenberg, Davidsen and Eberlein 2020, System
 * Dynamics Review 36: 158-190), with the flow scores of Schoenberg, Hayward and Eberlein (2023, System Dynamics Review 39: 140-151). A loop's score is the
 * product of its link scores; its share is its score over the sum of all absolute scores of its cycle partition.
 *
 * @example
 * ```ts
 * const { partitions } = await loopsThatMatter(program, { backend: interpreter });
 * for (const { loops } of partitions) console.assert(loops.every(({ mean }) => mean <= 1));
 * ```
 */
export function loopsThatMatter(program: Program, options: LoopsThatMatterOptions): Promise<LoopsThatMatter> {
  return inSlices(analyse(program, options), options);
}

function* analyse(program: Program, options: LoopsThatMatterOptions): Sliced<LoopsThatMatter> {
  const { backend, parameters, every, named = [], most = 1000, flowScores = 'change' } = options;
  const structure = slotStructure(program);
  const intervals = runIntervals(program, {
    backend,
    ...(parameters === undefined ? {} : { parameters }),
    ...(every === undefined ? {} : { every }),
  });
  const { links, scores } = yield* scoreLinks(program, { structure, intervals, flowScores });
  const traced = findNamedLoops(named, influenceGraph(program));
  const partitions: CyclePartition[] = [];
  for (const component of variableComponents(program, links)) {
    for (const partition of yield* scorePartition(component, { links, scores, named: traced.loops, most })) {
      const { outside, ...rest } = partition;
      partitions.push({
        ...rest,
        outside: yield* sharesFromOutside(program, { structure, intervals, stocks: outside }),
      });
    }
  }
  return {
    times: intervals.times,
    interval: intervals.length,
    partitions: partitions.toSorted((a, b) => b.variables.length - a.variables.length),
    status: intervals.status,
    diagnostics: traced.diagnostics,
  };
}

/** The scores of all links that lie on loops, over every interval. */
function* scoreLinks(
  program: Program,
  { structure, intervals, flowScores }: { structure: SlotStructure; intervals: Intervals; flowScores: FlowScores },
): Sliced<{ links: readonly SlotLink[]; scores: Float64Array[] }> {
  const { links, hidden, combine } = compositeLinks(structure);
  const part = new Map<number, number>();
  variableComponents(program, links).forEach((variables, index) => {
    for (const { base, size } of variables) for (let at = 0; at < size; at++) part.set(base + at, index);
  });
  const onLoop = ({ from, to }: SlotLink): boolean => part.has(to) && part.get(from) === part.get(to);
  const kept = links.flatMap((link, place) => (onLoop(link) ? [place] : []));
  const effects = new Set(kept.map((place) => links[place]?.to ?? -1));
  const targets = [...hidden, ...[...effects].flatMap((slot) => structure.targets.get(slot) ?? [])];
  const scorer = linkScorer(program, {
    targets,
    memories: structure.memories,
    flowScores,
    counts: (source, { slot }) =>
      !structure.owner.has(source) || !part.has(slot) || part.get(source) === part.get(slot),
  });
  const places = new Map(scorer.links.map(({ from, to }, place) => [from * program.slotCount + to, place]));
  const scores: Float64Array[] = [];
  const total = intervals.times.length;
  for (let index = 0; index < total; index++) {
    const single = scorer.score(intervals.interval(index));
    const combined = combine((from, to) => single[places.get(from * program.slotCount + to) ?? -1] ?? 0);
    scores.push(Float64Array.from(kept, (place) => combined[place] ?? 0));
    yield { done: index + 1, total, phase: 'link scores' };
  }
  return { links: kept.flatMap((place) => links.slice(place, place + 1)), scores };
}

function* sharesFromOutside(
  program: Program,
  {
    structure,
    intervals,
    stocks,
  }: {
    structure: SlotStructure;
    intervals: Intervals;
    stocks: readonly { readonly name: string; readonly slots: readonly number[] }[];
  },
): Sliced<CyclePartition['outside']> {
  const own = new Set(stocks.flatMap(({ slots }) => slots));
  const known = new Map<number, boolean>();
  // A stage of a delay is the partition's own if something of the partition flows into it.
  const inside = (slot: number): boolean => {
    const found = known.get(slot);
    if (found !== undefined) return found;
    known.set(slot, own.has(slot));
    if (own.has(slot) || structure.owner.has(slot)) return own.has(slot);
    const result = (structure.targets.get(slot)?.sources ?? []).some((source) => source !== slot && fromInside(source));
    known.set(slot, result);
    return result;
  };
  const fromInside = (slot: number): boolean => {
    const target = structure.targets.get(slot);
    if (target === undefined) return false;
    return target.state ? inside(slot) : target.sources.some(fromInside);
  };
  const sharesOver = outsideShares(program, { structure, stocks: stocks.map(({ slots }) => slots), inside });
  const { times } = intervals;
  const shares = stocks.map(({ name }) => ({ stock: name, shares: new Float64Array(times.length).fill(Number.NaN) }));
  for (let index = 0; index < times.length && stocks.length > 0; index++) {
    sharesOver(intervals.interval(index)).forEach((share, stock) => {
      const own = shares[stock];
      if (own !== undefined) own.shares[index] = share;
    });
    if (index % 20 === 0) yield { done: index + 1, total: times.length, phase: 'shares from outside' };
  }
  return shares;
}

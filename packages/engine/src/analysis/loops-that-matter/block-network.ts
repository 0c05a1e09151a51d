import type { VariableLayout } from '../../compile/program.ts';
import type { Digraph } from '../graph/digraph.ts';
import type { SlotLink } from './link-scores.ts';

/** Slots that a loop passes as one: a single element, or all elements of an array. */
export interface Block {
  readonly variable: VariableLayout;
  readonly slots: readonly number[];
}

/**
 * Blocks and the links between them. Between blocks of several slots a link is a matrix of scores, and the score of a cycle is the trace of the product of its
 * matrices: the sum of the scores of all loops through one element of each.
 */
export interface BlockNetwork {
  readonly blocks: readonly Block[];
  readonly graph: Digraph;
  /** The strength of a link: no element is acted on by more than this. An upper bound for what it adds to a loop. */
  readonly strength: (from: number, to: number, scores: Float64Array) => number;
  /** The score of a cycle of blocks, from those of the slot links. */
  readonly scorerOf: (cycle: readonly number[]) => (scores: Float64Array) => number;
}

interface Entry {
  readonly link: number;
  readonly from: number;
  readonly to: number;
}

/** Gathers the links between slots into links between blocks; links of other slots are left out. */
export function blockNetwork(blocks: readonly Block[], links: readonly SlotLink[]): BlockNetwork {
  const placeOf = new Map<number, { block: number; offset: number }>();
  blocks.forEach(({ slots }, block) => slots.forEach((slot, offset) => placeOf.set(slot, { block, offset })));
  const graph: number[][] = blocks.map(() => []);
  const entries = new Map<number, Entry[]>();
  const keyOf = (from: number, to: number): number => from * blocks.length + to;
  links.forEach(({ from, to }, link) => {
    const [cause, effect] = [placeOf.get(from), placeOf.get(to)];
    if (cause === undefined || effect === undefined) return;
    const key = keyOf(cause.block, effect.block);
    const entry = { link, from: cause.offset, to: effect.offset };
    const known = entries.get(key);
    if (known === undefined) {
      entries.set(key, [entry]);
      graph[cause.block]?.push(effect.block);
    } else known.push(entry);
  });
  const between = (from: number, to: number): readonly Entry[] => entries.get(keyOf(from, to)) ?? [];
  const sizeOf = (block: number): number => blocks[block]?.slots.length ?? 0;
  return {
    blocks,
    graph,
    strength: (from, to, scores) => {
      const received = new Float64Array(sizeOf(to));
      for (const entry of between(from, to))
        received[entry.to] = (received[entry.to] ?? 0) + Math.abs(scores[entry.link] ?? 0);
      return received.reduce((most, each) => Math.max(most, each), 0);
    },
    scorerOf: (cycle) => {
      const narrowest = cycle.reduce(
        (best, block, place) => (sizeOf(block) < sizeOf(cycle[best] ?? 0) ? place : best),
        0,
      );
      const inOrder = [...cycle.slice(narrowest), ...cycle.slice(0, narrowest)];
      const stages = inOrder.map((from, place) => {
        const to = inOrder[(place + 1) % inOrder.length] ?? from;
        return stageOf(between(from, to), sizeOf(to));
      });
      const starts = sizeOf(inOrder[0] ?? 0);
      const widest = inOrder.reduce((most, block) => Math.max(most, sizeOf(block)), 1);
      const room: [Float64Array, Float64Array] = [new Float64Array(widest), new Float64Array(widest)];
      return (scores) => traceOf(stages, { starts, scores, room });
    },
  };
}

/** A link between blocks as columns of numbers, for speed. */
interface Stage {
  readonly size: number;
  readonly links: Int32Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
}

function stageOf(entries: readonly Entry[], size: number): Stage {
  return {
    size,
    links: Int32Array.from(entries, ({ link }) => link),
    from: Int32Array.from(entries, ({ from }) => from),
    to: Int32Array.from(entries, ({ to }) => to),
  };
}

function traceOf(
  stages: readonly Stage[],
  { starts, scores, room }: { starts: number; scores: Float64Array; room: readonly [Float64Array, Float64Array] },
): number {
  let trace = 0;
  for (let start = 0; start < starts; start++) {
    let [effect, next] = room;
    effect.fill(0);
    effect[start] = 1;
    for (const { size, links, from, to } of stages) {
      next.fill(0, 0, size);
      let alive = false;
      for (let entry = 0; entry < links.length; entry++) {
        const part = (effect[from[entry] ?? 0] ?? 0) * (scores[links[entry] ?? 0] ?? 0);
        if (part === 0) continue;
        alive = true;
        next[to[entry] ?? 0] = (next[to[entry] ?? 0] ?? 0) + part;
      }
      [effect, next] = [next, effect];
      if (!alive) break;
    }
    trace += effect[start] ?? 0;
  }
  return trace;
}

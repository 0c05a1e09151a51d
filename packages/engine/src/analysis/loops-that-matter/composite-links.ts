import type { SlotLink } from './link-scores.ts';
import type { SlotStructure, Target } from './targets.ts';

/** Links between named slots, with what lies between them hidden. */
export interface CompositeLinks {
  /** Each pair of slots once, in order of the slot acted on and then of the cause. */
  readonly links: readonly SlotLink[];
  /** The states that no variable names and that the links pass through. */
  readonly hidden: readonly Target[];
  /** From the scores of single links, looked up by cause and effect, to those of `links`, in order. */
  readonly combine: (scoreOf: (from: number, to: number) => number) => Float64Array;
}

/**
 * Links between named slots. What lowering put between them, the stages of delays and smooths, is passed through: of the ways through it the link has
 * the score of the strongest (the composite link score of Schoenberg and Eberlein 2020, "Seamlessly integrating Loops That Matter into model development
 * and analysis"). Loops that never leave what is hidden are not followed.
 */
export function compositeLinks({ targets, owner }: SlotStructure): CompositeLinks {
  const named = (slot: number): boolean => owner.has(slot);
  const order: Target[] = [];
  const state = new Map<number, 'open' | 'done'>();
  const behind = new Map<number, number[]>();
  const visit = (slot: number): void => {
    const target = targets.get(slot);
    if (target === undefined || state.has(slot)) return;
    state.set(slot, 'open');
    const before: number[] = [];
    for (const source of target.sources) {
      if (named(source) || source === slot || state.get(source) === 'open') continue;
      visit(source);
      before.push(source);
    }
    behind.set(slot, before);
    state.set(slot, 'done');
    order.push(target);
  };
  const effects = [...targets.values()].filter(({ slot }) => named(slot)).toSorted((a, b) => a.slot - b.slot);
  for (const { sources } of effects) for (const source of sources) if (!named(source)) visit(source);

  const reach = new Map<number, Set<number>>();
  const namedBehind = (sources: readonly number[], hidden: readonly number[]): Set<number> =>
    new Set([...sources.filter(named), ...hidden.flatMap((slot) => [...(reach.get(slot) ?? [])])]);
  for (const { slot, sources } of order) reach.set(slot, namedBehind(sources, behind.get(slot) ?? []));

  const links = effects.flatMap(({ slot, sources }) => {
    const causes = namedBehind(
      sources,
      sources.filter((source) => !named(source)),
    );
    return [...causes].toSorted((a, b) => a - b).map((from): SlotLink => ({ from, to: slot }));
  });

  const combine: CompositeLinks['combine'] = (scoreOf) => {
    const strongest = new Map<number, Map<number, number>>();
    const gather = (to: number, sources: readonly number[], hidden: readonly number[]): Map<number, number> => {
      const found = new Map<number, number>();
      const offer = (from: number, score: number): void => {
        if (Math.abs(score) > Math.abs(found.get(from) ?? 0)) found.set(from, score);
      };
      for (const source of sources) if (named(source)) offer(source, scoreOf(source, to));
      for (const slot of hidden) {
        const last = scoreOf(slot, to);
        if (last !== 0) for (const [from, score] of strongest.get(slot) ?? []) offer(from, score * last);
      }
      return found;
    };
    for (const { slot, sources } of order) strongest.set(slot, gather(slot, sources, behind.get(slot) ?? []));
    const scores = new Float64Array(links.length);
    let place = 0;
    for (const { slot, sources } of effects) {
      const found = gather(
        slot,
        sources,
        sources.filter((source) => !named(source)),
      );
      for (; links[place]?.to === slot; place++) scores[place] = found.get(links[place]?.from ?? -1) ?? 0;
    }
    return scores;
  };
  return { links, hidden: order, combine };
}

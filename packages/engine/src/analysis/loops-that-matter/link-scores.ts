import type { Program } from '../../compile/program.ts';
import { slotsRead } from '../influence-graph.ts';
import { evaluators, slotsSet, type Evaluator, type Instant } from './evaluate.ts';
import type { SlotStructure, Target } from './targets.ts';

/**
 * What a flow is to a stock. `change`: how far the change of the flow makes the change of the net flow (Schoenberg, Hayward and Eberlein
 * 2023); the same however flows are split or joined. `value`: the flow as a share of the net flow, as in the first publication of the method (Schoenberg,
 * Davidsen and Eberlein 2020), for comparison with results from before.
 */
export type FlowScores = 'change' | 'value';

/** A causal link between two slots. */
export interface SlotLink {
  readonly from: number;
  readonly to: number;
}

/** All slots at the two ends of an interval. */
export interface Interval {
  readonly before: Float64Array;
  readonly after: Float64Array;
  /** Its beginning and its end. */
  readonly at: Instant;
  readonly end: Instant;
}

/** Gives the scores of links over an interval. */
export interface LinkScorer {
  readonly links: readonly SlotLink[];
  /** The scores in the order of `links`. */
  readonly score: (interval: Interval) => Float64Array;
}

/**
 * Scores links from the sources of `targets` that `counts` admits. For z = f(x, y) the score of the link from x is |Δx z / Δz| with the sign of Δx z / Δx, where
 * Δx z is how far z moves when x alone takes its value at the end of the interval; it is 0 where x or z does not change. Nothing is linearised: equations are worked out again with one
 * value exchanged, so that MIN, IF and tables count as they are. A stock's link is scored on its net flow.
 */
export function linkScorer(
  program: Program,
  {
    targets,
    memories,
    counts,
    flowScores = 'change',
  }: {
    targets: readonly Target[];
    memories: SlotStructure['memories'];
    counts: (source: number, target: Target) => boolean;
    flowScores?: FlowScores;
  },
): LinkScorer {
  const evaluatorOf = evaluators(program);
  const links: SlotLink[] = [];
  const flowOf = new Set(program.integrators.map(({ slot }) => slot));
  const plans = targets.map((target) => {
    const work = target.work.map(evaluatorOf);
    const set = target.work.flatMap(slotsSet);
    const sources = target.sources.flatMap((slot) => {
      if (!counts(slot, target)) return [];
      links.push({ from: slot, to: target.slot });
      const memory = memories.get(slot);
      const places = affectedBy(memory ?? [slot], target);
      const touched = places.flatMap((at) => target.work.slice(at, at + 1).flatMap(slotsSet));
      return [{ slot, memory, work: places.flatMap((at) => work.slice(at, at + 1)), touched }];
    });
    return { target, work, set, sources, asValue: flowScores === 'value' && flowOf.has(target.slot) };
  });
  const mixed = new Float64Array(program.slotCount);
  const unmoved = new Float64Array(program.slotCount);
  const score = ({ before, after, at }: Interval): Float64Array => {
    const scores = new Float64Array(links.length);
    mixed.set(before);
    let place = 0;
    for (const { target, work, set, sources, asValue } of plans) {
      const valueOf = (slots: Float64Array): number =>
        (slots[target.value] ?? Number.NaN) - (target.gain ? (slots[target.slot] ?? Number.NaN) : 0);
      carryOut(work, mixed, at);
      for (const slot of set) unmoved[slot] = mixed[slot] ?? Number.NaN;
      const from = valueOf(mixed);
      const whole = asValue ? from : valueOf(after) - from;
      const moves = asValue ? from !== 0 : differs(valueOf(after), from);
      for (const source of sources) {
        const [old = 0, now = 0] = [before[source.slot], asValue ? 0 : after[source.slot]];
        const respond = (): number => {
          carryOut(source.work, mixed, at);
          const part = valueOf(mixed) - from;
          for (const slot of source.touched) mixed[slot] = unmoved[slot] ?? Number.NaN;
          return part;
        };
        if (source.memory !== undefined) {
          if (moves) scores[place] = scoreOfMemory(source.memory, { mixed, before, after, respond }) / Math.abs(whole);
        } else if (moves && differs(old, now)) {
          mixed[source.slot] = now;
          const part = respond();
          if (part !== 0) scores[place] = Math.abs(part / whole) * Math.sign(part) * Math.sign(now - old);
          mixed[source.slot] = old;
        }
        place++;
      }
      for (const slot of set) mixed[slot] = before[slot] ?? Number.NaN;
    }
    return scores;
  };
  return { links, score };
}

function carryOut(work: readonly Evaluator[], slots: Float64Array, at: Instant): void {
  for (const evaluate of work) evaluate(slots, at);
}

/**
 * How far a value moves with all of a memory, with the sign of its response to more of everything in it: what comes out late counts as the answer to what
 * goes in (the perfect mixing of Schoenberg and Eberlein 2020). The first place says where the others begin, and is not raised.
 */
function scoreOfMemory(
  slots: readonly number[],
  {
    mixed,
    before,
    after,
    respond,
  }: { mixed: Float64Array; before: Float64Array; after: Float64Array; respond: () => number },
): number {
  for (const slot of slots) mixed[slot] = after[slot] ?? Number.NaN;
  const part = respond();
  const most = slots.slice(1).reduce((greatest, slot) => Math.max(greatest, Math.abs(before[slot] ?? 0)), 0);
  const more = 1e-6 * (most || 1);
  slots.forEach((slot, place) => (mixed[slot] = (before[slot] ?? 0) + (place === 0 ? 0 : more)));
  const response = respond();
  for (const slot of slots) mixed[slot] = before[slot] ?? Number.NaN;
  return part === 0 || !Number.isFinite(part) ? 0 : Math.abs(part) * Math.sign(response);
}

/** The places in a target's work that depend on a source. */
function affectedBy(source: readonly number[], { work }: Target): number[] {
  const moved = new Set(source);
  return work.flatMap((assignment, place) => {
    if (!slotsRead(assignment.code).some((slot) => moved.has(slot))) return [];
    for (const slot of slotsSet(assignment)) moved.add(slot);
    return [place];
  });
}

/** A change of less than this share of a value is put down to rounding. */
const negligible = 1e-12;

/** Whether a value has changed. */
export function differs(a: number, b: number): boolean {
  return Math.abs(a - b) > negligible * Math.max(Math.abs(a), Math.abs(b));
}

import type { VariableLayout } from '../../compile/program.ts';
import { elementSlots } from '../../run/element-names.ts';
import { listCycles } from '../graph/all-cycles.ts';
import { cyclicComponents } from '../graph/strong-components.ts';
import type { TracedLoop } from '../loops.ts';
import type { Sliced } from '../slices.ts';
import { blockNetwork, type Block, type BlockNetwork } from './block-network.ts';
import type { SlotLink } from './link-scores.ts';
import { strongestCycles } from './strongest-cycles.ts';

/** A feedback loop and its share in what its partition does. */
export interface ScoredLoop {
  /** R, B or, where its polarity changes, U, and a number in the order of mean shares. */
  readonly id: string;
  /** The author's name, where the author named it. */
  readonly name?: string;
  /** `varying` where neither polarity makes up 99.5 % of all it does, so that the polarity confidence of Schoenberg and Eberlein (2020) is below 0.99. */
  readonly polarity: 'reinforcing' | 'balancing' | 'varying' | 'inactive';
  /** Names of the variables round the loop; the last acts on the first. An array that the loop passes several times stands several times. */
  readonly variables: readonly string[];
  /** Those of them that are stocks. */
  readonly stocks: readonly string[];
  /** The relative loop score over each interval, from -1 to 1; above 0 it reinforces. */
  readonly shares: Float64Array;
  /** Mean of the absolute shares over the intervals in which any loop of the partition is active. */
  readonly mean: number;
}

/** A cycle partition with its loops scored, and its stocks. */
export interface ScoredPartition {
  readonly variables: readonly string[];
  readonly loops: readonly ScoredLoop[];
  readonly level: 'elements' | 'variables';
  readonly complete: boolean;
  readonly outside: readonly { readonly name: string; readonly slots: readonly number[] }[];
}

interface Scoring {
  readonly links: readonly SlotLink[];
  /** For each interval, the scores of `links`. */
  readonly scores: readonly Float64Array[];
  readonly named: readonly TracedLoop[];
  readonly most: number;
}

/** Arrays that fall into more parts than this are taken as wholes. */
const manyParts = 20;
/** Links to follow in listing loops, before the strongest are searched for. */
const listingSteps = 3_000_000;
/** Most times at which the strongest loops are searched for, and most loops that are then scored. */
const [searchTimes, mostSearched] = [50, 5000];
/** A loop that no author named and that never reaches this share is left out of the result (Eberlein and Schoenberg 2020). */
const least = 0.001;

/** Finds and scores the loops among variables that lie on loops with one another. */
export function* scorePartition(variables: readonly VariableLayout[], scoring: Scoring): Sliced<ScoredPartition[]> {
  const blocks = variables.flatMap((variable) =>
    Array.from({ length: variable.size }, (_, at): Block => ({ variable, slots: [variable.base + at] })),
  );
  const elements = blockNetwork(blocks, scoring.links);
  // What never acts in this run makes no loop of it.
  const moving = scoring.links.map((link, place) =>
    scoring.scores.some((scores) => scores[place] !== 0) ? link : { from: -1, to: -1 },
  );
  const parts = cyclicComponents(elements.graph);
  if (parts.length <= manyParts) {
    const found: ScoredPartition[] = [];
    for (const part of parts) {
      const own = part.flatMap((index) => blocks.slice(index, index + 1));
      const partition = yield* byElements(own, { ...scoring, moving });
      if (partition !== undefined) found.push(partition);
    }
    if (found.length === parts.length) return found;
  }
  return [yield* byVariables(variables, { ...scoring, moving })];
}

interface Raw {
  readonly name?: string;
  /** The variables that it passes, in order. */
  readonly round: readonly VariableLayout[];
  readonly scores: Float64Array;
}

function* byElements(
  blocks: readonly Block[],
  { scores, named, most, moving }: Scoring & { moving: readonly SlotLink[] },
): Sliced<ScoredPartition | undefined> {
  const network = blockNetwork(blocks, moving);
  const { cycles, ended } = yield* listCycles(network.graph, { most, steps: listingSteps });
  if (ended !== 'all') return undefined;
  const loops = new Map<string, Raw>();
  for (const cycle of cycles) {
    const round = fromFirst(roundOf(network, cycle));
    const key = keyOf(round);
    const scored = scoreOver(network, { cycle, scores });
    const known = loops.get(key);
    if (known === undefined) loops.set(key, { round, scores: scored });
    else scored.forEach((score, at) => (known.scores[at] = (known.scores[at] ?? 0) + score));
  }
  const whole = blockNetwork(asVariables(blocks), moving);
  return finish(blocks, {
    loops: withNamed([...loops.values()], { named, network: whole, scores }),
    level: 'elements',
    complete: true,
  });
}

function* byVariables(
  variables: readonly VariableLayout[],
  { scores, named, most, moving }: Scoring & { moving: readonly SlotLink[] },
): Sliced<ScoredPartition> {
  const blocks = variables.map((variable): Block => ({
    variable,
    slots: Array.from({ length: variable.size }, (_, at) => variable.base + at),
  }));
  const network = blockNetwork(blocks, moving);
  const listed = yield* listCycles(network.graph, { most, steps: listingSteps });
  const cycles = new Map(listed.cycles.map((cycle) => [cycle.join(), cycle]));
  if (listed.ended !== 'all') {
    const every = Math.max(1, Math.ceil(scores.length / searchTimes));
    const times = scores.filter((_, index) => index % every === 0);
    const searched = yield* strongestCycles(network.graph, {
      starts: blocks.flatMap(({ variable }, index) => (variable.kind === 'stock' ? [index] : [])),
      times: times.map((at) => (from: number, to: number) => network.strength(from, to, at)),
      most: mostSearched,
    });
    for (const cycle of searched) cycles.set(cycle.join(), cycle);
  }
  const loops: Raw[] = [];
  for (const cycle of cycles.values()) {
    loops.push({ round: fromFirst(roundOf(network, cycle)), scores: scoreOver(network, { cycle, scores }) });
    if (loops.length % 20 === 0) yield { done: loops.length, total: cycles.size, phase: 'loop scores' };
  }
  const all = withNamed(loops, { named, network, scores });
  return finish(blocks, { loops: all, level: 'variables', complete: listed.ended === 'all' });
}

function asVariables(blocks: readonly Block[]): Block[] {
  const slots = new Map<VariableLayout, number[]>();
  for (const { variable, slots: own } of blocks) slots.set(variable, [...(slots.get(variable) ?? []), ...own]);
  return [...slots].map(([variable, own]) => ({ variable, slots: own }));
}

function scoreOver(
  network: BlockNetwork,
  { cycle, scores }: { cycle: readonly number[]; scores: readonly Float64Array[] },
): Float64Array {
  const score = network.scorerOf(cycle);
  return Float64Array.from(scores, (at) => within(score(at)));
}

/** A score that numbers cannot hold, where several stocks have no acceleration at once, is cut, so that shares stay shares. */
function within(score: number): number {
  return Number.isNaN(score) ? 0 : Math.max(-1e290, Math.min(1e290, score));
}

function roundOf({ blocks }: BlockNetwork, cycle: readonly number[]): VariableLayout[] {
  return cycle.flatMap((index) => blocks.slice(index, index + 1).map(({ variable }) => variable));
}

/** Names loops as their authors do, and adds those that were not found. */
function withNamed(
  loops: readonly Raw[],
  { named, network, scores }: { named: readonly TracedLoop[]; network: BlockNetwork; scores: readonly Float64Array[] },
): Raw[] {
  const byKey = new Map(loops.map((loop) => [keyOf(loop.round), loop]));
  const place = new Map(network.blocks.map(({ variable }, index) => [variable.id, index]));
  for (const { name, cycle } of named) {
    const blocks = cycle.flatMap((id) => place.get(id) ?? []);
    if (blocks.length < cycle.length) continue;
    const round = roundOf(network, blocks);
    const key = keyOf(fromFirst(round));
    byKey.set(key, { name, round, scores: byKey.get(key)?.scores ?? scoreOver(network, { cycle: blocks, scores }) });
  }
  return [...byKey.values()];
}

/** A round of variables entered at a stock, at the one where it reads lowest, so that the same round has the same key. */
function fromFirst(round: readonly VariableLayout[]): VariableLayout[] {
  const rotations = round.map((_, at) => [...round.slice(at), ...round.slice(0, at)]);
  const atStocks = rotations.filter(([first]) => first?.kind === 'stock');
  return (atStocks.length > 0 ? atStocks : rotations).reduce((least, each) =>
    keyOf(each) < keyOf(least) ? each : least,
  );
}

function keyOf(round: readonly VariableLayout[]): string {
  return round.map(({ id }) => id).join('>');
}

function finish(
  blocks: readonly Block[],
  { loops, level, complete }: { loops: readonly Raw[]; level: ScoredPartition['level']; complete: boolean },
): ScoredPartition {
  const count = loops[0]?.scores.length ?? 0;
  const totals = new Float64Array(count);
  for (const { scores } of loops) scores.forEach((score, at) => (totals[at] = (totals[at] ?? 0) + Math.abs(score)));
  const active = totals.reduce((sum, total) => sum + (total > 0 ? 1 : 0), 0);
  const scored = loops.map(({ name, round, scores }) => {
    const shares = scores.map((score, at) => (score === 0 ? 0 : score / (totals[at] ?? 1)));
    const sum = (of: (share: number) => number): number => shares.reduce((total, share) => total + of(share), 0);
    const up = sum((share) => Math.max(0, share));
    const down = sum((share) => Math.max(0, -share));
    const peak = shares.reduce((highest, share) => Math.max(highest, Math.abs(share)), 0);
    const mean = active === 0 ? 0 : (up + down) / active;
    const variables = round.map((variable) => variable.name);
    const stocks = round.filter(({ kind }) => kind === 'stock').map((variable) => variable.name);
    return { name, variables, stocks, shares, polarity: polarityOf(up, down), peak, mean };
  });
  const kept = scored
    .filter(({ name, peak }) => name !== undefined || peak >= least)
    .toSorted((a, b) => b.mean - a.mean);
  const numbers = new Map<string, number>();
  const wholes = asVariables(blocks);
  return {
    variables: wholes.flatMap(({ variable, slots }) =>
      slots.length === variable.size ? [variable.name] : namesOf(variable, slots),
    ),
    loops: kept.map(({ name, peak: _peak, ...loop }) => {
      const letter = letters[loop.polarity];
      const number = (numbers.get(letter) ?? 0) + 1;
      numbers.set(letter, number);
      return { id: `${letter}${number}`, ...(name === undefined ? {} : { name }), ...loop };
    }),
    level,
    complete,
    outside: wholes.flatMap(({ variable, slots }) =>
      variable.kind === 'stock'
        ? [{ name: slots.length === variable.size ? variable.name : namesOf(variable, slots).join(' + '), slots }]
        : [],
    ),
  };
}

function namesOf(variable: VariableLayout, slots: readonly number[]): string[] {
  return elementSlots(variable).flatMap(({ name, slot }) => (slots.includes(slot) ? [name] : []));
}

const letters: Readonly<Record<ScoredLoop['polarity'], string>> = {
  reinforcing: 'R',
  balancing: 'B',
  varying: 'U',
  inactive: 'N',
};

function polarityOf(up: number, down: number): ScoredLoop['polarity'] {
  if (up + down === 0) return 'inactive';
  if (Math.abs(up - down) / (up + down) < 0.99) return 'varying';
  return up > down ? 'reinforcing' : 'balancing';
}

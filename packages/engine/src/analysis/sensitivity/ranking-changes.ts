import { uniform } from '../../random/uniform.ts';
import type { WorkOptions } from '../../run/work.ts';
import { estimateFrom, resample, type Estimate } from '../resample.ts';
import { inSlices, type Sliced } from '../slices.ts';
import { bestCut, leastOnASide, type Cut } from './best-cut.ts';
import { describeRanking } from './describe-ranking.ts';

export interface RankingOptions extends WorkOptions {
  /** What differs from member to member: assumptions. */
  readonly inputs: readonly string[];
  /** Row-major, a value for each of `inputs` a member. */
  readonly values: Float64Array;
  /** At least two. */
  readonly strategies: readonly string[];
  /** Row-major, an outcome for each of `strategies` a member: all under the same assumptions. NaN where the run failed. */
  readonly outcomes: Float64Array;
  /** Which outcome is better. */
  readonly better: 'lower' | 'higher';
  /** By default 1. */
  readonly seed?: number;
  /** Resamples and reshuffles that what is said rests on; by default 200. */
  readonly resamples?: number;
  /** Parts of equal size into which the members are divided by each assumption; by default 3. */
  readonly parts?: number;
}

/** One strategy over all members. */
export interface RankedStrategy {
  readonly strategy: string;
  readonly mean: number;
  /** Share of members in which it is the best of all; where several are equally good, they share. */
  readonly best: number;
}

/** Where the order of the two leading strategies turns along one assumption. */
export interface TurningPoint {
  /** The value of the assumption; with the band that holds 95 of 100 resampled ones. */
  readonly at: Estimate;
  /** On which side of it the second strategy is better on average. */
  readonly secondBetter: 'above' | 'below';
  /** Share of members in which the second is better than the first, above and below. */
  readonly above: number;
  readonly below: number;
  /** What choosing by this assumption would gain on average over always taking the first: in units of the outcome, from members left out. */
  readonly worth: number;
  /** Share of resamples in which that choice gained for members left out. */
  readonly confidence: number;
  /** Chance of as much if no assumption had to do with the difference, the number of assumptions looked at allowed for. */
  readonly chance: number;
}

/** What one assumption does to the order of strategies. */
export interface RankingAssumption {
  readonly input: string;
  /** Whether its value decides which of the two leading strategies is better: confidence at least 0.9 and chance at most 0.05. */
  readonly decides: boolean;
  /** None where no cut makes the second better on either side. */
  readonly turn?: TurningPoint;
  /** Members in parts of equal size by the assumption's value, lowest first, with the share in which each strategy is the best. */
  readonly parts: readonly {
    readonly low: number;
    readonly high: number;
    readonly members: number;
    /** In the order of `strategies`. */
    readonly best: readonly number[];
  }[];
}

export interface RankingChanges {
  readonly method: 'ranking';
  readonly members: number;
  /** Members left out because a run failed under some strategy. */
  readonly dropped: number;
  /** Best mean first. */
  readonly strategies: readonly RankedStrategy[];
  /** Those that decide first, then by worth. */
  readonly assumptions: readonly RankingAssumption[];
  /** Sentences. */
  readonly findings: readonly string[];
  readonly notes: readonly string[];
}

/**
 * Which assumptions would change the ranking of strategies. Looks at the two strategies with the best mean outcomes, member by member,
 * and finds for each assumption the value at which their order turns: where the monotone regression of the paired difference on the assumption
 * crosses nought, which is the extreme of its running sum (Barlow et al. 1972, "Statistical inference under order restrictions").
 * A turn counts where it holds for members that were left out when it was found (bootstrap, Efron 1979) and is not what chance would
 * give among so many assumptions (reshuffling, Westfall and Young 1993). Sees one assumption at a time, and one turn along each.
 *
 * @throws RangeError where the options make no sense; the signal's reason where it says stop
 * @example
 * ```ts
 * const shares = Array.from({ length: 100 }, (_, member) => member / 100);
 * const values = Float64Array.from(shares);
 * const outcomes = Float64Array.from(shares.flatMap((share) => [5, 9 - 10 * share]));
 * const found = await rankingChanges({ inputs: ['share'], values, strategies: ['A', 'B'], outcomes, better: 'lower' });
 * found.assumptions[0]?.turn?.secondBetter; // 'below'
 * ```
 */
export async function rankingChanges(options: RankingOptions): Promise<RankingChanges> {
  const members = requireTable(options);
  return await inSlices(changes(options, members), options);
}

function* changes(options: RankingOptions, all: number): Sliced<RankingChanges> {
  const { inputs, strategies, better, seed = 1, resamples = 200, parts = 3 } = options;
  const sound = Array.from({ length: all }, (_, member) => member).filter((member) =>
    rowOf(options.outcomes, member, strategies.length).every(Number.isFinite),
  );
  const count = sound.length;
  const gains = sound.map((member) =>
    rowOf(options.outcomes, member, strategies.length).map((value) => (better === 'lower' ? -value : value)),
  );
  const shares = gains.map(shareOut);
  const places = strategies
    .map((_, place) => ({ place, mean: meanOf(gains.map((row) => row[place] ?? Number.NaN)) }))
    .toSorted((a, b) => b.mean - a.mean);
  const [first = 0, second = 1] = places.map(({ place }) => place);
  const ranked = places.map(({ place, mean }): RankedStrategy => ({
    strategy: strategies[place] ?? '',
    mean: better === 'lower' ? -mean : mean,
    best: meanOf(shares.map((row) => row[place] ?? 0)),
  }));
  const differences = Float64Array.from(gains, (row) => (row[second] ?? Number.NaN) - (row[first] ?? Number.NaN));
  const columns = inputs.map((_, input) =>
    Float64Array.from(sound, (member) => options.values[member * inputs.length + input] ?? Number.NaN),
  );
  const orders = columns.map((column) =>
    Int32Array.from(column.keys()).toSorted((a, b) => (column[a] ?? 0) - (column[b] ?? 0) || a - b),
  );
  const drawn = Array.from({ length: resamples }, (_, round) => resample({ seed, count, round }));
  const context = { columns, orders, differences, count, seed, drawn };
  const chances = yield* chancesOf(context);
  const assumptions: RankingAssumption[] = [];
  for (const [place, input] of inputs.entries()) {
    yield { done: place, total: inputs.length, phase: 'assumptions' };
    const turn = turnOf(context, place, chances[place] ?? 1);
    const decides = turn !== undefined && turn.confidence >= 0.9 && turn.chance <= 0.05;
    const divided = divide({ column: columns[place], order: orders[place], shares, parts });
    assumptions.push({ input, decides, ...(turn && { turn }), parts: divided });
  }
  assumptions.sort((a, b) => Number(b.decides) - Number(a.decides) || worthOf(b) - worthOf(a));
  return {
    method: 'ranking',
    members: count,
    dropped: all - count,
    strategies: ranked,
    assumptions,
    findings: describeRanking(ranked, assumptions),
    notes: notesFor(all - count, all),
  };
}

interface Context {
  readonly columns: readonly Float64Array[];
  /** For each assumption, the members by its value. */
  readonly orders: readonly Int32Array[];
  /** For each member, by how much the second strategy is better than the first. */
  readonly differences: Float64Array;
  readonly count: number;
  readonly seed: number;
  /** How often each member is in each resample. */
  readonly drawn: readonly Int32Array[];
}

function requireTable({ inputs, values, strategies, outcomes, resamples = 200, parts = 3 }: RankingOptions): number {
  const members = outcomes.length / strategies.length;
  if (strategies.length < 2) throw new RangeError('Cannot rank fewer than two strategies');
  if (!Number.isInteger(members) || values.length !== members * inputs.length) {
    throw new RangeError(
      `Cannot pair ${values.length} values of ${inputs.length} inputs with ${outcomes.length} outcomes of ${strategies.length} strategies`,
    );
  }
  if (!(Number.isInteger(resamples) && resamples >= 20))
    throw new RangeError(`Cannot say how sure a turn is by ${resamples} resamples: at least 20 are needed`);
  if (!(Number.isInteger(parts) && parts >= 1)) throw new RangeError(`Cannot divide members into ${parts} parts`);
  return members;
}

/**
 * For each assumption, the share of reshuffles of the differences among the members in which some assumption has a cut that gains as
 * much.
 */
function* chancesOf({ columns, orders, differences, count, seed, drawn }: Context): Sliced<readonly number[]> {
  const resamples = drawn.length;
  const once = new Int32Array(count).fill(1);
  const gainOf = (values: Float64Array, place: number): number =>
    bestCut({ column: columns[place], order: orders[place], differences: values, times: once })?.gain ?? 0;
  const own = columns.map((_, place) => gainOf(differences, place));
  const reached = columns.map(() => 1);
  for (let round = 0; round < resamples; round++) {
    yield { done: round, total: resamples, phase: 'reshuffles' };
    const shuffled = reshuffle(differences, { seed, round });
    const most = columns.reduce((found, _, place) => Math.max(found, gainOf(shuffled, place)), 0);
    own.forEach((gain, place) => {
      if (most >= gain) reached[place] = (reached[place] ?? 0) + 1;
    });
  }
  return reached.map((times) => times / (resamples + 1));
}

function reshuffle(values: Float64Array, { seed, round }: { seed: number; round: number }): Float64Array {
  const mixed = values.slice();
  for (let last = mixed.length - 1; last > 0; last--) {
    const other = Math.floor(uniform({ seed, member: last, variable: round, step: 0x73687566 }) * (last + 1));
    [mixed[last], mixed[other]] = [mixed[other] ?? 0, mixed[last] ?? 0];
  }
  return mixed;
}

function turnOf(context: Context, place: number, chance: number): TurningPoint | undefined {
  const { differences, count, drawn } = context;
  const [column = new Float64Array(), order] = [context.columns[place], context.orders[place]];
  const once = new Int32Array(count).fill(1);
  const found = bestCut({ column, order, differences, times: once });
  if (found === undefined) return undefined;
  const at = new Float64Array(drawn.length).fill(Number.NaN);
  let [gained, worth] = [0, 0];
  for (const [round, times] of drawn.entries()) {
    const cut = bestCut({ column, order, differences, times });
    if (cut === undefined) continue;
    if (cut.side === found.side) at[round] = cut.at;
    const leftOut = gainFor(cut, { column, differences, members: (member) => times[member] === 0 });
    if (leftOut > 0) gained += 1;
    worth += leftOut;
  }
  const shareAt = (above: boolean): number => {
    const own = [...differences].filter((_, member) => (column[member] ?? 0) > found.at === above);
    return meanOf(own.map((difference) => (difference > 0 ? 1 : difference === 0 ? 0.5 : 0)));
  };
  return {
    at: estimateFrom(found.at, at),
    secondBetter: found.side,
    above: shareAt(true),
    below: shareAt(false),
    worth: worth / drawn.length,
    confidence: gained / drawn.length,
    chance,
  };
}

/** What taking the second strategy on its side of a cut, and the first on the other, gains a member on average over always taking the first. */
function gainFor(
  { at, side }: Cut,
  {
    column,
    differences,
    members,
  }: { column: Float64Array; differences: Float64Array; members: (member: number) => boolean },
): number {
  let [sum, count] = [0, 0];
  differences.forEach((difference, member) => {
    if (!members(member)) return;
    count += 1;
    const isAbove = (column[member] ?? 0) > at;
    if (isAbove === (side === 'above')) sum += difference;
  });
  return count === 0 ? 0 : sum / count;
}

function divide({
  column = new Float64Array(),
  order = new Int32Array(),
  shares,
  parts,
}: {
  readonly column: Float64Array | undefined;
  readonly order: Int32Array | undefined;
  readonly shares: readonly Float64Array[];
  readonly parts: number;
}): RankingAssumption['parts'] {
  return Array.from({ length: parts }, (_, part) => {
    const from = Math.floor((part * order.length) / parts);
    const own = order.slice(from, Math.floor(((part + 1) * order.length) / parts));
    const best = Array.from(shares[0] ?? [], (__, place) =>
      meanOf(Array.from(own, (member) => shares[member]?.[place] ?? 0)),
    );
    const ends = [own[0] ?? -1, own.at(-1) ?? -1].map((member) => column[member] ?? Number.NaN);
    return { low: ends[0] ?? Number.NaN, high: ends[1] ?? Number.NaN, members: own.length, best };
  });
}

function rowOf(table: Float64Array, member: number, width: number): Float64Array {
  return table.slice(member * width, (member + 1) * width);
}

/** 1 for the best, shared where several are equally good. */
function shareOut(row: Float64Array): Float64Array {
  const most = Math.max(...row);
  const equal = row.reduce((count, value) => count + (value === most ? 1 : 0), 0);
  return row.map((value) => (value === most ? 1 / equal : 0));
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function worthOf({ turn }: RankingAssumption): number {
  return turn?.worth ?? -Infinity;
}

function notesFor(dropped: number, all: number): readonly string[] {
  return [
    ...(dropped === 0 ? [] : [`${dropped} of ${all} members are left out because a run failed under some strategy.`]),
    `Each assumption is looked at by itself, for one turn along it with at least ${leastOnASide(all)} members on either side; what several do ` +
      'together to the order is not seen.',
  ];
}

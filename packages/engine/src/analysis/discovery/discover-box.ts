import { uniform } from '../../random/uniform.ts';
import type { WorkOptions } from '../../run/work.ts';
import { resample, type Estimate } from '../resample.ts';
import { shareBand } from '../search/share-band.ts';
import { inSlices, type Sliced } from '../slices.ts';
import { quantile } from '../quantiles.ts';
import { countOf, restrictedInputs, type BoxSample } from './box.ts';
import { bestParting, chooseBox, parting } from './choose-box.ts';
import { pasteBox } from './paste.ts';
import { peelBox, type PeeledBox } from './peel.ts';
import { quasiP } from './quasi-p.ts';

export interface DiscoveryOptions extends WorkOptions {
  /** What differs from member to member: assumptions. */
  readonly inputs: readonly string[];
  /** Row-major, a value for each of `inputs` a member. */
  readonly values: Float64Array;
  /** For each member 1 where what is asked about holds, 0 where it does not. */
  readonly holds: Uint8Array;
  /** Share of a box's members in which it is to hold; by default 0.8. */
  readonly density?: number;
  /** Share of a box's members that one peel takes off; by default 0.05. */
  readonly peel?: number;
  /** Share of all members that a box must keep; by default 0.05. */
  readonly leastMass?: number;
  /** By default 1. */
  readonly seed?: number;
  /** Resamples, and reshuffles, that what is said rests on; by default 100. */
  readonly resamples?: number;
}

/** The ends between which a box has one input. */
export interface BoxRestriction {
  readonly input: string;
  /** None where that side is not restricted; with the band that holds 95 of 100 resampled ends. */
  readonly low?: Estimate;
  readonly high?: Estimate;
  /** Chance of as high a share without this restriction (Bryant and Lempert 2010); for the members that the box was chosen by. */
  readonly quasiP: number;
  /** Share of resamples in which the method restricts this input on the same side. */
  readonly reproduced: number;
  /** Share of all members that keep to this restriction. */
  readonly alone: number;
}

/** What is known of a box on some members. */
export interface BoxScore {
  /** Share of all members that lie in the box. */
  readonly mass: number;
  /** Share of those in which it holds that lie in the box. */
  readonly coverage: number;
  /** Share of the members in the box in which it holds, with the band of 95 of 100. */
  readonly density: Estimate;
  /** The same of the members outside. */
  readonly outside: Estimate;
}

/** A point of the peeling trajectory. */
export interface TrajectoryPoint {
  readonly mass: number;
  readonly coverage: number;
  readonly density: number;
  /** Inputs restricted. */
  readonly restricted: number;
}

export interface ScenarioDiscovery {
  readonly method: 'discovery';
  readonly members: number;
  /** Share of all members in which it holds. */
  readonly share: Estimate;
  /** Of the box, by the input whose loss would cost most first; empty where none was found. */
  readonly restrictions: readonly BoxRestriction[];
  /** On the members that the box was chosen by: flattering. None where no box was found. */
  readonly score?: BoxScore;
  /** Chance that the method parts members as well where no input has to do with whether it holds. */
  readonly chance: number;
  /** From the whole box on, over all inputs. */
  readonly trajectory: readonly TrajectoryPoint[];
}

/**
 * Scenario discovery: the region of assumptions in which something holds, as a box. The patient rule induction method (Friedman and Fisher 1999) peels a box
 * off; the widest of its trajectory is taken in which it holds often enough. Inputs whose restriction could be luck among so many inputs are
 * dropped (quasi-p-value times inputs above 0.05; Bryant and Lempert 2010), the rest is peeled again and widened where it can be. Reshuffling tells what
 * the method finds where there is nothing; resampling, which restrictions come again (bootstrap, Efron 1979). A box is one region with its sides along the
 * inputs: other regions, and slanting ones, it describes badly. What it says of its own members flatters: hold it against others with `scoreBox`.
 *
 * @throws RangeError where the options make no sense; the signal's reason where it says stop
 * @example
 * ```ts
 * const values = Float64Array.from({ length: 200 }, (_, member) => member / 200);
 * const holds = Uint8Array.from(values, (value) => (value > 0.6 ? 1 : 0));
 * const { restrictions } = await discoverBox({ inputs: ['share'], values, holds });
 * restrictions.map(({ input }) => input); // ['share']
 * ```
 */
export async function discoverBox(options: DiscoveryOptions): Promise<ScenarioDiscovery> {
  requireOptions(options);
  return await inSlices(discovery(options), options);
}

/**
 * How a box does on other members than those that it was found by.
 *
 * @param restrictions ends by place of the input in the table
 */
export function scoreBox(
  restrictions: readonly BoxRestriction[],
  { inputs, values, holds }: Pick<DiscoveryOptions, 'inputs' | 'values' | 'holds'>,
): BoxScore {
  const inside = Uint8Array.from(holds, (_, member) => {
    const keeps = restrictions.every(({ input, low, high }) => {
      const value = values[member * inputs.length + inputs.indexOf(input)] ?? Number.NaN;
      return value >= (low?.value ?? -Infinity) && value <= (high?.value ?? Infinity);
    });
    return keeps ? 1 : 0;
  });
  return scoreOf(inside, holds);
}

/** Inputs whose restriction has a chance, times the inputs looked at, above this are dropped. */
const mostChance = 0.05;

interface Method {
  readonly peel: number;
  readonly least: number;
  readonly density: number;
}

function* discovery(options: DiscoveryOptions): Sliced<ScenarioDiscovery> {
  const { inputs, holds, density = 0.8, peel = 0.05, leastMass = 0.05, seed = 1, resamples = 100 } = options;
  const sample = sampleOf(options);
  const method = { peel, density, least: Math.max(1, leastMass * holds.length) };
  const trajectory = peelBox(sample, method);
  const reshuffled = yield* partingsByLot(sample, { method, seed, rounds: resamples });
  const own = bestPartingOf(trajectory);
  const chance = (1 + reshuffled.filter((each) => each >= own).length) / (resamples + 1);
  const found = chance > mostChance ? undefined : boxOf(sample, method);
  const again: PeeledBox[] = [];
  const rounds = found === undefined ? 0 : resamples;
  for (let round = 0; round < rounds; round++) {
    yield { done: round, total: resamples, phase: 'resamples' };
    const times = resample({ seed, count: holds.length, round });
    const box = boxOf({ ...sample, times }, method);
    if (box !== undefined) again.push(box);
  }
  const whole = countOf(new Uint8Array(holds.length).fill(1), sample);
  const restrictions = found === undefined ? [] : restrictionsOf({ sample, found, again, inputs, resamples });
  return {
    method: 'discovery',
    members: holds.length,
    share: shareBand(whole.holding, whole.members),
    restrictions,
    ...(restrictions.length > 0 && { score: scoreBox(restrictions, options) }),
    chance,
    trajectory: trajectory.map((each) => ({
      mass: each.members / whole.members,
      coverage: whole.holding === 0 ? 0 : each.holding / whole.holding,
      density: each.holding / each.members,
      restricted: restrictedInputs(each.box).length,
    })),
  };
}

/** The box that the method finds; none where no restriction is more than luck. */
function boxOf(sample: BoxSample, { density, ...method }: Method): PeeledBox | undefined {
  let inputs = [...sample.columns.keys()];
  const looked = inputs.length;
  for (;;) {
    const chosen = chooseBox(peelBox(sample, { ...method, inputs }), density);
    if (chosen === undefined) return undefined;
    const wider = pasteBox(sample, chosen, method.peel);
    const restricted = restrictedInputs(wider.box);
    if (restricted.length === 0) return undefined;
    const kept = restricted.filter((input) => quasiP(sample, wider, input) * looked <= mostChance);
    if (kept.length === restricted.length) return wider;
    if (kept.length === 0) return undefined;
    inputs = kept;
  }
}

/** How well the best box of a trajectory parts, where what holds is dealt out among the members anew. */
function* partingsByLot(
  sample: BoxSample,
  { method, seed, rounds }: { readonly method: Method; readonly seed: number; readonly rounds: number },
): Sliced<readonly number[]> {
  const found: number[] = [];
  for (let round = 0; round < rounds; round++) {
    yield { done: round, total: rounds, phase: 'reshuffles' };
    const holds = sample.holds.slice();
    for (let last = holds.length - 1; last > 0; last--) {
      const other = Math.floor(uniform({ seed, member: last, variable: round, step: 0x7072696d }) * (last + 1));
      [holds[last], holds[other]] = [holds[other] ?? 0, holds[last] ?? 0];
    }
    found.push(bestPartingOf(peelBox({ ...sample, holds }, method)));
  }
  return found;
}

function bestPartingOf(trajectory: readonly PeeledBox[]): number {
  const [[whole], best] = [trajectory, bestParting(trajectory)];
  return whole === undefined || best === undefined ? 0 : parting(best, whole);
}

function restrictionsOf({
  sample,
  found,
  again,
  inputs,
  resamples,
}: {
  readonly sample: BoxSample;
  readonly found: PeeledBox;
  readonly again: readonly PeeledBox[];
  readonly inputs: readonly string[];
  readonly resamples: number;
}): readonly BoxRestriction[] {
  const restrictions = restrictedInputs(found.box).map((input): BoxRestriction => {
    const end = (side: 'low' | 'high'): Estimate | undefined => {
      const value = found.box[side][input] ?? Number.NaN;
      if (!Number.isFinite(value)) return undefined;
      const ends = again.map(({ box }) => box[side][input] ?? Number.NaN).filter(Number.isFinite);
      const sorted = Float64Array.from(ends).toSorted();
      return { value, low: quantile(sorted, 0.025), high: quantile(sorted, 0.975) };
    };
    const [low, high] = [end('low'), end('high')];
    const same = again.filter(
      ({ box }) =>
        (low !== undefined && Number.isFinite(box.low[input])) ||
        (high !== undefined && Number.isFinite(box.high[input])),
    );
    const column = sample.columns[input] ?? new Float64Array();
    const keeping = column.filter((value) => value >= (low?.value ?? -Infinity) && value <= (high?.value ?? Infinity));
    return {
      input: inputs[input] ?? '',
      ...(low && { low }),
      ...(high && { high }),
      quasiP: quasiP(sample, found, input),
      reproduced: same.length / resamples,
      alone: keeping.length / column.length,
    };
  });
  return restrictions.toSorted((a, b) => a.quasiP - b.quasiP);
}

function scoreOf(inside: Uint8Array, holds: Uint8Array): BoxScore {
  const once = { holds, times: new Int32Array(holds.length).fill(1) };
  const within = countOf(inside, once);
  const whole = countOf(new Uint8Array(holds.length).fill(1), once);
  return {
    mass: within.members / whole.members,
    coverage: whole.holding === 0 ? 0 : within.holding / whole.holding,
    density: shareBand(within.holding, within.members),
    outside: shareBand(whole.holding - within.holding, whole.members - within.members),
  };
}

function sampleOf({ inputs, values, holds }: DiscoveryOptions): BoxSample {
  const members = holds.length;
  const columns = inputs.map((_, input) =>
    Float64Array.from({ length: members }, (__, member) => values[member * inputs.length + input] ?? Number.NaN),
  );
  const orders = columns.map((column) =>
    Int32Array.from(column.keys()).toSorted((a, b) => (column[a] ?? 0) - (column[b] ?? 0) || a - b),
  );
  return { columns, orders, holds, times: new Int32Array(members).fill(1) };
}

function requireOptions({
  inputs,
  values,
  holds,
  density = 0.8,
  peel = 0.05,
  leastMass = 0.05,
  resamples = 100,
}: DiscoveryOptions): void {
  if (values.length !== holds.length * inputs.length || !values.every(Number.isFinite))
    throw new RangeError(`Cannot pair ${values.length} values of ${inputs.length} inputs with ${holds.length} members`);
  if (holds.length < 20)
    throw new RangeError(`Cannot find a region by ${holds.length} members: at least 20 are needed`);
  if (!(density > 0 && density <= 1)) throw new RangeError(`Cannot ask for a share of ${density}: it lies from 0 to 1`);
  if (!(peel > 0 && peel < 1 && leastMass > 0 && leastMass < 1))
    throw new RangeError('Cannot peel: the shares that are taken off and kept lie between 0 and 1');
  if (!(Number.isInteger(resamples) && resamples >= 20))
    throw new RangeError(`Cannot say how sure a region is by ${resamples} resamples: at least 20 are needed`);
}

/**
 * The belt of a conveyor, as isee systems' "Traditional Conveyor Computation" has it: a slat holds what entered in one step; each step what
 * leaks is taken from every slat in the leak's zone, the slat at the exit leaves, all others move on by one, and what enters is put as many
 * slats from the exit as the transit time has steps.
 *
 * In memory a belt is its contents altogether; then its slats from the exit on; then, where leakage is linear, for each leak two rows as long:
 * what it takes each step of a slat for a fraction of 1, and how much of that is still to come.
 */
export interface Belt {
  readonly memory: Float64Array;
  readonly shape: BeltShape;
}

export interface BeltShape {
  /** How many slats there is memory for. */
  readonly slats: number;
  /** Whether a leak takes a share of what a slat holds, rather than the same amount each step. */
  readonly exponential: boolean;
  /** Whether the transit time may come to be longer than the memory: what enters further back than that leaves after the run has ended. */
  readonly open: boolean;
  /** Slats from the entry to the exit, by which zones are measured; of no account where all zones are the whole belt. */
  readonly depth: number;
  readonly zones: readonly Zone[];
}

/** The part of a belt that a leak has, as shares of its length from the entry. */
export interface Zone {
  readonly start: number;
  readonly end: number;
}

/** How many numbers a belt of this shape takes. */
export function beltSize({ slats, exponential, zones }: Pick<BeltShape, 'slats' | 'exponential' | 'zones'>): number {
  return 1 + slats * (exponential ? 1 : 1 + 2 * zones.length);
}

/** Steps that a transit time takes, halves up; at least one. */
export function stepsOf(transit: number, timeStep: number): number {
  return Math.max(1, Math.floor(transit / timeStep + 0.5));
}

const at = (values: Float64Array, index: number): number => values[index] ?? Number.NaN;

/** Where the slat begins that is `slat` from the exit. */
const slatAt = (slat: number): number => 1 + slat;
const portionAt = ({ slats }: BeltShape, leak: number, slat: number): number => 1 + slats * (1 + 2 * leak) + slat;
const restAt = ({ slats }: BeltShape, leak: number, slat: number): number => 1 + slats * (2 + 2 * leak) + slat;

/** Whether a slat's middle is in a zone. */
function isInside(slat: number, zone: Zone | undefined, depth: number): boolean {
  const { start = 0, end = 1 } = zone ?? {};
  if (start <= 0 && end >= 1) return true;
  const middle = 1 - (slat + 0.5) / depth;
  return start <= middle && middle <= end;
}

/** How many of the slats up to `count` from the exit are in a zone. */
function countInside(count: number, zone: Zone, depth: number): number {
  if (zone.start <= 0 && zone.end >= 1) return count;
  let inside = 0;
  for (let slat = 0; slat < count; slat++) if (isInside(slat, zone, depth)) inside++;
  return inside;
}

/**
 * For each leak, what it takes each step of an amount of 1 that enters `depth` slats from the exit, for a fraction of 1: the fraction is of what
 * has come as far as the start of its zone, and is taken evenly over the zone.
 */
function portions(shape: BeltShape, depth: number, fractions: readonly number[]): number[] {
  const counts = shape.zones.map((zone) => countInside(depth, zone, shape.depth));
  const found = shape.zones.map((): number | undefined => undefined);
  if (shape.zones.every(({ start }) => start <= 0)) return counts.map((count) => (count === 0 ? 0 : 1 / count));
  let left = 1;
  for (let slat = depth - 1; slat >= 0; slat--) {
    let shed = 0;
    for (const [leak, zone] of shape.zones.entries()) {
      if (!isInside(slat, zone, shape.depth)) continue;
      found[leak] ??= left / (counts[leak] ?? 1);
      shed += (fractions[leak] ?? 0) * (found[leak] ?? 0);
    }
    left = Math.max(0, left - shed);
  }
  return found.map((each) => each ?? 0);
}

/** Fills a belt with an amount as it lies after a long time of even inflow (isee systems, "Steady-State Initialization of Conveyors"). */
export function fillEvenly(
  { memory, shape }: Belt,
  depth: number,
  of: { total: number; fractions: readonly number[]; timeStep: number },
): void {
  const { fractions, timeStep } = of;
  const each = portions(shape, depth, fractions);
  const profile = new Float64Array(depth);
  let left = 1;
  let sum = 0;
  for (let slat = depth - 1; slat >= 0; slat--) {
    profile[slat] = left;
    sum += left;
    let shed = 0;
    for (const [leak, zone] of shape.zones.entries()) {
      if (!isInside(slat, zone, shape.depth)) continue;
      shed += (fractions[leak] ?? 0) * (shape.exponential ? left * timeStep : (each[leak] ?? 0));
    }
    left = Math.max(0, left - shed);
  }
  const entering = of.total / sum;
  memory.fill(0);
  for (let slat = 0; slat < depth; slat++) {
    memory[slatAt(slat)] = entering * at(profile, slat);
    if (shape.exponential) continue;
    for (const [leak, zone] of shape.zones.entries()) {
      const portion = entering * (each[leak] ?? 0);
      memory[portionAt(shape, leak, slat)] = portion;
      memory[restAt(shape, leak, slat)] = portion * countInside(slat + 1, zone, shape.depth);
    }
  }
  memory[0] = of.total;
}

/**
 * What each leak takes of a slat in a step, added to `leaked`; returns what stays. Linear leaks have what they take in order, as far as there is
 * any; exponential ones each take their share of what the slat held, less where that is more than all.
 */
function leakFrom(
  { memory, shape }: Belt,
  slat: number,
  { fractions, timeStep, leaked }: { fractions: readonly number[]; timeStep: number; leaked: Float64Array },
): number {
  const held = at(memory, slatAt(slat));
  const { zones, exponential, depth } = shape;
  if (exponential) {
    let share = 0;
    for (let leak = 0; leak < zones.length; leak++)
      if (isInside(slat, zones[leak], depth)) share += (fractions[leak] ?? 0) * timeStep;
    const scale = share > 1 ? 1 / share : 1;
    let left = held;
    for (let leak = 0; leak < zones.length; leak++) {
      if (!isInside(slat, zones[leak], depth)) continue;
      const taken = held * (fractions[leak] ?? 0) * timeStep * scale;
      leaked[leak] = at(leaked, leak) + taken;
      left -= taken;
    }
    return share >= 1 ? 0 : left;
  }
  let left = held;
  for (let leak = 0; leak < zones.length; leak++) {
    if (!isInside(slat, zones[leak], depth)) continue;
    const portion = Math.min(at(memory, portionAt(shape, leak, slat)), at(memory, restAt(shape, leak, slat)));
    const taken = Math.min((fractions[leak] ?? 0) * portion, left);
    leaked[leak] = at(leaked, leak) + taken;
    left -= taken;
  }
  return left;
}

/**
 * What leaves in a step: by the exit, by each leak, and then, slat by slat from the exit, by each of the leaks `asked` for. The belt stays as it
 * is.
 */
export function leaving(
  belt: Belt,
  fractions: readonly number[],
  { timeStep, asked, outputs }: { timeStep: number; asked: Float64Array; outputs: Float64Array },
): void {
  const { zones, slats } = belt.shape;
  const leaks = zones.length;
  if (leaks === 0) {
    outputs[0] = at(belt.memory, slatAt(0));
    return;
  }
  const leaked = new Float64Array(leaks);
  for (let slat = 0; slat < slats; slat++) {
    leaked.fill(0);
    const left = leakFrom(belt, slat, { fractions, timeStep, leaked });
    if (slat === 0) outputs[0] = left;
    for (let leak = 0; leak < leaks; leak++) outputs[1 + leak] = at(outputs, 1 + leak) + at(leaked, leak);
    for (let place = 0; place < asked.length; place++)
      outputs[1 + leaks + place * slats + slat] = at(leaked, at(asked, place));
  }
}

/** Takes off what leaves in a step, and moves the rest on by one slat. */
export function moveOn(belt: Belt, fractions: readonly number[], timeStep: number): void {
  const { memory, shape } = belt;
  const { slats, exponential, zones } = shape;
  const leaked = new Float64Array(zones.length);
  for (let slat = 0; slat < slats; slat++) {
    if (zones.length > 0) memory[slatAt(slat)] = leakFrom(belt, slat, { fractions, timeStep, leaked });
    if (exponential) continue;
    for (let leak = 0; leak < zones.length; leak++) {
      if (isInside(slat, zones[leak], shape.depth)) {
        const rest = restAt(shape, leak, slat);
        memory[rest] = at(memory, rest) - Math.min(at(memory, portionAt(shape, leak, slat)), at(memory, rest));
      }
    }
  }
  for (let row = 1; row < memory.length; row += slats) {
    memory.copyWithin(row, row + 1, row + slats);
    memory[row + slats - 1] = 0;
  }
}

/** How what enters is laid on the belt: at its start, evenly over it, in proportion to what lies there, or on the slats that it leaked from. */
export const spreads = ['beginning', 'even', 'dest', 'source'] as const;
export type Spread = (typeof spreads)[number];

/**
 * Puts an amount on a belt that has moved on; the way to the exit has `depth` slats. `row`: what leaked from each slat of the belt that it comes
 * from, where that says where it lies.
 */
export function putOn(
  belt: Belt,
  depth: number,
  {
    amount,
    spread,
    fractions,
    row,
  }: { amount: number; spread: Spread; fractions: readonly number[]; row?: Float64Array },
): void {
  if (amount === 0) return;
  const { memory, shape } = belt;
  const each = shape.exponential ? [] : portions(shape, depth, fractions);
  const put = (slat: number, part: number): void => {
    const place = Math.min(slat, shape.slats - 1);
    memory[slatAt(place)] = at(memory, slatAt(place)) + part;
    if (shape.exponential) return;
    for (const [leak, zone] of shape.zones.entries()) {
      const portion = part * (each[leak] ?? 0);
      const times = Math.min(countInside(slat + 1, zone, shape.depth), countInside(depth, zone, shape.depth));
      memory[portionAt(shape, leak, place)] = at(memory, portionAt(shape, leak, place)) + portion;
      memory[restAt(shape, leak, place)] = at(memory, restAt(shape, leak, place)) + portion * times;
    }
  };
  const held = spread === 'dest' ? memory.slice(slatAt(0), slatAt(shape.slats)) : new Float64Array();
  const total = held.reduce((sum, content) => sum + content, 0);
  if (spread === 'source') row?.forEach((part, slat) => put(slat, part));
  else if (spread === 'even') for (let slat = 0; slat < depth; slat++) put(slat, amount / depth);
  else if (spread === 'dest' && total > 0)
    held.forEach((content, slat) => content > 0 && put(slat, (amount * content) / total));
  else put(depth - 1, amount);
}

/** What lies on a belt altogether. */
export function sumOf({ memory, shape }: Belt): number {
  let sum = 0;
  for (let slat = 0; slat < shape.slats; slat++) sum += at(memory, slatAt(slat));
  return sum;
}

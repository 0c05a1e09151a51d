import { kernel } from '../../numeric/kernel.ts';
import { Draws } from '../../random/draws.ts';
import { crowding, fronts, type Candidate } from './dominance.ts';
import { snapped, type Lever } from './lever.ts';

/** Where a search stands, and what it may still ask. */
export interface Evolution<Own extends Candidate> {
  readonly levers: readonly Lever[];
  readonly seed: number;
  /** Members of a generation. */
  readonly size: number;
  /** Finds out about policies, all at once; those known already cost nothing. */
  readonly ask: (policies: readonly Float64Array[]) => Promise<readonly Own[]>;
  /** Policies that may still be asked about. */
  readonly left: () => number;
}

/** Generations in a row without a new policy after which there is nothing more to find. */
const idleGenerations = 8;

/**
 * NSGA-II (Deb, Pratap, Agarwal and Meyarivan 2002, "A fast and elitist multiobjective genetic algorithm: NSGA-II"): a generation and its
 * offspring compete, by front and then by room on it. Parents win tournaments of two; offspring come by simulated binary crossover
 * (Deb and Agrawal 1995, index 15) and polynomial mutation (Deb and Goyal 1996, index 20), and are set to values that the levers can have.
 *
 * @returns the last generation
 */
export async function evolveFront<Own extends Candidate>(
  { levers, seed, size, ask, left }: Evolution<Own>,
  first: readonly Own[],
): Promise<readonly Own[]> {
  let generation = survivors(first, size);
  for (let round = 0, idle = 0; left() > 0 && idle < idleGenerations; round++) {
    const before = left();
    const fit = fitness(generation);
    const offspring = Array.from({ length: Math.ceil(Math.min(size, before) / 2) }, (_, pair) => {
      const draws = new Draws({ key: [seed >>> 0, 0x6e736761], member: round, stream: pair, step: 0 });
      const [one, other] = [tournament(generation, fit, draws), tournament(generation, fit, draws)];
      return crossed(one.values, other.values, { levers, draws }).map((child) => mutated(child, { levers, draws }));
    });
    generation = survivors([...generation, ...(await ask(offspring.flat().slice(0, before)))], size);
    idle = left() === before ? idle + 1 : 0;
  }
  return generation;
}

/**
 * Differential evolution (Storn and Price 1997, "rand/1/bin", crossover 0.9, the weight drawn from 0.5 to 1 a trial): each of a generation
 * is replaced by a trial that is at least as good by `compare`.
 *
 * @param compare below 0 where the first is better
 * @returns the last generation
 */
export async function evolveBest<Own extends Candidate>(
  { levers, seed, ask, left }: Evolution<Own>,
  first: readonly Own[],
  compare: (a: Own, b: Own) => number,
): Promise<readonly Own[]> {
  let generation = first;
  for (let round = 0, idle = 0; left() > 0 && idle < idleGenerations && generation.length >= 4; round++) {
    const before = left();
    const trials = generation.slice(0, before).map((target, place) => {
      const draws = new Draws({ key: [seed >>> 0, 0x64696666], member: round, stream: place, step: 0 });
      return trial(generation, { target, place, levers, draws });
    });
    const found = await ask(trials);
    generation = generation.map((own, place) => {
      const other = found[place];
      return other !== undefined && compare(other, own) <= 0 ? other : own;
    });
    idle = left() === before ? idle + 1 : 0;
  }
  return generation;
}

function survivors<Own extends Candidate>(all: readonly Own[], size: number): readonly Own[] {
  const kept: Own[] = [];
  for (const front of fronts(unlike(all))) {
    if (kept.length + front.length <= size) kept.push(...front);
    else {
      const room = crowding(front);
      const order = Array.from(front.keys()).toSorted((a, b) => (room[b] ?? 0) - (room[a] ?? 0) || a - b);
      kept.push(...order.slice(0, size - kept.length).flatMap((place) => front[place] ?? []));
    }
    if (kept.length >= size) break;
  }
  return kept;
}

/** Each policy once. */
function unlike<Own extends Candidate>(all: readonly Own[]): readonly Own[] {
  return [...new Map(all.map((own) => [own.values.join(), own])).values()];
}

/** For each of a generation, the number of its front and its room there. */
function fitness<Own extends Candidate>(generation: readonly Own[]): ReadonlyMap<Own, readonly [number, number]> {
  return new Map(
    fronts(generation).flatMap((front, rank) => {
      const room = crowding(front);
      return front.map((own, place) => [own, [rank, room[place] ?? 0]] as const);
    }),
  );
}

function tournament<Own extends Candidate>(
  generation: readonly Own[],
  fit: ReadonlyMap<Own, readonly [number, number]>,
  draws: Draws,
): Own {
  const pick = (): Own => {
    const own = generation[Math.floor(draws.next() * generation.length)];
    if (own === undefined) throw new RangeError('Cannot choose from an empty generation');
    return own;
  };
  const [one, other] = [pick(), pick()];
  const [[rank = 0, room = 0] = [], [otherRank = 0, otherRoom = 0] = []] = [fit.get(one), fit.get(other)];
  return rank < otherRank || (rank === otherRank && room >= otherRoom) ? one : other;
}

const crossoverIndex = 15;
const mutationIndex = 20;

/** Two children about their parents; near ends, so that these are not passed. */
function crossed(
  one: Float64Array,
  other: Float64Array,
  { levers, draws }: { levers: readonly Lever[]; draws: Draws },
): readonly [Float64Array, Float64Array] {
  const children = [one.slice(), other.slice()] as const;
  if (draws.next() > 0.9) return children;
  for (const [place, { low, high }] of levers.entries()) {
    const [least = 0, most = 0] = [one[place] ?? 0, other[place] ?? 0].toSorted((a, b) => a - b);
    const [chosen, share, swap] = [draws.next(), draws.next(), draws.next()];
    if (chosen > 0.5 || most - least <= 1e-14 * (high - low)) continue;
    const spreadTo = (room: number): number => {
      const alpha = 2 - kernel.power(1 + (2 * room) / (most - least), -(crossoverIndex + 1));
      const base = share <= 1 / alpha ? share * alpha : 1 / (2 - share * alpha);
      return kernel.power(base, 1 / (crossoverIndex + 1));
    };
    const lower = 0.5 * (least + most - spreadTo(least - low) * (most - least));
    const upper = 0.5 * (least + most + spreadTo(high - most) * (most - least));
    [children[0][place], children[1][place]] = swap < 0.5 ? [lower, upper] : [upper, lower];
  }
  return children;
}

function mutated(child: Float64Array, { levers, draws }: { levers: readonly Lever[]; draws: Draws }): Float64Array {
  return child.map((value, place) => {
    const lever = levers[place];
    if (lever === undefined) return value;
    const { low, high, step } = lever;
    const [chosen, share] = [draws.next(), draws.next()];
    if (chosen > 1 / levers.length || low === high) return snapped(lever, value);
    const power = 1 / (mutationIndex + 1);
    const room = 1 - (share < 0.5 ? value - low : high - value) / (high - low);
    const reach = kernel.power(Math.max(0, room), mutationIndex + 1);
    const move =
      share < 0.5
        ? kernel.power(2 * share + (1 - 2 * share) * reach, power) - 1
        : 1 - kernel.power(2 * (1 - share) + 2 * (share - 0.5) * reach, power);
    const moved = move * (high - low);
    // In steps, a move is at least one.
    const least = step === undefined || Math.abs(moved) >= step ? moved : moved < 0 ? -step : step;
    return snapped(lever, value + least);
  });
}

function trial<Own extends Candidate>(
  generation: readonly Own[],
  { target, place, levers, draws }: { target: Own; place: number; levers: readonly Lever[]; draws: Draws },
): Float64Array {
  const others = generation.filter((_, other) => other !== place);
  const pick = (): Float64Array =>
    others.splice(Math.floor(draws.next() * others.length), 1)[0]?.values ?? target.values;
  const [base, from, to] = [pick(), pick(), pick()];
  const weight = 0.5 + 0.5 * draws.next();
  const always = Math.floor(draws.next() * levers.length);
  return target.values.map((value, at) => {
    const lever = levers[at];
    if (lever === undefined) return value;
    const isCrossed = draws.next() < 0.9 || at === always;
    if (!isCrossed) return value;
    const moved = (base[at] ?? 0) + weight * ((to[at] ?? 0) - (from[at] ?? 0));
    // Beyond an end, half-way from the base to it, so that trials do not pile up there.
    const within =
      moved < lever.low
        ? ((base[at] ?? 0) + lever.low) / 2
        : moved > lever.high
          ? ((base[at] ?? 0) + lever.high) / 2
          : moved;
    return snapped(lever, within);
  });
}

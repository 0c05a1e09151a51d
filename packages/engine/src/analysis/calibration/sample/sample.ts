import type { WorkOptions } from '../../../run/work.ts';
import { at } from '../at.ts';
import { chainMove, type ChainState, type Move, type MoveSettings } from './chain.ts';
import { isComplete, type SamplerSettings, type SamplerState } from './sampler-state.ts';
import { fitApproximation, type StudentApproximation } from './student-approximation.ts';

/** The logarithm of a density at points (row-major), known but for a constant; minus infinity or NaN where a point is impossible or its run failed. */
export type LogDensity = (points: Float64Array, options?: WorkOptions) => Promise<Float64Array>;

/** What the caller of a sampler may ask of it. */
export interface SampleOptions extends WorkOptions {
  /** Told of the state after every block of moves, so that something is kept if the work is stopped. */
  readonly onState?: (state: SamplerState) => void;
}

/** Moves of a block, but for the last of the warm-up and of all. */
const blockMoves = 25;
/** So many points for each parameter must have been seen before the approximation follows them. */
const pointsAParameter = 20;
/** Rows of the archive. */
const archiveRows = 1000;

/**
 * Where a sampler begins: of the points given, those with the greatest density, one a chain. Points spread over the prior are right: chains that then agree have found the same from
 * afar. `known` points, such as the best of a search, are where every second chain begins.
 *
 * @param spread row-major
 */
export async function startSampler(
  density: LogDensity,
  {
    settings,
    spread,
    approximation,
    known = [],
    dimension,
    options = {},
  }: {
    settings: SamplerSettings;
    spread: Float64Array;
    /** What is known of the posterior; by default that of the spread. */
    approximation?: StudentApproximation;
    known?: readonly Float64Array[];
    dimension: number;
    options?: WorkOptions;
  },
): Promise<SamplerState> {
  const { chains } = settings;
  const points = new Float64Array(spread.length + known.length * dimension);
  points.set(spread);
  known.forEach((point, index) => points.set(point, spread.length + index * dimension));
  const logDensities = (await density(points, options)).map((each) =>
    Number.isNaN(each) ? Number.NEGATIVE_INFINITY : each,
  );
  const count = spread.length / dimension;
  const order = Array.from({ length: count }, (_, row) => row).toSorted(
    (a, b) => at(logDensities, b) - at(logDensities, a) || a - b,
  );
  const rows = Array.from({ length: chains }, (_, chain) =>
    known.length > 0 && chain % 2 === 1 ? count + (((chain - 1) / 2) % known.length) : (order[chain % count] ?? 0),
  );
  const start = new Float64Array(chains * dimension);
  rows.forEach((row, chain) => start.set(points.subarray(row * dimension, (row + 1) * dimension), chain * dimension));
  return {
    settings,
    updates: 0,
    evaluations: points.length / dimension,
    keptEvaluations: 0,
    points: start,
    logDensities: Float64Array.from(rows, (row) => at(logDensities, row)),
    approximation: approximation ?? fitApproximation(spread, { dimension }),
    ...(approximation === undefined ? {} : { anchor: approximation }),
    archive: spread,
    past: new Float64Array(0),
    kept: new Float64Array(0),
    keptLogDensities: new Float64Array(0),
  };
}

/**
 * Samples a density with an ensemble of chains: generalised elliptical slice sampling about a Student t approximation, with a share of differential evolution moves. In the warm-up the
 * approximation and the archive are learnt anew after every block from the later half of what the chains have seen; then both stay, so that every chain is an ordinary Markov chain with the density as its
 * distribution. The chains move side by side, so that each round is a batch; the result depends on the settings alone.
 */
export async function sample(
  density: LogDensity,
  from: SamplerState,
  { signal, onProgress, onState }: SampleOptions = {},
): Promise<SamplerState> {
  const { warmUp, draws, thin } = from.settings;
  const total = warmUp + draws * thin;
  let state = from;
  while (!isComplete(state)) {
    signal?.throwIfAborted();
    const phaseEnd = state.updates < warmUp ? warmUp : total;
    const moves = Math.min(blockMoves, phaseEnd - state.updates);
    state = await block(density, state, { moves, ...(signal === undefined ? {} : { signal }) });
    onState?.(state);
    onProgress?.({ done: state.updates, total, phase: state.updates <= warmUp ? 'warm-up' : 'sampling' });
  }
  return state;
}

async function block(
  density: LogDensity,
  state: SamplerState,
  { moves, signal }: { moves: number; signal?: AbortSignal },
): Promise<SamplerState> {
  const { settings, updates } = state;
  const { chains, warmUp, thin } = settings;
  const dimension = state.points.length / chains;
  const move: MoveSettings = { approximation: state.approximation, archive: state.archive, seed: settings.seed };
  const runs = Array.from({ length: chains }, (_, chain) => {
    const point = state.points.slice(chain * dimension, (chain + 1) * dimension);
    return new ChainRun(
      { point, logDensity: at(state.logDensities, chain) },
      { chain, from: updates, moves, settings: move },
    );
  });
  let evaluations = 0;
  for (;;) {
    const waiting = runs.filter((run) => run.asks !== undefined);
    if (waiting.length === 0) break;
    signal?.throwIfAborted();
    const points = new Float64Array(waiting.length * dimension);
    waiting.forEach(({ asks }, row) => asks !== undefined && points.set(asks, row * dimension));
    const found = await density(points, signal === undefined ? {} : { signal });
    evaluations += waiting.length;
    waiting.forEach((run, row) => run.answer(at(found, row)));
  }
  const inWarmUp = updates < warmUp;
  const visited: Float64Array[] = [];
  const visitedLogs: number[] = [];
  for (let index = 0; index < moves; index++) {
    if (!inWarmUp && (updates - warmUp + index + 1) % thin !== 0) continue;
    for (const { course } of runs) {
      const reached = course[index];
      if (reached === undefined) continue;
      visited.push(reached.point);
      visitedLogs.push(reached.logDensity);
    }
  }
  const next = {
    ...state,
    updates: updates + moves,
    evaluations: state.evaluations + evaluations,
    points: joined(runs.map(({ last }) => last.point)),
    logDensities: Float64Array.from(runs, ({ last }) => last.logDensity),
  };
  if (!inWarmUp) {
    return {
      ...next,
      keptEvaluations: state.keptEvaluations + evaluations,
      kept: joined([state.kept, ...visited]),
      keptLogDensities: joined([state.keptLogDensities, Float64Array.from(visitedLogs)]),
    };
  }
  const past = joined([state.past, ...visited]);
  const later = past.subarray(Math.floor(past.length / dimension / 2) * dimension);
  const enough = later.length / dimension >= pointsAParameter * dimension;
  return {
    ...next,
    approximation: enough
      ? fitApproximation(later, { dimension, ...(state.anchor === undefined ? {} : { anchor: state.anchor }) })
      : state.approximation,
    archive: thinned(later, dimension),
    past: next.updates < warmUp ? past : new Float64Array(0),
  };
}

/** The moves of one chain through a block, waiting for one value at a time. */
class ChainRun {
  readonly course: ChainState[] = [];
  last: ChainState;
  /** The point whose log-density it waits for; undefined at the end of the block. */
  asks: Float64Array | undefined;
  #move: Move | undefined;
  readonly #block: { chain: number; from: number; moves: number; settings: MoveSettings };

  constructor(start: ChainState, block: { chain: number; from: number; moves: number; settings: MoveSettings }) {
    this.last = start;
    this.#block = block;
    this.#begin();
  }

  answer(logDensity: number): void {
    if (this.#move === undefined) return;
    const step = this.#move.next(Number.isNaN(logDensity) ? Number.NEGATIVE_INFINITY : logDensity);
    if (step.done === true) this.#arrive(step.value);
    else this.asks = step.value;
  }

  #arrive(at: ChainState): void {
    this.last = at;
    this.course.push(at);
    this.#begin();
  }

  #begin(): void {
    const { chain, from, moves, settings } = this.#block;
    this.asks = undefined;
    if (this.course.length === moves) return;
    this.#move = chainMove(this.last, { chain, update: from + this.course.length, settings });
    const step = this.#move.next();
    if (step.done === true) this.#arrive(step.value);
    else this.asks = step.value;
  }
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const whole = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let filled = 0;
  for (const part of parts) {
    whole.set(part, filled);
    filled += part.length;
  }
  return whole;
}

/** At most `archiveRows` rows, evenly taken. */
function thinned(points: Float64Array, dimension: number): Float64Array {
  const count = points.length / dimension;
  const rows = Math.min(archiveRows, count);
  return joined(
    Array.from({ length: rows }, (_, index) => {
      const row = Math.floor((index * count) / rows);
      return points.slice(row * dimension, (row + 1) * dimension);
    }),
  );
}

import { Draws } from '../../../random/draws.ts';
import { differentialMove } from './differential-move.ts';
import { ellipticalMove } from './elliptical-move.ts';
import type { StudentApproximation } from './student-approximation.ts';

/** Where a chain is. */
export interface ChainState {
  readonly point: Float64Array;
  readonly logDensity: number;
}

/** A move of one chain: it gives points that it needs the log-density of, one after another, and ends at the point that it comes to. */
export type Move = Generator<Float64Array, ChainState, number>;

/** What moves of all chains share for a while. */
export interface MoveSettings {
  readonly approximation: StudentApproximation;
  /** Points of the past, row-major: their differences are the steps of some of the moves. */
  readonly archive: Float64Array;
  readonly seed: number;
}

/** The share of moves along differences of past points. They reach what the ellipses of one approximation do not: other modes, bent ridges. */
const differentialShare = 0.25;
const key = 0x4d434d43;

/** Move number `update` of chain `chain`: which kind it is and all that it draws follow from these numbers and the seed alone. */
export function chainMove(
  from: ChainState,
  { chain, update, settings }: { chain: number; update: number; settings: MoveSettings },
): Move {
  const drawsOf = (step: number): Draws =>
    new Draws({ key: [settings.seed, key], member: chain, stream: update, step });
  const draws = drawsOf(0);
  return draws.next() < differentialShare
    ? differentialMove(from, { archive: settings.archive, draws })
    : ellipticalMove(from, { approximation: settings.approximation, drawsOf, draws });
}

import type { StudentApproximation } from './student-approximation.ts';

/** How long and with how many chains to sample. */
export interface SamplerSettings {
  readonly seed: number;
  /** Chains side by side: each round of moves is one batch of as many runs. */
  readonly chains: number;
  /** Moves of each chain before anything is kept, over which the approximation is learnt. */
  readonly warmUp: number;
  /** Draws that each chain keeps. */
  readonly draws: number;
  /** Moves from one kept draw to the next. */
  readonly thin: number;
}

/**
 * All that a sampler knows between two blocks of moves: plain data, from which it goes on as if it had not stopped. Points are scores, row-major.
 */
export interface SamplerState {
  readonly settings: SamplerSettings;
  /** Moves that each chain has made. */
  readonly updates: number;
  /** Evaluations of the density in all, and those of them after the warm-up. */
  readonly evaluations: number;
  readonly keptEvaluations: number;
  /** Where each chain is, and the log-density there. */
  readonly points: Float64Array;
  readonly logDensities: Float64Array;
  readonly approximation: StudentApproximation;
  /** What the approximation is drawn towards while it is learnt. */
  readonly anchor?: StudentApproximation;
  readonly archive: Float64Array;
  /** Where the chains have been in the warm-up, move by move and within a move chain by chain; empty afterwards. */
  readonly past: Float64Array;
  /** What has been kept, draw by draw and within a draw chain by chain. */
  readonly kept: Float64Array;
  readonly keptLogDensities: Float64Array;
}

/** Whether all draws have been kept. */
export function isComplete({ settings, updates }: SamplerState): boolean {
  return updates >= settings.warmUp + settings.draws * settings.thin;
}

import type { TimeSettings } from '../model/model.ts';

/** How many whole steps a run takes, 0 where it stops at its start; a stop that is missed by rounding alone is reached. */
export function runSteps({ start, stop, step }: Pick<TimeSettings, 'start' | 'stop' | 'step'>): number {
  return Math.floor(((stop - start) / step) * (1 + 1e-12) + 1e-6);
}

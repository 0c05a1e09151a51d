import type { Rule } from './finding.ts';

/** Two episodes of a child at one time. */
export const overlappingEpisodes: Rule = {
  id: 'overlapping-episodes',
  title: 'An episode ends after the next one of the child began',
  assumed: 'It ended when the next one began',
  effect: 'Durations of the earlier episode may be too short; stocks are not changed',
};

import type { Rule } from './finding.ts';

/** Dates out of order within an episode. */
export const episodeEndsBeforeItBegins: Rule = {
  id: 'episode-ends-before-it-begins',
  title: 'An episode ends before it begins',
  assumed: 'It ended where the next episode of the child begins; without a next one it is left out',
  effect: 'Durations may be too long or an episode short; a stock is wrong by at most one for each',
};

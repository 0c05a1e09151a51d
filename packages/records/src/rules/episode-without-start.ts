import type { Rule } from './finding.ts';

/** A row without its first day. */
export const episodeWithoutStart: Rule = {
  id: 'episode-without-start',
  title: 'An episode has no first day',
  assumed: 'The row is left out',
  effect: 'The child may be missing from stocks, and a start is not counted',
};

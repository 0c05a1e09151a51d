import type { Rule } from './finding.ts';

/** An episode that another should follow on the same day, and none does. */
export const gapBetweenEpisodes: Rule = {
  id: 'gap-between-episodes',
  title: 'An episode is said to go on in another on the same day, and there is none',
  assumed: 'The child left care on that day, for a reason that is not known',
  effect: 'A cease, and a start where the child comes back, are counted that may not have been',
};

import type { Rule } from './finding.ts';

/** The same episode more than once in one return. */
export const episodeTwice: Rule = {
  id: 'episode-twice',
  title: 'A child has two episodes that began on the same day in one return',
  assumed: 'The later row is the right one',
  effect: 'A move or a change of legal status on that day is not counted',
};

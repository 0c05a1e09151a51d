import type { Rule } from './finding.ts';

/** A child who is said to leave care and is in care again the same day. */
export const ceasedButContinued: Rule = {
  id: 'ceased-but-continued',
  title: 'An episode ends with a reason for leaving care, and another of the child begins on the same day',
  assumed: 'The child stayed in care',
  effect: 'No cease and no start are counted on that day',
};

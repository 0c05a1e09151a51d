import type { Rule } from './finding.ts';

/** A code that no list has. */
export const unknownCode: Rule = {
  id: 'unknown-code',
  title: 'A code is in no list of the return',
  assumed: 'It is read as not given',
  effect: 'The episode is counted in the group "not known"',
};

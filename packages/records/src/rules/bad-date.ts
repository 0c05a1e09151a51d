import type { Rule } from './finding.ts';

/** A cell of dates that holds none. */
export const badDate: Rule = {
  id: 'bad-date',
  title: 'A date cannot be read: it is not written as day/month/year, or there is no such day',
  assumed: 'The cell is read as empty',
  effect:
    'An episode without a first day is not counted; one without a last day counts as open until the next one of the child',
};

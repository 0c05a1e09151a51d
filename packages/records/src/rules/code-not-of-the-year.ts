import type { Rule } from './finding.ts';

/** A code that was not in use in the year of the return. */
export const codeNotOfTheYear: Rule = {
  id: 'code-not-of-the-year',
  title: 'A code is not one of the year of the return',
  assumed: 'It means what it meant when it was in use',
  effect: 'None on stocks and flows; groups by that code may not compare with other years',
};

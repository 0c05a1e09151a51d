import type { Rule } from './finding.ts';

/** A child in care at the end of a return who is not in the next one. */
export const openEpisodeNotCarriedOn: Rule = {
  id: 'open-episode-not-carried-on',
  title: 'An episode is open at the end of a return and absent from the next return',
  assumed: 'The child left care on the last day of the earlier return, for a reason that is not known',
  effect:
    'A cease is counted on 31 March that may have been at another time; the stock after it does not hold the child',
};

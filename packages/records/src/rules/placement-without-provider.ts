import type { Rule } from './finding.ts';

/** A placement of which it is not said who provides it. */
export const placementWithoutProvider: Rule = {
  id: 'placement-without-provider',
  title: 'A placement has no provider',
  assumed: 'Foster care counts as an agency’s, a children’s home as independent',
  effect: 'Shares of own and bought placements may be wrong by this many',
};

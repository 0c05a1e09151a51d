import type { Rule } from './finding.ts';

/** An open episode that is not the last one. */
export const openEpisodeFollowed: Rule = {
  id: 'open-episode-followed',
  title: 'An episode has no last day, and the child has a later one',
  assumed: 'It ended when the later one began',
  effect: 'Durations may be too long; stocks are not changed',
};

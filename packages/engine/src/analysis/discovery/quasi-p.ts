import { betaShares } from '../../random/incomplete-beta.ts';
import { countOf, membersIn, type BoxSample } from './box.ts';
import type { PeeledBox } from './peel.ts';

/**
 * The quasi-p-value of one restriction of a box (Bryant and Lempert 2010, "Thinking inside the box"): with the restriction taken away, it holds in a share of the
 * members of the wider box; how likely is it that as many members as the box has, drawn by lot from there, hold as often (one-sided binomial test)?
 * Quasi, since the restriction was chosen by looking.
 */
export function quasiP(sample: BoxSample, { box, members, holding }: PeeledBox, input: number): number {
  const wider = countOf(membersIn(box, sample, input), sample);
  return wider.members === 0 ? 1 : atLeast({ trials: members, share: wider.holding / wider.members }, holding);
}

/** The probability of at least `count` in independent trials, by the incomplete beta function. */
export function atLeast({ trials, share }: { readonly trials: number; readonly share: number }, count: number): number {
  if (count <= 0 || share >= 1) return 1;
  if (count > trials || share <= 0) return 0;
  return betaShares({ alpha: count, beta: trials - count + 1 }, share).below;
}

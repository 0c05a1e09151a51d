import type { Indicator } from '@weir/care';
import type { Effect } from './effects.ts';

/** How an effect on an indicator reads to somebody who must decide. */
export type Verdict =
  | 'better'
  | 'probably better'
  | 'no change'
  | 'unclear'
  | 'probably worse'
  | 'worse'
  | 'lower'
  | 'higher';

/** Shares of members from which a direction counts as sure, and as probable. */
const sure = 0.95;
const probable = 0.75;
/** A median change of less than this share of business as usual is called none. */
export const smallestShare = 0.005;

/** The verdict on a change, given the level of business as usual and the share of it that counts as a change. */
export function verdictOf(
  effect: Effect,
  better: Indicator['better'],
  usual: number,
  smallest = smallestShare,
): Verdict {
  const { median } = effect.change;
  if (!Number.isFinite(median)) return 'unclear';
  const reference = Math.abs(usual);
  if (reference > 0 ? Math.abs(median) < smallest * reference : median === 0) return 'no change';
  const share = median < 0 ? effect.shareLower : 1 - effect.shareLower;
  if (share < probable) return 'unclear';
  const direction = median < 0 ? 'lower' : 'higher';
  if (better === 'neither') return direction;
  const good = direction === better;
  if (share < sure) return good ? 'probably better' : 'probably worse';
  return good ? 'better' : 'worse';
}

/** A symbol and words for each verdict: never colour alone. */
export const verdictWords: Readonly<Record<Verdict, { readonly symbol: string; readonly words: string }>> = {
  better: { symbol: '✓', words: 'better' },
  'probably better': { symbol: '✓', words: 'probably better' },
  'no change': { symbol: '', words: 'little change' },
  unclear: { symbol: '?', words: 'unclear' },
  'probably worse': { symbol: '⚠', words: 'probably worse' },
  worse: { symbol: '⚠', words: 'worse' },
  lower: { symbol: '', words: 'lower' },
  higher: { symbol: '', words: 'higher' },
};

/** Whether a verdict is an unintended consequence. */
export function isWorse(verdict: Verdict): boolean {
  return verdict === 'worse' || verdict === 'probably worse';
}

/**
 * Whether fewer children looked after go with more children whose high need meets no service: numbers that fall because
 * children are turned away. The level of unmet need is an estimate and many times the number in care, so its rise is
 * measured against the fall that it stands beside: a tenth of it is enough, if most runs agree that it rises.
 */
export function isRationing(lookedAfter: Effect, unmetNeed: Effect): boolean {
  const fall = -lookedAfter.change.median;
  return fall > 0 && unmetNeed.change.median >= 0.1 * fall && 1 - unmetNeed.shareLower >= probable;
}

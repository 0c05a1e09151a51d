import type { LinkSign } from './diagram.ts';
import type { LoopView } from './loop-view.ts';

type Direction = 'more' | 'less' | 'more or less';

/**
 * A loop told as one sentence, followed by what it does, from the signs of its links.
 *
 * @example
 * ```ts
 * loopSentence(burnout);
 * // 'More stress leads to more absence, which leads to less capacity, which leads to more stress. The change feeds itself.'
 * ```
 */
export function loopSentence(loop: Pick<LoopView, 'kind' | 'links'>): string {
  const first = loop.links[0];
  if (first === undefined) return '';
  let direction: Direction = 'more';
  const steps = loop.links.map((link, index) => {
    direction = follow(direction, link.sign);
    return `${index === 0 ? '' : 'which '}leads to ${direction} ${link.to.name}`;
  });
  return `More ${first.from.name} ${steps.join(', ')}. ${closing(loop)}`;
}

/** The direction of an effect, from that of its cause and the sign of the link. */
function follow(direction: Direction, sign: LinkSign): Direction {
  if (sign === '+' || direction === 'more or less') return direction;
  if (sign !== '-') return 'more or less';
  return direction === 'more' ? 'less' : 'more';
}

function closing(loop: Pick<LoopView, 'kind'>): string {
  if (loop.kind === 'R') return 'The change feeds itself.';
  if (loop.kind === 'B') return 'The change is held back.';
  if (loop.kind === '0') return 'At present one of these links has no effect, so that nothing comes back.';
  return 'Whether the change feeds itself or is held back depends on where the system stands.';
}

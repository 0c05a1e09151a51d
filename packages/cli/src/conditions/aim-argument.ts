import { readAim, type Aim } from '@weir/care';
import { InvalidArgumentError } from 'commander';

/**
 * Reads a change against business as usual that is wanted, added to those given before: `looked-after@2035<=-3%`. What it does not take is
 * wrong usage.
 *
 * @throws InvalidArgumentError where the text is none
 * @example
 * ```ts
 * aims('unmet-need@2035<=0%')[0]?.change; // 0
 * ```
 */
export function aims(text: string, before: readonly Aim[] = []): Aim[] {
  const aim = readAim(text);
  if (aim !== undefined) return [...before, aim];
  throw new InvalidArgumentError(
    'Write it as "looked-after@2035<=-3%", a change against business as usual, or "spend@2035<=-100" in the unit of the indicator.',
  );
}

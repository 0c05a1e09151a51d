import type { Measure } from '@weir/engine/analysis';
import { InvalidArgumentError } from 'commander';

/**
 * Reads what is to be looked at, added to what was given before: `name@2035`, `name@end` (or `name` alone), `mean(name)`,
 * `highest(name)`, `lowest(name)`; a name may be one element of an array, `name[a,b]`. What it does not take is wrong usage.
 *
 * @throws InvalidArgumentError where the text is none of these
 * @example
 * ```ts
 * measure('children looked after@2035'); // [{ variable: 'children looked after', at: 2035 }]
 * ```
 */
export function measure(text: string, before: readonly Measure[] = []): Measure[] {
  return [...before, measureOf(text.trim())];
}

function measureOf(text: string): Measure {
  const { over, whole } = /^(?<over>mean|highest|lowest)\s*\((?<whole>.*\S.*)\)$/is.exec(text)?.groups ?? {};
  if (whole !== undefined) return { variable: whole.trim(), at: overs.get(over?.toLowerCase() ?? '') ?? 'mean' };
  const { name = text, time = 'end' } = /^(?<name>.*)@(?<time>[^@]*)$/s.exec(text)?.groups ?? {};
  const variable = name.trim();
  if (variable === '') throw new InvalidArgumentError(howToWrite);
  if (time.trim().toLowerCase() === 'end') return { variable, at: 'end' };
  const at = Number(time);
  if (time.trim() === '' || !Number.isFinite(at)) throw new InvalidArgumentError(howToWrite);
  return { variable, at };
}

const overs: ReadonlyMap<string, Measure['at']> = new Map(
  (['mean', 'highest', 'lowest'] as const).map((over) => [over, over]),
);

const howToWrite = 'Write it as "name@2035", "name@end", "mean(name)", "highest(name)" or "lowest(name)".';

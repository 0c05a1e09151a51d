import type { Evidence } from '../types.ts';

/**
 * Whether an entry is that of a constant or of one element of an array: it has its value, to four significant digits, and its range holds it. An
 * entry with `elements` is for these alone; one of the role `background` is for none.
 *
 * @example
 * ```ts
 * evidenceMatches({ ...entry, value: 5500, elements: ['other settings'] }, { name: 'weekly cost[other settings]', value: 5500 }); // true
 * ```
 */
export function evidenceMatches(
  entry: Evidence,
  { name, value }: { readonly name: string; readonly value: number },
): boolean {
  if (entry.role === 'background') return false;
  const element = /\[(.*)\]$/.exec(name)?.[1];
  if (entry.elements !== undefined && element !== undefined && !entry.elements.includes(element)) return false;
  return Math.abs(entry.value - value) <= 1e-4 * Math.abs(value) && entry.low <= value && value <= entry.high;
}

/** Counts from 1 to this are not shown: they could tell of a child. As in the Department for Education's statistics. */
export const largestSmallCount = 5;

/**
 * A row of counts that add up to a total which is shown, with every count from 1 to 5 hidden (`undefined`), and as many others as it takes
 * that no hidden count can be worked out from the rest: the next smallest, zero last. Zero by itself is shown.
 *
 * Source of the rule: the suppression of the Department's statistics on children looked after (1 to 5, and complementary cells).
 *
 * @example
 * ```ts
 * suppressRow([120, 3, 40, 12]); // [120, undefined, 40, undefined]: 12 is hidden so that 3 cannot be worked out from the total
 * ```
 */
export function suppressRow(counts: readonly number[]): (number | undefined)[] {
  const hidden = new Set(counts.flatMap((count, place) => (isSmall(count) ? [place] : [])));
  if (hidden.size === 0) return [...counts];
  const others = counts
    .map((count, place) => ({ count, place }))
    .filter(({ place }) => !hidden.has(place))
    // Larger than zero first, the smallest of them first.
    .toSorted((a, b) => Number(a.count === 0) - Number(b.count === 0) || a.count - b.count);
  while (canBeWorkedOut(counts, hidden)) {
    const next = others.shift();
    if (next === undefined) break;
    hidden.add(next.place);
  }
  return counts.map((count, place) => (hidden.has(place) ? undefined : count));
}

/** Whether a count is hidden by itself. */
export function isSmall(count: number): boolean {
  return count >= 1 && count <= largestSmallCount;
}

/**
 * Whether the total gives a hidden count away. Of small counts alone each is known to be 1 to 5, so that a sum at either end leaves one
 * answer; one other count among them leaves as many answers as they have.
 */
function canBeWorkedOut(counts: readonly number[], hidden: ReadonlySet<number>): boolean {
  const values = [...hidden].map((place) => counts[place] ?? 0);
  if (values.length === 1) return true;
  if (!values.every((value) => isSmall(value))) return false;
  const sum = values.reduce((all, value) => all + value, 0);
  return sum === values.length || sum === values.length * largestSmallCount;
}

/** Longest way back that is shown. */
const longest = 5;

/**
 * The way to an item: an item that was looked at before cuts the way back to it, a new one lengthens it; the oldest
 * fall away beyond five. Gives the same array where nothing changes.
 */
export function extendTrail(trail: readonly string[], item: string): readonly string[] {
  if (trail.at(-1) === item) return trail;
  const at = trail.indexOf(item);
  return at >= 0 ? trail.slice(0, at + 1) : [...trail, item].slice(-longest);
}

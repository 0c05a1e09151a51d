import { toId } from './names.ts';

/**
 * The known names that are spelt most like `name`, nearest first; at most three, and none that differs in more than a
 * third of its letters. Case, spaces and underscores do not count as differences.
 *
 * @example
 * ```ts
 * nearNames('referals', ['referrals', 'assessments']); // ["referrals"]
 * ```
 */
export function nearNames(name: string, known: Iterable<string>): readonly string[] {
  const wanted = toId(name);
  const scored: { name: string; distance: number }[] = [];
  for (const candidate of known) {
    const id = toId(candidate);
    const most = Math.max(1, Math.floor(Math.max(wanted.length, id.length) / 3));
    if (Math.abs(wanted.length - id.length) > most) continue;
    const distance = editDistance(wanted, id);
    if (distance <= most) scored.push({ name: candidate, distance });
  }
  scored.sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1));
  return scored.slice(0, 3).map((each) => each.name);
}

/** Letters to insert, delete, replace or swap with their neighbour to turn one text into the other. */
function editDistance(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      const same = from[i - 1] === to[j - 1];
      let least = Math.min((row[j - 1] ?? 0) + 1, (last[j] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]) {
        least = Math.min(least, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(least);
    }
    beforeLast = last;
    last = row;
  }
  return last[to.length] ?? 0;
}

/** The advice for a name that is not known, given the known names near to it. */
export function suggestion(near: readonly string[]): string {
  if (near.length === 0) return 'define it, or correct the name';
  return `did you mean ${near.map((name) => `"${name}"`).join(' or ')}`;
}

/** Number of words of a headline. */
export function wordCount(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

/** The first of the phrasings that keeps within so many words, or the shortest if none does. */
export function firstWithin(words: number, phrasings: readonly string[]): string {
  const fitting = phrasings.find((phrasing) => wordCount(phrasing) <= words);
  return fitting ?? phrasings.toSorted((a, b) => wordCount(a) - wordCount(b))[0] ?? '';
}

/** A name as it stands inside a sentence: the first letter small, unless it is an abbreviation. */
export function midSentence(name: string): string {
  return /^[A-Z][a-z]/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}

/** “a, b and c”. */
export function listOf(items: readonly string[]): string {
  return items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

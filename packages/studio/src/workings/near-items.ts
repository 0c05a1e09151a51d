import { nearNames } from '@weir/engine';

/** The names nearest to what was asked: those spelt most like it, then those that share most of their words with it. */
export function nearItems(asked: string, names: readonly string[], count = 6): string[] {
  const wanted = wordsOf(asked);
  const sharing = names
    .map((name) => ({ name, share: shareOf(wanted, wordsOf(name)) }))
    .filter(({ share }) => share >= 0.34)
    .sort((a, b) => b.share - a.share || a.name.length - b.name.length)
    .map(({ name }) => name);
  return [...new Set([...nearNames(asked, names), ...sharing])].slice(0, count);
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[\s_]+/)
    .filter((word) => word !== '');
}

function shareOf(wanted: readonly string[], words: readonly string[]): number {
  const shared = wanted.filter((word) => words.includes(word)).length;
  return shared / Math.max(1, wanted.length, words.length);
}

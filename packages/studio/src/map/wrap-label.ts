/** A label broken into lines, and the box that holds it, in CSS pixels at a 13 px font. */
export interface WrappedLabel {
  readonly lines: readonly string[];
  readonly width: number;
  readonly height: number;
}

/** Widest line, in characters, before a label is broken at a space. */
const LINE_LENGTH = 20;
/** A generous mean width of a character and the height of a line at 13 px, so that a box is never too small. */
const CHARACTER = 7.3;
const LINE_HEIGHT = 17;

/**
 * Breaks a label at spaces so that no line is longer than 20 characters unless one word is, and evens the lines out.
 *
 * @param padding Pixels added around the text: across, and down.
 * @example
 * ```ts
 * wrapLabel('children on a protection plan', { across: 20, down: 12 }).lines; // ['children on a', 'protection plan']
 * ```
 */
export function wrapLabel(label: string, padding: { across: number; down: number }): WrappedLabel {
  const words = label.trim().split(/\s+/);
  const fewest = breakWords(words, LINE_LENGTH).length;
  let limit = LINE_LENGTH;
  while (limit > 1 && breakWords(words, limit - 1).length === fewest) limit -= 1;
  const lines = breakWords(words, limit);
  const longest = Math.max(...lines.map((line) => line.length));
  return {
    lines,
    width: Math.ceil(longest * CHARACTER) + padding.across,
    height: lines.length * LINE_HEIGHT + padding.down,
  };
}

function breakWords(words: readonly string[], limit: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of words) {
    if (line !== '' && line.length + 1 + word.length > limit) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  lines.push(line);
  return lines;
}
